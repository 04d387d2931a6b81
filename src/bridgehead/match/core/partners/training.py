"""Past projects as lessons, each seen from a day before it began."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

import numpy as np

from bridgehead.match.core.partners.arrays import Floats, Ints
from bridgehead.match.core.partners.frames import History
from bridgehead.match.core.partners.fusion import best, look_up
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.learned import Learned, Scale, train
from bridgehead.match.core.partners.queries import Case, Query, cases

CANDIDATES = 1500
EVERY_MONTHS = 3
AHEAD_MONTHS = 12  # a query is up to a year younger than the history, so lessons are too
TOP, SAMPLE = 300, 250  # rows of a lesson: the strongest candidates, and some of the rest with more weight
FEW = 3  # the other two kinds of lessons have a third of the rows: there are many of them, and they count less
WITHOUT_LEAD = 0.2
WITHOUT_TEXT = 0.3
SKIP = 3  # of the projects without a text every third is asked for: ten times as many as with one have none
ENOUGH_PROJECTS = 300  # team projects before the first snapshot
ENOUGH_LESSONS = 100

Item = TypeVar("Item")
Watch = Callable[[Iterable[Item], str], Iterable[Item]]


@dataclass(frozen=True)
class Lesson:
    """Rows of one past project: inputs of both models, who joined, how much each row counts.

    `counts` is how much the whole lesson does, beside that of a project with a text and a known lead.
    """

    project: str
    linear: Floats
    plain: Floats
    joined: Floats
    weight: Floats
    counts: float = 1.0


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


def asked_from(past: History, then: dt.date, day: dt.date) -> Iterator[tuple[Case, float]]:
    """What is asked of a snapshot, with how much each lesson counts.

    Projects with a text are asked by every snapshot of the year before; the same without a lead, and
    projects without a text, which teach how teams form, only by the last.
    """
    soon = min(day, months_before(then, -EVERY_MONTHS))
    for case in cases(past, then, min(day, months_before(then, -AHEAD_MONTHS))):
        yield case, 1.0
        if case.start < soon:
            everybody = case.relevant | {str(case.query.lead)}
            yield replace(case, query=Query(case.query.text, case.query.programmes), relevant=everybody), WITHOUT_LEAD
    for case in islice(cases(past, then, soon, with_text=False), 0, None, SKIP):
        yield case, WITHOUT_TEXT


def lessons(index: Index, asked: Iterable[tuple[Case, float]], names: tuple[str, ...], seed: int) -> Iterator[Lesson]:
    """Turn cases into rows, with features as of the index's day."""
    chance = np.random.default_rng(seed)
    for case, counts in asked:
        features, fused = look_up(index, case.query)
        chosen = best(fused, CANDIDATES)
        values = features.rows(chosen, names)
        joined = np.isin(index.teams.actors[chosen], list(case.relevant)).astype(np.float32)
        keep, weight = sample(joined, chance, 1 if counts == 1 else FEW)
        linear, plain = Scale.of(values, names).apply(values[keep])
        yield Lesson(case.project, linear, plain, joined[keep], counts * weight, counts)


def sample(joined: Floats, chance: np.random.Generator, fewer: int = 1) -> tuple[Ints, Floats]:
    """Rows to keep: all that joined, the top, a sample of the rest that stands for all of it."""
    sure = joined > 0
    sure[: TOP // fewer] = True
    rest = np.flatnonzero(~sure)
    some = chance.choice(rest, min(SAMPLE // fewer, len(rest)), replace=False)
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
        asked = list(asked_from(past, then, day))
        if not asked:
            continue
        index = Index.build(past, then, seed)
        names = names or look_up(index, asked[0][0].query)[0].names
        kept += lessons(index, asked, names, seed)
    return (kept, names) if len({lesson.project for lesson in kept if lesson.counts == 1}) >= ENOUGH_LESSONS else None


def fit(kept: list[Lesson], names: tuple[str, ...], seed: int) -> Learned:
    """Train on lessons."""
    times = Counter((lesson.project, lesson.counts) for lesson in kept)
    return train(
        np.concatenate([lesson.linear for lesson in kept]),
        np.concatenate([lesson.plain for lesson in kept]),
        np.concatenate([lesson.joined for lesson in kept]),
        np.concatenate([lesson.weight / times[lesson.project, lesson.counts] for lesson in kept]),
        names,
        seed,
    )
