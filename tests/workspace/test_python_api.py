"""A workspace from a notebook, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from bridgehead import open_workspace
assert not {"django", "polars", "typer"} & set(sys.modules), "importing bridgehead loads something"
workspace = open_workspace(sys.argv[1])
import asyncio
async def cell():
    return workspace.table("actors"), workspace.influence()
actors, frames = asyncio.run(cell())
print(actors.filter(actors["kind"] == "firm").height, *frames)
print(frames["levels"].sort("strength", descending=True)["from"][0], workspace.panel().columns[:3])
"""


@pytest.mark.slow
def test_a_notebook_reads_tables_and_figures(example_workspace: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(example_workspace)]
    env = {key: value for key, value in os.environ.items() if not key.startswith(("BRIDGEHEAD_", "DJANGO_"))}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first.split()[1:] == [
        "standings",
        "attribution",
        "need_and_use",
        "network",
        "positions",
        "funnel_parts",
        "funnels",
        "counterfactuals",
        "levels",
        "findings",
        "rests_on",
        "network_by_year",
    ]
    assert second == "macro ['unit', 'time', 'first_treatment']"
