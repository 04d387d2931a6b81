"""Tries faults for real and prints what came of them: `python -m tests.faults [--moments N] [--store postgresql]`.

What was found is written down in docs/explanation/faults.md.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.faults.kills import Campaign, Tried, acknowledged, restore_folder

NAMES = ("import", "undo", "merge", "train", "index", "schedule", "report", "digest", "migration")


@contextmanager
def store_of(kind: str, place: Path) -> Iterator[Callable[[], Callable[[], None]]]:
    """A store; what is given keeps its content as it is then, and gives back what puts that back."""
    home, kept = place / "home", place / "kept"
    os.environ["BRIDGEHEAD_HOME"] = str(home)
    os.environ["BRIDGEHEAD_EMAIL"] = "django.core.mail.backends.filebased.EmailBackend"
    if kind == "sqlite":

        def keep() -> Callable[[], None]:
            restore_folder(home, kept)
            return lambda: restore_folder(kept, home)

        yield keep
        return
    import psycopg

    from tests.on_postgres import started

    server = started(str(place / "postgresql"))
    url = urlsplit(server.get_uri())
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as top:
            top.execute("CREATE DATABASE live")
            os.environ["BRIDGEHEAD_DATABASE_URL"] = url._replace(path="/live").geturl()

            def renew() -> None:
                restore_folder(kept, home)
                top.execute("DROP DATABASE live WITH (FORCE)")
                top.execute("CREATE DATABASE live TEMPLATE kept")

            def keep() -> Callable[[], None]:
                restore_folder(home, kept)
                top.execute("DROP DATABASE IF EXISTS kept WITH (FORCE)")
                top.execute("CREATE DATABASE kept TEMPLATE live")
                return renew

            yield keep
    finally:
        server.cleanup()


def command(*args: str) -> None:
    """Run a command in a process of its own."""
    subprocess.run([str(Path(sys.executable).parent / "bridgehead"), *args], check=True, stdout=subprocess.DEVNULL)


def show(tried: Tried) -> None:
    """One row of the table."""
    faults = "; ".join(sorted(set(tried.faults))) or "none"
    cells = (tried.name, tried.moments, tried.in_the_middle, tried.before, tried.after, tried.between)
    sys.stdout.write(f"| {' | '.join(map(str, cells))} | {len(tried.faults)} | {faults} |\n")
    sys.stdout.flush()


def main() -> int:
    """Kill; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--moments", type=int, default=200, help="in all, shared by the kinds of work")
    parser.add_argument("--seconds", type=float, default=3600, help="end after so many, with what was tried by then")
    parser.add_argument("--works", nargs="*", choices=NAMES, default=NAMES)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    begun, faults, each = time.monotonic(), 0, max(1, given.moments // len(given.works))
    with tempfile.TemporaryDirectory(prefix="bridgehead-faults-") as folder:
        place = Path(folder)
        with store_of(given.store, place) as keep:
            if "migration" not in given.works or len(given.works) > 1:
                command("demo", "--practice", "--no-serve", "--workspace", str(place / "home"))
            from tests.faults import works

            renew = works.prepared(place, keep)
            campaign = Campaign(renew, place, given.seed)
            sys.stdout.write("| work | moments | killed in it | before | after | between | lost | faults |\n")
            sys.stdout.write("|---|---|---|---|---|---|---|---|\n")
            chosen = [work for work in works.works(place) if work.name in given.works]
            for number, work in enumerate(chosen):
                left = begun + given.seconds - time.monotonic()
                tried = campaign.moments(work, each, time.monotonic() + left / (len(given.works) - number + 0.5))
                show(tried)
                faults += len(tried.faults)
            told = sum(acknowledged(renew, works.write_one, 10, given.seed))
            sys.stdout.write(f"{told} writes that were said to be saved, in 10 moments: all are there\n")
            if "migration" in given.works:
                campaign.renew = works.older_store(place, keep, given.store)
                tried = campaign.moments(works.migration(), each, begun + given.seconds)
                show(tried)
                faults += len(tried.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
