"""Keeps a worker running: started again when it ends, ended and started again when it answers no more."""

import logging
import os
import signal
import subprocess
import sys
import threading
from time import monotonic
from types import TracebackType
from typing import Self

from bridgehead.kit.processes import usage
from bridgehead.workspace.services.worker import STORE_AWAY

COMMAND = (sys.executable, "-P", "-m", "bridgehead.workspace.services.worker")
LOOK = 0.2
FIRST, LONGEST = 0.5, 30.0
"""Seconds until a worker that ended is started again: each time twice as many."""
STEADY = 60.0
"""Seconds after which a worker that ran is started again as if it were the first."""
SILENT, BUSY = 20.0, 100.0
"""Seconds of silence after which a worker answers no more: one that does nothing, and one that computes."""
GRACE = 10.0
"""Seconds that a worker has to end its task when it is asked to."""
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100

log = logging.getLogger(__name__)


class Supervisor:
    """A worker beside this process for as long as the block runs."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker; whoever presses Ctrl-C again meanwhile changes nothing, since it takes seconds at most."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        self._stopping.set()
        self._thread.join(GRACE + SILENT)

    def _run(self) -> None:
        delay = FIRST
        while not self._stopping.is_set():
            begun = monotonic()
            try:
                status = _Child().watch(self._stopping)
            except OSError as error:
                log.error("A worker could not be started: %s", error)  # noqa: TRY400 the machine's words say it all
                status = STORE_AWAY
            if self._stopping.is_set():
                return
            if monotonic() - begun > STEADY:
                delay = FIRST
            if status != STORE_AWAY:
                log.warning("The worker ended (status %s). It is started again in %.1f s.", status, delay)
            self._stopping.wait(delay)
            delay = min(2 * delay, LONGEST)


class _Child:
    """One worker, and what is heard from it.

    Raises
    ------
    OSError
        If it cannot be started.
    """

    def __init__(self) -> None:
        life, self._life = os.pipe()
        self._beats, beats = os.pipe()
        try:
            self._process = subprocess.Popen(  # noqa: S603 our own command
                [*COMMAND, str(life), str(beats)], stdout=subprocess.DEVNULL, pass_fds=(life, beats)
            )
        except OSError:
            self._close()
            raise
        finally:
            os.close(life)
            os.close(beats)
        os.set_blocking(self._beats, False)

    def watch(self, stopping: threading.Event) -> int:
        """Wait until it ends, or end it: when it is silent for too long, or when all is to stop; its exit status."""
        try:
            looked = heard = monotonic()
            ticks = self._ticks()
            while self._process.poll() is None:
                if stopping.wait(LOOK):
                    self._stop()
                    break
                now = monotonic()
                # Whoever was stopped together with its worker hears nothing either.
                if self._hears() or now - looked > SILENT / 2:
                    heard, ticks = now, self._ticks()
                looked = now
                if now - heard > (BUSY if self._computes(ticks, now - heard) else SILENT):
                    log.warning("The worker has not answered for %.0f s.", now - heard)
                    self._process.kill()
                    self._process.wait()
            return self._process.wait()
        finally:
            self._close()

    def _hears(self) -> bool:
        try:
            return bool(os.read(self._beats, 4096))
        except BlockingIOError:
            return False

    def _ticks(self) -> int:
        found = usage(self._process.pid)
        return found.ticks if found else 0

    def _computes(self, ticks: int, seconds: float) -> bool:
        """Whether it was silent because a computation let nothing else through."""
        return self._ticks() - ticks > seconds * TICKS / 4

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _close(self) -> None:
        os.close(self._life)
        os.close(self._beats)
