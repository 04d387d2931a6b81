"""Fixtures that every test may use."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("BRIDGEHEAD_SHARED", ROOT.parent / "shared"))

# How long an example takes is the machine's affair. `make test` adds `ci`: the same examples in every run.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """Have the garbage collector pass over what stays until the end: all modules, and all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the project."""
    if not SHARED.is_dir():
        reason = f"no folder of real data at {SHARED}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED


@pytest.fixture
def bridgehead(tmp_path: Path) -> Run:
    """Run the command line as a person would: a process of its own, a workspace of its own."""

    def run(
        *args: object, status: int = 0, home: str = "workspace", typed: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        env = {key: value for key, value in os.environ.items() if not key.startswith(("BRIDGEHEAD_", "DJANGO_"))}
        env |= {"BRIDGEHEAD_HOME": str(tmp_path / home), "COLUMNS": "200"}
        command = [str(Path(sys.executable).parent / "bridgehead"), *map(str, args)]
        done = subprocess.run(command, env=env, input=typed, capture_output=True, text=True, check=False, timeout=900)
        assert done.returncode == status, done.stderr or done.stdout
        return done

    return run
