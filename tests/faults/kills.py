"""Kills the work of each kind at random moments, and looks at what is left.

A process that has everything loaded forks one child a moment. The child works on a fresh copy of a workspace and is
killed with SIGKILL; afterwards the records are those from before or those from after, and the same work done once
more ends as if nothing had happened.
"""

import os
import random
import shutil
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

VOLATILE = {"DateTimeField", "AutoField", "BigAutoField", "UUIDField", "ForeignKey:batch", "ForeignKey:who"}
UNSTABLE = {"submission", "headers", "owner", "body", "html", "attempts", "parameters", "subject_key", "about"}
"""Columns that two runs of one work fill differently."""


@dataclass
class Work:
    """One kind of work that is killed.

    Attributes
    ----------
    run
        What the child does.
    is_whole
        Whether its records are written at once: then nothing stands between before and after.
    is_refused_again
        Whether, once done, it is refused the next time.
    check
        What else must hold afterwards; raises AssertionError.
    """

    name: str
    run: Callable[[], None]
    is_whole: bool = True
    is_refused_again: bool = False
    check: Callable[[], None] = lambda: None


@dataclass
class Tried:
    """What came of the moments of one kind of work."""

    name: str
    moments: int = 0
    in_the_middle: int = 0
    before: int = 0
    after: int = 0
    between: int = 0
    faults: list[str] = field(default_factory=list)


def state() -> str:
    """What the store holds, as one mark; of one whose tables are those of another version, that."""
    from django.db import DatabaseError, connections

    try:
        return _content()
    except DatabaseError:
        return "tables of another version"
    finally:
        connections.close_all()


def _content() -> str:
    from django.apps import apps

    mark = sha256()
    for model in sorted(apps.get_app_config("bridgehead").get_models(), key=lambda m: m.__name__):
        names = [f.attname for f in model._meta.concrete_fields if _counts(f)]
        if names:
            mark.update(repr((model.__name__, sorted(map(repr, model._default_manager.values_list(*names))))).encode())
    return mark.hexdigest()


def _counts(column: Any) -> bool:
    kind = column.get_internal_type()
    return kind not in VOLATILE and f"{kind}:{column.name}" not in VOLATILE and column.name not in UNSTABLE


def child(run: Callable[[], None], log: Path) -> int:
    """Do a work in a process of its own; its number."""
    from django.db import connections

    connections.close_all()
    number = os.fork()
    if number:
        return number
    status = 1
    try:
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(out, 1)
        os.dup2(out, 2)
        run()
        status = 0
    except BaseException:  # noqa: BLE001 a child must not go on as its parent
        with log.open("a", encoding="utf-8") as file:
            traceback.print_exc(file=file)
    finally:
        os._exit(status)


def ended(number: int) -> int:
    """How a child ended: its exit status, or minus the number of the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


class Campaign:
    """Moments of several works on one store.

    Parameters
    ----------
    renew
        Puts the workspace and its store back to what they were.
    """

    def __init__(self, renew: Callable[[], None], place: Path, seed: int) -> None:
        self.renew, self.log = renew, place / "child.log"
        self.chance = random.Random(seed)  # noqa: S311 moments, not secrets

    def measure(self, work: Work) -> tuple[str, str, float]:
        """The records before and after a work that nobody disturbs, and how long it takes."""
        self.renew()
        before, began = state(), time.monotonic()
        status = ended(child(work.run, self.log))
        assert status == 0, f"{work.name}: {self.log.read_text(encoding='utf-8')[-2000:]}"
        lasts = time.monotonic() - began
        work.check()
        return before, state(), lasts

    def moments(self, work: Work, count: int, until: float) -> Tried:
        """Kill a work so many times, or until a moment by the monotonic clock."""
        tried = Tried(work.name)
        before, after, lasts = self.measure(work)
        for _ in range(count):
            if time.monotonic() > until:
                break
            self.renew()
            number = child(work.run, self.log)
            time.sleep(lasts * self.chance.uniform(0.0, 1.0))
            os.kill(number, signal.SIGKILL)
            tried.moments += 1
            tried.in_the_middle += ended(number) == -signal.SIGKILL
            self._judge(work, tried, before, after)
        return tried

    def _judge(self, work: Work, tried: Tried, before: str, after: str) -> None:
        found = state()
        tried.before += found == before
        tried.after += found == after != before
        tried.between += found not in {before, after}
        if work.is_whole and found not in {before, after}:
            tried.faults.append("half of it was written")
        if not (work.is_refused_again and found == after):
            status = ended(child(work.run, self.log))
            if status:
                tried.faults.append(f"the next run ended with {status}: {self.log.read_text(encoding='utf-8')[-500:]}")
        if state() != after:
            tried.faults.append("after the next run, the records are others than without the kill")
        try:
            work.check()
        except AssertionError as error:
            tried.faults.append(str(error))


def acknowledged(renew: Callable[[], None], write: Callable[[int], None], moments: int, seed: int) -> Iterator[int]:
    """Kill a process that writes one record after another; of each moment, how many it had been told were saved.

    Raises
    ------
    AssertionError
        If one of those is missing afterwards.
    """
    from django.db import connections

    from bridgehead.ecosystem.models import Actor

    chance = random.Random(seed)  # noqa: S311 moments, not secrets
    renew()
    for _ in range(moments):
        reading, writing = os.pipe()

        def run(pipe: int = writing) -> None:
            for n in range(100_000):
                write(n)
                os.write(pipe, b"%d\n" % n)

        base = Actor.objects.filter(id__startswith="told-").count()
        number = child(run, Path(os.devnull))
        os.close(writing)
        time.sleep(chance.uniform(0.05, 0.5))
        os.kill(number, signal.SIGKILL)
        ended(number)
        with os.fdopen(reading) as told:
            said = len(told.read().split())
        kept = Actor.objects.filter(id__startswith="told-").count() - base
        connections.close_all()
        assert said <= kept <= said + 1, f"{said} were said to be saved, {kept} are there"
        yield said


def restore_folder(kept: Path, home: Path) -> None:
    """Put a folder back to what it was."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(kept, home)
