"""Each worked example of the page on figures, computed by the program and compared with what the page prints."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bridgehead.consortium.core.problem import ONE, pair
from bridgehead.consortium.core.trust import BY_TIE
from bridgehead.consortium.core.verifier import trust_in_team
from bridgehead.framework.component_effects import ComponentEffect
from bridgehead.framework.loader import load_framework
from bridgehead.influence.core import level_relations, regional_identity
from bridgehead.influence.core.counterfactuals import counterfactuals
from bridgehead.influence.core.findings import Claim, absence_bound, judge_claims
from bridgehead.influence.core.funnel import FirmParticipation, FunnelRecords, RecordedOutcome, funnel_results
from bridgehead.influence.core.level_relations import arrows
from bridgehead.influence.core.need_and_use import need_and_use
from bridgehead.match.core.additionality import TARGET, OpportunityEffects, additionality, expected_gain
from bridgehead.methods.diversity import hill
from bridgehead.pages.services.figures import TEXT, anchor, sections
from bridgehead.profile.core.ambidexterity import ambidexterity
from bridgehead.profile.core.counterfactual_answers import CounterfactualAnswer
from bridgehead.profile.core.insidership import Insidership, insidership
from bridgehead.profile.core.internationalisation_pattern import DatedEntry, TieRecord, find_pattern
from bridgehead.profile.core.market_network import connect
from bridgehead.profile.core.network_edges import SCHEMAS, TieFrames, edges_at, without_cluster
from bridgehead.profile.core.standing import OwnStanding, Standing, nothing_known, standings_of_actors
from bridgehead.profile.core.statements import statements_of_actors
from tests.consortium.problems import instance
from tests.profile.core.plain import frame

Row = dict[str, str]
Results = dict[str, Any]


class Example:
    """The example of a section as the page prints it: its table, and its results by name."""

    def __init__(self, text: str) -> None:
        by_hand = text.partition("**By hand.**")[2]
        self.rows = list(_table(by_hand))
        self.results = dict(re.findall(r"^- ([^:\n]+): (.+)$", by_hand, re.MULTILINE))

    def number(self, name: str) -> float:
        """A number that the example is given by."""
        return float(self.results[name])


def _table(text: str) -> Iterable[Row]:
    lines = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line] for line in lines]
    for row in cells[2:]:
        yield {name: "" if cell == "–" else cell for name, cell in zip(cells[0], row, strict=True)}


def examples() -> dict[str, Example]:
    """Section to its example."""
    parts = re.split(r"^## ", TEXT.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {anchor(part.partition("\n")[0]): Example(part) for part in parts}


PAGE = examples()


def interval(found: tuple[float, float]) -> str:
    return f"{found[0]:.3f} to {found[1]:.3f}"


def appraised(row: Row) -> Row:
    """The three answers of a source, as a row of evidence has them."""
    answers = [answer.strip().replace("–", "") for answer in row["fits, current, trusted"].split(",")]
    return dict(zip(("purpose", "current", "trust"), answers, strict=True))


def evidence(rows: Iterable[Row]) -> pl.DataFrame:
    names = ("source", "direction", "origin")
    given = [
        {k: row[k] for k in names if k in row} | {"salience": int(row["salience"])} | appraised(row) for row in rows
    ]
    return frame(*given)


def the_standing() -> Standing:
    return standings_of_actors(evidence(PAGE["standing"].rows))["firm"]["Oa.capital"]


def standing(example: Example) -> Results:
    for row in example.rows:
        alone = standings_of_actors(evidence([row]))["firm"]["Oa.capital"]
        assert f"{alone.strength + alone.weakness:.3f}" == row["w"]
    found = the_standing()
    return {"standing": found.standing, "interval": interval(found.interval), "label": found.label}


def own_standing(example: Example) -> Results:
    own = the_standing().own
    return {"own standing": own.standing, "interval": interval(own.interval)}


def shares_of_origins(example: Example) -> Results:
    return {name: f"{share.share:.3f} ({interval(share.interval)})" for name, share in the_standing().origins.items()}


def statements(example: Example) -> Results:
    rows = [
        {"code": "barrier.capital", "source": r["source"], "source_kind": r["kind"], "voice": r["voice"]}
        | {"direction": r["direction"]}
        for r in example.rows
    ]
    found = statements_of_actors(frame(*rows))["firm"]["barrier.capital"]
    return {
        "status": found.status,
        "voices for": str(found.voices_for),
        "voices against": str(found.voices_against),
        "triangulated": yes(found.triangulated),
    }


def yes(value: bool | None) -> str:
    return {True: "yes", False: "no", None: "unknown"}[value]


def steps(example: Example, status: str = "entered") -> list[DatedEntry]:
    return [
        DatedEntry(r["market"], r["market"], r["date"], r.get("status", status), origin=r.get("origin", ""))
        for r in example.rows
    ]


def stage_by_stage(example: Example) -> Results:
    far = {"geographic": {r["market"]: float(r["km"]) for r in example.rows}}
    found = find_pattern(steps(example), [], far).tau["geographic"]
    return {"τ": found.tau, "p": found.p, "n": str(found.n)}


def through_the_network(example: Example) -> Results:
    ties = [TieRecord(f"t{n}", "contact", r["market"], "", r["tie since"]) for n, r in enumerate(example.rows)]
    found = find_pattern(steps(example), [t for t in ties if t.date], {})
    return {"prior tie share": found.prior_tie_share, "network origin share": found.network_origin_share}


def born_global(example: Example) -> Results:
    return {"born global": yes(find_pattern(steps(example), [], {}, founded="2014").born_global)}


def additionality_(example: Example) -> Results:
    effects, known = [], {}
    for row in example.rows:
        code, e, n = row["component"], float(row["e"]), float(row["n"])
        own = OwnStanding(0.5, (0.0, 1.0), float(row["w⁺"]), float(row["w⁻"]), known=True)
        effects.append(ComponentEffect(code, e, n))
        known[code] = _with_own(own)
        assert f"{expected_gain(own, TARGET):.4f}" == row["G(t)"]
        assert f"{expected_gain(own, TARGET) - expected_gain(own, e):.4f}" == row["G(t − e)"]
        assert f"{n * expected_gain(own, e):.4f}" == row["n · difference"]
    aim = OpportunityEffects(tuple(effects), ("SE",))
    found = additionality(aim, known, home="DK", steps={"SE": int(example.results["steps"])})
    return {"additionality": found.value}


def _with_own(own: OwnStanding) -> Standing:
    from dataclasses import replace

    return replace(nothing_known(), label="adequate", own=own)


def need_and_use_(example: Example) -> Results:
    rows = [(r["firm"], r["component"], float(r["own"]), float(r["use"])) for r in example.rows]
    found = need_and_use(pl.DataFrame(rows, schema=["firm", "component", "own", "use"], orient="row"))
    assert found.p is None
    return {"τ": found.tau, "pairs": str(found.pairs)}


def from_activity_to_result(example: Example) -> Results:
    took_part = [FirmParticipation(r["firm"], "trip", "delegation_trip", "", "", "") for r in example.rows]
    records = [
        RecordedOutcome(row["firm"], "trip", step, "")
        for row in example.rows
        for step, cell in row.items()
        if cell == "x"
    ]
    found = funnel_results(took_part, FunnelRecords(records), load_framework().funnels)
    steps = {step.step: step for step in found.funnels["market"].steps}
    counts = {name: f"{step.recorded} recorded, {step.inferred} inferred" for name, step in steps.items()}
    followed_up = steps["followed_up"].interval
    assert followed_up is not None
    assert not steps["offer"].spoken
    return {
        "met": counts["met"],
        "followed up": counts["followed_up"],
        "interval of followed up": interval(followed_up),
        "offer": counts["offer"],
        "interval of offer": "not recorded" if steps["offer"].interval is None else "",
    }


def in_participants_words(example: Example) -> Results:
    answers = [
        CounterfactualAnswer(r["firm"], "trip", "Trip", "delegation_trip", "", int(r["months after"]), r["answer"])
        for r in example.rows
    ]
    found = counterfactuals(answers)["delegation_trip"].latest
    return {
        "answers": str(found.answers),
        "deadweight": found.deadweight.share,
        "interval of deadweight": interval(found.deadweight.interval),
    }


def influence_between_levels(example: Example) -> Results:
    rows = [
        {"id": str(n), "from_level": "macro", "to_level": "micro", "directness": r["directness"]}
        | {"strength": int(r["strength"]), "source": r["source"], **appraised(r)}
        for n, r in enumerate(example.rows)
    ]
    found = {
        (arrow.from_level, arrow.to_level): arrow for arrow in arrows(pl.DataFrame(rows, schema=level_relations.SCHEMA))
    }["macro", "micro"]
    assert found.direct is not None
    assert found.indirect is not None
    return {
        "strength": found.strength,
        "direct share": found.direct_share,
        "strength of the direct part": found.direct.strength,
        "strength of the indirect part": found.indirect.strength,
    }


def findings(example: Example) -> Results:
    ids = [f"e{n:03}" for n in range(len(example.rows))]
    sides = {
        side: tuple(i for i, r in zip(ids, example.rows, strict=True) if r["side"] == side)
        for side in ("for", "against")
    }
    claim = Claim("f", "claim", "said", sides["for"], sides["against"], ())
    (found,) = judge_claims([claim], evidence(example.rows))
    assert found.interval is not None
    return {"interval": interval(found.interval), "status": found.status}


def nothing_found(example: Example) -> Results:
    return {"bound": absence_bound(int(example.results["asked"])), "bound with ten asked": absence_bound(10)}


def diversity_of_activities(example: Example) -> Results:
    counts = [float(n) for n in example.results["activities"].split(",")]
    return {f"order {order}": hill(counts, order) for order in (0, 1, 2)}


def strength_of_identity(example: Example) -> Results:
    outside = {row["region"]: int(row["outside actors"]) for row in example.rows}
    ties = [("2019", f"{name}-in", f"{name}-{n}") for name, count in outside.items() for n in range(count)]
    inside = {name: frozenset({f"{name}-in"}) for name in outside}
    found = regional_identity.strength(
        pl.DataFrame(schema={"activity": pl.String, "actor": pl.String, "year": pl.String}),
        pl.DataFrame(ties, schema=["year", "a", "b"], orient="row"),
        inside,
        inside,
        set(outside) - {"here"},
    )
    assert {name: one.outside for name, one in found["all"].items()} == outside
    return {"ratio": found["all"]["here"].ratio}


def ambidexterity_(example: Example) -> Results:
    rows = [
        {"code": "Oa.technology", "part": f"Oa.technology.{r['part']}", "salience": int(r["salience"])}
        | {"direction": r["direction"], "source": f"s{n}"}
        | dict.fromkeys(("purpose", "current", "trust"), "yes")
        for n, r in enumerate(example.rows)
    ]
    found = ambidexterity(frame(*rows))["firm"]
    assert found.interval is not None
    return {
        "exploration": found.exploration.standing,
        "exploitation": found.exploitation.standing,
        "product": found.product,
        "interval": interval(found.interval),
    }


def network(*, without: str = "") -> Insidership:
    """The network of the example on steps and reach, which is told in words."""
    home, away = ("firm", "partner", "guest", "hub"), ("Swede A", "university", "Swede B")
    kinds = {"hub": "cluster", "university": "knowledge"}
    actors = [(a, kinds.get(a, "firm"), "DK" if a in home else "SE") for a in (*home, *away)]
    ties = (("firm", "partner", "partnership"), ("partner", "Swede A", "contact"), ("firm", "university", "contact"))
    rows = {
        "actors": actors,
        "ties": [(a, b, kind, "", "", "", "", "") for a, b, kind in ties],
        "memberships": [],
        "participations": [("fair", a, "") for a in ("firm", "guest", "Swede B")],
        "activities": [("fair", "hub", "2019")],
    }
    frames = {name: pl.DataFrame(some, schema=SCHEMAS[name], orient="row") for name, some in rows.items()}
    edges = edges_at(TieFrames(**frames), date(2020, 1, 1))
    return insidership(connect(without_cluster(edges, without) if without else edges), ["firm"], ["SE"])


def steps_and_reach(example: Example) -> Results:
    found = network()
    assert f"{sum(float(row['strength']) for row in example.rows):.3f}" == example.results["reach"]
    assert min(row["steps"] for row in example.rows) == example.results["steps"]
    return {"steps": str(found.hops[0, 0]), "reach": float(found.reach[0, 0])}


def without_the_cluster(example: Example) -> Results:
    whole, cut = network(), network(without="hub")
    return {
        "steps without": str(cut.hops[0, 0]),
        "reach without": float(cut.reach[0, 0]),
        "contribution": float(whole.reach[0, 0] - cut.reach[0, 0]),
    }


def trust_in_a_team(example: Example) -> Results:
    assert {row["tie"]: float(row["worth"]) for row in example.rows} == {
        k: BY_TIE[k] for k in ("partnership", "contact")
    }
    known = {pair(row["member"], row["with"]): round(float(row["worth"]) * ONE) for row in example.rows}
    team, problem = ("a0", "a1", "a2"), replace(instance(1), trust=known)
    return {"trust": sum(trust_in_team(problem, member, team)[0] for member in team) / len(team) / ONE}


COMPUTED: dict[str, Callable[[Example], Results]] = {
    "standing": standing,
    "own-standing": own_standing,
    "shares-of-origins": shares_of_origins,
    "statements": statements,
    "stage-by-stage": stage_by_stage,
    "through-the-network": through_the_network,
    "born-global": born_global,
    "additionality": additionality_,
    "need-and-use": need_and_use_,
    "from-activity-to-result": from_activity_to_result,
    "without-the-cluster-in-participants-words": in_participants_words,
    "influence-between-levels": influence_between_levels,
    "findings": findings,
    "nothing-found": nothing_found,
    "diversity-of-activities": diversity_of_activities,
    "steps-and-reach": steps_and_reach,
    "without-the-cluster": without_the_cluster,
    "strength-of-identity": strength_of_identity,
    "ambidexterity": ambidexterity_,
    "trust-in-a-team": trust_in_a_team,
}
GIVEN = {("additionality", "steps"), ("nothing-found", "asked"), ("diversity-of-activities", "activities")}
"""Lines of an example that it starts from."""


@pytest.mark.parametrize("section", PAGE)
def test_the_program_computes_what_the_page_prints(section: str) -> None:
    example = PAGE[section]
    found = COMPUTED[section](example)
    printed = {name: value for name, value in example.results.items() if (section, name) not in GIVEN}
    assert printed
    assert {name: _printed(value) for name, value in found.items()} == printed


def _printed(value: Any) -> str:
    return f"{value:.3f}".replace("-", "−") if isinstance(value, float) else str(value)


def test_every_section_says_what_it_assumes_and_where_it_comes_from() -> None:
    for part in re.split(r"^## ", TEXT.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title = part.partition("\n")[0]
        assert re.search(r"Source:|[Tt]he study", part), title
        assert re.search(r"assum|convention", part), title
        assert "**By hand.**" in part, title


TEMPLATES = Path(TEXT).parents[2]


def test_links_from_figures_lead_to_a_section() -> None:
    anchors = {section.anchor for section in sections()[1]}
    links = {
        name for path in TEMPLATES.rglob("*.html") for name in re.findall(r'{% computed "([^"]+)" %}', path.read_text())
    }
    assert links
    assert links <= anchors
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT.read_text(encoding="utf-8"))) <= anchors
