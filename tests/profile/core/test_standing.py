"""Standings by the definition, clause by clause, with values worked out by hand."""

import random
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.profile.core.evidence_weights import in_scope, weigh
from bridgehead.profile.core.standing import (
    Standing,
    label,
    nothing_known,
    shares,
    standing_changes,
    standings_of_actors,
)
from tests.profile.core.plain import frame, sums

GOOD = {"purpose": "yes", "current": "yes", "trust": "yes"}


def standing(*rows: dict[str, Any], as_of: date | None = None) -> Standing:
    rows_in_scope = frame(*rows) if as_of is None else in_scope(frame(*rows), RecordScope(as_of))
    return standings_of_actors(rows_in_scope)["firm"]["Oa.capital"]


def weights(*rows: dict[str, Any]) -> list[float]:
    return weigh(frame(*rows))["weight"].to_list()


def test_weight_is_salience_times_the_mean_of_three_answers() -> None:
    rows = [
        {"source": "a", "salience": 3, "purpose": "yes", "current": "yes", "trust": "yes"},
        {"source": "b", "salience": 3, "purpose": "yes", "current": "no", "trust": ""},
        {"source": "c", "salience": 2, "purpose": "no", "current": "no", "trust": "no"},
        {"source": "", "salience": 2},
    ]
    assert weights(*rows) == pytest.approx([3.0, 1.5, 0.0, 1.0])


def test_mean_and_interval_are_those_of_a_beta_distribution() -> None:
    found = standing({"source": "a", "salience": 2, **GOOD}, {"source": "b", "direction": "weakness"})
    assert (found.strength, found.weakness) == (2.0, 0.5)
    assert found.standing == pytest.approx(3 / 4.5)
    assert found.interval == pytest.approx(beta.ppf([0.05, 0.95], 3, 1.5))


def test_blank_direction_adds_nothing_and_blank_salience_is_one() -> None:
    found = standing({"direction": ""}, {"salience": None, **GOOD})
    assert (found.strength, found.weakness, found.evidence) == (1.0, 0.0, 1)


def test_what_is_hoped_for_counts_in_no_standing() -> None:
    found = standing({"salience": 3, **GOOD}, {"prospective": "yes", "salience": 3, **GOOD})
    assert (found.strength, found.evidence) == (3.0, 1)


def test_own_standing_leaves_out_what_the_clusters_brought_about() -> None:
    rows = [{"origin": origin, "source": origin, **GOOD} for origin in ("cluster", "cluster_network", "own_network")]
    found = standing(*rows, {"origin": "", "direction": "weakness", **GOOD})
    assert (found.strength, found.weakness) == (3.0, 1.0)
    assert (found.own.strength, found.own.weakness, found.own.standing) == (1.0, 1.0, 0.5)
    assert found.own.interval == pytest.approx(beta.ppf([0.05, 0.95], 2, 2))
    assert found.own.known


def test_own_evidence_is_capped_alone() -> None:
    """A talkative source weighs 3 in all, of which half was the cluster's; alone, its own part weighs 3 as well."""
    talk = {"source": "talk", "salience": 3, **GOOD}
    found = standing(talk | {"origin": "cluster"}, talk | {"origin": "internal"})
    assert found.strength == pytest.approx(3.0)
    assert found.own.strength == pytest.approx(3.0)


def test_without_own_evidence_the_own_standing_is_a_half_and_known_if_the_whole_is() -> None:
    found = standing(*({"origin": "cluster", "source": name, "salience": 3, **GOOD} for name in "abc"))
    assert (found.label, found.own.standing, found.own.known) == ("strong", 0.5, True)
    assert found.own.interval == pytest.approx((0.05, 0.95))


def test_passages_are_settled_before_rows_are_split_by_origin() -> None:
    """Two coders saw the same passage; one gives it to the cluster: each has half, whichever side it falls on."""
    passage = {"source": "talk", "locator": "p. 3", "salience": 2, **GOOD}
    found = standing({**passage, "coder": "ann", "origin": "cluster"}, {**passage, "coder": "bo", "origin": "internal"})
    assert (found.strength, found.own.strength) == (2.0, 1.0)


def test_nothing_known_is_unknown() -> None:
    found = nothing_known()
    assert (found.standing, found.label, found.evidence, dict(found.origins)) == (0.5, "unknown", 0, {})
    assert found.interval == pytest.approx((0.05, 0.95))


@pytest.mark.parametrize(
    ("value", "low", "high", "word"),
    [
        (0.9, 0.1, 0.71, "unknown"),
        (0.9, 0.1, 0.7, "strong"),
        (0.39, 0.3, 0.5, "weak"),
        (0.4, 0.3, 0.5, "adequate"),
        (0.6 + 1e-12, 0.3, 0.5, "adequate"),
        (0.61, 0.3, 0.7, "strong"),
    ],
)
def test_labels_at_their_borders(value: float, low: float, high: float, word: str) -> None:
    assert label(value, low, high) == word


def test_two_coders_of_one_passage_are_averaged() -> None:
    passage = {"source": "talk", "locator": "p. 3", **GOOD}
    found = standing(
        {**passage, "coder": "ann", "salience": 3},
        {**passage, "coder": "bo", "salience": 1, "direction": "weakness"},
    )
    assert (found.strength, found.weakness, found.evidence) == (1.5, 0.5, 1)


def test_a_coder_who_saw_no_direction_still_counts_as_a_coder() -> None:
    passage = {"source": "talk", "locator": "p. 3", **GOOD}
    assert standing({**passage, "coder": "ann"}, {**passage, "coder": "bo", "direction": ""}).strength == 0.5


def test_one_coder_twice_in_a_passage_is_summed() -> None:
    passage = {"source": "talk", "locator": "p. 3", "coder": "ann", **GOOD}
    assert standing(passage, passage).strength == 2.0


def test_a_reconciled_row_replaces_the_others_of_its_passage() -> None:
    passage = {"source": "talk", "locator": "p. 3", **GOOD}
    rows = (
        {**passage, "coder": "ann", "salience": 3},
        {**passage, "coder": "bo", "salience": 3, "direction": "weakness"},
        {**passage, "coder": "reconciled", "salience": 2},
        {**passage, "coder": "ann", "locator": "p. 4"},
    )
    found = standing(*rows)
    assert (found.strength, found.weakness, found.evidence) == (3.0, 0.0, 2)


@pytest.mark.parametrize("shared", [{"source": "talk", "locator": ""}, {"source": "", "locator": "p. 3"}])
def test_without_source_or_locator_every_row_is_a_passage(shared: dict[str, str]) -> None:
    found = standing({**shared, "coder": "ann"}, {**shared, "coder": "bo"})
    assert (found.strength, found.evidence) == (1.0, 2)


def test_a_talkative_source_is_capped_in_proportion() -> None:
    talk = {"source": "talk", **GOOD}
    rows = ({**talk, "salience": 3}, {**talk, "salience": 1}, {**talk, "direction": "weakness"}, {"source": "other"})
    assert weights(*rows) == pytest.approx([2.25, 0.75, 1.0, 0.5])


def test_the_cap_is_per_actor_and_component() -> None:
    talk = {"source": "talk", "salience": 3, **GOOD}
    assert weights(talk, {**talk, "actor": "b"}, {**talk, "code": "Oa.network"}) == pytest.approx([3.0, 3.0, 3.0])


def test_rows_without_a_source_are_not_capped_together() -> None:
    assert standing(*[{"salience": 3}] * 4).strength == pytest.approx(6.0)


def test_as_of_a_day_uses_the_date_else_the_sources_else_always() -> None:
    rows = (
        {"date": "2019-05", "source_date": "2000"},
        {"date": "", "source_date": "2020"},
        {"date": "", "source_date": ""},
    )
    assert standing(*rows, as_of=date(2019, 4, 30)).evidence == 1
    assert standing(*rows, as_of=date(2019, 5, 1)).evidence == 2
    assert standing(*rows, as_of=date(2020, 1, 1)).evidence == 3


def test_what_some_activities_brought_is_left_out_before_passages_are_settled() -> None:
    passage = {"source": "talk", "locator": "p. 3", **GOOD}
    rows = frame(passage, {**passage, "activity": "trip", "coder": "reconciled", "direction": "weakness"})
    scope = RecordScope(date(2019, 1, 1), frozenset({"trip"}))
    assert standings_of_actors(in_scope(rows, scope))["firm"]["Oa.capital"].strength == 1.0


def test_a_coding_that_comes_later_does_not_reach_back() -> None:
    passage = {"source": "talk", "locator": "p. 3", **GOOD}
    rows = ({**passage, "date": "2018"}, {**passage, "date": "2020", "coder": "reconciled", "direction": "weakness"})
    assert standing(*rows, as_of=date(2019, 1, 1)).strength == 1.0
    assert standing(*rows).weakness == 1.0


def test_source_kinds_triangulate() -> None:
    found = standing(
        {"source": "a", "source_kind": "interview"},
        {"source": "b", "source_kind": "interview"},
        {"source": "c", "source_kind": "document"},
        {"source": "d", "source_kind": "survey", "direction": ""},
        {},
    )
    assert (found.kinds, found.evidence) == (("document", "interview"), 4)


def test_shares_by_origin_and_mechanism_use_capped_strengths_only() -> None:
    talk = {"source": "talk", **GOOD}
    found = standing(
        {**talk, "salience": 3, "origin": "cluster", "mechanism": "learning"},
        {**talk, "salience": 3, "origin": "internal"},
        {"source": "web", "salience": 2, **GOOD},
        {**talk, "origin": "partner", "direction": "weakness"},
    )
    assert {name: share.share for name, share in found.origins.items()} == pytest.approx(
        {"": 0.4, "cluster": 0.3, "internal": 0.3}
    )
    assert found.origins["cluster"].interval == pytest.approx(beta.ppf([0.05, 0.95], 2.5, 4.5))
    assert {name: share.share for name, share in found.mechanisms.items()} == pytest.approx({"": 0.7, "learning": 0.3})


def test_classes_without_weight_are_not_listed() -> None:
    assert not shares(weigh(frame({"purpose": "no", "current": "no", "trust": "no"})), "origin")


def test_what_changed_between_two_days() -> None:
    rows = frame({"date": "2018"}, {"date": "2019", "code": "Oa.network"})
    scopes = (RecordScope(date(year, 12, 31)) for year in (2018, 2019))
    before, after = (standings_of_actors(in_scope(rows, scope))["firm"] for scope in scopes)
    (only,) = standing_changes(before, after)
    assert (only.code, only.before.evidence, only.after.evidence) == ("Oa.network", 0, 1)


def test_no_evidence_at_all() -> None:
    assert standings_of_actors(frame()) == {}


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "direction": st.sampled_from(["strength", "weakness", ""]),
            "salience": st.sampled_from([1, 2, 3, None]),
            "origin": st.sampled_from(["cluster", "internal", ""]),
            "source": st.sampled_from(["a", "b", ""]),
            "locator": st.sampled_from(["1", "2", ""]),
            "coder": st.sampled_from(["ann", "bo", "reconciled", ""]),
        }
    ),
    min_size=1,
    max_size=12,
)
APPRAISALS = {"a": GOOD, "b": {"purpose": "yes", "current": "no", "trust": ""}, "": {}}


def appraised(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return frame(*({**row, **APPRAISALS[row["source"]]} for row in rows))


@given(ROWS)
def test_frames_say_what_the_sentences_say(rows: list[dict[str, Any]]) -> None:
    evidence = appraised(rows)
    found = standings_of_actors(evidence)["firm"]["Oa.capital"]
    by_hand = sums(evidence.iter_rows(named=True))
    assert found.strength == pytest.approx(float(by_hand["strength"]))
    assert found.weakness == pytest.approx(float(by_hand["weakness"]))
    assert found.standing == pytest.approx(float((1 + by_hand["strength"]) / (2 + sum(by_hand.values()))))
    own = sums(evidence.iter_rows(named=True), own=True)
    assert (found.own.strength, found.own.weakness) == pytest.approx((float(own["strength"]), float(own["weakness"])))


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[dict[str, Any]], rng: random.Random) -> None:
    evidence = appraised(rows)
    order = list(range(len(rows)))
    rng.shuffle(order)
    assert standings_of_actors(evidence[order]) == standings_of_actors(evidence)


@given(ROWS)
def test_a_weakness_never_raises_and_a_strength_never_lowers(rows: list[dict[str, Any]]) -> None:
    before = standings_of_actors(appraised(rows))["firm"]["Oa.capital"].standing
    for direction, sign in (("weakness", -1), ("strength", 1)):
        more = appraised([*rows, {**rows[0], "direction": direction, "source": "", "coder": "", "salience": 2}])
        assert sign * (standings_of_actors(more)["firm"]["Oa.capital"].standing - before) >= -1e-12


@given(ROWS)
def test_shares_are_parts_of_one_and_lie_in_their_intervals(rows: list[dict[str, Any]]) -> None:
    found = standings_of_actors(appraised(rows))["firm"]["Oa.capital"]
    if found.strength:
        assert sum(share.share for share in found.origins.values()) == pytest.approx(1)
    assert all(0 < share.share <= 1 for share in found.origins.values())
    low, high = found.interval
    assert low < found.standing < high


@given(ROWS)
def test_no_source_weighs_more_than_the_cap(rows: list[dict[str, Any]]) -> None:
    totals = weigh(appraised(rows)).filter(pl.col("source") != "").group_by("source", "direction").agg(pl.sum("weight"))
    assert (totals["weight"] <= 3 + 1e-9).all()
