"""Agreement equals the published worked examples to four decimals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.methods.intercoder_agreement import (
    MeasurementLevel,
    ac1,
    alpha,
    kappa,
    percent,
    value_counts,
)

N = np.nan
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: four observers, twelve units.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]


@pytest.mark.parametrize(("level", "published"), [(MeasurementLevel.NOMINAL, 0.743), (MeasurementLevel.ORDINAL, 0.815)])
def test_four_observers_with_missing_values(level: MeasurementLevel, published: float) -> None:
    found = alpha(value_counts(FOUR_OBSERVERS), level=level)
    assert found.value == pytest.approx(published, abs=0.0005)
    assert found.units == 11
    assert found.interval is not None
    assert found.interval[0] < found.value < found.interval[1]


def test_chance_of_rare_values_by_gwet() -> None:
    # The same table in Gwet's package irrCAC (R, `cac.raw4raters`): AC1 0.77544.
    assert ac1(value_counts(FOUR_OBSERVERS)) == pytest.approx(0.77544, abs=0.000005)
    # Gwet (2002), Kappa statistic is not satisfactory: 125 participants, 118 times both yes, never both no.
    counts = value_counts([[1] * 118 + [1] * 5 + [0] * 2, [1] * 118 + [0] * 5 + [1] * 2])
    assert ac1(counts) == pytest.approx(0.9408, abs=0.00005)
    assert alpha(counts).value == pytest.approx(-0.0247, abs=0.00005), "nearly all is chance to alpha"


def test_two_observers_and_a_binary_variable() -> None:
    # Krippendorff (2011), section A: articles 1–10 judged by Meg and Owen.
    meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    counts = value_counts([meg, owen])
    assert alpha(counts).value == pytest.approx(0.095, abs=0.0005)
    assert percent(counts) == pytest.approx(0.6)


def test_two_observers_and_five_categories() -> None:
    # Krippendorff (2011), section B: Ben and Gerry.
    ben, gerry = "aabbdcccedda", "babbbcccedd" + "d"
    counts = value_counts([[ord(c) for c in ben], [ord(c) for c in gerry]])
    assert alpha(counts).value == pytest.approx(0.692, abs=0.0005)


def test_cohens_kappa_of_his_own_table() -> None:
    # Cohen (1960), table 1: proportions .25 .13 .12 / .12 .02 .16 / .03 .15 .02 of 200 patients.
    table = [[25, 13, 12], [12, 2, 16], [3, 15, 2]]
    pairs = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    one, other = zip(*pairs, strict=True)
    po = sum(table[i][i] for i in range(3)) / 100
    pe = 0.5 * 0.4 + 0.3 * 0.3 + 0.2 * 0.3
    assert kappa(one, other) == pytest.approx((po - pe) / (1 - pe))
    assert kappa([1, 1], [1, 1]) is None


def test_what_cannot_be_computed_has_a_reason() -> None:
    assert alpha(value_counts([[1, N], [N, 1]])).reason == "no_pairs"
    assert alpha(value_counts([[0, 0, 0], [0, 0, 0]])).reason == "one_value"
    assert ac1(value_counts([[1, N], [N, 1]], (0, 1))) is None
    assert ac1(value_counts([[1, 1], [1, 1]])) is None, "only one value could be given"


@given(
    st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=4, max_size=30),
    st.sampled_from(MeasurementLevel),
)
def test_a_resample_of_everything_is_what_the_package_says(rows: list[list[int]], level: MeasurementLevel) -> None:
    from bridgehead.methods import intercoder_agreement

    counts = value_counts(np.array(rows).T, values=range(4))
    if (counts.sum(axis=0) > 0).sum() < 2:
        return
    weigh = intercoder_agreement._nominal if level is MeasurementLevel.NOMINAL else intercoder_agreement._ordinal
    observed, expected = weigh(intercoder_agreement._coincidences(counts), np.ones((1, len(counts)), dtype=np.int64))
    assert alpha(counts, level=level, draws=9).value == pytest.approx(1 - observed[0] / expected[0])
