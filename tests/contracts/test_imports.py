"""What importing a part may load: cores stay pure, the command line starts fast."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import bridgehead

PACKAGE = Path(bridgehead.__file__).parent
HEAVY = {"django", "polars", "numpy", "scipy", "lightgbm", "bm25s", "ortools", "igraph", "rich.progress"}
CORES = sorted(path.parent.name for path in PACKAGE.glob("*/core"))


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nimport json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("stage", CORES)
def test_a_core_loads_no_django(stage: str) -> None:
    files = sorted((PACKAGE / stage / "core").glob("*.py"))
    modules = [f"bridgehead.{stage}.core" + ("" if f.stem == "__init__" else f".{f.stem}") for f in files]
    assert "django" not in loaded_by("\n".join(f"import {module}" for module in modules))


def test_the_command_line_loads_nothing_heavy() -> None:
    help_page = "from bridgehead.site.cli import app\nimport typer.main\ntyper.main.get_command(app)"
    assert not HEAVY & loaded_by(help_page)
