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
    assert result.reason == CodedReason("single_voice")


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


def test_support_of_one_kind_of_source_is_told() -> None:
    talk, report = ({"source": kind, "source_kind": kind, **YES} for kind in ("interview", "report"))
    assert judged(claim("e1 e2", "e3"), talk, talk, report).one_kind == "interview", "what speaks against is no support"
    assert judged(claim("e1 e2"), talk, report).one_kind == ""
    assert judged(claim("e1 e2"), talk, {"salience": 1}).one_kind == "", "a source that is unknown may be another"
    assert judged(claim("e1", kind="recommendation"), report).one_kind == "report"
    assert judged(claim(), talk).one_kind == ""


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


def test_evidence_without_salience_has_one() -> None:
    found = judged(claim("e1"), {"source": "a", "salience": None, **YES})
    assert found.interval == pytest.approx((0.05**0.5, 0.95**0.5))  # Beta(1 + 1, 1)


def test_sources_of_one_voice_are_one() -> None:
    rows = [{"source": name, "salience": 3, "voice": "ceo", **YES} for name in "ab"]
    one = judged(claim("e1 e2"), *rows)
    assert (one.status, one.reason, one.voices_for) == ("not shown", CodedReason("single_voice"), 1)
    # A voice that has the name of a source is not that source.
    two = judged(claim("e1 e2"), rows[0], {"source": "ceo", "salience": 3, **YES})
    assert (two.status, two.voices_for) == ("supported", 2)


def test_a_row_without_a_source_is_a_voice_whatever_else_it_says() -> None:
    found = judged(claim("e1 e2"), {"salience": 3, "voice": "ceo"}, {"salience": 3, "voice": "ceo"})
    assert found.voices_for == 2


def test_every_named_row_counts_once_settled_or_not() -> None:
    passage = {"source": "a", "locator": "p. 1", "actor": "x", "code": "Oa.capital", "salience": 1, **YES}
    rows = [passage | {"coder": coder} for coder in ("one", "two", "reconciled")]
    # Beta(1 + 3, 1): replaced rows count, a row named twice counts once, nothing is shared among coders.
    assert judged(claim("e1 e2 e3 e3"), *rows).interval == pytest.approx((0.05**0.25, 0.95**0.25))


def test_what_was_hoped_for_counts_in_no_finding() -> None:
    hoped = {"source": "b", "salience": 3, "prospective": "yes", **YES}
    had = {"source": "a", "salience": 3, **YES}
    found = judged(claim("e1 e2"), had, hoped)
    assert (found.interval, found.voices_for) == (pytest.approx((0.05**0.25, 0.95**0.25)), 1)
    assert judged(claim("e1", "e2"), had, hoped).status == "not shown"  # no row against
    absent = judged(claim("e1", "e2", kind="absence", asked="x"), had, hoped)
    assert (absent.status, absent.bound) == ("not found", 0.95)


def test_a_side_has_a_row_whatever_it_weighs() -> None:
    nothing = {"source": "b", "salience": 3, **NO}
    assert judged(claim("e1", "e2"), {"source": "a", "salience": 1, **YES}, nothing).status == "contested"


def test_supported_goes_before_contested_and_a_bound_is_read_to_nine_digits() -> None:
    rows = [{"source": name, "salience": 3, **YES} for name in "abc"]
    assert judged(claim("e1 e2 e3", "e4"), *rows, {"source": "d", "salience": 1, **NO}).status == "supported"
    # 0.05^(1/(1 + w)) is one half at w = log2(20) - 1 = 3.32…; no sum of salience × appraisal is exactly that.
    below, above = 3.0 + 1 / 6, 3.0 + 1 / 3
    for weight, status in ((below, "not shown"), (above, "supported")):
        assert (0.05 ** (1 / (1 + weight)) > 0.5) == (status == "supported")
        last = {"source": "b", "salience": 1, "purpose": "no", "current": "no"}
        last |= {"trust": ""} if weight == below else {"trust": "yes"}
        assert judged(claim("e1 e2"), {"source": "a", "salience": 3, **YES}, last).status == status


def test_a_row_that_is_not_there_counts_for_nothing() -> None:
    found = judged(claim("e1 gone", "away"), {"source": "a", "salience": 1, **YES})
    assert (found.status, found.voices_for, found.voices_against) == ("not shown", 1, 0)
    assert judged(claim("", "away", kind="absence", asked="x")).status == "not found"


def test_a_recommendation_has_support_but_no_status() -> None:
    rows = [{"source": name, "salience": 3, **YES} for name in "abc"]
    found = judged(claim("e1 e2", "e3", kind="recommendation"), *rows)
    assert (found.status, found.mean, found.interval, found.bound) == (None, None, None, None)
    assert (found.voices_for, found.voices_against) == (2, 1)
    assert found.reason == CodedReason("recommendation", {"voices": 2})


Weighted = st.tuples(
    st.sampled_from(["", "a", "b", "c"]), st.sampled_from(["", "v"]), st.integers(1, 3), st.sampled_from([YES, NO, {}])
)


@given(st.lists(Weighted, max_size=6), st.lists(Weighted, max_size=6))
def test_the_sides_of_a_claim_mirror_each_other(
    for_: list[tuple[str, str, int, dict[str, str]]], against: list[tuple[str, str, int, dict[str, str]]]
) -> None:
    rows = [{"source": s, "voice": v if s else "", "salience": n, **a} for s, v, n, a in (*for_, *against)]
    ids = [f"e{n}" for n in range(1, len(rows) + 1)]
    one, other = " ".join(ids[: len(for_)]), " ".join(ids[len(for_) :])
    found, mirrored = judged(claim(one, other), *rows), judged(claim(other, one), *rows)
    assert found.interval is not None
    assert mirrored.interval is not None
    assert found.interval == pytest.approx((1 - mirrored.interval[1], 1 - mirrored.interval[0]))
    assert (found.voices_for, found.voices_against) == (mirrored.voices_against, mirrored.voices_for)
    assert found.voices_for == len({v or s if s else n for n, (s, v, _, _) in enumerate(for_)})
    if found.status == "supported":
        assert mirrored.status == "refuted"
    assert (found.status == "contested") <= bool(for_ and against)


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


def test_what_says_nothing_of_those_asked_explains() -> None:
    rows = [{"actor": "x"}, {"actor": "x", "source": "b"}, {"actor": "hub"}, {"actor": ""}]
    found = judged(claim("e1 e2 e3 e4", kind="absence", asked="x y"), *rows)
    assert (found.answers, found.explanations, found.answered) == (("e1", "e2"), ("e3", "e4"), 1)
    assert found.bound == pytest.approx(1 - 0.05**0.5)  # all who were asked, answered or not


def test_evidence_for_and_against_an_absence_refutes_it() -> None:
    found = judged(claim("e1", "e1", kind="absence", asked="x"), {"actor": "x", **YES})
    assert (found.status, found.bound) == ("refuted", None)


@given(st.integers(1, 500))
def test_the_bound_is_where_seeing_none_has_probability_five_percent(asked: int) -> None:
    assert (1 - absence_bound(asked)) ** asked == pytest.approx(0.05)
    assert absence_bound(asked) > absence_bound(asked + 1)
