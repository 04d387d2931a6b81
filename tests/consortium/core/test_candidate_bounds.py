"""No team is worth more than the bound of any of its members, and trying the most promising first finds the same."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from benchmarks.consortium import random_instance
from bridgehead.consortium.core import size_search
from bridgehead.consortium.core.candidate_bounds import most_worth
from bridgehead.consortium.core.problem import ONE, ConsortiumProblem, TeamCandidate, pair
from bridgehead.consortium.core.size_search import search
from bridgehead.consortium.core.team_solver import SolverStatus, solve
from bridgehead.framework.consortium_rule_files import rule_set
from bridgehead.framework.programme_countries import ProgrammeCountries
from tests.consortium.problems import instance, standing

SEED = st.integers(0, 10**6)


@settings(max_examples=40, deadline=None)
@given(SEED)
def test_no_team_is_worth_more_than_the_bound_of_a_member(seed: int) -> None:
    asked = instance(seed, size=7)
    bounds = dict(zip((c.actor for c in asked.candidates), most_worth(asked), strict=True))
    for team, value in standing(asked):
        assert value <= min(bounds[actor] for actor in team) + 1e-6


def test_a_bound_by_hand() -> None:
    """One need (30,000), one class (12,000 // 4), teams of two; each fits 0.5 (5,000), a member costs 5,000."""
    able = TeamCandidate("a", "A", size="sme", fit=500, covers=frozenset({"need"}))
    unable, trusted = (TeamCandidate(name, name, size="sme", fit=500) for name in "bc")
    rules = rule_set("horizon_europe")
    asked = ConsortiumProblem(
        (able, unable, trusted), ("need",), rules, ProgrammeCountries.at(rules.programme, "2022"), (2, 2),
        trust={pair("a", "c"): ONE // 2},
    )  # fmt: skip
    # a and c: 0 by themselves, 30,000 + 3,000, and trust 20 · 500. With b, who knows nobody: b's and a's share, 5,000.
    assert most_worth(asked).tolist() == pytest.approx([43_000, 38_000, 43_000])
    pinned = replace(asked, pinned=frozenset({"b"}))
    assert most_worth(pinned).tolist() == pytest.approx([38_000, np.inf, 8_000])


@settings(max_examples=10, deadline=None)
@given(SEED, st.integers(25, 40), st.booleans())
def test_trying_the_most_promising_first_finds_the_same(seed: int, size: int, anchored: bool) -> None:
    asked = replace(random_instance(size, seed, to_anchors=anchored), members=(3, 4))
    whole = search(asked, (), 10)
    assert whole.actors is not None
    for different in ((), [(whole.actors, 2)]):
        expected = search(asked, different, 10)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(size_search, "FIRST", 8)
            found = search(asked, different, 10)
        assert (found.value, found.bound) == (expected.value, expected.bound)


def test_where_the_most_promising_are_no_team_more_are_tried() -> None:
    """Only one of three countries is among the first."""
    rules = rule_set("horizon_europe")
    fit = [TeamCandidate(f"dk{n}", f"DK{n}", country="DK", fit=ONE, covers=frozenset("x")) for n in range(120)]
    others = [TeamCandidate(at, at, country=at, covers=frozenset("x")) for at in ("SE", "DE")]
    asked = ConsortiumProblem(
        (*fit, *others), ("x",), rules, ProgrammeCountries.at(rules.programme, "2022"), members=(3, 3)
    )
    answer = solve(asked, top=1)
    assert answer.status == SolverStatus.OPTIMAL
    assert answer.teams[0].actors > {"SE", "DE"}
    assert solve(replace(asked, candidates=tuple(fit)), top=1).status == SolverStatus.INFEASIBLE


def test_where_time_runs_out_the_bound_holds_for_those_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hasty(cp_model.CpSolver):
        def __init__(self) -> None:
            super().__init__()
            self.parameters.stop_after_first_solution = True

    asked = random_instance(150, 1, to_anchors=False)
    best = search(asked, (), 10).value
    monkeypatch.setattr(cp_model, "CpSolver", Hasty)
    found = search(asked, (), 2)
    assert found.value is not None
    assert found.bound is not None
    assert best is not None
    assert found.value <= best < found.bound
