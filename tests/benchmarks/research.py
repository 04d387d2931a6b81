"""How long the research pages take at 100 sources of 30 pages and 10,000 codings of two coders.

    python -m tests.benchmarks.research [DIR]

prints the median and the first of a few requests a page in milliseconds of the processor, which other work on
the machine does not stretch, and the queries that each asks. The workspace is made
in DIR (a folder of its own, temporary by default) and kept there for a look at the pages.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random

SOURCES, PAGES, CODINGS, CODES, ROUNDS = 100, 30, 10_000, 60, 5
PARAGRAPHS = 6
WORDS = (
    *("cluster", "member", "market", "buyer", "partner", "trust", "network", "funding", "pilot"),
    *("tender", "export", "region", "project", "visit", "meeting", "customer", "technology", "city"),
    *("grant", "growth", "people", "office", "contract", "risk", "price", "quality", "time", "travel"),
    *("language", "law"),
)
CODERS = ("ida", "bo")


def text(seed: Random) -> str:
    """A source of 30 pages of about 2,500 characters."""

    def paragraph() -> str:
        return " ".join(seed.choices(WORDS, k=60)).capitalize() + "."

    return "\f".join("\n".join(paragraph() for _ in range(PARAGRAPHS)) for _ in range(PAGES))


def fill() -> None:
    """Sources, a codebook, codings of two coders in an unlocked round, a tenth of them judged."""
    from bridgehead.ecosystem.models import Actor, Source, StoredFile, User
    from bridgehead.evidence.models import Code, Codebook, Coding, CodingSession, Evidence
    from bridgehead.evidence.queries import coding_sessions
    from bridgehead.kit.change_writer import batch
    from bridgehead.kit.permissions import Role

    seed = Random(2020)  # noqa: S311 no secret
    texts = {f"talk-{n:03}": text(seed) for n in range(SOURCES)}
    actors = [{"id": f"firm-{n:02}", "name": f"Firm {n}", "kind": "firm", "country": "DK"} for n in range(40)]
    codings, pieces = [], []
    for n in range(CODINGS):
        source = seed.choice(list(texts))
        start = seed.randrange(len(texts[source]) - 400)
        end = start + seed.randrange(40, 400)
        code = f"theme.t{seed.randrange(CODES):02}"
        place = {"source_id": source, "start": start, "end": end, "code": code, "coder": seed.choice(CODERS)}
        memo = "ask again" if n % 20 == 0 else ""
        codings.append({"id": f"c{n:05}", "session": "round 1", "memo": memo, **place})
        if n % 10 == 0:
            said = {"summary": "Few hands", "quote": texts[source][start:end], "source_id": source}
            holder = {"actor_id": f"firm-{seed.randrange(40):02}", "code": code, "direction": "strength"}
            pieces.append({"id": f"coding-c{n:05}", "coding_id": f"c{n:05}", "locator": f"{start}", **holder, **said})
    with batch("a research project at random") as w:
        w.put(Actor, actors)
        w.put(Codebook, [{"id": "book", "name": "Themes"}])
        w.put(Code, [{"id": f"theme.t{n:02}", "name": f"Theme {n}", "codebook_id": "book"} for n in range(CODES)])
        w.put(StoredFile, [{"id": f"{id_}.txt", "content": said.encode()} for id_, said in texts.items()])
        w.put(Source, [{"id": i, "title": i, "kind": "interview", "file": f"{i}.txt"} for i in texts])
        w.put(Coding, codings)
        w.put(Evidence, pieces)
        row = coding_sessions.session_row("round 1", opened_by="ida", opened_at="2020-01-01T00:00")
        w.put(CodingSession, [row])
    for name in CODERS:
        User.objects.create_user(name, password="let me see", role=Role.ADMIN)


ADDRESSES = (
    "/sources",
    "/sources/talk-007",
    "/sources/talk-007?words=trust+network",
    "/sources/talk-007?part=1&at=40000",
    "/sources/talk-007/compare",
    "/codings/c00000",
    "/codebooks",
    "/codes/theme.t07",
    "/codes/together",
    "/codes/frequencies",
    "/memos",
    "/matrix",
    "/matrix/actor/firm-07/theme.t07",
    "/exchange",
    "/agreement?source=talk-007",
    "/agreement",
    "/agreement?figures=now",
    "/agreement?unit=sentence&figures=now",
    "/agreement?unit=text&figures=now",
)


def measure() -> None:
    """Print what each page takes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bridgehead.ecosystem.models import User

    client = Client()
    client.force_login(User.objects.get(username="ida"))
    for address in ADDRESSES:
        taken = []
        for _ in range(ROUNDS):
            with CaptureQueriesContext(connection) as queries:
                start = time.process_time()
                response = client.get(address)
                taken.append(1000 * (time.process_time() - start))
        first, median = taken[0], statistics.median(taken)
        said = f"{median:7.0f} ms (first {first:5.0f}), {len(queries)} queries, {len(response.content) // 1024} kB"
        sys.stdout.write(f"{address:45} {response.status_code} {said}\n")


def main() -> None:
    """Make the workspace if it is not there, and measure."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="bridgehead-research-"))
    made = not (folder / "bridgehead.sqlite3").exists()
    folder.mkdir(exist_ok=True)
    os.environ |= {"BRIDGEHEAD_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "bridgehead.site.settings"}
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    if made:
        fill()
    measure()


if __name__ == "__main__":
    main()
