"""What a change did, in words: each stage says how its actions read, the log stores their codes and parameters."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bridgehead.kit.phrases import and_list

if TYPE_CHECKING:
    from bridgehead.kit.models import Batch

Phrase = str | Promise | Callable[[Mapping[str, Any]], str]
ChangePhrases = Mapping[str, Phrase]
WITHOUT_ACCOUNT = frozenset(
    {"membership.request", "registration.add", "registration.change", "registration.cancel", "mailing.unsubscribe"}
)
"""What somebody does without an account, by a public form or a link of their own."""
_providers: list[Callable[[], ChangePhrases]] = []


def provide(source: Callable[[], ChangePhrases]) -> None:
    """Say where the phrases come from: action (`team.save`) to a text with named places, or a function of these."""
    _providers[:] = [source]


def describe(batch: "Batch") -> str:
    """What a batch did. One from before actions were typed has its own words."""
    if batch.undoes is not None:
        return _("Undone: {what}").format(what=describe(batch.undoes))
    if not batch.action:
        return batch.worded
    phrase = (_providers[0]() if _providers else {}).get(batch.action)
    if phrase is None:
        return batch.action
    parameters = {"subject": batch.subject, **batch.parameters}
    if callable(phrase):
        return phrase(parameters)
    return str(phrase).format_map({name: _as_text(value) for name, value in parameters.items()})


def by_whom(batch: "Batch") -> str:
    """Who did it: an account, somebody without one on a page that is open to them, or the command line."""
    if batch.who:
        return batch.who.get_username()
    return _("Website form") if batch.action in WITHOUT_ACCOUNT else _("Command line")


def _as_text(value: Any) -> str:
    return and_list(value) if isinstance(value, list) else str(value)
