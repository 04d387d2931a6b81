"""Examples to train with: rows of past projects, each seen from a day before it began."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

import numpy as np
import polars as pl

from bridgehead.match.core.ranking.model.cold_start import PROJECTS, is_cold_start
from bridgehead.match.core.ranking.model.ranking_model import CandidateScale, ColumnSpread
from bridgehead.match.core.ranking.model.score_fusion import score_query, top_rows
from bridgehead.match.core.ranking.ranker_config import DEFAULT, RankerConfig
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.participation_matrix import index_of
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints
from bridgehead.match.core.ranking.training.cold_start_simulation import hide_history, partial_histories
from bridgehead.match.core.ranking.training.labelled_queries import LabelledQuery, labelled_queries

Item = TypeVar("Item")
Watch = Callable[[Iterable[Item], str], Iterable[Item]]


@dataclass(frozen=True)
class TrainingQuery:
    """A case as a lesson asks it.

    Attributes
    ----------
    led
        Whether it names its lead.
    counts
        How much the lesson does beside that of a project with a text.
    """

    case: LabelledQuery
    led: bool = True
    counts: float = 1.0


@dataclass(frozen=True)
class TrainingExample:
    """Rows of one past project: the plain input of a model, who joined, how much each row counts.

    `spread` makes the standardised input of it, which is not kept: there are gigabytes of it. `led` and
    `counts` are those of `TrainingQuery`; `hidden` if the rows are those of actors whose past was hidden.
    """

    project: str
    plain: Floats
    spread: ColumnSpread
    joined: Floats
    weight: Floats
    led: bool = True
    counts: float = 1.0
    hidden: bool = False


def snapshots(history: History, day: dt.date, config: RankerConfig = DEFAULT) -> list[dt.date]:
    """Days, a quarter apart and before `day`, on which enough had happened, oldest first."""
    sizes = history.participations.unique(["project", "actor"]).group_by("project").len()
    large = sizes.filter(sizes["len"] >= 3).join(history.projects, on="project")["start"].drop_nulls().sort()
    if len(large) <= config.enough_projects:
        return []
    first, days, back = large[config.enough_projects], [], 1
    while (then := months_before(day, config.every_months * back)) > first:
        days.append(then)
        back += 1
    return days[::-1]


def months_before(day: dt.date, months: int) -> dt.date:
    """The first of the month that lies so many months before the month of `day`."""
    month = day.year * 12 + day.month - 1 - months
    return dt.date(month // 12, month % 12 + 1, 1)


def snapshot_queries(
    past: History, known: History, then: dt.date, day: dt.date, seed: int, config: RankerConfig = DEFAULT
) -> Iterator[TrainingQuery]:
    """What is asked of a snapshot: what is `known` then, of the whole past.

    Projects with a text are asked by every snapshot of the year before, by their lead and as if another
    member led; the same without a lead by those of half a year; projects without a text, which teach how
    teams form, only by the last.
    """
    half, soon, year = (
        min(day, months_before(then, -months))
        for months in (config.unled_months, config.every_months, config.ahead_months)
    )
    here, chance = known.actors.sort("actor"), np.random.default_rng(seed)
    for number, case in enumerate(labelled_queries(past, then, year)):
        yield TrainingQuery(case)
        for other in with_other_lead(case, here, chance, config.other_leads):
            yield TrainingQuery(other, counts=config.led_by_another)
        if case.start < half:
            yield TrainingQuery(without_lead(case, at_home=number % 2 == 0), led=False)
    for case in islice(labelled_queries(past, then, soon, with_text=False), 0, None, config.every_untold):
        yield TrainingQuery(case, counts=config.without_text)


def without_lead(case: LabelledQuery, *, at_home: bool) -> LabelledQuery:
    """The same case asked without its lead, who is then looked for, too; `at_home` if its country is known."""
    query = Query(case.query.text, case.query.programmes, country=case.query.country if at_home else None)
    return replace(case, query=query, relevant=case.relevant | {str(case.query.lead)})


def with_other_lead(
    case: LabelledQuery, known: pl.DataFrame, chance: np.random.Generator, others: int
) -> Iterator[LabelledQuery]:
    """The same case as if `others` led it, drawn from its members among the `known`; the lead is looked for, too."""
    members = known.filter(pl.col("actor").is_in(sorted(case.relevant))).select("actor", "country", "kind")
    for row in chance.permutation(len(members))[:others].tolist():
        leader, country, kind = members.row(row)
        query = Query(case.query.text, case.query.programmes, leader, country, kind)
        yield replace(case, query=query, relevant=(case.relevant | {str(case.query.lead)}) - {leader})


def training_examples(
    index: RankerIndex, asked: Iterable[TrainingQuery], names: tuple[str, ...], seed: int, config: RankerConfig
) -> Iterator[TrainingExample]:
    """Turn cases into rows, with features as of the index's day."""
    chance = np.random.default_rng(seed)
    for one in asked:
        features, fused = score_query(index, one.case.query, config)
        chosen = top_rows(fused, config.candidates)
        values = features.rows(chosen, names)
        joined = np.isin(index.teams.actors[chosen], list(one.case.relevant)).astype(np.float32)
        keep, weight = sample(joined, chance, config, 1 if one.counts == 1 else config.fewer_rows)
        scale = CandidateScale.of(values, names)
        plain = scale.plain(values[keep])
        yield TrainingExample(
            one.case.project, plain, scale.spread, joined[keep], one.counts * weight, one.led, one.counts
        )


def cold_start_examples(
    known: History,
    then: dt.date,
    asked: Iterable[TrainingQuery],
    names: tuple[str, ...],
    seed: int,
    config: RankerConfig,
) -> Iterator[TrainingExample]:
    """The same questions of a world in which some are newcomers: rows of these, joined or not.

    Beside them stand some of the newcomers that are none of the candidates, as most are: a list of one
    country reaches down to them, and they must not get the odds of those whose past was hidden.
    """
    left, chance = partial_histories(known, seed, config.hidden_share), np.random.default_rng(seed)
    if not len(left):
        return
    index = RankerIndex.of_past(hide_history(known, left), then, seed)
    hidden = index_of(index.teams.actors, left["actor"])
    again = months_before(then, -config.unled_months)
    for one in asked:
        if one.counts < 1 or one.case.start >= again:
            continue
        features, fused = score_query(index, one.case.query, config)
        chosen = top_rows(fused, config.candidates)
        joined = np.isin(index.teams.actors, list(one.case.relevant)).astype(np.float32)
        beyond = is_cold_start(features.column(PROJECTS)) & np.isfinite(fused)
        beyond[chosen] = beyond[hidden] = False
        others, weight = weighted_sample(np.flatnonzero(beyond), joined, chance, config.rows_beyond)
        shown = hidden[np.isfinite(fused[hidden])]
        rows, weight = np.concatenate([shown, others]), np.concatenate([np.ones(len(shown), np.float32), weight])
        scale = CandidateScale.of(features.rows(chosen, names), names)
        plain = scale.plain(features.rows(rows, names))
        yield TrainingExample(
            one.case.project, plain, scale.spread, joined[rows], weight, one.led, one.counts, hidden=True
        )


def weighted_sample(rows: Ints, joined: Floats, chance: np.random.Generator, count: int) -> tuple[Ints, Floats]:
    """Those that joined and a sample of `count` of the others that stands for all of them; how much each counts."""
    sure, rest = rows[joined[rows] > 0], rows[joined[rows] == 0]
    some = chance.choice(rest, min(count, len(rest)), replace=False)
    counts = np.full(len(some), len(rest) / max(len(some), 1))
    return np.concatenate([sure, some]), np.concatenate([np.ones(len(sure)), counts]).astype(np.float32)


def sample(joined: Floats, chance: np.random.Generator, config: RankerConfig, fewer: int = 1) -> tuple[Ints, Floats]:
    """Rows to keep: all that joined, the top, a sample of the rest that stands for all of it."""
    sure = joined > 0
    sure[: config.top_rows // fewer] = True
    rest = np.flatnonzero(~sure)
    some = chance.choice(rest, min(config.sampled_rows // fewer, len(rest)), replace=False)
    keep = np.concatenate([np.flatnonzero(sure), np.sort(some)])
    weight = np.concatenate([np.ones(int(sure.sum())), np.full(len(some), len(rest) / max(len(some), 1))])
    return keep, weight.astype(np.float32)


def collect_examples(
    past: History, day: dt.date, watch: Watch[dt.date], seed: int, config: RankerConfig = DEFAULT
) -> tuple[list[TrainingExample], tuple[str, ...]] | None:
    """Collect lessons from all snapshots of a history that is already cut; None if too few."""
    kept: list[TrainingExample] = []
    names: tuple[str, ...] = ()
    for number, then in enumerate(watch(snapshots(past, day, config), "learning from past projects")):
        known = past.before(then)
        asked = list(snapshot_queries(past, known, then, day, seed, config))
        if not asked:
            continue
        index = RankerIndex.of_past(known, then, seed)
        names = names or score_query(index, asked[0].case.query, config)[0].names
        kept += training_examples(index, asked, names, seed, config)
        kept += cold_start_examples(known, then, asked, names, seed + number, config)
    return (kept, names) if len(projects(kept, led=True)) >= config.enough_examples else None


def projects(kept: Iterable[TrainingExample], *, led: bool) -> frozenset[str]:
    """Projects with a text that lessons with (or without) a lead are about."""
    return frozenset(lesson.project for lesson in kept if lesson.led == led and lesson.counts == 1)
