"""Fixtures that every test may use."""

import fcntl
import gc
import os
import shutil
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what runs commands: their workspaces are of SQLite."""
    if "BRIDGEHEAD_DATABASE_URL" in os.environ:
        commands = [item for item in items if {"bridgehead", "made"} & set(getattr(item, "fixturenames", ()))]
        config.hook.pytest_deselected(items=commands)
        items[:] = [item for item in items if item not in commands]


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


def command(home: Path, *args: object, typed: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment in a process of its own, on a workspace of its own."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("BRIDGEHEAD_", "DJANGO_"))}
    env |= {"BRIDGEHEAD_HOME": str(home), "COLUMNS": "200"}
    program, *rest = map(str, args)
    whole = [str(Path(sys.executable).parent / program), *rest]
    return subprocess.run(whole, env=env, input=typed, capture_output=True, text=True, check=False, timeout=900)


@pytest.fixture
def bridgehead(tmp_path: Path) -> Run:
    """Run the command line as a person would: a process of its own, a workspace of its own."""

    def run(
        *args: object, status: int = 0, home: str = "workspace", typed: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = command(tmp_path / home, "bridgehead", *args, typed=typed)
        assert done.returncode == status, done.stderr or done.stdout
        return done

    return run


MAKING = {
    "empty": ("python", "-c", "from bridgehead.kit.cli import open_store; open_store(create=True)"),
    "example": ("bridgehead", "demo", "--no-serve"),
}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A workspace that is made once for all tests and all processes of a run, to be copied."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "made"

    def make(name: str) -> Path:
        place.mkdir(exist_ok=True)
        with (place / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (place / name).exists():
                done = command(place / "unfinished" / name, *MAKING[name])
                assert done.returncode == 0, done.stderr or done.stdout
                (place / "unfinished" / name).rename(place / name)
        return place / name

    return make


@pytest.fixture
def empty_workspace(made: Callable[[str], Path], tmp_path: Path) -> Path:
    """The workspace of `bridgehead`, with nothing in it: it need not be made first, which takes seconds."""
    return Path(shutil.copytree(made("empty"), tmp_path / "workspace"))


@pytest.fixture
def example_workspace(made: Callable[[str], Path], tmp_path: Path) -> Path:
    """The workspace of `bridgehead`, with the example of the study."""
    return Path(shutil.copytree(made("example"), tmp_path / "workspace"))
