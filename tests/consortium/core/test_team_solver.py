"""The best team is the best of all, the checker says so too, and a clash is minimal."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from benchmarks.consortium import COUNTRIES, random_instance
from bridgehead.consortium.core.candidate_reduction import undominated
from bridgehead.consortium.core.problem import ONE, ConsortiumProblem, NamedBuyer, TeamCandidate, pair
from bridgehead.consortium.core.requirements import requirements
from bridgehead.consortium.core.size_search import search
from bridgehead.consortium.core.team_solver import SolverStatus, TimeLimit, is_feasible, solve
from bridgehead.consortium.core.verifier import verify_team
from bridgehead.consortium.phrases import phrase
from bridgehead.framework.consortium_rule_files import rule_set
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
    programmes = {name: ProgrammeCountries.at(name, day) for name in chosen.named_programmes()}
    return replace(base, programmes=programmes, **facts)


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


def test_shares_are_what_was_stated_and_a_person_checks_the_rest() -> None:
    team = (firm("a", "DK"), firm("b", "SE"), firm("u", "SE", kind="knowledge", size=""))
    asked = horizon("2022", *team, rules="eurostars", lead="a")
    bearing = {"partner_share", "country_share", "sme_share"}

    def answers(shares: dict[str, int]) -> set[bool | None]:
        checks = solve(replace(asked, shares=shares), top=1).teams[0].verdict.checks
        return {check.met for check in checks if check.rule in bearing}

    assert answers({}) == {None}
    assert answers({"a": 400}) == {None}
    assert answers({"a": 400, "b": 300, "u": 300}) == {True}
    for wrong in ({"a": 800}, {"a": 100, "b": 100}, {"a": 400, "b": 300, "u": 200}, {"b": 400, "u": 400}):
        assert solve(replace(asked, shares=wrong), top=1).clash is not None


@pytest.mark.parametrize(
    ("day", "countries", "possible"),
    [
        ("2022", ("IS", "CH"), True),
        ("2022", ("KR", "CH"), False),
        ("2025-06", ("KR", "CH"), True),
        ("2022", ("GB", "TR"), True),
        ("2022", ("GB", "IL"), True),
        ("2022", ("GB", "ZA"), False),
        ("2024-06", ("GB", "ZA"), True),
    ],
)
def test_eurostars_wants_one_from_the_union_or_associated(day: str, countries: tuple[str, str], possible: bool) -> None:
    """All of these take part in Eurostars; which are associated to Horizon Europe is in `countries.toml`."""
    team = (firm("a", countries[0]), firm("b", countries[1]))
    asked = horizon(day, *team, rules="eurostars", members=(2, 2))
    clash = solve(asked, top=1).clash
    assert (clash is None) == possible
    if clash is not None:
        assert "one_from_the_union_or_associated" in {d.key for d in clash.demands}


def city(*candidates: TeamCandidate, **facts: object) -> ConsortiumProblem:
    base = ConsortiumProblem(
        candidates, ("storage",), rule_set("city_challenge"), ProgrammeCountries.at("", "2022"), (3, 6)
    )
    return replace(base, **facts)


ANSWER = (
    firm("small", "DK", covers=frozenset({"storage"})),
    firm("large", "DK", size="large"),
    firm("school", "DK", kind="knowledge", size=""),
)
BUYER = NamedBuyer("town", "Town", "public", "", "SE")


def test_nobody_is_in_a_team_for_nothing() -> None:
    """A second university, another large firm and a friend of all bring points, but no need, rule or wish."""
    idle = (
        firm("school2", "DK", kind="knowledge", size="", fit=1000),
        firm("large2", "DK", size="large", fit=1000),
        firm("friend", "DK", fit=1000),
    )
    trust = {pair("friend", other): ONE for other in ("small", "large", "school", "school2", "large2")}
    asked = city(*ANSWER, *idle, buyer=BUYER, trust=trust)
    team = solve(asked, top=1).teams[0]
    assert team.actors == {"small", "large2", "school2"}
    assert set(team.verdict.grounds["school2"]) == {"knowledge", "size"}
    wished = solve(replace(asked, pinned=frozenset({"friend"})), top=1).teams[0]
    assert wished.actors == {"small", "large2", "school2", "friend"}
    assert set(wished.verdict.grounds["friend"]) == {"wish"}
    verdict = verify_team(asked, ["small", "large", "school", "friend"], lead="small")
    assert {check.rule for check in verdict.checks if check.met is False} == {"grounds"}


def test_a_named_buyer_meets_the_rule_and_counts_for_nothing_else() -> None:
    team = solve(city(*ANSWER, buyer=BUYER), top=1).teams[0]
    assert len(team.members) == 3
    assert next(c.met for c in team.verdict.checks if c.rule == "public_buyer") is True
    assert team.verdict.terms["complementarity"] == 9_000
    assert team.verdict.terms["size"] == -15_000
    firm_buyer = solve(city(*ANSWER, buyer=replace(BUYER, kind="firm")), top=1)
    assert {d.key for d in firm_buyer.clash.demands} == {"public_buyer"}  # type: ignore[union-attr]
    named = solve(city(*ANSWER, buyer=NamedBuyer("", "A port")), top=1).teams[0]
    assert next(c.met for c in named.verdict.checks if c.rule == "public_buyer") is None
    town = firm("town", "SE", kind="public", size="", role="buyer")
    seated = solve(city(*ANSWER, town), top=1).teams[0]
    assert seated.actors == {"small", "large", "school", "town"}
    assert seated.verdict.terms["size"] == -20_000


def test_trust_is_the_mean_of_each_members_best_tie_in_the_team() -> None:
    """By hand: small 900 (to large), large 900, school 300 (to large); the mean of 700 times 20."""
    trust = {pair("small", "large"): 900, pair("large", "school"): 300, pair("small", "out"): ONE}
    team = solve(city(*ANSWER, buyer=BUYER, trust=trust), top=1).teams[0]
    assert team.verdict.terms["trust"] == 20 * 700
    alone = solve(city(*ANSWER, buyer=BUYER, trust={pair("small", "large"): 500}), top=1).teams[0]
    assert alone.verdict.terms["trust"] == 20 * 1_000 // 3


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(30, 60), st.booleans())
def test_leaving_out_whom_others_replace_changes_no_team(seed: int, size: int, anchored: bool) -> None:
    asked = alike(random_instance(size, seed, to_anchors=anchored))
    asked = asked if anchored else replace(asked, trust={})
    best = search(asked, (), 10)
    assert best.actors is not None
    for teams, different in ((1, ()), (2, [(best.actors, 1)])):
        fewer = undominated(asked, teams)
        assert len(fewer.candidates) < len(asked.candidates)
        whole, part = search(asked, different, 10), search(fewer, different, 10)
        assert (part.value, part.bound) == (whole.value, whole.bound)


def alike(asked: ConsortiumProblem) -> ConsortiumProblem:
    """The same with candidates of three countries and two needs, so that many can take the place of many."""
    needs = asked.capabilities[:2]
    places = dict(zip(COUNTRIES, ("DK", "SE", "DE") * 4, strict=True))
    candidates = tuple(
        replace(c, kind="firm", size="sme", country=places[c.country], covers=c.covers & frozenset(needs))
        for c in asked.candidates
    )
    return replace(asked, candidates=candidates, capabilities=needs, members=(3, 3))


def test_competitors_do_not_sit_together() -> None:
    team = (firm("a", "DK"), firm("b", "SE"), firm("c", "DE"))
    asked = horizon("2022", *team, competitors=frozenset({("a", "b")}))
    assert {d.key for d in solve(asked).clash.demands} >= {"competitors_apart"}  # type: ignore[union-attr]


def test_the_checker_finds_what_is_broken() -> None:
    team = (firm("a", "DK"), firm("b", "DK"), firm("c", "US"))
    verdict = verify_team(horizon("2022", *team), ["a", "b", "c"])
    spread = next(check for check in verdict.checks if check.rule == "three_entities_in_three_countries")
    assert spread.met is False
    assert "Denmark" in phrase(spread.detail)


@pytest.mark.parametrize("top", [1, 3])
def test_no_more_teams_than_asked(top: int) -> None:
    team = [firm(f"f{n}", country) for n, country in enumerate(["DK", "SE", "DE", "FR", "NL", "IT"])]
    assert len(solve(horizon("2022", *team), top=top).teams) == top
