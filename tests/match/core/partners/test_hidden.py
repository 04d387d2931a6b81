"""The benchmark's newcomers: what is hidden of an organisation is gone, one text of it is left."""

import polars as pl

from benchmarks.matching_hidden import hidden_again, hide
from bridgehead.match.core.partners.queries import cases
from bridgehead.match.core.partners.ranker import Ranker

from .world import AFTER, DAY, world


def test_one_text_is_left_and_nothing_else() -> None:
    history = world()
    known, asked = history.before(DAY), list(cases(history, DAY, AFTER))
    left, hidden = hide(known, asked, 0)
    assert hidden == frozenset().union(*(case.relevant for case in asked))
    assert not set(left.participations["actor"]) & hidden
    assert not set(left.earlier_ties["actor"]) & hidden
    took = known.participations.join(known.projects, on="project").group_by("actor").agg("text")
    texts = dict(took.iter_rows())
    for actor, text in left.actors.filter(pl.col("actor").is_in(sorted(hidden))).select("actor", "text").iter_rows():
        assert text in texts[actor]
    assert hide(known, asked, 0)[0].actors.equals(left.actors)


def test_an_organisation_of_one_text_is_found_by_it() -> None:
    history = world()
    known, asked = history.before(DAY), list(cases(history, DAY, AFTER))
    found = hidden_again(Ranker.fit(known, DAY, trained=False), known, asked, DAY, 0)
    assert found["queries"] == len(asked)
    assert found["methods"]["bridgehead fusion"]["recall@100"] == 1
    assert found["methods"]["bridgehead fusion"]["median rank"] < found["organisations"] / 2
