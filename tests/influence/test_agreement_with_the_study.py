"""`docs/explanation/agreement-with-the-study.md` says what the product finds: its figures are computed anew here."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bridgehead.consortium.services.find_teams import find_teams
from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.influence import phrases
from bridgehead.influence.schemas.influence_account import InfluenceAnswer
from bridgehead.influence.services.influence_account import account
from bridgehead.influence.services.regional_identity import describe
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match.services import ranking_for
from bridgehead.match.services.additionality import aims, of_actors
from bridgehead.match.services.ranking import RankingRequest
from bridgehead.models import Opportunity
from bridgehead.profile.core.advantage_profile import Profile
from bridgehead.profile.services.profile import profile
from bridgehead.workspace.services import example_workspace

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "agreement-with-the-study.md"
FIRMS = ("remoni", "stac", "visblue")
SCOPE = RecordScope(date(2020, 6, 1))


def through_cluster(found: Profile, component: str) -> str:
    origins = found.components[component].origins
    return f"{sum(origins[o].share for o in ('cluster', 'cluster_network') if o in origins):.0%}"


def of_profiles() -> Iterator[tuple[str, str]]:
    found = {firm: profile(firm, SCOPE) for firm in FIRMS}
    technology = [found[firm].components["Oa.technology"].label for firm in FIRMS]
    yield "Technology", f"strong for {technology.count('strong')} of 3"
    remoni = ("Oa.network", "Ot.knowledge", "Oa.capital")
    yield "ReMoni", ", ".join(through_cluster(found["remoni"], component) for component in remoni)
    yield "STAC's network", f"{found['stac'].components['Oa.network'].origins['own_network'].share:.0%}"
    yield "STAC's capital", through_cluster(found["stac"], "Oa.capital")
    yield "VisBlue's search", through_cluster(found["visblue"], "Ot.opportunity")
    yield "VisBlue's capital", found["visblue"].components["Oa.capital"].label
    yield "VisBlue's strategy", f"{found['visblue'].pattern.declared}; {', '.join(found['visblue'].pattern.found)}"
    yield "STAC born global", str(found["stac"].pattern.born_global).replace("None", "unknown")


def of_influence() -> Iterator[tuple[str, str]]:
    answer = InfluenceAnswer.of(account(SCOPE)).model_dump(by_alias=True)
    yield (
        "Need and use",
        f"τ = {answer['need_and_use']['tau']:.2f}, p {answer['need_and_use']['p']}".replace("None", "none"),
    )
    hops = {(f, m): answer["network"][f][m] for f, m in (("visblue", "KR"), ("remoni", "US"))}
    cells = [f"{c['with']['hops']} → {c['without']['hops'] or 'none'}" for c in hops.values()]
    yield "Reach", ", ".join(cells)
    strengths = {f"{a['from']}–{a['to']}": a["strength"] for a in answer["levels"]}
    yield "Levels", ", ".join(f"{k} {v:.2f}" for k, v in sorted(strengths.items(), key=lambda kv: (-kv[1], kv[0])))
    by_status: dict[str, int] = {}
    for finding in answer["findings"]:
        by_status[finding["status"] or ""] = by_status.get(finding["status"] or "", 0) + 1
    yield "Claims", f"{by_status['supported']} supported, {by_status['contested']} contested"
    yield "Absences", f"{by_status['not found']} not found"
    counted = [kind["answers"] for kind in answer["counterfactuals"].values()]
    yield "Without CLEAN", f"{sum(counted)} answers"
    funding = answer["funnels"]["funding"]
    yield "Funding", f"{funding[0]['recorded']} applied, {funding[1]['recorded']} granted"


def of_region() -> Iterator[tuple[str, str]]:
    claims = {verdict.claim.id: verdict for verdict in account(SCOPE).findings}
    found = describe("clean", SCOPE)
    public = phrases.identity_strength(found.public[0].verdict[0]).partition(": ")[2]
    claim = claims["identity-strong-and-general"].status
    yield "Identity", f"claim {claim}; in Horizon 2020's cleantech projects {public}"
    entry = claims["entry-without-equity"]
    assert entry.interval
    yield "Entry", f"{entry.status}, lower bound {entry.interval[0]:.3f}"
    assert found.lockin
    suppliers, political = len(found.lockin.functional.shares), found.lockin.political
    assert not found.lockin.functional.dependent
    paid = f"{political.preset} of {political.activities} activities paid for by a public body or a programme"
    yield "Lock-in", f"functional: none at {suppliers} member with a supplier; political: {paid}"


def of_teams() -> Iterator[tuple[str, str]]:
    for row, opportunity in {"Eurostars, team": "eurostars-2019", "Stockholm, team": "stockholm-harbour"}.items():
        found = find_teams(opportunity, top=1)
        beside = f", beside {found.buyer.name}" if found.buyer else ""
        yield row, ", ".join(member.actor for member in found.teams[0].members) + beside


def best_added(opportunity: str) -> str:
    aim = aims(Opportunity.objects.filter(pk=opportunity))[opportunity]
    values = {firm: found.value for firm, found in of_actors(aim, FIRMS, SCOPE).items()}
    known = {firm: value for firm, value in values.items() if value is not None}
    ranked = [f"{firm} {known[firm]:.2f}" for firm in sorted(known, key=lambda f: (-known[f], f))]
    return ", ".join([*ranked, *(f"{firm} unknown" for firm in FIRMS if firm not in known)])


def by_fit(opportunity: str) -> list[str]:
    asked = RankingRequest(top=1000, scope=SCOPE)
    return [candidate.actor for _, candidate in ranking_for(COMMAND_LINE, opportunity, asked=asked).candidates]


def of_rankings() -> Iterator[tuple[str, str]]:
    for row, opportunity in {
        "FIE": "fie-support",
        "New York": "new-york-partners",
        "South Korea": "south-korea-flow-batteries",
        "OPI": "opi-grant",
        "EUDP": "eudp-grant",
        "Stockholm": "stockholm-harbour",
        "Dubai": "dubai-cooling",
        "Accelerator": "cleantech-impact-accelerator",
    }.items():
        yield row, best_added(opportunity)
    for row, opportunity in {"FIE, fit": "fie-support", "OPI, fit": "opi-grant", "EUDP, fit": "eudp-grant"}.items():
        yield row, by_fit(opportunity)[0]
    yield "Eurostars, fit", f"{', '.join(by_fit('eurostars-2019')[:3])} lead"


def test_the_page_says_what_is_computed(settings: Any, tmp_path: Path) -> None:
    settings.WORKSPACE = tmp_path
    example_workspace.build()
    found = dict([*of_profiles(), *of_influence(), *of_region(), *of_teams(), *of_rankings()])
    written = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if len(cells := [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]) == 4:
            written[cells[0]] = cells[2]
    assert {row: written.get(row, "") for row in found if found[row] not in written.get(row, "")} == {}, found
    assert set(written) - set(found) == {"what", "---"}
