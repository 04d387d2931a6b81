"""On which page each record is shown, so that whoever names one can lead there."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from bridgehead.ecosystem.models import Indicator
from bridgehead.models import (
    Activity,
    Actor,
    Availability,
    Code,
    Codebook,
    Coding,
    Entry,
    Evidence,
    Finding,
    Identifier,
    ImportJob,
    Invitation,
    Mark,
    Meeting,
    Membership,
    Opportunity,
    OpportunityComponent,
    Participation,
    Person,
    Relation,
    Slot,
    Source,
    Support,
    SurveyAnswer,
    TeamSeat,
    Tie,
    Wish,
)

Row = Mapping[str, Any]
PAGES: Mapping[type[models.Model], tuple[str, str]] = {
    Actor: ("member", "id"),
    Identifier: ("member", "actor_id"),
    Person: ("member", "actor_id"),
    Membership: ("member", "member_id"),
    Tie: ("member", "a_id"),
    Entry: ("member", "firm_id"),
    Support: ("member", "actor_id"),
    SurveyAnswer: ("profile", "actor_id"),
    Activity: ("activity", "id"),
    Participation: ("activity", "activity_id"),
    Slot: ("trip", "activity_id"),
    Availability: ("trip", "activity_id"),
    Wish: ("trip", "activity_id"),
    Meeting: ("trip", "activity_id"),
    Opportunity: ("opportunity", "id"),
    OpportunityComponent: ("opportunity", "opportunity_id"),
    Mark: ("matches", "opportunity_id"),
    TeamSeat: ("consortium", "opportunity_id"),
    Invitation: ("consortium", "opportunity_id"),
    Source: ("source", "id"),
    Codebook: ("codebooks", ""),
    Code: ("code", "id"),
    Coding: ("coding", "id"),
    Evidence: ("evidence", "id"),
    Relation: ("influence", ""),
    Finding: ("influence", ""),
    ImportJob: ("upload", "id"),
}
"""The route of the page, and the attribute of the record that it takes; blank where it takes none."""


def _of_indicator(row: Row) -> tuple[str, str]:
    return ("market" if row["subject_kind"] == "country" else "member"), "subject"


OTHERWISE: Mapping[type[models.Model], Callable[[Row], tuple[str, str]]] = {Indicator: _of_indicator}


def needed(model: type[models.Model]) -> tuple[str, ...]:
    """The attributes of a record that tell its page."""
    if model is Indicator:
        return ("subject", "subject_kind")
    return tuple(name for name in PAGES.get(model, ("", ""))[1:] if name)


def address(model: type[models.Model], row: Row) -> str:
    """The whole address of the page on which a record is shown; blank where there is none.

    Parameters
    ----------
    row
        At least what `needed` names.
    """
    route, name = OTHERWISE[model](row) if model in OTHERWISE else PAGES.get(model, ("", ""))
    if not route:
        return ""
    return settings.ADDRESS + (reverse(route, args=[row[name]]) if name else reverse(route))


EDITED: Mapping[type[models.Model], frozenset[str]] = {
    Source: frozenset("title kind language date purpose current trust confidentiality consent".split()),  # noqa: SIM905
    Code: frozenset({"name", "definition"}),
    Coding: frozenset({"memo"}),
}
"""The columns that can be edited on the page of a record."""
