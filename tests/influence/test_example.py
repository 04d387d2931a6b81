"""The study's own case: what it says comes out of its coded evidence, by the rules and through the command line."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.influence.core.influence_account import InfluenceAccount
from bridgehead.influence.schemas.influence_account import InfluenceAnswer
from bridgehead.influence.services.influence_account import account, export, tables
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.example_workspace import EXAMPLE
from tests.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = date(2020, 6, 1)


def answer_of(found: InfluenceAccount) -> dict[str, Any]:
    return InfluenceAnswer.of(found).model_dump(by_alias=True)


@pytest.fixture(autouse=True)
def example() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)


def test_the_study_comes_out_of_its_evidence() -> None:
    answer = answer_of(account(RecordScope(DAY)))
    assert answer["cluster"] == "clean"
    assert list(answer["attribution"]) == ["remoni", "stac", "visblue"]
    _the_six_arrows(answer["levels"])
    _the_findings({finding["id"]: finding for finding in answer["findings"]})
    _use_where_weak(answer["need_and_use"])
    _the_network(answer["network"])
    _the_funnels(answer)
    _without_the_cluster(answer["counterfactuals"])


def _the_six_arrows(levels: list[dict[str, Any]]) -> None:
    strengths = {f"{a['from']}-{a['to']}": a["strength"] for a in levels}
    ordered = sorted(strengths, key=lambda name: -strengths[name])
    # §6.5: the bold arrows first, what is indirect and weak next, what was looked at in passing last.
    assert ordered[:2] == ["macro-meso", "macro-micro"]
    assert set(ordered[2:4]) == {"meso-micro", "meso-macro"}
    assert set(ordered[4:]) == {"micro-meso", "micro-macro"}
    parts = {f"{a['from']}-{a['to']}": a["parts"] for a in levels}
    # By regulation, and through the cluster: two arrows, the direct one the stronger.
    by_rules, through_cluster = parts["macro-micro"]["direct"], parts["macro-micro"]["indirect"]
    assert by_rules["strength"] > through_cluster["strength"] > 0
    assert parts["macro-meso"]["indirect"] is parts["meso-macro"]["direct"] is None
    direct = {f"{a['from']}-{a['to']}" for a in levels if a["directness"] == "direct"}
    assert direct == {"macro-meso", "macro-micro"}


def _the_findings(found: dict[str, dict[str, Any]]) -> None:
    absences = {id_: f for id_, f in found.items() if f["kind"] == "absence"}
    assert set(absences) == {"no-functional-lock-in", "no-knowledge-sharing-between-members", "no-political-lock-in"}
    for finding in absences.values():
        assert (finding["status"], round(finding["bound"], 2)) == ("not found", 0.63)
    supported = {
        "timing-and-market-not-strategy",
        "contributions-indirect-and-early",
        "use-where-weak",
        "identity-strong-and-general",
        "path-dependency-both-ways",  # §6.1, §8
        "value-depends-on-own-ability",  # §6.3, §8
        "networks-overcome-smallness",  # §8
        "market-seeking-and-proactive",  # §5.3.1
        "reach-ends-with-the-network",  # §6.2.2
        "references-decide-trust",  # §5.3.2.1.3.2
        "export-lowers-need-for-trust",  # §5.3.2.1.3.2
        "innovation-concentrated-in-large-firms",  # §5.1.1
        "broad-innovation-system",  # §5.1.1
    }
    assert {id_ for id_ in supported if found[id_]["status"] == "supported"} == supported
    # The study says "often"; some clusters of the network lean on the formal service (§5.3.2.1.3.2 ¶6).
    assert found["informal-preferred-to-formal"]["status"] == "contested"
    # Foreign partners do not know the cluster, and whoever asks may join (§5.3.2.1.3.2).
    assert found["no-common-trustee"]["status"] == "supported"
    # One person speaks for the network of clusters and on the cluster (§3.3.1), so that two interviews are one voice.
    assert found["contributions-indirect-and-early"]["voices"]["for"] == 4
    _absences_and_advice(found)


def _absences_and_advice(found: dict[str, dict[str, Any]]) -> None:
    # A weak link, help with the first steps only, firms that are strong on their own (§6.4).
    assert found["no-functional-lock-in"]["explanations"] == [
        "clean-lockin-functional-1",
        "clean-lockin-functional-2",
        "clean-lockin-functional-3",
    ]
    advice = [finding for finding in found.values() if finding["kind"] == "recommendation"]
    assert len(advice) == 3  # §6.6
    for finding in advice:
        assert (finding["status"], finding["interval"], finding["bound"]) == (None, None, None)
        assert finding["voices"]["for"] >= 2


def _use_where_weak(need: dict[str, Any]) -> None:
    assert need["tau"] < 0
    assert (need["p"], need["interval"]) == (None, None)  # three firms


def _without_the_cluster(found: dict[str, Any]) -> None:
    """Three sentences say what would have been: later in New York, nothing of FIE, nothing of South Korea."""
    trips, projects = found["delegation_trip"]["shares"], found["innovation_project"]["shares"]
    assert (trips["later"]["count"], trips["not_at_all"]["count"], projects["not_at_all"]["count"]) == (1, 1, 1)
    assert {kind: answers["deadweight"]["count"] for kind, answers in found.items()} == dict.fromkeys(found, 0)


def _the_network(network: dict[str, Any]) -> None:
    assert network["visblue"]["KR"]["with"]["hops"] == 1
    assert network["visblue"]["KR"]["without"]["hops"] is None
    assert network["remoni"]["US"]["with"]["hops"] == 1
    # STAC's network is its own: its own ties abroad stay. In India it is to a knowledge institution, one longer.
    for market, hops in {"GB": 1, "IN": 2, "NL": 1, "US": 1, "AE": 1}.items():
        assert network["stac"][market]["without"]["hops"] == hops


def _the_funnels(answer: dict[str, Any]) -> None:
    """What the study tells of: trips led to contacts, to no sale that is on record (§5.3.2.1.3, §6.2.1)."""
    market = {step["step"]: step for step in answer["funnels"]["market"]}
    assert market["followed_up"]["recorded"] > 0
    assert (market["met"]["recorded"], market["met"]["inferred"]) == (2, 0)  # New York and South Korea
    # Markets were explored, none was entered; nothing speaks of a sale, which is not a rate of 0.
    assert (market["sale"]["recorded"], market["sale"]["interval"]) == (0, None)
    # OPI and EUDP were granted; the accelerator gave training and contacts (§5.3.2.1.1.4 ¶2).
    assert [step["recorded"] for step in answer["funnels"]["funding"]] == [3, 2, 0]
    assert answer["funnels"]["challenge"][0]["recorded"] == 1  # adviser of the Stockholm harbour
    assert set(answer["funnels_by_market"]) >= {"KR", "SE", "US"}
    assert answer["need_and_use"]["coded"]["firms"] == 3


def test_one_member_narrows_attribution_network_and_funnel() -> None:
    found = answer_of(account(RecordScope(DAY), cluster="clean", member="stac"))
    assert list(found["attribution"]) == list(found["network"]) == ["stac"]
    assert found["attribution"]["stac"]["Oa.capital"]["cluster"]["share"] > 0.5
    assert found["need_and_use"]["pairs"] == 36
    assert [step["recorded"] for step in found["funnels"]["funding"]] == [3, 2, 0]


def test_who_is_no_cluster_or_no_member_is_refused() -> None:
    with pytest.raises(NotFound, match="Cluster “visblue” does not exist"):
        account(RecordScope(DAY), cluster="visblue")
    with pytest.raises(InputError, match="Enter a member firm of clean"):
        account(RecordScope(DAY), member="vestas")


@pytest.mark.slow
@pytest.mark.usefixtures("example_workspace")
def test_the_commands_print_and_write_the_answer(bridgehead: Run, tmp_path: Path) -> None:
    printed = json.loads(bridgehead("influence", "--json").stdout)
    assert printed["levels"] == json.loads(json.dumps(answer_of(account(RecordScope(DAY)))["levels"]))
    assert printed["need_and_use"]["pairs"] == 36
    bridgehead("export", "influence", tmp_path / "out", "--member", "stac")
    assert (tmp_path / "out" / "findings.csv").read_text(encoding="utf-8").startswith("id,kind,status,low,high,bound")


def test_tables_are_written_as_parquet_or_refused(tmp_path: Path) -> None:
    names = export(tmp_path / "out", tables(RecordScope(DAY), member="stac"), form="parquet")
    assert "network_by_year.parquet" in names
    assert set(pl.read_parquet(tmp_path / "out" / "attribution.parquet")["firm"]) == {"stac"}
    with pytest.raises(InputError, match="Enter one of csv, parquet"):
        export(tmp_path, {}, form="xls")
