"""Wishes out of a CSV file of the case folder's layout."""

from pathlib import Path

from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.kit import csvfiles
from bridgehead.kit.changes import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.receipt import Tally
from bridgehead.kit.tables import Table
from bridgehead.support import queries
from bridgehead.support.layout import WISHES
from bridgehead.support.models import Wish


def import_wishes(activity: str, path: Path, *, who: int | None = None) -> Tally:
    """Take in who would like to meet whom; all of the file or nothing.

    Raises
    ------
    InputError
        At the first row of another activity, or that names an actor that does not exist or takes no part.
    """
    find_activity(activity)
    table = Table(WISHES)
    sheet = csvfiles.read(csvfiles.content_of(path), path.name, known=[c.name for c in table.columns])
    rows = list(table.parse(sheet))
    taking_part = set(queries.roles(activity))
    actors = set(
        Actor.objects.filter(
            pk__in={row["wisher_id"] for _, row in rows} | {row["wished_id"] for _, row in rows}
        ).values_list("pk", flat=True)
    )
    for number, row in rows:
        if row["activity_id"] != activity:
            raise InputError(activity, file=path.name, row=number, column="activity", found=row["activity_id"])
        for column, field in (("from", "wisher_id"), ("to", "wished_id")):
            if row[field] not in actors:
                raise InputError("the id of an actor", file=path.name, row=number, column=column, found=row[field])
            if row[field] not in taking_part:
                expected = f"a participant of {activity}"
                raise InputError(expected, file=path.name, row=number, column=column, found=row[field])
    with batch(f"wishes of {activity}", who=who) as writer:
        return writer.put(Wish, [row for _, row in rows])
