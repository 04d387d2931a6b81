"""Past projects as lessons, each seen from a day before it began."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from bridgehead.match.core.partners.arrays import Floats, Ints
from bridgehead.match.core.partners.frames import History
from bridgehead.match.core.partners.fusion import best, look_up
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.learned import Learned, design, train
from bridgehead.match.core.partners.queries import Case, cases

CANDIDATES = 1500
EVERY_MONTHS = 3
AHEAD_MONTHS = 12  # a query is up to a year younger than the history, so lessons are too
TOP, SAMPLE = 300, 250  # rows of a lesson: the strongest candidates, and some of the rest with more weight
ENOUGH_PROJECTS = 300  # team projects before the first snapshot
ENOUGH_LESSONS = 100

Item = TypeVar("Item")
Watch = Callable[[Iterable[Item], str], Iterable[Item]]


@dataclass(frozen=True)
class Lesson:
    """Rows of one past project: inputs of both models, who joined, how much each row counts."""

    project: str
    linear: Floats
    plain: Floats
    joined: Floats
    weight: Floats


def snapshots(history: History, day: dt.date) -> list[dt.date]:
    """Days, a quarter apart and before `day`, on which enough had happened, oldest first."""
    sizes = history.participations.unique(["project", "actor"]).group_by("project").len()
    large = sizes.filter(sizes["len"] >= 3).join(history.projects, on="project")["start"].drop_nulls().sort()
    if len(large) <= ENOUGH_PROJECTS:
        return []
    first, days, back = large[ENOUGH_PROJECTS], [], 1
    while (then := months_before(day, EVERY_MONTHS * back)) > first:
        days.append(then)
        back += 1
    return days[::-1]


def months_before(day: dt.date, months: int) -> dt.date:
    """The first of the month that lies so many months before the month of `day`."""
    month = day.year * 12 + day.month - 1 - months
    return dt.date(month // 12, month % 12 + 1, 1)


def lessons(index: Index, asked: Iterable[Case], names: tuple[str, ...], seed: int) -> Iterator[Lesson]:
    """Turn cases into rows, with features as of the index's day."""
    chance = np.random.default_rng(seed)
    for case in asked:
        features, fused = look_up(index, case.query)
        chosen = best(fused, CANDIDATES)
        values = features.rows(chosen, names)
        joined = np.isin(index.teams.actors[chosen], list(case.relevant)).astype(np.float32)
        keep, weight = sample(joined, chance)
        linear, plain = design(values[keep], values, names)
        yield Lesson(case.project, linear, plain, joined[keep], weight)


def sample(joined: Floats, chance: np.random.Generator) -> tuple[Ints, Floats]:
    """Rows to keep: all that joined, the top, a sample of the rest that stands for all of it."""
    sure = joined > 0
    sure[:TOP] = True
    rest = np.flatnonzero(~sure)
    some = chance.choice(rest, min(SAMPLE, len(rest)), replace=False)
    keep = np.concatenate([np.flatnonzero(sure), np.sort(some)])
    weight = np.concatenate([np.ones(int(sure.sum())), np.full(len(some), len(rest) / max(len(some), 1))])
    return keep, weight.astype(np.float32)


def learn(history: History, day: dt.date, watch: Watch[dt.date], seed: int = 0) -> Learned | None:
    """Train on projects that began before `day`; None if too few did.

    A project that several snapshots see counts once in total.
    """
    past = history.before(day)
    found = gather(past, day, watch, seed)
    return None if found is None else fit(*found, seed)


def gather(
    past: History, day: dt.date, watch: Watch[dt.date], seed: int
) -> tuple[list[Lesson], tuple[str, ...]] | None:
    """Collect lessons from all snapshots of a history that is already cut; None if too few."""
    kept: list[Lesson] = []
    names: tuple[str, ...] = ()
    for then in watch(snapshots(past, day), "learning from past projects"):
        asked = list(cases(past, then, min(day, months_before(then, -AHEAD_MONTHS))))
        if not asked:
            continue
        index = Index.build(past, then, seed)
        names = names or look_up(index, asked[0].query)[0].names
        kept += lessons(index, asked, names, seed)
    return (kept, names) if len({lesson.project for lesson in kept}) >= ENOUGH_LESSONS else None


def fit(kept: list[Lesson], names: tuple[str, ...], seed: int) -> Learned:
    """Train on lessons."""
    times = Counter(lesson.project for lesson in kept)
    return train(
        np.concatenate([lesson.linear for lesson in kept]),
        np.concatenate([lesson.plain for lesson in kept]),
        np.concatenate([lesson.joined for lesson in kept]),
        np.concatenate([lesson.weight / times[lesson.project] for lesson in kept]),
        names,
        seed,
    )
