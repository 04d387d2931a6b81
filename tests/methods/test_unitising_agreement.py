"""Alpha for unitising equals the published worked examples, and its definition on drawn units."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.methods.unitising_agreement import alpha_of_unitising, merge_overlaps, unitising

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


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99))))
def test_merged_units_are_disjoint_and_cover_the_same(units: list[tuple[int, int]]) -> None:
    units = [(min(u), max(u)) for u in units]
    out = merge_overlaps(units).tolist()
    assert {i for a, b in out for i in range(a, b)} == {i for a, b in units for i in range(a, b)}
    assert all(a[1] < b[0] for a, b in pairwise(out))


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


@given(spans, spans, st.integers(1, 4))
def test_texts_of_one_kind_are_weighed_by_their_length(
    one: list[tuple[int, int]], other: list[tuple[int, int]], times: int
) -> None:
    """Alike continua beside each other say what one of them says; a long one without units adds nothing."""
    units = [merge_overlaps([(start, start + n) for start, n in own]) for own in (one, other)]
    part, empty = unitising(units, 90), unitising([[], []], 9000)
    assert alpha_of_unitising([part] * times) == pytest.approx(part.alpha)
    assert alpha_of_unitising([part, empty]) == pytest.approx(part.alpha)
    assert unitising([[], []], 100).alpha is None
