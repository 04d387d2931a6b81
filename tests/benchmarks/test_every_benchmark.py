"""Every benchmark and script finds what it imports, though it is seldom run."""

import importlib
from pathlib import Path

import pytest

from bridgehead.site.benchmark_command import MODULES

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = sorted(path.stem for path in (ROOT / "scripts").glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", MODULES.values())
def test_a_benchmark_can_be_run(name: str) -> None:
    assert callable(importlib.import_module(f"benchmarks.{name}").run)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_can_be_loaded(name: str) -> None:
    assert importlib.import_module(f"scripts.{name}").__doc__
