"""A process is known by its name also after it has ended, and is not taken for another of the same number."""

import os
import signal
import subprocess
import sys

import pytest

from bridgehead.kit.processes import host, is_gone, is_here, this_process, usage


def test_whoever_runs_is_there() -> None:
    assert not is_gone(this_process())
    assert is_here(this_process())
    assert this_process().startswith(f"{host()}:{os.getpid()}:")


def test_whoever_has_ended_is_gone_also_before_its_parent_looked() -> None:
    code = "from bridgehead.kit.processes import this_process; print(this_process(), flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, text=True) as child:
        assert child.stdout is not None
        name = child.stdout.readline().strip()
        assert not is_gone(name)
        found = usage(child.pid)
        child.send_signal(signal.SIGKILL)
        if found is not None:
            while (state := usage(child.pid)) is not None and state.state not in "ZX":
                pass
            assert is_gone(name)
        child.wait()
    assert is_gone(name)


@pytest.mark.skipif(usage(os.getpid()) is None, reason="the system does not say when a process began")
def test_another_process_of_the_same_number_is_another() -> None:
    assert is_gone(f"{host()}:{os.getpid()}:earlier")


def test_of_another_machine_nobody_can_tell() -> None:
    assert not is_gone(f"elsewhere:{os.getpid()}:x")
    assert not is_here(f"elsewhere:{os.getpid()}:x")


def test_what_is_no_name_is_of_nobody() -> None:
    for name in ("", "x9Kd7", "a:b:c"):
        assert is_gone(name)
