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


def _as_text(value: Any) -> str:
    return and_list(value) if isinstance(value, list) else str(value)
