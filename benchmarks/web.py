"""Pages with 27,411 actors beside the same pages with 100, on SQLite and on PostgreSQL, for 1 and for 20 users.

Each workspace is built from public data (the H2020 graph, the portal's calls) with a cluster of as many
members as CLEAN has and evidence on some of them, and is served as `bridgehead serve` serves it. A user
asks for one page every three seconds, each time another. Queries are counted in a process of its own.
"""

import csv
import gzip
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.kit.progress import Progress, no_progress

TREE = Path(__file__).parent.parent
SMALL, MEMBERS, JUDGED = 100, 166, 60
USERS, PAUSE, SECONDS = (1, 20), 3.0, 90.0
CODES = ("Oa.technology", "Oa.network", "Oa.capital", "Ot.knowledge", "Ot.opportunity", "Oi.network")

Timed = tuple[str, float]


def run(data: Path, progress: Progress = no_progress) -> dict[str, Any]:
    """Measure the list, search, member, opportunity, match and matrix pages.

    Returns
    -------
    dict
        By store, then by number of actors: by number of users the `p50_ms` and `p95_ms` over all pages;
        `pages`, by page: queries, seconds of the first request after the start, and `p95_ms` with 20 users.
    """
    from tests.on_postgres import started  # noqa: PLC0415 a development dependency

    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bridgehead-web-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        few = _few(data / "h2020-graph", folder / "few")
        calls = data / "eu-calls" / "calls.json.gz"
        (folder / "store").mkdir()
        server = started(str(folder / "store"))
        try:
            for store, graph in progress(
                [(s, g) for s in ("sqlite", "postgresql") for g in (few, data / "h2020-graph")], "Measuring pages"
            ):
                home = folder / f"{store}-{graph.name}"
                home.mkdir()
                env = {**os.environ, "BRIDGEHEAD_HOME": str(home)}
                if store == "postgresql":
                    name = "few" if graph == few else "many"
                    server.psql(f"CREATE DATABASE {name}")
                    env["BRIDGEHEAD_DATABASE_URL"] = server.get_uri(database=name)
                size, told = _measure(env, graph, calls)
                found.setdefault(store, {})[f"{size:,} actors"] = told
        finally:
            server.cleanup()
    return found


def _few(graph: Path, to: Path) -> Path:
    """The graph of its first hundred organisations alone."""
    to.mkdir()
    with gzip.open(graph / "participations.csv.gz", "rt", encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    at = header.index("pic")
    kept = set(list(dict.fromkeys(row[at] for row in rows))[:SMALL])
    with (to / "participations.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *(row for row in rows if row[at] in kept)])
    (to / "programme_parts.csv.gz").symlink_to(graph.absolute() / "programme_parts.csv.gz")
    return to


def _measure(env: Mapping[str, str], graph: Path, calls: Path) -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "benchmarks.web", str(graph), str(calls)]
    made = json.loads(subprocess.run(command, env=env, cwd=TREE, check=True, capture_output=True, text=True).stdout)
    pages: dict[str, str] = made["pages"]
    with _served(env) as port:
        cookie = f"sessionid={made['session']}"
        first = {name: _seconds(port, path, cookie) for name, path in pages.items()}
        timed = {users: _asked(port, pages, cookie, users) for users in USERS}
    told: dict[str, Any] = {f"{users} users": _quantiles([s for _, s in timed[users]]) for users in USERS}
    told["pages"] = {
        name: {
            "queries": made["queries"][name],
            "first_s": first[name],
            "p95_ms": _quantiles([s for page, s in timed[max(USERS)] if page == name])["p95_ms"],
        }
        for name in pages
    }
    return made["actors"], told


def _quantiles(seconds: Sequence[float]) -> dict[str, float]:
    p50, p95 = np.quantile(seconds, (0.5, 0.95)) * 1000
    return {"requests": len(seconds), "p50_ms": float(p50), "p95_ms": float(p95)}


@contextmanager
def _served(env: Mapping[str, str]) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "bridgehead"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    try:
        server.stdout.readline()  # it says where it is as soon as it is there
        yield port
    finally:
        server.terminate()
        server.wait()


def _asked(port: int, pages: Mapping[str, str], cookie: str, users: int) -> list[Timed]:
    """What each request took when so many users look at one page after another."""
    names = list(pages)

    def one(user: int) -> list[Timed]:
        begun = time.monotonic() + PAUSE * user / users
        timed = []
        for n in range(int(SECONDS / PAUSE)):
            time.sleep(max(0.0, begun + n * PAUSE - time.monotonic()))
            name = names[(user + n) % len(names)]
            timed.append((name, _seconds(port, pages[name], cookie)))
        return timed

    with ThreadPoolExecutor(users) as pool:
        return [one_ for each in pool.map(one, range(users)) for one_ in each]


def _seconds(port: int, path: str, cookie: str) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    started = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    seconds = time.perf_counter() - started
    connection.close()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} answered {answer.status}")
    return seconds


def _build(graph: Path, calls: Path) -> dict[str, Any]:
    """Make a workspace; its pages, how many queries each asks, and a session of somebody who has signed in."""
    from bridgehead.kit.cli import open_store  # noqa: PLC0415 only this process opens a workspace

    open_store(create=True)
    from django.conf import settings  # noqa: PLC0415 needs the workspace
    from django.db.models import Count  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from bridgehead.importers.services.import_file import import_file  # noqa: PLC0415
    from bridgehead.kit.permissions import Role  # noqa: PLC0415
    from bridgehead.models import Actor, Opportunity, User  # noqa: PLC0415

    import_file("h2020", graph, viewer=COMMAND_LINE)
    import_file("calls", calls, viewer=COMMAND_LINE)
    soon = timezone.localdate() - timedelta(days=3650)
    call = Opportunity.objects.filter(deadline__gte=soon.isoformat()).exclude(description="").order_by("id")[0]
    busiest = [actor.pk for actor in Actor.objects.annotate(n=Count("participations")).order_by("-n", "id")[:MEMBERS]]
    _cluster(busiest)
    pages = {
        "list": "/members",
        "search": "/search?q=energy+storage",
        "member": f"/members/{busiest[0]}",
        "opportunity": f"/opportunities/{call.pk}",
        "match": f"/opportunities/{call.pk}/matches",
        "matrix": "/matrix",
    }
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(User.objects.create_user("measure", role=Role.STAFF))
    queries = {name: _queries(client, path) for name, path in pages.items()}
    return {
        "actors": Actor.objects.count(),
        "pages": pages,
        "queries": queries,
        "session": client.cookies["sessionid"].value,
    }


def _cluster(members: Sequence[str]) -> None:
    """A cluster of these members, and evidence on the first of them."""
    from bridgehead.kit.change_writer import batch  # noqa: PLC0415 needs the workspace
    from bridgehead.models import Actor, Evidence, Membership  # noqa: PLC0415

    rows = [{"member_id": member, "cluster_id": "measured-hub", "since": "2015"} for member in members]
    with batch("a cluster") as writer:
        writer.put(Actor, [{"id": "measured-hub", "name": "The measured hub", "kind": "cluster"}])
        writer.put(Membership, [{**row, "id": Membership.key_of(row)} for row in rows])
        writer.put(
            Evidence,
            [
                {"id": f"m-{n}-{code}", "actor_id": member, "code": code, "direction": "strength", "salience": 1}
                for n, member in enumerate(members[:JUDGED])
                for code in CODES
            ],
        )


def _queries(client: Any, path: str) -> int:
    from django.db import connection  # noqa: PLC0415 needs the workspace
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client.get(path)  # what is kept between requests is there from the first on
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_build(Path(sys.argv[1]), Path(sys.argv[2]))))
