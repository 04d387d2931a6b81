"""The records of the ecosystem that an answer rests on: as of a day, without some activities."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Activity, Counterfactual, Entry, Membership, Outcome, Participation, Tie
from bridgehead.ecosystem.queries import activity_missing
from bridgehead.kit import partial_dates
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects


def record_scope(as_of: date | None = None, leave_out: Sequence[str] = ()) -> RecordScope:
    """The scope that somebody asks for; of today and with nothing left out where nothing is asked.

    Parameters
    ----------
    as_of
        A day; None for today.
    leave_out
        Ids of activities.

    Raises
    ------
    NotFound
        If there is no such activity.
    """
    wanted = [id_ for id_ in dict.fromkeys(leave_out) if id_]
    known = set(Activity.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    for id_ in wanted:
        if id_ not in known:
            raise activity_missing(id_)
    return RecordScope(as_of or timezone.localdate(), frozenset(wanted))


def asked_scope(as_of: str, leave_out: Sequence[str]) -> RecordScope:
    """The scope that an address asks for by `as_of`, a partial date that means its last day, and `leave_out`.

    Raises
    ------
    InputError
        If the date is none.
    NotFound
        If there is no such activity.
    """
    if as_of and not partial_dates.is_date(as_of):
        raise InputError(expects("date"), column="as_of", found=as_of)
    return record_scope(partial_dates.ends(as_of) if as_of else None, leave_out)


def today() -> RecordScope:
    """The scope of today with nothing left out."""
    return RecordScope(timezone.localdate())


def with_plans(scope: RecordScope) -> RecordScope:
    """The scope in which plans count too: who is to take part is known today, not on a day that is past."""
    return replace(scope, as_of=date.max) if scope.as_of >= timezone.localdate() else scope


def begun(field: str, day: date) -> Q:
    """Whether a partial date starts on or before a day, or is blank: as text they stand in that order."""
    return Q(**{f"{field}__lte": day.isoformat()})


def activities_in(scope: RecordScope) -> QuerySet[Activity]:
    """Activities that have started."""
    return Activity.objects.filter(begun("start", scope.as_of)).exclude(pk__in=scope.left_out)


def participations_in(scope: RecordScope) -> QuerySet[Participation]:
    """Participations that have begun: by their own date, else by their activity's start."""
    dated = Q(since="") & begun("activity__start", scope.as_of) | ~Q(since="") & begun("since", scope.as_of)
    return Participation.objects.filter(dated).exclude(activity__in=scope.left_out)


def ties_in(scope: RecordScope) -> QuerySet[Tie]:
    """Ties that have begun, ended ones too."""
    return Tie.objects.filter(begun("since", scope.as_of)).exclude(activity__in=scope.left_out)


def memberships_in(scope: RecordScope) -> QuerySet[Membership]:
    """Memberships that have begun, past ones too."""
    return Membership.objects.filter(begun("since", scope.as_of))


def entries_in(scope: RecordScope) -> QuerySet[Entry]:
    """Steps into markets that have been taken, but for those from an activity or the opportunity left out."""
    found = Entry.objects.filter(begun("date", scope.as_of)).exclude(activity__in=scope.left_out)
    return found.exclude(opportunity=scope.opportunity) if scope.opportunity else found


def outcomes_in(scope: RecordScope) -> QuerySet[Outcome]:
    """Outcomes up to the day."""
    return Outcome.objects.filter(begun("date", scope.as_of)).exclude(activity__in=scope.left_out)


def counterfactuals_in(scope: RecordScope) -> QuerySet[Counterfactual]:
    """Answers up to the day to what would have happened without the cluster."""
    return Counterfactual.objects.filter(begun("date", scope.as_of)).exclude(activity__in=scope.left_out)


def activities_of(opportunities: Collection[str]) -> dict[str, frozenset[str]]:
    """The activities that each of these opportunities brought about; one that brought about none is not in it."""
    found: dict[str, frozenset[str]] = {}
    rows = Activity.objects.filter(opportunity__in=opportunities).order_by("pk")
    for activity, about in rows.values_list("pk", "opportunity_id"):
        found[str(about)] = found.get(str(about), frozenset()) | {activity}
    return found
