"""The practice cluster as it is drawn: whole, dated around its day, all invented, the same for the same seed."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bridgehead.workspace.core.practice.case_draft import CaseDraft, poisson
from bridgehead.workspace.core.practice.drawn_activities import EACH_YEAR, PLANNED, YEARS
from bridgehead.workspace.core.practice.practice_words import plain_id
from bridgehead.workspace.core.practice.true_model import TRUE_MODEL
from bridgehead.workspace.services.practice_workspace import draw

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
SEEDS = st.integers(0, 10_000)
REFERENCES = {
    ("people", "actor"): "actors",
    ("memberships", "member"): "actors",
    ("ties", "a"): "actors",
    ("ties", "b"): "actors",
    ("ties", "activity"): "activities",
    ("activities", "opportunity"): "opportunities",
    ("participations", "activity"): "activities",
    ("participations", "actor"): "actors",
    ("outcomes", "activity"): "activities",
    ("counterfactuals", "actor"): "actors",
    ("entries", "firm"): "actors",
    ("evidence", "source"): "sources",
    ("evidence", "activity"): "activities",
    ("codings", "source"): "sources",
    ("meetings", "activity"): "activities",
    ("wishes", "to"): "actors",
    ("invitations", "opportunity"): "opportunities",
    ("support", "instrument"): "instruments",
    ("registrations", "activity"): "activities",
    ("registrations", "actor"): "actors",
}


@given(SEEDS, DAYS)
@settings(max_examples=15)
def test_a_case_is_whole_and_invented(seed: int, today: date) -> None:
    draft, firms = draw(seed, today)
    ids = {table: {row["id"] for row in rows if "id" in row} for table, rows in draft.tables.items()}
    for (table, column), into in REFERENCES.items():
        named = {row[column] for row in draft.tables[table] if column in row}
        assert named <= ids[into], (table, column)
    for table, rows in draft.tables.items():
        if "id" in rows[0] and table != "teams":
            assert len(ids[table]) == len(rows), table
    assert {row["invented"] for row in draft.tables["actors"]} == {"yes"}
    assert len(draft.tables["memberships"]) == len(firms) == TRUE_MODEL.firms
    assert sum(firm.weak for firm in firms) == TRUE_MODEL.weak


@given(SEEDS, DAYS)
@settings(max_examples=15)
def test_what_is_over_lies_behind_and_deadlines_lie_ahead(seed: int, today: date) -> None:
    draft, _ = draw(seed, today)
    for table in ("outcomes", "counterfactuals"):
        assert max(row["date"] for row in draft.tables[table]) <= today.isoformat()
    assert len(draft.tables["outcomes"]) > 50
    soon = (today + timedelta(weeks=8)).isoformat()
    of_open = [row for row in draft.tables["opportunities"] if row["status"] == "open"]
    assert sum(today.isoformat() < row["deadline"] <= soon for row in of_open) >= 5
    held = [row for row in draft.tables["activities"] if row["start"] <= today.isoformat()]
    assert len(held) > YEARS * len(EACH_YEAR)
    assert Counter(row["start"] > today.isoformat() for row in draft.tables["activities"])[True] == 2 + len(PLANNED)


@given(SEEDS, DAYS)
@settings(max_examples=5)
def test_seed_and_day_decide_everything(seed: int, today: date) -> None:
    first, second = draw(seed, today)[0], draw(seed, today)[0]
    assert (first.tables, first.files) == (second.tables, second.files)
    assert draw(seed + 1, today)[0].tables["evidence"] != first.tables["evidence"]


@given(SEEDS)
@settings(max_examples=10)
def test_codings_lie_on_what_was_said(seed: int) -> None:
    draft, _ = draw(seed, date(2026, 11, 30))
    texts = {name.removesuffix(".txt"): content.decode() for name, content in draft.files.items() if "talk" in name}
    assert len(texts) == 6
    for row in draft.tables["codings"]:
        said = texts[row["source"]][int(row["start"]) : int(row["end"])]
        assert said.endswith(".")
        assert "\n" not in said


def test_events_come_as_often_as_their_mean() -> None:
    chance = CaseDraft(7, date(2026, 1, 1)).random("events")
    counted = [poisson(chance, 1.5, most=50) for _ in range(4000)]
    assert abs(sum(counted) / len(counted) - 1.5) < 0.08  # four standard errors: 4·√(1.5 ÷ 4000)
    assert max(poisson(chance, 9.0, most=3) for _ in range(50)) == 3


def test_ids_are_plain() -> None:
    assert plain_id("Ærøbølge & Sønner A/S") == "aeroeboelge-soenner-a-s"
