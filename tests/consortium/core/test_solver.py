"""The best team is the best of all, the checker says so too, and a clash is minimal."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from benchmarks.consortium import random_instance
from bridgehead.consortium.core.problem import ONE, ConsortiumProblem, TeamCandidate
from bridgehead.consortium.core.requirements import requirements
from bridgehead.consortium.core.solver import SolverStatus, TimeLimit, is_feasible, solve
from bridgehead.consortium.core.verifier import verify_team
from bridgehead.consortium.phrases import phrase
from bridgehead.framework.consortium_rules import rule_set
from bridgehead.framework.programme_countries import ProgrammeCountries
from bridgehead.opportunities.core.eligibility import EligibilityReason
from tests.consortium.problems import best_by_trying, instance, standing


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_the_best_team_is_the_best_of_all(seed: int) -> None:
    asked = instance(seed, size=7)
    answer = solve(asked, top=1)
    best = best_by_trying(asked)
    assert (answer.teams[0].verdict.value if answer.teams else None) == best
    assert answer.status == (SolverStatus.INFEASIBLE if best is None else SolverStatus.OPTIMAL)
    assert all(team.bound == team.verdict.value for team in answer.teams)


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_alternatives_are_the_best_that_differ_so_much(seed: int) -> None:
    asked = instance(seed, size=7)
    if any(rule.kind == "share" for rule in asked.rules.rules):
        return
    teams = solve(asked, top=3).teams
    every = [(frozenset(team), value) for team, value in standing(asked)]
    for place, team in enumerate(teams[1:], 1):
        others = [
            value
            for actors, value in every
            if all(
                len((t.actors - asked.anchors) - actors) >= min(team.differs, len(t.actors - asked.anchors))
                for t in teams[:place]
            )
        ]
        assert team.verdict.value == max(others)


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_a_clash_is_minimal(seed: int) -> None:
    asked = instance(seed, size=7)
    clash = solve(asked, top=1).clash
    if clash is None:
        return
    clock = TimeLimit(10)
    assert not is_feasible(asked, clash.demands, clock)
    for demand in clash.demands:
        assert is_feasible(asked, [d for d in clash.demands if d != demand], clock)
        restored = is_feasible(asked, [d for d in requirements(asked) if d != demand], clock)
        assert restored == (demand.key in clash.lifts)
    assert bool(clash.together) == (not clash.lifts)
    kept = [d for d in requirements(asked) if d not in clash.together]
    if clash.together:
        assert is_feasible(asked, kept, clock)
        assert not any(is_feasible(asked, [*kept, demand], clock) for demand in clash.together)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_a_repair_asks_as_few_from_outside_as_any(seed: int) -> None:
    asked = instance(seed, size=6)
    others = tuple(
        replace(c, actor=f"o{c.actor}", name=f"O{c.name}", group=f"o{c.group}")
        for c in instance(seed + 1, size=6).candidates[:3]
    )
    clash = solve(asked, top=1, outside=lambda: others).clash
    if clash is None:
        return
    wider = replace(asked, candidates=(*asked.candidates, *others))
    needed = [sum(actor.startswith("o") for actor in team) for team, _ in standing(wider)]
    assert len(clash.helpers) == min(needed, default=0)
    if clash.helpers:
        assert solve(replace(asked, candidates=(*asked.candidates, *clash.helpers)), top=1).teams


def test_where_time_runs_out_the_answer_says_what_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hasty(cp_model.CpSolver):
        def __init__(self) -> None:
            super().__init__()
            self.parameters.stop_after_first_solution = True

    asked = random_instance(60, 1, to_anchors=False)
    best = solve(asked, top=1).teams[0]
    monkeypatch.setattr(cp_model, "CpSolver", Hasty)
    answer = solve(asked, top=1, seconds=2)
    team = answer.teams[0]
    assert answer.status == SolverStatus.FEASIBLE
    assert team.verdict.stands
    assert team.verdict.value < best.verdict.value <= team.bound
    assert answer.limit == 2


def firm(name: str, country: str, **facts: object) -> TeamCandidate:
    return replace(TeamCandidate(name, name.title(), size="sme", country=country, fit=500), **facts)


def horizon(day: str, *candidates: TeamCandidate, rules: str = "horizon_europe", **facts: object) -> ConsortiumProblem:
    chosen = rule_set(rules)
    base = ConsortiumProblem(candidates, (), chosen, ProgrammeCountries.at(chosen.programme, day), (3, 3))
    return replace(base, **facts)


def test_gb_is_a_member_state_in_2018_and_not_in_2022() -> None:
    team = (firm("a", "GB"), firm("b", "NO"), firm("c", "IL"))
    assert ProgrammeCountries.at("horizon_europe", "2018").member >= {"GB", "DK"}
    with_no = [firm("a", "GB"), firm("b", "DK"), firm("c", "SE")]
    assert solve(horizon("2018", *with_no)).status == SolverStatus.OPTIMAL
    clash = solve(horizon("2022", *team)).clash
    assert clash is not None
    assert "three_entities_in_three_countries" in {d.key for d in clash.demands}


def test_whoever_the_opportunity_refuses_stays_out_or_does_not_lead() -> None:
    large = firm("c", "DE", fit=900, eligible=False, why=(EligibilityReason("who_unmet", ("sme",), "large"),))
    team = (firm("a", "DK"), firm("b", "SE"), large)
    asked = horizon("2022", *team, conditions=("sme",))
    clash = solve(asked).clash
    assert clash is not None
    assert "eligible" in {d.key for d in clash.demands}
    assert [c.actor for c in solve(asked, outside=lambda: (firm("x", "FR"),)).clash.helpers] == ["x"]  # type: ignore[union-attr]
    joined = solve(replace(asked, rules=replace(asked.rules, eligibility="lead"))).teams[0]
    assert joined.lead in ("a", "b")
    assert solve(replace(asked, lead="c", rules=replace(asked.rules, eligibility="lead"))).clash is not None


def test_what_is_not_known_of_a_member_is_left_to_a_person() -> None:
    team = (
        firm("a", "DK"),
        firm("b", "SE"),
        firm("c", "DE", eligible=None, why=(EligibilityReason("size_unknown", ("sme",)),)),
    )
    found = solve(horizon("2022", *team, conditions=("sme",))).teams[0]
    check = next(c for c in found.verdict.checks if c.rule == "eligible")
    assert check.met is None
    assert phrase(check.detail) == "C (Requires an SME; size not recorded)"


def test_a_daughter_does_not_count_beside_its_mother() -> None:
    team = (firm("a", "DK", group="a"), firm("b", "SE", group="a"), firm("c", "DE"))
    assert solve(horizon("2022", *team)).status == SolverStatus.INFEASIBLE
    assert solve(horizon("2022", *team, firm("d", "FR"))).status == SolverStatus.OPTIMAL


def test_repair_names_as_few_from_outside_as_possible() -> None:
    asked = horizon("2022", firm("a", "DK"), firm("b", "SE"), firm("c", "SE"))
    clash = solve(asked, outside=lambda: (firm("x", "US"), firm("y", "FR", fit=100), firm("z", "DK"))).clash
    assert clash is not None
    assert [c.actor for c in clash.helpers] == ["y"]


def test_of_as_few_from_outside_the_nearest_is_named() -> None:
    asked = horizon("2022", firm("a", "DK"), firm("b", "SE"), firm("c", "SE"))
    clash = solve(asked, outside=lambda: (firm("x", "PT", distance=500), firm("y", "DE", distance=100))).clash
    assert clash is not None
    assert [c.actor for c in clash.helpers] == ["y"]


def test_shares_are_proposed_as_even_as_the_rules_allow() -> None:
    team = (firm("a", "DK"), firm("b", "SE"), firm("u", "SE", kind="knowledge", size=""))
    answer = solve(horizon("2022", *team, rules="eurostars", lead="a"))
    shares = answer.teams[0].shares
    assert sum(shares.values()) == ONE
    assert max(shares.values()) <= 334
    assert shares["a"] + shares["b"] >= 500


def test_who_bears_little_bears_it_evenly() -> None:
    others = tuple(
        firm(f"u{n}", country, kind="knowledge", size="") for n, country in enumerate(("SE", "DE", "FR", "NL"))
    )
    asked = horizon("2022", firm("a", "DK"), *others, rules="eurostars", lead="a", members=(5, 5))
    shares = solve(asked, top=1).teams[0].shares
    assert shares["a"] == 500
    assert {shares[c.actor] for c in others} == {125}


def test_competitors_do_not_sit_together() -> None:
    team = (firm("a", "DK"), firm("b", "SE"), firm("c", "DE"))
    asked = horizon("2022", *team, competitors=frozenset({("a", "b")}))
    assert {d.key for d in solve(asked).clash.demands} >= {"competitors_apart"}  # type: ignore[union-attr]


def test_the_checker_finds_what_is_broken() -> None:
    team = (firm("a", "DK"), firm("b", "DK"), firm("c", "US"))
    verdict = verify_team(horizon("2022", *team), ["a", "b", "c"], shares={})
    spread = next(check for check in verdict.checks if check.rule == "three_entities_in_three_countries")
    assert spread.met is False
    assert "Denmark" in phrase(spread.detail)


@pytest.mark.parametrize("top", [1, 3])
def test_no_more_teams_than_asked(top: int) -> None:
    team = [firm(f"f{n}", country) for n, country in enumerate(["DK", "SE", "DE", "FR", "NL", "IT"])]
    assert len(solve(horizon("2022", *team), top=top).teams) == top
