"""The supervisor alone, with programs in the worker's place that end, say nothing, or compute."""

import signal
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from bridgehead.workspace.services import supervisor
from bridgehead.workspace.services.supervisor import Supervisor

pytestmark = pytest.mark.slow

NOTE = "import sys, time; open({0!r}, 'a').write(str(time.monotonic()) + '\\n'); "


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """What the test run does when it is interrupted."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def starts(program: str, seconds: float, path: Path, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When a program was started, while it was supervised for so long."""
    monkeypatch.setattr(supervisor, "COMMAND", (sys.executable, "-c", NOTE.format(str(path)) + program))
    monkeypatch.setattr(supervisor, "LOOK", 0.05)
    with Supervisor():
        time.sleep(seconds)
    return [float(line) for line in path.read_text().splitlines()]


def test_one_that_ends_is_started_again_later_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    found = starts("sys.exit(3)", 8, tmp_path / "starts", monkeypatch)
    assert 3 <= len(found) <= 5
    pauses = [later - earlier for earlier, later in pairwise(found)]
    assert all(pause > 0.5 * 2**n for n, pause in enumerate(pauses))
    assert "status 3" in caplog.text


def test_one_that_waits_for_the_store_is_no_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert len(starts("sys.exit(75)", 3, tmp_path / "starts", monkeypatch)) >= 2
    assert caplog.text == ""


def test_one_that_is_silent_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(supervisor, "SILENT", 1.0)
    assert len(starts("time.sleep(60)", 6, tmp_path / "starts", monkeypatch)) >= 2
    assert "has not answered" in caplog.text


def test_one_that_computes_is_given_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "SILENT", 1.0)
    monkeypatch.setattr(supervisor, "TICKS", supervisor.TICKS / 5)  # on a busy machine it gets little of the processor
    computes = "\nwhile True: pass"
    assert len(starts(computes, 4, tmp_path / "starts", monkeypatch)) == 1


def test_one_that_cannot_be_started_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(supervisor, "COMMAND", (str(tmp_path / "nothing"),))
    with Supervisor():
        time.sleep(2)
    assert caplog.text.count("could not be started") >= 2
