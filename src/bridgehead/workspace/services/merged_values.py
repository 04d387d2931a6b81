"""What becomes of two values where two rows of two records that are one have the same key."""

from collections.abc import Callable
from typing import Any

from django.db.models import Field, Model

from bridgehead.consortium.core.application_records import LEAD
from bridgehead.consortium.models import TeamSeat
from bridgehead.ecosystem.models import Indicator, Membership
from bridgehead.kit import checks
from bridgehead.kit.model_fields import FileNameField, LineField, ListField, LongTextField, MentionField
from bridgehead.profile.models import SurveyAnswer
from bridgehead.trips.models import Wish

Row = dict[str, Any]
ADDED = ("contribution", "hours", "cost")
"""Sums of money and hours: of two rows of one key they are one sum."""
SINGLE = (MentionField, FileNameField)
"""Lines that name one thing: two of them joined would name nothing."""
ONE_OF = {(SurveyAnswer, "value"), (Indicator, "unit"), (Indicator, "licence"), (TeamSeat, "name")}
"""Lines that are a value: an answer of a survey, a unit."""

Merged = tuple[Any, Any]
"""What the row holds then, and what it does not hold; None where nothing is lost."""


def merged(field: "Field[Any, Any]", row: Row, further: Row) -> Merged:
    """Two differing values of a column as one, and what of them is not in it; their rows are whole."""
    place, mine, theirs = (field.model, field.attname), row[field.attname], further[field.attname]
    if place == (Membership, "left_reason"):
        return _why_left(row, further)
    if (choose := CHOSEN.get(place)) is not None:
        return choose(mine, theirs)
    if theirs in checks.BLANKS:
        return mine, None
    one = theirs if mine in checks.BLANKS else None if place in ONE_OF else _both(field, mine, theirs)
    return (mine, theirs) if one is None or checks.unmet(field, one) is not None else (one, None)


def _both(field: "Field[Any, Any]", mine: Any, theirs: Any) -> Any:
    """Two values of a field as one; None where it holds only one of them."""
    if field.attname in ADDED:
        return mine + theirs
    if isinstance(field, ListField):
        return list(dict.fromkeys([*mine, *theirs]))
    if isinstance(field, LineField | LongTextField) and not isinstance(field, SINGLE):
        return f"{mine}; {theirs}"
    return None


def _larger_wish(mine: float | None, theirs: float | None) -> Merged:
    return max(mine, theirs, key=lambda weight: 1.0 if weight is None else weight), None


def _later(mine: str, theirs: str) -> Merged:
    return max(mine, theirs), None


def _going_on(mine: str, theirs: str) -> Merged:
    """No end where one of the two has none."""
    return ("", mine or theirs) if "" in (mine, theirs) else (max(mine, theirs), min(mine, theirs))


def _why_left(row: Row, further: Row) -> Merged:
    """The reason of the membership that ended last; none while one goes on."""
    mine, theirs = row["left_reason"], further["left_reason"]
    if row["until"] == further["until"]:
        return mine or theirs, theirs if mine else None
    if "" in (row["until"], further["until"]):
        return "", mine or theirs
    kept, lost = (mine, theirs) if row["until"] > further["until"] else (theirs, mine)
    return kept, lost or None


def _first(told: str) -> Callable[[str, str], Merged]:
    """Of two values the one that says this; where none does, both, one after the other."""

    def choose(mine: str, theirs: str) -> Merged:
        other = theirs if mine == told else mine
        if told in (mine, theirs):
            return told, other or None
        return "; ".join(filter(None, (mine, theirs))), None

    return choose


CHOSEN: dict[tuple[type[Model], str], Callable[[Any, Any], Merged]] = {
    (Wish, "weight"): _larger_wish,
    (Membership, "until"): _going_on,
    (Membership, "paid_until"): _later,
    (Membership, "renews"): _later,
    (TeamSeat, "role"): _first(LEAD),
    (TeamSeat, "pinned"): _first("yes"),
}
"""Columns in which one of the two is right, whoever says it."""
