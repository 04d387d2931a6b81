"""Wishes out of a CSV file of the case folder's layout."""

from collections.abc import Sequence
from pathlib import Path

from bridgehead.ecosystem.models import Activity, Actor
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.kit import csv_files
from bridgehead.kit.bulk_insert import Row
from bridgehead.kit.case_tables import CaseTable
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.trips import queries
from bridgehead.trips.case_files import WISHES
from bridgehead.trips.models import Wish


def import_wishes(activity: str, path: Path, *, viewer: Viewer) -> Receipt[None]:
    """Import who would like to meet whom: all of the file or nothing.

    Raises
    ------
    NotAllowed
        To whoever may not change activities.
    NotFound
        If there is no such activity.
    InputError
        At the first row of another activity, or that names an actor that does not exist or takes no part.
    """
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    about = find_activity(activity)
    table = CaseTable(WISHES)
    sheet = csv_files.read(csv_files.content_of(path), path.name, known=[c.name for c in table.columns])
    rows = list(table.parse(sheet))
    with batch("wishes.import", activity, viewer=viewer, activity=about.name) as writer:
        _require_participants(about, rows, path.name)
        writer.put(Wish, [row for _, row in rows])
    return writer.receipt(None)


def _require_participants(about: Activity, rows: Sequence[tuple[int, Row]], file: str) -> None:
    taking_part = set(queries.roles(about.pk))
    named = {row[end] for _, row in rows for end in ("wisher_id", "wished_id")}
    actors = set(Actor.objects.filter(pk__in=named).values_list("pk", flat=True))
    for number, row in rows:
        if row["activity_id"] != about.pk:
            raise InputError(
                expects("value", value=about.pk), file=file, row=number, column="activity", found=row["activity_id"]
            )
        for column, field in (("from", "wisher_id"), ("to", "wished_id")):
            if row[field] not in actors:
                raise InputError(expects("actor_id"), file=file, row=number, column=column, found=row[field])
            if row[field] not in taking_part:
                expected = expects("participant", activity=about.name)
                raise InputError(expected, file=file, row=number, column=column, found=row[field])
