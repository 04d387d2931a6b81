"""The command on introductions."""

import json

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("example_workspace")
def test_a_path_at_the_command_line(bridgehead: Run) -> None:
    found = json.loads(bridgehead("path", "VisBlue", "additive-industries", "--json").stdout)
    assert (found["from"], found["to"]) == ("visblue", "additive-industries")
    assert found["shortest"]["steps"][0]["from"] == "visblue"
    assert found["strongest"]["steps"][-1]["to"] == "additive-industries"
    assert len(found["shortest"]["steps"]) <= len(found["strongest"]["steps"])
    assert "Through" in bridgehead("path", "VisBlue", "additive-industries").stdout
    assert "Organisation “zzzz” does not exist" in bridgehead("path", "VisBlue", "zzzz", status=1).stderr
