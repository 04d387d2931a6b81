"""Agreement equals the published worked examples to four decimals."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.methods.intercoder_agreement import (
    MeasurementLevel,
    alpha,
    alpha_of_unitising,
    kappa,
    merge_overlaps,
    percent,
    unitising,
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


I_C, J_C = [(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]
BOTH_K = [(30, 90), (150, 200)]


def test_unitising_by_krippendorff_2004() -> None:
    # Content Analysis (2004), p. 254: a continuum of 300 from 150 on, two observers, categories c and k.
    c, k = unitising([I_C, J_C], 300), unitising([BOTH_K, BOTH_K], 300)
    assert (c.observed, c.expected) == pytest.approx((0.0144, 0.0532), abs=0.00005)
    assert (k.observed, k.expected) == pytest.approx((0.0, 0.0490), abs=0.00005)
    assert c.alpha == pytest.approx(0.7286, abs=0.00005)
    assert k.alpha == 1.0
    rounded = [replace(part, observed=round(part.observed, 4), expected=round(part.expected, 4)) for part in (c, k)]
    assert alpha_of_unitising(rounded) == pytest.approx(0.8591, abs=0.00005), "the book adds rounded figures"
    assert alpha_of_unitising([c, k]) == pytest.approx(0.8587, abs=0.00005)


@pytest.mark.parametrize(
    ("one", "other", "observed"),
    [
        ([(2, 10), (14, 20)], [(4, 8), (15, 17)], 0.03125),
        ([(0, 18)], [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)], 2.26736),
        ([(2, 8), (10, 12), (14, 18), (20, 22)], [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)], 0.02778),
        ([(0, 2), (2, 10), (10, 14), (14, 20), (20, 24)], [(0, 4), (4, 8), (8, 15), (15, 17), (17, 24)], 0.38715),
    ],
)
def test_observed_disagreement_by_krippendorff_1995(
    one: list[tuple[int, int]], other: list[tuple[int, int]], observed: float
) -> None:
    # Examples A to D; their expected disagreements follow a formula that the book of 2004 corrected.
    assert unitising([one, other], 24).observed == pytest.approx(observed, abs=0.00001)


def test_what_cannot_be_computed_has_a_reason() -> None:
    assert alpha(value_counts([[1, N], [N, 1]])).reason == "no_pairs"
    assert alpha(value_counts([[0, 0, 0], [0, 0, 0]])).reason == "one_value"
    assert unitising([[], []], 100).alpha is None


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99))))
def test_merged_units_are_disjoint_and_cover_the_same(units: list[tuple[int, int]]) -> None:
    units = [(min(u), max(u)) for u in units]
    out = merge_overlaps(units).tolist()
    assert {i for a, b in out for i in range(a, b)} == {i for a, b in units for i in range(a, b)}
    assert all(a[1] < b[0] for a, b in pairwise(out))


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


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8)


@given(spans, spans)
def test_unitising_by_its_definition(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    """Each section with each, as the definition has it; ours meets only those that overlap."""
    units = [merge_overlaps([(start, start + n) for start, n in own]) for own in (one, other)]
    length = 90

    def sections(own: list[list[int]]) -> list[tuple[int, int, bool]]:
        edges = [0, *(edge for unit in own for edge in unit), length]
        return [(a, b - a, n % 2 == 1) for n, (a, b) in enumerate(pairwise(edges)) if b > a]

    observed = 0
    mine, theirs = (sections(own.tolist()) for own in units)
    for first, second in ((mine, theirs), (theirs, mine)):
        for b, ln, unit in first:
            for c, m, also in second:
                if unit and also and -ln < b - c < m:
                    observed += (b - c) ** 2 + (b + ln - c - m) ** 2
                elif unit and not also and m - ln >= b - c >= 0:
                    observed += ln**2
                elif also and not unit and m - ln <= b - c <= 0:
                    observed += m**2
    assert unitising(units, length).observed == pytest.approx(observed / (2 * length**2))
