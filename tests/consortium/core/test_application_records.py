"""What an application leaves for the funding funnel (framework, section 8, 3b): each thing exactly once."""

from hypothesis import given
from hypothesis import strategies as st

from bridgehead.consortium.core.application_records import (
    ApplicationRecords,
    RecordChanges,
    RecordedResult,
    changes_of_records,
    is_submitted,
)

OWN = "application-a--"
TEAM = {"flow": "lead", "cool": "partner"}


def after(records: ApplicationRecords, changes: RecordChanges) -> ApplicationRecords:
    """The records once the changes are made."""
    own = [RecordedResult(f"{OWN}{actor}--{kind}", actor, kind) for actor, kind in changes.results]
    kept = [each for each in records.results if each.id not in {*changes.gone, *(o.id for o in own)}]
    return ApplicationRecords((records.parts | changes.parts.keys()) - changes.leaving, [*kept, *own])


def test_a_submission_and_a_grant_are_written_once_for_each_of_the_team() -> None:
    first = changes_of_records(TEAM, ApplicationRecords(), own=OWN, applied=True, granted=False)
    assert first.parts == TEAM
    assert first.results == {("flow", "applied"): False, ("cool", "applied"): False}
    submitted = after(ApplicationRecords(), first)
    grant = changes_of_records(TEAM, submitted, own=OWN, applied=True, granted=True)
    assert grant.parts == {}
    assert {pair for pair, leads in grant.results.items() if leads} == {("flow", "granted")}
    back = changes_of_records(TEAM, after(submitted, grant), own=OWN, applied=True, granted=False)
    assert back.gone == {f"{OWN}flow--granted", f"{OWN}cool--granted"}
    assert after(after(submitted, grant), back) == submitted


def test_what_is_on_record_already_is_not_written_again_and_stays() -> None:
    """Who takes part has applied: no step of the funnel counts twice."""
    records = ApplicationRecords(frozenset({"flow"}), [RecordedResult("by-hand", "flow", "granted")])
    changes = changes_of_records(TEAM, records, own=OWN, applied=True, granted=True)
    assert changes.parts == {"cool": "partner"}
    assert set(changes.results) == {("cool", "applied"), ("cool", "granted")}
    back = changes_of_records(TEAM, after(records, changes), own=OWN, applied=False, granted=False)
    assert after(after(records, changes), back) == records


ACTORS = st.sampled_from(["flow", "cool", "port"])
TEAMS = st.sets(ACTORS).map(lambda some: dict.fromkeys(some, "partner"))
RESULTS = st.lists(st.tuples(ACTORS, st.sampled_from(["applied", "granted", "spent"])), unique=True).map(
    lambda pairs: [RecordedResult(f"by-hand-{a}-{k}", a, k) for a, k in pairs]
)


@given(TEAMS, TEAMS, st.frozensets(ACTORS), RESULTS, st.booleans())
def test_setting_back_restores_what_was_there_and_going_on_twice_changes_nothing(
    team: dict[str, str], later: dict[str, str], parts: frozenset[str], results: list[RecordedResult], granted: bool
) -> None:
    results = [each for each in results if each.kind != "applied" or each.actor in parts]  # an outcome is of a part
    records = ApplicationRecords(parts, results)
    for members in (team, later):
        changes = changes_of_records(members, records, own=OWN, applied=True, granted=granted)
        records = after(records, changes)
        again = changes_of_records(members, records, own=OWN, applied=True, granted=granted)
        assert (again.parts, again.leaving, again.gone) == ({}, frozenset(), frozenset())
        assert after(records, again) == records
        assert set(members) <= records.parts
        pairs = [(each.actor, each.kind) for each in records.results]
        assert len(pairs) == len(set(pairs))
        assert not granted or {(actor, "granted") for actor in members} <= set(pairs)
    back = changes_of_records(later, records, own=OWN, applied=False, granted=False)
    assert after(records, back) == ApplicationRecords(parts, results)


def test_only_what_reached_the_funder_has_been_applied_for() -> None:
    reached = [stage for stage in ("idea", "draft", "submitted", "granted", "rejected") if is_submitted(stage, "2026")]
    assert reached == ["submitted", "granted", "rejected"]
    assert (is_submitted("withdrawn", ""), is_submitted("withdrawn", "2026-05")) == (False, True)
