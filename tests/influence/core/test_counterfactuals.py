"""What would have happened without the cluster, by hand from the framework, section 8, 4b."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from bridgehead.influence.core.counterfactuals import ANSWERS, counterfactuals
from bridgehead.profile.core.counterfactual_answers import CounterfactualAnswer


def said(actor: str, answer: str, wave: int = 0, *, activity: str = "trip", **more: object) -> CounterfactualAnswer:
    kind = {"trip": "delegation_trip", "fair": "delegation_trip", "opi": "funding_application"}[activity]
    return CounterfactualAnswer(actor, activity, activity, kind, "", wave, answer, **more)  # type: ignore[arg-type]


def test_one_answer_counts_for_each_participation_that_of_its_latest_wave() -> None:
    """a changed its mind twice; b answered on two trips; c after two years only."""
    answers = [
        said("a", "not_at_all", 0),
        said("a", "later", 12, months=9.0),
        said("a", "same", 6),
        said("b", "elsewhere", 0, through="Chamber of commerce"),
        said("b", "smaller", 0, activity="fair", share=0.25),
        said("c", "same", 24),
        said("c", "same", 0, activity="opi"),
    ]
    found = counterfactuals(answers)
    assert list(found) == ["delegation_trip", "funding_application"]
    latest = found["delegation_trip"].latest
    counts = {answer: share.count for answer, share in latest.shares.items()}
    assert counts == {"same": 1, "later": 1, "smaller": 1, "elsewhere": 1, "not_at_all": 0}
    assert latest.answers == 4
    # The same and elsewhere: 2 of 4, Clopper–Pearson Beta(2, 3) below and Beta(3, 2) above.
    assert (latest.deadweight.count, latest.deadweight.share) == (2, 0.5)
    assert latest.deadweight.interval == pytest.approx((beta.ppf(0.05, 2, 3), beta.ppf(0.95, 3, 2)))
    # None of 4: 0 to 1 − 0.05^(1/4).
    assert latest.shares["not_at_all"].interval == pytest.approx((0.0, 1 - 0.05**0.25))
    assert (latest.months, latest.smaller_by, latest.through) == (9.0, 0.25, {"Chamber of commerce": 1})
    waves = found["delegation_trip"].waves
    assert {months: wave.answers for months, wave in waves.items()} == {0: 3, 6: 1, 12: 1, 24: 1}
    assert waves[0].shares["not_at_all"].count == 1
    assert (waves[6].deadweight.count, waves[6].deadweight.interval) == (1, pytest.approx((0.05, 1.0)))
    assert (waves[0].months, waves[12].months) == (None, 9.0)


def test_waves_are_in_the_order_of_their_months() -> None:
    assert list(counterfactuals([said("a", "same", wave) for wave in (36, 6, 0, 24)])["delegation_trip"].waves) == [
        0,
        6,
        24,
        36,
    ]


def test_how_much_is_asked_of_those_only_who_say_later_or_smaller() -> None:
    answers = [
        said("a", "later", months=6.0),
        said("b", "later", months=12.0),
        said("c", "later"),
        said("d", "same", months=99.0, share=0.9, through="nobody"),
        said("e", "smaller", share=0.5),
        said("f", "smaller", share=0.2),
        said("g", "elsewhere"),
    ]
    latest = counterfactuals(answers)["delegation_trip"].latest
    assert (latest.months, latest.smaller_by, latest.through) == (9.0, 0.35, {})


def test_an_answer_that_a_cluster_added_has_its_share() -> None:
    latest = counterfactuals([said("a", "do_not_know"), said("b", "same")])["delegation_trip"].latest
    assert list(latest.shares) == [*ANSWERS, "do_not_know"]
    assert latest.shares["do_not_know"].share == 0.5


def test_without_answers_there_is_nothing() -> None:
    assert counterfactuals([]) == {}


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcd"), st.sampled_from(["trip", "fair", "opi"]), st.sampled_from([0, 6, 12])),
        st.sampled_from(ANSWERS),
        max_size=20,
    )
)
def test_shares_add_up_and_a_participation_counts_once(drawn: dict[tuple[str, str, int], str]) -> None:
    answers = [said(actor, answer, wave, activity=activity) for (actor, activity, wave), answer in drawn.items()]
    found = counterfactuals(answers)
    participations = {(actor, activity) for actor, activity, _ in drawn}
    assert sum(one.latest.answers for one in found.values()) == len(participations)
    for one in found.values():
        for shares in (one.latest, *one.waves.values()):
            assert sum(share.count for share in shares.shares.values()) == shares.answers
            assert sum(share.share for share in shares.shares.values()) == pytest.approx(1.0)
            anyway = shares.shares["same"].count + shares.shares["elsewhere"].count
            assert shares.deadweight.count == anyway
            for share in (*shares.shares.values(), shares.deadweight):
                assert 0.0 <= share.interval[0] <= share.share <= share.interval[1] <= 1.0
        assert sum(wave.answers for wave in one.waves.values()) >= one.latest.answers
