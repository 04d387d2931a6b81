"""Applications and their stages in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.framework.loader import load_framework

MOVES = {
    "idea": gettext_lazy("Move to idea"),
    "draft": gettext_lazy("Move to draft"),
    "submitted": gettext_lazy("Move to submitted"),
    "granted": gettext_lazy("Mark as granted"),
    "rejected": gettext_lazy("Mark as rejected"),
    "withdrawn": gettext_lazy("Mark as withdrawn"),
}
"""The button that moves an application to a stage."""


def stage_label(stage: str) -> str:
    """What a page calls a stage."""
    return load_framework().label("application_stage", stage)


def stage_reached(stage: str) -> str:
    """What the page says after an application was moved."""
    reached = {
        "idea": _("Application moved to idea."),
        "draft": _("Application moved to draft."),
        "submitted": _("Application marked as submitted. It counts in the funding funnel."),
        "granted": _("Application marked as granted. The grant counts in the funding funnel."),
        "rejected": _("Application marked as rejected."),
        "withdrawn": _("Application marked as withdrawn."),
    }
    return reached[stage]


def amounts(total: str, missing: int) -> str:
    """What the applications of a stage sum up to, and how many say no amount."""
    if not missing:
        return total
    lacking = ngettext("{missing} without amount", "{missing} without amounts", missing).format(missing=missing)
    return _("{total}, {lacking}").format(total=total, lacking=lacking) if total else lacking


def application_count(count: int) -> str:
    """How many applications a list has."""
    return ngettext("{count} application", "{count} applications", count).format(count=count)


def no_such_team(team: str) -> str:
    """What is said where a team is not saved for an opportunity."""
    return _("Team “{id}” is not saved for this opportunity.").format(id=team)


def application_moved(parameters: Mapping[str, Any]) -> str:
    """Where an application was moved, in the list of changes."""
    text = _("Application “{name}” moved to stage “{stage}”")
    return text.format(name=parameters["name"], stage=stage_label(parameters["stage"]))


CHANGES = {
    "application.start": gettext_lazy("Application “{name}” started for {opportunity}"),
    "application.move": application_moved,
}
