"""The definition of a path abroad once more, sentence by sentence: what the pattern is held against."""

import math
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations, permutations
from typing import Any

Record = Mapping[str, Any]


def covered(text: str) -> tuple[date, date] | None:
    """First and last day of a date; None of a blank."""
    if not text:
        return None
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    first = date(year, month or 1, day or 1)
    return first, first if day else date(year, month or 12, monthrange(year, month or 12)[1])


def came_before(x: Record, y: Record, world: Mapping[str, Record]) -> bool:
    """X came before Y if X's date ends before Y's starts; where dates overlap or one is missing, `after` decides."""
    a, b = covered(x["date"]), covered(y["date"])
    if a and b and (a[1] < b[0] or b[1] < a[0]):
        return a[1] < b[0]
    return leads_to(y, x["id"], world)


def leads_to(y: Record, wanted: str, world: Mapping[str, Record]) -> bool:
    """Whether Y's `after` names an id, directly or through others."""
    return any(id_ == wanted or (id_ in world and leads_to(world[id_], wanted, world)) for id_ in y["after"])


def first_entries(entries: Sequence[Record]) -> list[Record]:
    """The earliest explored or entered entry per market."""

    def place(entry: Record) -> tuple[Any, ...]:
        days = covered(entry["date"])
        return (0, *days, entry["id"]) if days else (1, date.max, date.max, entry["id"])

    found: list[Record] = []
    for entry in sorted(entries, key=place):
        seen = {other["market"] for other in found}
        if entry["status"] in {"explored", "entered"} and entry["market"] and entry["market"] not in seen:
            found.append(entry)
    return found


def tau_and_p(
    first: Sequence[Record], far: Mapping[str, float | None], world: Mapping[str, Record]
) -> tuple[float | None, float | None, int]:
    """Kendall's τ-b of their order and distance, p by every permutation, n."""

    def sign(x: Record, y: Record) -> int:
        return came_before(y, x, world) - came_before(x, y, world)

    measured = [entry for entry in first if far.get(entry["market"]) is not None]
    known = [e for e in measured if any(sign(e, other) for other in measured)]
    if len(known) < 4:
        return None, None, len(known)
    pairs = list(combinations(range(len(known)), 2))
    order = [sign(known[i], known[j]) for i, j in pairs]
    values = [far[entry["market"]] or 0.0 for entry in known]

    def agreement(of: Sequence[float]) -> int:
        signs = [(of[i] > of[j]) - (of[i] < of[j]) for i, j in pairs]
        return sum(a * b for a, b in zip(order, signs, strict=True))

    untied = sum(values[i] != values[j] for i, j in pairs)
    if not untied:
        return None, None, len(known)
    seen = agreement(values)
    shuffled = [abs(agreement(of)) >= abs(seen) for of in permutations(values)]
    return seen / math.sqrt(sum(map(abs, order)) * untied), sum(shuffled) / len(shuffled), len(known)


def prior_tie_share(first: Sequence[Record], ties: Sequence[Record], world: Mapping[str, Record]) -> float | None:
    """Share with a tie into the market before the entry, over the entries of which that is known."""
    answers = []
    for entry in first:
        there = [
            tie
            for tie in ties
            if tie["kind"] not in {"interest", "competitor"} and entry["market"] in {tie["country"], tie["market"]}
        ]
        if not there:
            answers += [False] if entry["date"] or entry["after"] else []
        elif any(came_before(tie, entry, world) for tie in there):
            answers.append(True)
        elif all(came_before(entry, tie, world) for tie in there):
            answers.append(False)
    return sum(answers) / len(answers) if answers else None


def born_global(entries: Sequence[Record], founded: str) -> bool | None:
    """True if a dated entry came within three years, else null if one is undated or the founding year is unknown."""
    entered = [entry for entry in entries if entry["status"] == "entered"]
    if not entered or not founded:
        return None
    if any(entry["date"] and int(entry["date"][:4]) - int(founded[:4]) <= 3 for entry in entered):
        return True
    return None if any(not entry["date"] for entry in entered) else False
