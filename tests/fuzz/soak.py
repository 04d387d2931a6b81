"""Feed the importers with spoiled files until a number is reached: `python -m tests.fuzz.soak --inputs 1000000`.

It goes on where it ended before: the state folder keeps how many are done, and each input that crashed an importer.
"""

import argparse
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, process_time
from typing import Any

MEMORY = Path("/dev/shm")  # noqa: S108 a folder of our own is made in it
IN_STORE = 100
"""One input in so many is imported into the store; the others are read."""
SLOW = 10.0
"""Seconds that one input may take."""
SAVED = 500


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for the file of the moment, in memory where there is such a place."""
    with tempfile.TemporaryDirectory(prefix="bridgehead-soak-", dir=MEMORY if MEMORY.is_dir() else None) as at:
        yield Path(at)


def try_one(seed: int, number: int, folder: Path) -> tuple[str, str]:
    """Feed one input; what kind it was and what went wrong, blank for nothing."""
    from tests.fuzz import targets
    from tests.fuzz.mutations import spoiled

    given = spoiled(seed, number)
    path = folder / given.name
    path.write_bytes(given.content)
    begun = process_time()
    try:
        if number % IN_STORE:
            targets.read(given.kind, path)
        else:
            targets.bring_in(given.kind, path, keep_going=number % (2 * IN_STORE) == 0)
    except Exception:  # noqa: BLE001 whatever an importer raises that is not ours is what is looked for
        return given.kind, traceback.format_exc()
    finally:
        path.unlink(missing_ok=True)
    took = process_time() - begun
    return given.kind, f"took {took:.0f} s" if took > SLOW else ""


def prepare() -> None:
    """What the store holds before: a cluster, a member, an activity, a source with a code."""
    from bridgehead.kit.change_writer import batch
    from bridgehead.models import Activity, Actor, Source
    from tests.fuzz.targets import ACTIVITY

    with batch("soak") as writer:
        writer.put(
            Actor,
            [{"id": "aros", "name": "Aros", "kind": "cluster"}, {"id": "flow", "name": "Flow ApS", "kind": "firm"}],
        )
        writer.put(Activity, [{"id": ACTIVITY, "name": "Open day", "kind": "event", "organiser_id": "aros"}])
        writer.put(Source, [{"id": "talk", "title": "Talk", "kind": "interview"}])


def soak(state: Path, inputs: int, minutes: float, seed: int) -> int:
    """Go on until so many inputs are done or the time is up; how many crashed an importer since the beginning."""
    state.mkdir(parents=True, exist_ok=True)
    book = state / "progress.json"
    done: dict[str, Any] = {"seed": seed, "done": 0, "crashes": 0, "seconds": 0.0}
    if book.exists():
        done = json.loads(book.read_text())
    begun, first, earlier = monotonic(), done["done"], done["seconds"]
    with scratch() as folder:
        for number in range(first, inputs):
            kind, wrong = try_one(done["seed"], number, folder)
            done["done"] = number + 1
            if wrong:
                done["crashes"] += 1
                (state / f"{number}-{kind}.txt").write_text(wrong)
                say(f"input {number} ({kind}): {wrong.strip().splitlines()[-1][:200]}")
            if done["done"] % SAVED == 0 or done["done"] == inputs:
                done["seconds"] = earlier + monotonic() - begun
                book.write_text(json.dumps(done))
                if done["done"] % (10 * SAVED) == 0:
                    rate = (done["done"] - first) / (monotonic() - begun)
                    say(f"{done['done']:,} of {inputs:,}, {rate:,.0f} a second, {done['crashes']} crashed")
            if monotonic() - begun > 60 * minutes:
                break
        done["seconds"] = earlier + monotonic() - begun
        book.write_text(json.dumps(done))
    return int(done["crashes"])


def say(text: str) -> None:
    """One line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Read the options, open a workspace of its own, soak."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=10_000.0, help="end after so long; the next run goes on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, default=Path(".soak"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bridgehead-soak-") as home:
        os.environ["BRIDGEHEAD_HOME"] = home
        from bridgehead.kit.cli import open_store

        open_store(create=True)
        prepare()
        crashed = soak(given.state, given.inputs, given.minutes, given.seed)
    sys.exit(1 if crashed else 0)


if __name__ == "__main__":
    main()
