"""The status of a finding, by hand from the definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.influence.core.findings import Claim, ClaimVerdict, absence_bound, judge_claims
from bridgehead.profile.core.coded_reason import CodedReason
from tests.influence.frames import NO, YES, evidence


def claim(supports: str = "", contradicts: str = "", *, kind: str = "claim", asked: str = "") -> Claim:
    return Claim("f", kind, "so it is", tuple(supports.split()), tuple(contradicts.split()), tuple(asked.split()))


def judged(found: Claim, *rows: dict[str, object]) -> ClaimVerdict:
    (only,) = judge_claims([found], evidence(*rows))
    return only


def test_a_claim_with_weight_and_two_sources_is_supported() -> None:
    result = judged(claim("e1 e2"), {"source": "a", "salience": 2, **YES}, {"source": "b", "salience": 1, **YES})
    # Beta(1 + 3, 1): the quantile q of x⁴ is q^(1/4).
    assert result.interval == pytest.approx((0.05**0.25, 0.95**0.25))
    assert result.status == "not shown"  # 0.4729 is not above one half
    more = judged(claim("e1 e2"), {"source": "a", "salience": 3, **YES}, {"source": "b", "salience": 1, **YES})
    assert more.interval == pytest.approx((0.05**0.2, 0.95**0.2))
    assert more.status == "supported"  # 0.5493


def test_one_source_however_heavy_does_not_support() -> None:
    rows = [{"source": "a", "salience": 3, "locator": str(n), **YES} for n in range(5)]
    result = judged(claim("e1 e2 e3 e4 e5"), *rows)
    assert result.interval is not None
    assert result.interval[0] > 0.5
    assert result.status == "not shown"
    assert result.reason == CodedReason("single_source")


def test_the_weight_is_not_capped_and_has_no_direction() -> None:
    heavy = {"source": "a", "salience": 3, "direction": "weakness", "actor": "x", "code": "Oa.capital", **YES}
    result = judged(claim("e1 e2 e3"), heavy, heavy, heavy)
    assert result.interval == pytest.approx((0.05 ** (1 / 10), 0.95 ** (1 / 10)))  # Beta(1 + 9, 1)


def test_rows_without_a_source_are_sources_of_their_own_and_weigh_half() -> None:
    result = judged(claim("e1 e2 e3"), {"salience": 3}, {"salience": 3}, {"salience": 3})
    assert result.interval == pytest.approx((0.05 ** (1 / 5.5), 0.95 ** (1 / 5.5)))  # Beta(1 + 4.5, 1)
    assert result.status == "supported"


def test_blank_answers_are_half_and_no_is_nothing() -> None:
    row = {"source": "a", "salience": 3, "purpose": "yes", "current": "", "trust": "no"}
    result = judged(claim("e1"), row)
    assert result.interval == pytest.approx((0.05 ** (1 / 2.5), 0.95 ** (1 / 2.5)))  # Beta(1 + 3 · ½, 1)
    nothing = judged(claim("e1"), {"source": "a", "salience": 3, **NO})
    assert nothing.interval == pytest.approx((0.05, 0.95))


def test_refuted_goes_before_contested() -> None:
    against = {"source": "b", "salience": 3, **YES}
    result = judged(claim("e1", "e2 e3"), {"source": "a", "salience": 1, **NO}, against, against)
    # Beta(1, 1 + 6): 1 − (1 − q)^(1/7)
    assert result.interval == pytest.approx((1 - 0.95 ** (1 / 7), 1 - 0.05 ** (1 / 7)))
    assert result.status == "refuted"


def test_contested_when_both_sides_have_a_source() -> None:
    row = {"salience": 1, **YES}
    assert judged(claim("e1", "e2"), {"source": "a", **row}, {"source": "a", **row}).status == "contested"
    assert judged(claim("e1"), {"source": "a", **row}).status == "not shown"
    assert judged(claim()).status == "not shown"


def test_evidence_without_salience_has_no_weight() -> None:
    assert judged(claim("e1"), {"source": "a", "salience": None, **YES}).interval == pytest.approx((0.05, 0.95))


def test_an_absence_is_bounded_by_who_was_asked() -> None:
    result = judged(claim(kind="absence", asked="a b c"))
    assert (result.status, result.interval) == ("not found", None)
    assert result.bound == pytest.approx(0.6315968501)
    assert judged(claim(kind="absence", asked="a a b")).bound == pytest.approx(1 - 0.05**0.5)


def test_one_piece_of_evidence_refutes_an_absence() -> None:
    result = judged(claim("", "e1", kind="absence", asked="a b c"), {"source": "a", **NO})
    assert (result.status, result.bound) == ("refuted", None)


def test_an_absence_that_asked_nobody_has_no_bound_and_says_so() -> None:
    result = judged(claim("e1", kind="absence"), {"source": "a", **YES})
    assert (result.status, result.bound, result.reason) == ("not found", None, CodedReason("nobody_asked"))


@given(st.integers(1, 500))
def test_the_bound_is_where_seeing_none_has_probability_five_percent(asked: int) -> None:
    assert (1 - absence_bound(asked)) ** asked == pytest.approx(0.05)
    assert absence_bound(asked) > absence_bound(asked + 1)
