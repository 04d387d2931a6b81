"""What no row of a case folder may say, although each of its cells is right.

An end before its start, a tie of somebody with itself, a code that is below itself, an order that is a circle.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bridgehead.evidence.models import Code
from bridgehead.kit.case_tables import CaseFileContent
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import Expectation, expects, finds
from bridgehead.workspace.services.after_column_checks import check_order

SPANS = (("since", "until"), ("start", "end"), ("opens", "deadline"), ("submitted", "decided"))
BETWEEN_TWO = {
    "ties": ("a_id", "b_id", "b"),
    "memberships": ("member_id", "cluster_id", "cluster"),
    "wishes": ("wisher_id", "wished_id", "to"),
}
"""File to the attributes of the two that its rows are about, and the column of the second."""


def check_consistency(parsed: Sequence[CaseFileContent]) -> None:
    """Refuse what contradicts itself.

    Raises
    ------
    InputError
        At the first such row.
    """
    for part in parsed:
        for number, values in part.rows:
            for column, expected, found, code in _faults(part.table.name, values):
                raise InputError(expected, file=part.file, row=number, column=column, found=found, code=code)
        if part.table.model is Code:
            _check_tree(part)
    check_order(parsed)


def _faults(file: str, values: dict[str, Any]) -> Iterator[tuple[str, Expectation, object, str]]:
    for start, end in SPANS:
        first, last = values.get(start), values.get(end)
        if first not in ("", None) and last not in ("", None) and _ends_before_start(last, first):
            yield end, expects("value", value=str(first)), last, "end_before_start"
    if file == "matrix_summaries" and bool(values.get("actor_id")) == bool(values.get("source_id")):
        yield "actor", expects("either_actor_or_source"), values.get("actor_id") or finds("nothing"), ""
    if is_self_reference(file, values):
        *_, column = BETWEEN_TWO[file]
        yield column, expects("other_record"), values[BETWEEN_TWO[file][1]], ""


def check_clock(values: Mapping[str, Any]) -> None:
    """Refuse an end on the day of the start and before it; a case folder that has one is read all the same.

    Raises
    ------
    InputError
        Naming the time of the end.
    """
    begins, ends = values.get("start_time"), values.get("end_time")
    if begins and ends and ends < begins and values.get("end") in (None, "", values.get("start")):
        raise InputError(expects("value", value=begins), column="end_time", found=ends, code="end_time_before_start")


def is_self_reference(file: str, values: dict[str, Any]) -> bool:
    """Whether a row about two is about one and the same."""
    if file not in BETWEEN_TWO:
        return False
    one, other, _ = BETWEEN_TWO[file]
    return values.get(one) is not None and values.get(one) == values.get(other)


def _ends_before_start(last: Any, first: Any) -> bool:
    """Whether an end is before its start; a year is not before a day of that year."""
    if isinstance(last, str):
        length = min(len(last), len(first))
        return bool(last[:length] < first[:length])
    return bool(last < first)


def _check_tree(part: CaseFileContent) -> None:
    """No code may be its own parent, nor come back to itself through others."""
    given = {values["id"]: values["parent_id"] for _, values in part.rows if "parent_id" in values}
    parents = dict(Code.objects.values_list("pk", "parent_id")) | given
    for number, values in part.rows:
        seen, at = set(), values["id"]
        while at and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at == values["id"]:
            found = parents[values["id"]]
            raise InputError(expects("parent_not_below"), file=part.file, row=number, column="parent", found=found)
