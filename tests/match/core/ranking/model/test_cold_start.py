"""Whoever has said what it does and has no record is found where others have one."""

import pytest

from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.query import Query
from tests.match.core.ranking.world import DAY, LITTLE, RankedWorld, ranked, with_newcomers, world

pytestmark = pytest.mark.slow

WIND = Query("fatigue of offshore wind turbine blades", ("wind",), "wind0", "DK", "PRC")
UNLED = Query(WIND.text, WIND.programmes)


def place(scored: RankedWorld, actor: str) -> int:
    return scored.actors.index(actor)


@pytest.fixture(params=[True, False], ids=["trained", "fusion"])
def ranker(request: pytest.FixtureRequest) -> Ranker:
    return Ranker.fit(with_newcomers(world()), DAY, trained=request.param, config=LITTLE)


@pytest.mark.parametrize("query", [WIND, UNLED], ids=["led", "unled"])
def test_a_text_that_fits_stands_before_records_that_do_not(ranker: Ranker, query: Query) -> None:
    scored = ranked(ranker, query)
    elsewhere = [place(scored, f"{theme}{i}") for theme in ("bio", "grid") for i in range(8)]
    assert place(scored, "new-wind") < min(elsewhere)
    assert place(scored, "new-wind") < min(place(scored, f"new-{theme}") for theme in ("bio", "grid"))


def test_what_a_newcomer_says_is_part_of_the_learned_contributions() -> None:
    ranker = Ranker.fit(with_newcomers(world()), DAY, config=LITTLE)
    scored = ranked(ranker, UNLED, among=["new-wind", "new-bio"])
    looked = ranker.look_up(UNLED)
    names, _values, contributions = looked.explain(scored.rows)
    rest = looked.scores(scored.rows) - contributions.sum(axis=1)
    assert rest[0] == pytest.approx(rest[1], abs=1e-3)
    assert scored.actors[0] == "new-wind"
    said = contributions[:, names.index("words: best with meaning")]
    assert said[0] > said[1]
