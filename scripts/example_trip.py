"""Write a trip to try things with: `python -m scripts.example_trip FOLDER [PEOPLE]`.

Two sides, a ministry that meets groups, an interpreter, two half days, some who cannot always come; the
same every time. `bridgehead import case FOLDER` takes it in.
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

SEED = 2019
WISHES = 8
DAYS = ("2019-05-14", "2019-05-15")
MORNING = [f"{9 + n // 2:02}:{30 * (n % 2):02}" for n in range(8)]
TABLES = 14
TRIP = "harbour-days"
CLUSTER = "clean"


def main() -> None:
    """Write the folder."""
    folder = Path(sys.argv[1])
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(SEED)  # noqa: S311 an example, not a secret
    buyers = ["harbour-ministry", *(f"harbour-buyer-{n:02}" for n in range(1, people // 2))]
    firms = [f"harbour-firm-{n:02}" for n in range(1, people - len(buyers) + 1)]
    slots = [
        (f"{day[-2:]}-{n + 1}", f"{day}T{time}", f"{day}T{_end(time)}")
        for day in DAYS
        for n, time in enumerate(MORNING)
    ]
    _write(folder, "actors", ("id", "name", "kind", "size", "country"), _actors(firms, buyers))
    _write(
        folder,
        "activities",
        ("id", "name", "kind", "organiser", "start", "end", "market"),
        [(TRIP, "Harbour days", "delegation_trip", CLUSTER, DAYS[0], DAYS[-1], "SE")],
    )
    _write(folder, "memberships", ("cluster", "member"), [(CLUSTER, a) for a in firms])
    roles = [(TRIP, a, "participant") for a in firms] + [(TRIP, a, "buyer") for a in buyers[1:]]
    roles += [(TRIP, buyers[0], "group host"), (TRIP, "harbour-interpreter", "interpreter")]
    _write(folder, "participations", ("activity", "actor", "role"), roles)
    tables = [(TRIP, name, start, end, "City hall", str(n + 1)) for name, start, end in slots for n in range(TABLES)]
    _write(folder, "slots", ("activity", "slot", "start", "end", "site", "table"), tables)
    _write(folder, "wishes", ("activity", "from", "to", "weight"), _wishes(random, firms, buyers))
    away = [a for a in [*firms, *buyers] if random.random() < 0.25]
    there = [(TRIP, a, name) for a in away for name, _, _ in slots if random.random() < 0.8]
    _write(folder, "availability", ("activity", "actor", "slot"), there)


def _end(time: str) -> str:
    return f"{time[:3]}{int(time[3:]) + 25:02}"


def _actors(firms: Sequence[str], buyers: Sequence[str]) -> list[tuple[str, ...]]:
    rows = [(a, a.replace("harbour-", "").replace("-", " ").capitalize(), "firm", "sme", "DK") for a in firms]
    rows += [(a, a.replace("harbour-", "").replace("-", " ").capitalize(), "public", "", "SE") for a in buyers]
    return [*rows, ("harbour-interpreter", "Interpreter", "other", "", "SE"), (CLUSTER, "CLEAN", "cluster", "", "DK")]


def _wishes(random: Random, firms: Sequence[str], buyers: Sequence[str]) -> list[tuple[str, ...]]:
    return [
        (TRIP, a, b, str(random.randint(1, 3)))
        for ones, others in ((firms, buyers), (buyers, firms))
        for a in ones
        for b in sorted(random.sample(others, min(WISHES, len(others))))
    ]


def _write(folder: Path, name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows([head, *rows])


if __name__ == "__main__":
    main()
