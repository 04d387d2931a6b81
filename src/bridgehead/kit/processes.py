"""A process as others know it, also after it has ended: its machine, its number, and when it began.

The number alone would not do: it is given out again.
"""

import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
ENDED = ("Z", "X")
"""States of a process that has ended and whose parent has not looked yet."""
STOPPED = ("T", "t")
"""States of a process that somebody has stopped."""
LONGEST_HOST = 100


class Usage(NamedTuple):
    """What the system says of a running process."""

    state: str
    begun: str
    ticks: int


def this_process() -> str:
    """The name of the process that asks: machine, number, beginning."""
    number = os.getpid()
    return f"{host()}:{number}:{_beginning(number)}"


def host() -> str:
    """The name of this machine."""
    return socket.gethostname().replace(":", "-").replace("/", "-")[:LONGEST_HOST] or "localhost"


def is_here(name: str) -> bool:
    """Whether a process is, or was, one of this machine."""
    return name.startswith(f"{host()}:")


def is_gone(name: str) -> bool:
    """Whether a process of this machine has ended. Of another machine nobody can tell from here: then the answer is no.

    Parameters
    ----------
    name
        As `this_process` gave it; what has not this shape names no process that could still run.
    """
    machine, _, rest = name.partition(":")
    number, _, begun = rest.partition(":")
    if not number.isdecimal():
        return True
    if machine != host():
        return False
    return not _exists(int(number)) or _beginning(int(number)) != begun


def number_of(name: str) -> int:
    """The number of a process, by its name."""
    return int(name.split(":")[1])


def usage(number: int) -> Usage | None:
    """State, beginning and processor time of a process; None where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        # The name of the program stands in brackets and may hold anything.
        fields = (PROC / str(number) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return Usage(fields[0], fields[19], int(fields[11]) + int(fields[12]))
    return None


def _exists(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    found = usage(number)
    return found is None or found.state not in ENDED


def _beginning(number: int) -> str:
    """When a process began, in this start of the machine; blank where the system does not say."""
    found = usage(number)
    with suppress(OSError):
        boot = (PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii")[:8]
        return f"{boot}-{found.begun}" if found else ""
    return found.begun if found else ""
