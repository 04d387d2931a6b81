"""What the columns `after` of a case folder may not say (framework, section 3): an id that is not one, a circle."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from django.db.models import Model

from bridgehead.ecosystem.models import Activity, Entry, Tie
from bridgehead.evidence.models import Evidence
from bridgehead.kit.case_tables import CaseFileContent
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds

COLUMN = "after"
DATED: tuple[type[Model], ...] = (Entry, Tie, Activity, Evidence)
"""What an id in `after` may name: it must be unique among these."""


def check_order(parsed: Sequence[CaseFileContent]) -> None:
    """Refuse an `after` that names nothing or two things, or that leads back to itself.

    Raises
    ------
    InputError
        At the first such row.
    """
    parts = [part for part in parsed if part.table.model in DATED]
    said = [(part, number, values) for part in parts for number, values in part.rows if values.get(COLUMN)]
    if not said:
        return
    homes = _homes(parts, {id_ for _, _, values in said for id_ in values[COLUMN]})
    for part, number, values in said:
        for id_ in values[COLUMN]:
            if homes[id_] != 1:
                expected = expects("id_to_come_after")
                found = finds("id_of_several", id=id_) if homes[id_] else finds("id_of_none", id=id_)
                raise InputError(expected, file=part.file, row=number, column=COLUMN, found=found)
    circle = _circle(_order(parts))
    for part, number, values in said:
        if values["id"] in circle:
            found = finds("circle", ids=circle)
            raise InputError(expects("order_without_circle"), file=part.file, row=number, column=COLUMN, found=found)


def _homes(parts: Sequence[CaseFileContent], wanted: set[str]) -> Mapping[str, int]:
    """In how many of the tables each id is, with what comes in."""
    homes: dict[str, int] = defaultdict(int)
    for model in DATED:
        given = {values["id"] for part in parts if part.table.model is model for _, values in part.rows} & wanted
        stored = set(model._default_manager.filter(pk__in=wanted - given).values_list("pk", flat=True))
        for id_ in given | stored:
            homes[id_] += 1
    return homes


def _order(parts: Sequence[CaseFileContent]) -> dict[str, list[str]]:
    """Id to what it came after, with what comes in."""
    found = dict(pair for model in DATED for pair in _stored(model))
    for part in parts:
        found |= {values["id"]: values[COLUMN] for _, values in part.rows if values.get(COLUMN) is not None}
    return found


def _stored(model: type[Model]) -> Iterator[tuple[str, list[str]]]:
    rows = model._default_manager.exclude(**{COLUMN: []}).order_by("pk")
    return rows.values_list("pk", COLUMN).iterator()


def _circle(order: Mapping[str, Sequence[str]]) -> list[str]:
    """Ids that lead back to the first; none where nothing does."""
    try:
        TopologicalSorter(order).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []
