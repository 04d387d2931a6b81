"""Sums over sparse matrices that read only what counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from bridgehead.match.core.ranking.retrieval.sparse_ops import RowsByLength, product, weighted_row_sum


@given(st.lists(st.floats(-9, 9, width=32), min_size=40, max_size=40), st.integers(0, 9), st.floats(0, 1))
def test_a_product_of_few_is_the_product(values: list[float], seed: int, share: float) -> None:
    chance = np.random.default_rng(seed)
    matrix = sparse.random(15, 40, 0.2, "csr", np.float32, chance)
    weights = np.where(chance.random(40) < share, values, 0).astype(np.float32)
    for one in (matrix, RowsByLength.of(matrix)):
        assert product(one, matrix.T.tocsr(), weights) == pytest.approx(matrix @ weights, rel=1e-4, abs=1e-4)


@given(st.lists(st.integers(0, 14), max_size=9, unique=True), st.integers(0, 9))
def test_a_sum_of_some_rows_reads_these(rows: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    matrix, weights = sparse.random(15, 40, 0.2, "csr", np.float32, chance), chance.random(len(rows))
    chosen = np.array(rows, np.int64)
    assert weighted_row_sum(matrix, chosen, weights) == pytest.approx(weights @ matrix.toarray()[chosen], abs=1e-5)
