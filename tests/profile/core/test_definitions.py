"""Section 2 held against a plain reference, on cases with corners drawn at random."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.profile.core.evidence_weights import in_scope
from bridgehead.profile.core.standing import standings_of_actors
from bridgehead.profile.core.statements import NOTHING_SAID, statements_of_actors
from tests.profile.core import plain

YES = {"purpose": "yes", "current": "yes", "trust": "yes"}
SOURCES: dict[str, dict[str, str]] = {
    "talk": {"source_kind": "interview", "voice": "Ane", "source_date": "2018-06", **YES},
    "second": {"source_kind": "interview", "voice": "Ane", "source_date": "2019", **YES},
    "paper": {"source_kind": "document", "source_date": "2017-03-31", "purpose": "yes", "current": "no"},
    "Ane": {"source_kind": "record"},
    "bad": {"source_kind": "document", "purpose": "no", "current": "no", "trust": "no"},
    "": {},
}
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "direction": st.sampled_from(["strength", "strength", "weakness", ""]),
            "salience": st.sampled_from([1, 2, 3, 3, None]),
            "origin": st.sampled_from(["cluster", "cluster_network", "internal", "partner", ""]),
            "mechanism": st.sampled_from(["learning", ""]),
            "source": st.sampled_from(sorted(SOURCES)),
            "locator": st.sampled_from(["1", "1", "2", ""]),
            "coder": st.sampled_from(["ann", "bo", "", "", "reconciled"]),
            "date": st.sampled_from(["", "", "2018", "2018-07", "2019-05-31", "2020"]),
            "prospective": st.sampled_from(["", "", "", "no", "yes"]),
        }
    ),
    min_size=1,
    max_size=14,
)
DAYS = st.sampled_from([None, date(2017, 3, 30), date(2018, 6, 30), date(2018, 7, 1), date(2019, 5, 31)])


@settings(max_examples=300)
@given(ROWS, DAYS)
def test_standings_say_what_the_sentences_say(rows: list[dict[str, Any]], day: date | None) -> None:
    evidence = plain.frame(*({**row, **SOURCES[row["source"]]} for row in rows))
    counted = plain.counted(evidence.iter_rows(named=True), day)
    found = standings_of_actors(in_scope(evidence, RecordScope(day or date.max))).get("firm", {}).get("Oa.capital")
    if not counted:
        assert found is None
        return
    assert found is not None
    for some, by_hand in ((found, plain.sums(counted)), (found.own, plain.sums(counted, own=True))):
        a, b = 1 + float(by_hand["strength"]), 1 + float(by_hand["weakness"])
        assert (some.strength, some.weakness) == pytest.approx((a - 1, b - 1))
        assert some.standing == pytest.approx(a / (a + b))
        assert some.interval == pytest.approx(beta.ppf([0.05, 0.95], a, b))
    width, standing = round(found.interval[1] - found.interval[0], 9), round(found.standing, 9)
    word = "weak" if standing < 0.4 else "strong" if standing > 0.6 else "adequate"
    assert found.label == ("unknown" if width > 0.6 else word)
    assert found.own.known == (found.label != "unknown")
    for shares, by in ((found.origins, "origin"), (found.mechanisms, "mechanism")):
        expected = plain.shares(counted, by)
        assert {name: share.share for name, share in shares.items()} == pytest.approx(
            {name: float(share) for name, share in expected.items()}
        )
        for name, share in shares.items():
            weight = float(expected[name]) * found.strength
            assert share.interval == pytest.approx(beta.ppf([0.05, 0.95], 1 + weight, 1 + found.strength - weight))


@settings(max_examples=300)
@given(ROWS, DAYS)
def test_statements_say_what_the_sentences_say(rows: list[dict[str, Any]], day: date | None) -> None:
    evidence = plain.frame(*({**row, **SOURCES[row["source"]], "code": "barrier.capital"} for row in rows))
    judged = in_scope(evidence, RecordScope(day or date.max))
    said = statements_of_actors(judged).get("firm", {}).get("barrier.capital", NOTHING_SAID)
    expected = plain.statement(plain.counted(evidence.iter_rows(named=True), day))
    assert (said.status, said.voices_for, said.voices_against, said.triangulated) == expected
