"""Changes to feedback and mails in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.framework.loader import load_framework
from bridgehead.match.core.mark_types import DISMISSING


def mark_set(parameters: Mapping[str, Any]) -> str:
    """What was said of an actor, in the list of changes."""
    return {
        "good": _("{actor} marked as good match for {opportunity}"),
        "not_for_them": _("{actor} marked as not suitable for {opportunity}"),
        "contacted": _("{actor} marked as contacted for {opportunity}"),
        "joined": _("{actor} marked as joined for {opportunity}"),
        "declined": _("{actor} declined {opportunity}"),
    }[parameters["mark"]].format_map(parameters)


def mark_removed(parameters: Mapping[str, Any]) -> str:
    """Which feedback was removed, in the list of changes."""
    label = load_framework().label("mark", parameters["mark"])
    text = _("Feedback “{label}” on {actor} for {opportunity} removed")
    return text.format_map({**parameters, "label": label})


def offers_sent(parameters: Mapping[str, Any]) -> str:
    """What the weekly mail offered, in the list of changes."""
    text = ngettext(
        "{count} opportunity offered to {actor} by email",
        "{count} opportunities offered to {actor} by email",
        parameters["count"],
    )
    return text.format_map(parameters)


def no_feedback(mark: str, actor: str, opportunity: str) -> str:
    """Why feedback cannot be removed."""
    text = _("There is no feedback “{label}” on {actor} for {opportunity}.")
    return text.format(label=load_framework().label("mark", mark), actor=actor, opportunity=opportunity)


CHANGES = {
    "mark.set": mark_set,
    "mark.remove": mark_removed,
    "digest.offer": offers_sent,
    "digest.withdraw": gettext_lazy("Offers to {actor} withdrawn, because their email was discarded"),
    "digest.unsubscribe": gettext_lazy("A contact of {actor} unsubscribed from the weekly mail"),
}


def feedback_saved(name: str, word: str, *, removed: bool) -> str:
    """What was done with feedback on a candidate.

    Parameters
    ----------
    word
        The mark that was given or taken back.
    """
    if removed:
        return _("Feedback on {name} removed.").format(name=name)
    if word in DISMISSING:
        return _("{name} is hidden from this ranking. Show {name} again under Hidden.").format(name=name)
    return _("Feedback on {name} saved.").format(name=name)
