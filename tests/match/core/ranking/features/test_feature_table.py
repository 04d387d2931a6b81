"""The table and what the feature modules work out are the same features."""

from bridgehead.match.core.ranking.features.feature_matrix import FeatureMatrix
from bridgehead.match.core.ranking.features.feature_table import (
    FEATURES,
    IMPUTED,
    ONE_KIND,
    SUM,
    Stage,
    feature,
    is_known,
)
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from tests.match.core.ranking.world import DAY, world


def test_every_feature_has_a_row_and_every_row_is_worked_out() -> None:
    index = RankerIndex.build(world(), DAY)
    found = set(FeatureMatrix(index, QueryContext.of(index, Query("wind"))).names)
    kinds = {f"kind: {value}" for value in index.kind.values.tolist()}
    assert found - kinds == FEATURES.keys() - {SUM, IMPUTED}
    assert kinds <= found
    assert {feature(name) for name in kinds} == {ONE_KIND}


def test_what_is_summed_is_read_before_the_learned_model() -> None:
    for row in FEATURES.values():
        assert not row.weight or row.stage < Stage.LEARNED, row.name
        assert not row.full_from or row.weight, row.name


def test_a_group_speaks_for_one_kind_of_reason() -> None:
    reasons = {(row.group, row.reason) for row in FEATURES.values()}
    assert len(reasons) == len({group for group, _ in reasons})


def test_what_an_older_training_may_name_is_told_from_what_is_known() -> None:
    assert is_known("words: sharp")
    assert is_known("kind: HES")
    assert not is_known("words: blunt")
