"""Past projects as lessons, each seen from a day before it began."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

import numpy as np
import polars as pl

from bridgehead.match.core.partners.arrays import Floats, Ints
from bridgehead.match.core.partners.frames import History
from bridgehead.match.core.partners.fusion import best, look_up
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.learned import RIDGE, Learned, Scale, Spread, train
from bridgehead.match.core.partners.newcomers import PROJECTS, hide, new, some_left
from bridgehead.match.core.partners.queries import Case, Query, cases
from bridgehead.match.core.partners.taught import ByRecord, Taught
from bridgehead.match.core.partners.teams import places

CANDIDATES = 1500
EVERY_MONTHS = 3
AHEAD_MONTHS = 12  # a query is up to a year younger than the history, so lessons are too
UNLED_MONTHS = 6  # the same without a lead is asked by fewer snapshots, for they teach much the same
TOP, SAMPLE = 300, 250  # rows of a lesson: the strongest candidates, and some of the rest with more weight
FEW = 3  # lessons without a text have a third of the rows: there are many of them, and they count less
WITHOUT_TEXT = 0.3
OTHERS, LED_BY_ANOTHER = 2, 0.3  # members put in the lead's place, and how much these lessons count together
BEYOND = 100  # rows that stand for all newcomers beyond the candidates
SKIP = 3  # of the projects without a text every third is asked for: ten times as many as with one have none
ENOUGH_PROJECTS = 300  # team projects before the first snapshot
ENOUGH_LESSONS = 100
ENOUGH_NEWCOMERS = 30  # rows of newcomers that joined; with fewer they are ranked as everybody
RIDGE_OF_NEWCOMERS = 100.0  # they have a tenth of the rows

Item = TypeVar("Item")
Watch = Callable[[Iterable[Item], str], Iterable[Item]]


@dataclass(frozen=True)
class Asked:
    """A case as a lesson asks it.

    Attributes
    ----------
    led
        Whether it names its lead.
    counts
        How much the lesson does beside that of a project with a text.
    """

    case: Case
    led: bool = True
    counts: float = 1.0


@dataclass(frozen=True)
class Lesson:
    """Rows of one past project: the plain input of a model, who joined, how much each row counts.

    `spread` makes the standardised input of it, which is not kept: there are gigabytes of it. `led` and
    `counts` are those of `Asked`; `hidden` if the rows are those of actors whose past was hidden.
    """

    project: str
    plain: Floats
    spread: Spread
    joined: Floats
    weight: Floats
    led: bool = True
    counts: float = 1.0
    hidden: bool = False


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


def asked_from(past: History, known: History, then: dt.date, day: dt.date, seed: int) -> Iterator[Asked]:
    """What is asked of a snapshot: what is `known` then, of the whole past.

    Projects with a text are asked by every snapshot of the year before, by their lead and as if another
    member led; the same without a lead by those of half a year; projects without a text, which teach how
    teams form, only by the last.
    """
    half, soon = (min(day, months_before(then, -months)) for months in (UNLED_MONTHS, EVERY_MONTHS))
    here, chance = known.actors.sort("actor"), np.random.default_rng(seed)
    for number, case in enumerate(cases(past, then, min(day, months_before(then, -AHEAD_MONTHS)))):
        yield Asked(case)
        for other in led_by_others(case, here, chance):
            yield Asked(other, counts=LED_BY_ANOTHER)
        if case.start < half:
            yield Asked(without_lead(case, at_home=number % 2 == 0), led=False)
    for case in islice(cases(past, then, soon, with_text=False), 0, None, SKIP):
        yield Asked(case, counts=WITHOUT_TEXT)


def without_lead(case: Case, *, at_home: bool) -> Case:
    """The same case asked without its lead, who is then looked for, too; `at_home` if its country is known."""
    query = Query(case.query.text, case.query.programmes, country=case.query.country if at_home else None)
    return replace(case, query=query, relevant=case.relevant | {str(case.query.lead)})


def led_by_others(case: Case, known: pl.DataFrame, chance: np.random.Generator) -> Iterator[Case]:
    """The same case as if others led it, drawn from its members among the `known`; the lead is looked for, too."""
    members = known.filter(pl.col("actor").is_in(sorted(case.relevant))).select("actor", "country", "kind")
    for row in chance.permutation(len(members))[:OTHERS].tolist():
        leader, country, kind = members.row(row)
        query = Query(case.query.text, case.query.programmes, leader, country, kind)
        yield replace(case, query=query, relevant=(case.relevant | {str(case.query.lead)}) - {leader})


def lessons(index: Index, asked: Iterable[Asked], names: tuple[str, ...], seed: int) -> Iterator[Lesson]:
    """Turn cases into rows, with features as of the index's day."""
    chance = np.random.default_rng(seed)
    for one in asked:
        features, fused = look_up(index, one.case.query)
        chosen = best(fused, CANDIDATES)
        values = features.rows(chosen, names)
        joined = np.isin(index.teams.actors[chosen], list(one.case.relevant)).astype(np.float32)
        keep, weight = sample(joined, chance, 1 if one.counts == 1 else FEW)
        scale = Scale.of(values, names)
        plain = scale.plain(values[keep])
        yield Lesson(one.case.project, plain, scale.spread, joined[keep], one.counts * weight, one.led, one.counts)


def of_hidden(
    known: History, then: dt.date, asked: Iterable[Asked], names: tuple[str, ...], seed: int
) -> Iterator[Lesson]:
    """The same questions of a world in which some are newcomers: rows of these, joined or not.

    Beside them stand some of the newcomers that are none of the candidates, as most are: a list of one
    country reaches down to them, and they must not get the odds of those whose past was hidden.
    """
    left, chance = some_left(known, seed), np.random.default_rng(seed)
    if not len(left):
        return
    index = Index.of_past(hide(known, left), then, seed)
    hidden = places(index.teams.actors, left["actor"])
    again = months_before(then, -UNLED_MONTHS)
    for one in asked:
        if one.counts < 1 or one.case.start >= again:
            continue
        features, fused = look_up(index, one.case.query)
        chosen = best(fused, CANDIDATES)
        joined = np.isin(index.teams.actors, list(one.case.relevant)).astype(np.float32)
        beyond = new(features.column(PROJECTS)) & np.isfinite(fused)
        beyond[chosen] = beyond[hidden] = False
        others, weight = some_of(np.flatnonzero(beyond), joined, chance)
        shown = hidden[np.isfinite(fused[hidden])]
        rows, weight = np.concatenate([shown, others]), np.concatenate([np.ones(len(shown), np.float32), weight])
        scale = Scale.of(features.rows(chosen, names), names)
        plain = scale.plain(features.rows(rows, names))
        yield Lesson(one.case.project, plain, scale.spread, joined[rows], weight, one.led, one.counts, hidden=True)


def some_of(rows: Ints, joined: Floats, chance: np.random.Generator) -> tuple[Ints, Floats]:
    """Those that joined and a sample of the others that stands for all of them; how much each counts."""
    sure, rest = rows[joined[rows] > 0], rows[joined[rows] == 0]
    some = chance.choice(rest, min(BEYOND, len(rest)), replace=False)
    counts = np.full(len(some), len(rest) / max(len(some), 1))
    return np.concatenate([sure, some]), np.concatenate([np.ones(len(sure)), counts]).astype(np.float32)


def sample(joined: Floats, chance: np.random.Generator, fewer: int = 1) -> tuple[Ints, Floats]:
    """Rows to keep: all that joined, the top, a sample of the rest that stands for all of it."""
    sure = joined > 0
    sure[: TOP // fewer] = True
    rest = np.flatnonzero(~sure)
    some = chance.choice(rest, min(SAMPLE // fewer, len(rest)), replace=False)
    keep = np.concatenate([np.flatnonzero(sure), np.sort(some)])
    weight = np.concatenate([np.ones(int(sure.sum())), np.full(len(some), len(rest) / max(len(some), 1))])
    return keep, weight.astype(np.float32)


def learn(history: History, day: dt.date, watch: Watch[dt.date], seed: int = 0) -> Taught | None:
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
    for number, then in enumerate(watch(snapshots(past, day), "learning from past projects")):
        known = past.before(then)
        asked = list(asked_from(past, known, then, day, seed))
        if not asked:
            continue
        index = Index.of_past(known, then, seed)
        names = names or look_up(index, asked[0].case.query)[0].names
        kept += lessons(index, asked, names, seed)
        kept += of_hidden(known, then, asked, names, seed + number)
    return (kept, names) if len(projects(kept, led=True)) >= ENOUGH_LESSONS else None


def projects(kept: Iterable[Lesson], *, led: bool) -> frozenset[str]:
    """Projects with a text that lessons with (or without) a lead are about."""
    return frozenset(lesson.project for lesson in kept if lesson.led == led and lesson.counts == 1)


def fit(kept: Sequence[Lesson], names: tuple[str, ...], seed: int) -> Taught:
    """Train on lessons: those with a lead teach one model, those without the other."""
    led, unled = ([lesson for lesson in kept if lesson.led == led] for led in (True, False))
    return Taught(_by_record(led, names, seed), _by_record(unled, names, seed))


def _by_record(kept: Sequence[Lesson], names: tuple[str, ...], seed: int) -> ByRecord:
    """Lessons with a text teach of newcomers, whose past is short or was hidden; all others of everybody."""
    known = _fitted([lesson for lesson in kept if not lesson.hidden], names, seed)
    fresh = [_of_newcomers(lesson, names) for lesson in kept if lesson.counts == 1]
    joined = sum(float(lesson.joined.sum()) for lesson in fresh)
    return ByRecord(known, _fitted(fresh, names, seed, RIDGE_OF_NEWCOMERS) if joined >= ENOUGH_NEWCOMERS else known)


def _of_newcomers(lesson: Lesson, names: tuple[str, ...]) -> Lesson:
    rows = new(lesson.plain[:, names.index(PROJECTS)])
    return replace(lesson, plain=lesson.plain[rows], joined=lesson.joined[rows], weight=lesson.weight[rows])


def _fitted(kept: Sequence[Lesson], names: tuple[str, ...], seed: int, ridge: float = RIDGE) -> Learned:
    times = Counter((lesson.project, lesson.counts, lesson.hidden) for lesson in kept)
    return train(
        _stacked(kept, lambda lesson: lesson.spread.standard(lesson.plain)),
        _stacked(kept, lambda lesson: lesson.plain),
        np.concatenate([lesson.joined for lesson in kept]),
        np.concatenate([lesson.weight / times[lesson.project, lesson.counts, lesson.hidden] for lesson in kept]),
        names,
        seed,
        ridge,
    )


def _stacked(kept: Sequence[Lesson], rows: Callable[[Lesson], Floats]) -> Floats:
    """Rows of lessons below each other, made one lesson after the other, so that they do not lie in memory twice."""
    ends = np.cumsum([len(lesson.plain) for lesson in kept])
    found = np.empty((int(ends[-1]), kept[0].plain.shape[1]), np.float32)
    for lesson, end in zip(kept, ends.tolist(), strict=True):
        found[end - len(lesson.plain) : end] = rows(lesson)
    return found
