"""The command line: JSON of the documented shape, files, errors."""

import io
import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from bridgehead.consortium.core.newcomers import Newcomers
from bridgehead.consortium.core.problem import TermWeights
from bridgehead.consortium.core.result import Consortium, ProofScope, TeamMember, TeamProposal
from bridgehead.consortium.services.team_documents import Letterhead, letter, markdown, workbook
from bridgehead.consortium.tables import comparison, member_table, rule_table
from bridgehead.framework.versions import rules
from bridgehead.match.core.coded_phrase import coded
from bridgehead.match.core.match_result import RankingMethod, Reason
from tests.conftest import Run

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("example_workspace")
def test_consortium_on_the_command_line(bridgehead: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = bridgehead("consortium", "stockholm-harbour", "--pin", "visblue", "--top", 2, "--export", out, "--json")
    found = json.loads(done.stdout)
    assert {"status", "objective", "bound", "teams", "conflict"} <= set(found)
    assert found["status"] == "optimal"
    assert {"members", "rules", "terms"} <= set(found["teams"][0])
    assert found["buyer"] == {"actor": "stockholm-municipality", "name": "City of Stockholm", "country": "SE"}
    assert found["teams"][0]["newcomers"] == {"count": 0, "share": 0.0, "funded": None, "reason": "short_history"}
    assert {"actor", "role", "covers", "reasons", "share", "in_already"} == set(found["teams"][0]["members"][0])
    assert set(found["teams"][0]["rules"][0]) == {"rule", "met", "detail"}
    assert "We invite VisBlue to join as" in (out / "letter-visblue.md").read_text(encoding="utf-8")
    assert not (out / "letter-stockholm-harbour-authority.md").exists(), "the buyer gets no letter"
    assert "ACTOR=PERCENT" in bridgehead("consortium", "stockholm-harbour", "--share", "x", status=1).stderr
    assert "TERM=N" in bridgehead("consortium", "stockholm-harbour", "--weight", "luck=3", status=1).stderr


def nasty() -> Consortium:
    member = TeamMember(
        "a",
        "=HYPERLINK(1)",
        "firm",
        "sme",
        "DK",
        "lead",
        (),
        (Reason("fit", coded("rule", says="says [x](y) | <b>"), 1),),
    )
    team = TeamProposal(
        "optimal",
        (member,),
        (),
        dict.fromkeys(TermWeights.names(), 1.5),
        1.5,
        1.5,
        0,
        (),
        Newcomers(None, None, None, "no_history"),
    )
    scope = ProofScope("open", "2020", 1, "members", (), 0.1, 10)
    return Consortium("o", "Title", (team,), (), (), (), scope, "optimal")


def test_text_from_outside_becomes_neither_formula_nor_markup() -> None:
    found = nasty()
    sheet = ZipFile(io.BytesIO(workbook(found))).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<v>1.5</v>" in sheet
    assert r"says \[x\](y) \| \<b\>" in markdown(found)
    head = Letterhead("Cluster", "", "", "2020-01-15", {})
    assert r"\<b\>" in letter(found, found.teams[0], found.teams[0].members[0], head)


def test_every_file_with_scores_names_the_model_and_the_rules() -> None:
    found = replace(nasty(), method=RankingMethod("2026-05-04", 812, 0))
    by = f"Ranked by a model trained on 812 past projects (4 May 2026). Rules {rules()}"
    assert markdown(found).splitlines()[-1] == by
    assert by in ZipFile(io.BytesIO(workbook(found))).read("xl/sharedStrings.xml").decode()
    lists = (member_table(found, 1, lambda _member: ""), rule_table(found, 1), comparison(found, ()))
    assert {table.computed_by for table in lists} == {by}
