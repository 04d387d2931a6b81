"""A firm's own "would have happened anyway" on the same kind of help (framework, section 6)."""

import pytest

from bridgehead.profile.core.counterfactual_answers import AnywayAnswers, CounterfactualAnswer, anyway, latest_answers


def said(
    activity: str, answer: str, wave: int = 0, *, kind: str = "delegation_trip", went_for: str = "market"
) -> CounterfactualAnswer:
    return CounterfactualAnswer("f", activity, activity.title(), kind, went_for, wave, answer)


def test_the_latest_wave_is_a_number_not_a_text() -> None:
    (latest,) = latest_answers([said("trip", "same", 6), said("trip", "later", 12)])
    assert latest.answer == "later"


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("same", True), ("elsewhere", True), ("later", False), ("smaller", False), ("not_at_all", False)],
)
def test_the_same_and_elsewhere_would_have_happened_anyway(answer: str, shown: bool) -> None:
    found = anyway([said("trip", answer)], kinds=("delegation_trip",))
    assert found == (AnywayAnswers(("Trip",), 1) if shown else None)


def test_the_kind_of_activity_or_of_its_opportunity_makes_it_alike() -> None:
    answers = [said("trip", "same"), said("opi", "same", kind="funding_application", went_for="grant")]
    assert anyway(answers, kinds=("delegation_trip",)) == AnywayAnswers(("Trip",), 1)
    assert anyway(answers, kinds=(), opportunity_kind="grant") == AnywayAnswers(("Opi",), 1)
    assert anyway(answers, kinds=("training",), opportunity_kind="call") is None
    # Neither names an opportunity: that is not the same kind.
    assert anyway([said("trip", "same", went_for="")], kinds=(), opportunity_kind="") is None


def test_an_earlier_mind_and_what_the_opportunity_brought_about_do_not_count() -> None:
    answers = [said("trip", "same", 0), said("trip", "not_at_all", 12), said("fair", "elsewhere")]
    assert anyway(answers, kinds=("delegation_trip",)) == AnywayAnswers(("Fair",), 2)
    assert anyway(answers, kinds=("delegation_trip",), left_out=("fair",)) is None
    assert anyway([], kinds=("delegation_trip",)) is None
