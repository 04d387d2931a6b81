"""Killed at any moment, a command has done all of its work or nothing: what is exported afterwards says so.

`BRIDGEHEAD_KILLS=100` kills a hundred times instead of a few.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

KILLS = int(os.environ.get("BRIDGEHEAD_KILLS", "12"))
COMMANDS = {
    "import": ("import", "case", "{folder}"),
    "merge": ("merge", "visblue", "stac"),
    "undo": ("undo", "1"),
    "export": ("export", "case", "{target}"),
}
Command = Callable[..., subprocess.Popen[bytes]]

pytestmark = pytest.mark.slow


def run(home: Path, *args: str) -> subprocess.Popen[bytes]:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("BRIDGEHEAD_", "DJANGO_"))}
    command = [str(Path(sys.executable).parent / "bridgehead"), *args]
    env["BRIDGEHEAD_HOME"] = str(home)
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def whole(home: Path, *args: str) -> None:
    process = run(home, *args)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()


def content(folder: Path) -> str:
    """What a folder holds, as one mark."""
    mark = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        mark.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return mark.hexdigest()


def exported(home: Path, target: Path) -> str:
    whole(home, "export", "case", str(target))
    return content(target)


@pytest.fixture(scope="module")
def example(made: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the example, and a case folder that changes, adds and keeps."""
    place = tmp_path_factory.mktemp("kill")
    shutil.copytree(made("example"), place / "home")
    whole(place / "home", "export", "case", str(place / "folder"))
    actors = place / "folder" / "actors.csv"
    lines = actors.read_text(encoding="utf-8").splitlines()
    more = [f"new-{n},New {n},firm" + "," * (lines[0].count(",") - 2) for n in range(2_000)]
    actors.write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")
    return place


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_moment_all_is_done_or_nothing(name: str, example: Path, tmp_path: Path) -> None:
    chance = random.Random(name)  # noqa: S311 moments, not secrets
    target = tmp_path / "target"
    args = [part.format(folder=example / "folder", target=target) for part in COMMANDS[name]]
    shutil.copytree(example / "home", tmp_path / "after")
    before = exported(example / "home", tmp_path / "before-files")
    began = time.monotonic()
    whole(tmp_path / "after", *args)
    lasts = time.monotonic() - began
    after = exported(tmp_path / "after", tmp_path / "after-files")
    for number in range(max(1, KILLS // len(COMMANDS))):
        home, out = tmp_path / f"home-{number}", tmp_path / f"files-{number}"
        shutil.copytree(example / "home", home)
        process = run(home, *args)
        time.sleep(lasts * chance.uniform(0.3, 1.05))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        assert exported(home, out) in {before, after}
        if name == "export":  # the earlier folder, or the new one: the same content here, and never less
            whole(home, *args)
            assert content(target) == before
        shutil.rmtree(home)
        shutil.rmtree(out)
