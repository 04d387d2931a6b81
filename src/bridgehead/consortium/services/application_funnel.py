"""What the funding funnel reads of an application, kept in step with its stage."""

from bridgehead.consortium import queries
from bridgehead.consortium.core.application_records import (
    APPLIED,
    GRANTED,
    LEAD,
    PARTNER,
    ApplicationRecords,
    RecordChanges,
    RecordedResult,
    changes_of_records,
    is_submitted,
)
from bridgehead.consortium.models import Application
from bridgehead.ecosystem.models import Activity, Outcome, Participation
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.kit import ids
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.references import declared_references

KIND = "funding_application"
STEM = 70


def write_records(writer: Writer, found: Application) -> None:
    """Have the records of the funnel say what the application does, in a batch."""
    applied, own = is_submitted(found.stage, found.submitted), _own_activity(found)
    activity = found.activity_id or (_activity_on_record(found) or own if applied else "")
    if not activity:
        return
    if applied and (activity == own or not Activity.objects.filter(pk=activity).exists()):
        writer.put(Activity, [_activity(found, activity)])
    if applied and found.activity_id is None:
        writer.put(Application, [{"id": found.pk, "activity_id": activity}])
    changes = changes_for(found, activity)
    fixed = {"activity_id": activity, "since": ""}
    parts = [{**fixed, "actor_id": actor, "role": role} for actor, role in changes.parts.items()]
    writer.put(Participation, [{"id": Participation.key_of(row), **row} for row in parts])
    writer.put(Outcome, [_outcome(found, activity, *pair, leads=leads) for pair, leads in changes.results.items()])
    writer.remove(Outcome, changes.gone)
    leaving = [{**fixed, "actor_id": actor, "role": role} for actor in changes.leaving for role in (LEAD, PARTNER)]
    writer.remove(Participation, [Participation.key_of(row) for row in leaving])
    if not applied:
        writer.put(Application, [{"id": found.pk, "activity_id": None}])
        if activity == own and not _is_referred_to(activity):
            writer.remove(Activity, [activity])


def is_behind(found: Application) -> bool:
    """Whether the records of the funnel say anything else than the application: one was edited without the other."""
    applied = is_submitted(found.stage, found.submitted)
    if applied != (found.activity_id is not None):
        return True
    if found.activity_id is None:
        return False
    changes = changes_for(found, found.activity_id)
    known = {(row.actor, row.kind) for row in _records(found.activity_id).results if row.id.startswith(_own(found))}
    return bool(changes.parts or changes.leaving or changes.gone or set(changes.results) - known)


def changes_for(found: Application, activity: str) -> RecordChanges:
    """What is to be written and removed of an activity, for an application."""
    return changes_of_records(
        queries.members_of(found),
        _records(activity),
        own=_own(found),
        applied=is_submitted(found.stage, found.submitted),
        granted=found.stage == GRANTED,
    )


def _records(activity: str) -> ApplicationRecords:
    parts = Participation.objects.filter(activity=activity).values_list("actor_id", flat=True)
    results = Outcome.objects.filter(activity=activity).order_by("id").values_list("id", "actor_id", "kind")
    return ApplicationRecords(frozenset(parts), [RecordedResult(*row) for row in results])


def _own_activity(found: Application) -> str:
    """The id of the activity that is made for an application, where none is on record."""
    return ids.joined("application", found.pk)


def _own(found: Application) -> str:
    """How the ids of the application's own outcomes begin."""
    return f"{_stem(found)}--"


def _stem(found: Application) -> str:
    """Short enough to be whole in the ids of the outcomes."""
    return ids.joined("application", found.pk, limit=STEM)


def _activity_on_record(found: Application) -> str:
    """The lead's application for this opportunity that is on record already; blank for none."""
    known = Activity.objects.filter(
        kind=KIND,
        opportunity=found.opportunity_id,
        organiser=cluster_in_question() or None,
        applications=None,
        participations__actor=found.lead_id,
    )
    return known.order_by("pk").values_list("pk", flat=True).first() or ""


def _activity(found: Application, id_: str) -> dict[str, object]:
    return {
        "id": id_,
        "name": found.name,
        "kind": KIND,
        "organiser_id": cluster_in_question() or None,
        "start": found.submitted,
        "end": found.decided,
        "funder": found.opportunity.buyer,
        "opportunity_id": found.opportunity_id,
    }


def _outcome(found: Application, activity: str, actor: str, kind: str, *, leads: bool) -> dict[str, object]:
    return {
        "id": ids.joined(_stem(found), actor, kind),
        "activity_id": activity,
        "actor_id": actor,
        "kind": kind,
        "date": found.submitted if kind == APPLIED else found.decided,
        "value": found.amount_granted if kind == GRANTED and leads else None,
        "counterpart": found.opportunity.buyer,
        "reported_by": "cluster",
    }


def _is_referred_to(activity: str) -> bool:
    """Whether anything else speaks of the activity: it stays then."""
    return any(True for column in declared_references(Activity) for _row in column.rows([activity]))
