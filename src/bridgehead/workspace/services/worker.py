"""A worker: the process beside a server that does what pages and commands put in the queue.

`services.supervisor` starts it with two pipes. Of one it keeps the end that is read: when its supervisor ends,
however that ends, the pipe does, and the worker with it. Into the other it writes every second, so that the
supervisor hears that it still answers. Nothing of Django is loaded before both are in place.
"""

import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bridgehead.kit.workers import Heartbeat

EVERY = 1.0
"""Seconds between two signs of life."""
PATIENCE = 90.0
"""Seconds that it may take to look for the next task, which may wait for the store; a task itself may take longer."""
FAILED, STORE_AWAY = 1, 75
"""Exit statuses; the second is the system's for what may go well later."""

log = logging.getLogger(__name__)


class Pulse(threading.Thread):
    """Says that the worker lives: to its supervisor through a pipe, to everybody by the file of its heartbeat.

    Attributes
    ----------
    stopping
        Set when the worker is asked to end after the task that it does.
    working
        Whether it does a task.
    heart
        Its file, once the store answers.
    """

    def __init__(self, pipe: int) -> None:
        super().__init__(daemon=True)
        self.pipe = pipe
        self.stopping = threading.Event()
        self.working = False
        self.heart: Heartbeat | None = None
        self._passed = monotonic()

    def passed(self) -> None:
        """Note that it looks for tasks."""
        self._passed = monotonic()

    def run(self) -> None:
        """Beat for as long as the work goes on."""
        os.set_blocking(self.pipe, False)
        while True:
            if self.working or monotonic() - self._passed < PATIENCE:
                self._beat()
            sleep(EVERY)

    def _beat(self) -> None:
        try:
            os.write(self.pipe, b".")
        except BlockingIOError:
            pass  # a supervisor that reads no more for hours is stopped, and not gone
        except OSError:
            os._exit(FAILED)
        if self.heart is not None:
            self.heart.beat()


def main() -> None:
    """Work until the supervisor asks to stop, or is gone."""
    life, beats = map(int, sys.argv[1:3])
    pulse = Pulse(beats)
    threading.Thread(target=_end_with, args=(life,), daemon=True).start()
    pulse.start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to both; the supervisor says when to stop
    signal.signal(signal.SIGTERM, lambda *_: pulse.stopping.set())
    sys.exit(_status(pulse))


def _status(pulse: Pulse) -> int:
    """Do the work; how it ended. What goes wrong again and again is one line each time."""
    import django  # noqa: PLC0415 the signs of life come first
    from django.db import InterfaceError, OperationalError  # noqa: PLC0415

    from bridgehead.kit.errors import Busy  # noqa: PLC0415

    try:
        django.setup()
        from bridgehead.workspace.services.task_queue import work  # noqa: PLC0415 needs settings

        work(pulse)
    except (OperationalError, InterfaceError) as error:
        log.warning("The store does not answer (%s). Background work goes on when it does.", first_line(error))
        return STORE_AWAY
    except Busy as error:
        log.warning("%s Background work goes on afterwards.", error)
        return STORE_AWAY
    except Exception as error:  # noqa: BLE001 the supervisor starts it again, whatever it was
        log.error("The worker ended: %s: %s", type(error).__name__, first_line(error))  # noqa: TRY400
        return FAILED
    finally:
        with suppress(OSError):
            if pulse.heart is not None:
                pulse.heart.end()
    return 0


def first_line(error: BaseException) -> str:
    """What an error says, as one line."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _end_with(life: int) -> None:
    """End at once when the other end of the pipe is closed; a transaction that is open is taken back by the store."""
    os.read(life, 1)
    os._exit(FAILED)


if __name__ == "__main__":
    main()
