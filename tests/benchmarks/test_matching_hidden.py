"""The benchmark's newcomers: what is hidden of an organisation is gone, one project or its text is left."""

import polars as pl

from benchmarks.matching_hidden import hidden_again, left_of
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.training.cold_start_simulation import hide_history
from bridgehead.match.core.ranking.training.labelled_queries import labelled_queries
from tests.match.core.ranking.world import AFTER, DAY, world


def test_one_project_or_its_text_is_left_and_nothing_else() -> None:
    history = world()
    known, asked = history.before(DAY), list(labelled_queries(history, DAY, AFTER))
    left = left_of(known, asked, 0)
    hidden = set(left["actor"])
    assert hidden == frozenset().union(*(case.relevant for case in asked))
    assert left.equals(left_of(known, asked, 0))
    project, text = (hide_history(known, left.with_columns(silent=pl.lit(silent))) for silent in (False, True))
    kept = project.participations.filter(pl.col("actor").is_in(sorted(hidden)))
    assert kept.select("actor", "project").sort("actor").equals(left.select("actor", "project"))
    assert project.actors.equals(known.actors)
    assert not set(text.participations["actor"]) & hidden
    assert dict(text.actors.select("actor", "text").iter_rows()) == dict.fromkeys(known.actors["actor"], "") | dict(
        left.select("actor", "text").iter_rows()
    )
    assert not set(text.earlier_ties["actor"]) & hidden
    assert not set(project.earlier_ties["actor"]) & hidden


def test_an_organisation_is_found_by_what_is_left() -> None:
    history = world()
    known, asked = history.before(DAY), list(labelled_queries(history, DAY, AFTER))
    found = hidden_again(Ranker.fit(known, DAY, trained=False), known, asked, DAY, 0)
    for state in ("one project", "one text", "nothing hidden"):
        assert found[state]["everywhere"]["queries"] == len(asked)
        for where in ("everywhere", "at home"):
            assert found[state][where]["methods"]["bridgehead fusion"]["recall@100"] == 1
