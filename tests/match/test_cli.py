"""Rankings on the command line: JSON of the documented shape, lines of text."""

import json
from pathlib import Path
from typing import Any

import pytest

from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match.core.match_result import by_additionality
from bridgehead.match.phrases import candidate_lines
from bridgehead.match.schemas.ranking import ranking_out
from bridgehead.match.services import ranking_for
from bridgehead.workspace.services import example_workspace
from tests.conftest import Run

pytestmark = pytest.mark.slow

JUDGED = {"score", "eligible", "additionality", "additionality_known", "additionality_unknown", "reasons"}


@pytest.mark.usefixtures("example_workspace")
def test_both_ways_on_the_command_line(bridgehead: Run) -> None:
    found = json.loads(bridgehead("opportunities-for", "visblue", "--json").stdout)
    assert {"actor", "as_of", "left_out", "opportunities", "considered", "versions"} == set(found)
    assert {"opportunity", "title", "deadline", "left_out", *JUDGED} == set(found["opportunities"][0])
    along = json.loads(bridgehead("trip-members", "stockholm-trip", "--take", "stac", "--json").stdout)
    assert {"activity", "cluster", "opportunities", "members", "versions"} == set(along)
    assert "stac" not in {member["actor"] for member in along["members"]}


@pytest.mark.django_db
def test_candidates_by_what_it_adds_unknown_ones_last(settings: Any, tmp_path: Path) -> None:
    settings.WORKSPACE = tmp_path
    example_workspace.build()
    seen = ranking_for(COMMAND_LINE, "stockholm-harbour")
    found = seen.match
    answer = ranking_out(seen).model_dump()["candidates"]
    assert {"rank", "actor", "name", "in_already", *JUDGED} == set(answer[0])
    assert {"kind", "text", "weight", "records"} == set(answer[0]["reasons"][0])
    ordered = by_additionality(found.candidates)
    values = [c.additionality.value for c in ordered if c.additionality]
    known = [value for value in values if value is not None]
    assert values == sorted(known, reverse=True) + [None] * (len(values) - len(known))
    assert "additionality unknown" in candidate_lines(len(ordered), ordered[-1].name, ordered[-1])
