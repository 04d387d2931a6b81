"""Reads that matching needs: frames of past work, actors and ties; the state they were read in."""

from collections.abc import Collection, Mapping

import polars as pl
from django.db.models import Model

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Activity, Actor, Participation, Tie
from bridgehead.ecosystem.queries.record_scope import activities_in, participations_in, ties_in
from bridgehead.importers.core.ted import cpv_ancestors
from bridgehead.kit.change_log import LogPosition
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.progress import Progress
from bridgehead.match.core.record_frames import SCHEMAS, Records

COLUMNS: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "actors": (Actor, ("id", "name", "kind", "size", "country", "sector", "capabilities", "description")),
    "projects": (
        Activity,
        (
            *("id", "name", "organiser_id", "start", "end", "market", "programme", "themes"),
            *("opportunity__cpv", "description"),
        ),
    ),
    "participations": (Participation, ("id", "activity_id", "actor_id", "role", "contribution")),
    "ties": (Tie, ("id", "a_id", "b_id", "market", "kind")),
}
"""By frame of `Records`, where its columns come from, in its order."""
CLASSES = COLUMNS["projects"][1].index("opportunity__cpv")
FRAME_OF = {model.__name__.lower(): name for name, (model, _) in COLUMNS.items()}


def changed(since: LogPosition, now: LogPosition) -> dict[str, set[str]] | None:
    """Ids of the records that matching is made from, by frame, that changed between two states.

    None if the log does not tell: it is another log, or something came late into the part that was read.
    """
    if since.last > now.last or Batch.objects.filter(pk__lte=since.last).count() != since.number:
        return None
    at = Batch.objects.filter(pk=since.last).values_list("at", flat=True).first()
    if since.last and (at is None or at.isoformat() != since.at):
        return None
    found: dict[str, set[str]] = {name: set() for name in SCHEMAS}
    rows = Change.objects.filter(batch__gt=since.last, batch__lte=now.last, table__in=FRAME_OF)
    for table, key in rows.values_list("table", "key").distinct():
        found[FRAME_OF[table]].add(key)
    bought = Change.objects.filter(batch__gt=since.last, batch__lte=now.last, table="opportunity", action="change")
    found["projects"] |= set(Activity.objects.filter(opportunity__in=bought.values("key")).values_list("pk", flat=True))
    return found


def has_many_changes(since: LogPosition, most: int) -> bool:
    """Whether more lines of the log than that are later than a state and on what matching is made from."""
    return Change.objects.filter(batch__gt=since.last, table__in=FRAME_OF)[: most + 1].count() > most


def records(progress: Progress) -> Records:
    """Everything that matching is made from."""
    return Records(**{name: frame(name) for name in progress(list(SCHEMAS), "Reading records")})


def out_of_scope(scope: RecordScope) -> dict[str, set[str]]:
    """Ids of the records that matching is made from, by frame, that are not in scope."""
    within = {
        "projects": activities_in(scope),
        "participations": participations_in(scope),
        "ties": ties_in(scope),
    }
    return {
        name: set(COLUMNS[name][0]._default_manager.exclude(pk__in=found.values("pk")).values_list("pk", flat=True))
        for name, found in within.items()
    }


def frame(name: str, ids: Collection[str] | None = None) -> pl.DataFrame:
    """A frame of `Records`, or its rows with these ids."""
    found = COLUMNS[name][0]._default_manager.order_by("id")
    if ids is not None:
        found = found.filter(pk__in=ids)
    rows = list(found.values_list(*COLUMNS[name][1]))
    if name == "projects":
        trees = {code: tuple(cpv_ancestors(code)) for row in rows for code in row[CLASSES] or ()}
        rows = [
            (*row[:CLASSES], sorted({c for code in row[CLASSES] or () for c in trees[code]}), *row[CLASSES + 1 :])
            for row in rows
        ]
    return pl.DataFrame(rows, schema=SCHEMAS[name], orient="row")
