"""Reads of feedback: who marked what, what is hidden from a ranking, what was offered by mail."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Person, User
from bridgehead.ecosystem.queries.record_scope import begun
from bridgehead.match.core.mark_types import DISMISSING, JOINED, OFFERED
from bridgehead.match.models import Mark


def dismissed(opportunity: str, scope: RecordScope | None = None) -> set[str]:
    """Ids of the actors that an opportunity is not for, by staff's word or their own, up to a day or ever."""
    return set(_marks(scope, opportunity=opportunity, mark__in=DISMISSING).values_list("actor_id", flat=True))


def dismissed_for(actor: str, scope: RecordScope) -> set[str]:
    """Ids of the opportunities that are not for an actor, by staff's word or its own."""
    return set(_marks(scope, actor=actor, mark__in=DISMISSING).values_list("opportunity_id", flat=True))


def marks(*, opportunity: str = "", actor: str = "") -> QuerySet[Mark]:
    """What was said of an opportunity's candidates or of an actor, the latest first, with both ends."""
    found = Mark.objects.select_related("opportunity", "actor").order_by("-date", "pk")
    if opportunity:
        found = found.filter(opportunity=opportunity)
    return found.filter(actor=actor) if actor else found


def names_of_those(said: Iterable[Mark]) -> dict[str, str]:
    """What a page calls whoever gave these marks: an account or a contact by name; others are not in it."""
    ids = {mark.by for mark in said} - {""}
    contacts = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    accounts = User.objects.filter(username__in=ids)
    return contacts | {user.username: user.get_full_name() or user.username for user in accounts}


def offered(reader: str) -> list[tuple[str, str]]:
    """What the weekly mail offered to a reader: opportunity and day."""
    return list(Mark.objects.filter(mark=OFFERED, by=reader).values_list("opportunity_id", "date"))


def last_offered() -> dict[str, str]:
    """Reader to the day of the last weekly mail."""
    found = Mark.objects.filter(mark=OFFERED).order_by().values_list("by").annotate(last=Max("date"))
    return {str(reader): str(day) for reader, day in found}


def joined_opportunities(actor: str, scope: RecordScope) -> set[str]:
    """Ids of the opportunities that an actor goes for already."""
    return set(_marks(scope, actor=actor, mark=JOINED).values_list("opportunity_id", flat=True))


def _marks(scope: RecordScope | None, **wanted: Any) -> QuerySet[Mark]:
    """Feedback up to the day of the scope; without one, all."""
    found = Mark.objects.filter(**wanted)
    return found if scope is None else found.filter(begun("date", scope.as_of))
