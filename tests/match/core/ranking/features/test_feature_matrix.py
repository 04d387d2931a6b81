"""The matrix of a query: for some actors what it is for everybody."""

import numpy as np
import pytest

from bridgehead.match.core.ranking.features.feature_matrix import FeatureMatrix
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from tests.match.core.ranking.world import DAY, world

WIND = Query("fatigue of offshore wind turbine blades", ("wind",), "wind0", "DK", "PRC", ("SE",))


UNLED = Query("fatigue of offshore wind turbine blades", ("wind",))


@pytest.fixture(scope="module")
def index() -> RankerIndex:
    return RankerIndex.build(world(), DAY)


@pytest.mark.parametrize("query", [WIND, UNLED, Query("biogas", lead="nobody")])
def test_features_of_some_are_those_of_everybody(index: RankerIndex, query: Query) -> None:
    context = QueryContext.of(index, query)
    some = np.array([7, 2, 11])
    alone, everybody = FeatureMatrix(index, context), FeatureMatrix(index, context)
    values = alone.rows(some, alone.names)
    for at, name in enumerate(alone.names):
        assert values[:, at] == pytest.approx(everybody.column(name)[some], rel=1e-4, abs=1e-6), name


def test_what_was_worked_out_for_everybody_is_not_worked_out_again(index: RankerIndex) -> None:
    features = FeatureMatrix(index, QueryContext.of(index, WIND))
    column = features.column("words: sharp")
    assert features.column("words: sharp") is column
    assert features.rows(np.array([3]), ("words: sharp",))[0, 0] == column[3]
