"""What version 0.1.0 kept in files: read exactly, or left alone."""

import json

import pytest

from bridgehead.evidence.core.legacy_files import LegacySummary, read_legacy_files
from bridgehead.evidence.core.qda.guids import file_of

ROUND = {"name": "round 1", "unlocked_by": "ida", "unlocked_at": "2026-05-31T09:30", "turned_down": {"c1": "bo"}}
LONG = "ø" * 200
ROWS = {"actor": {"flow", LONG}, "source": {"talk"}}


def test_summaries_and_rounds_are_read() -> None:
    files = {
        "sessions/round-1.json": json.dumps(ROUND).encode(),
        "summaries/actor/flow/Oa.capital.txt": "Få hænder".encode(),
        f"summaries/actor/{file_of(LONG)}/{file_of(LONG, '.txt')}": b"cut names",
        "summaries/source/talk/Oa.capital.txt": b"money",
    }
    found = read_legacy_files(files, ROWS, {"Oa.capital", LONG})
    assert found.sessions == {"round 1": ("ida", "2026-05-31T09:30")}
    assert found.rejected == {"c1": "bo"}
    assert set(found.summaries.values()) == {
        LegacySummary("actor", "flow", "Oa.capital", "Få hænder"),
        LegacySummary("actor", LONG, LONG, "cut names"),
        LegacySummary("source", "talk", "Oa.capital", "money"),
    }
    assert found.files == set(files)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("summaries/actor/none/Oa.capital.txt", b"an actor that is not there"),
        ("summaries/actor/flow/none.txt", b"a code that is not there"),
        ("summaries/actor/flow/Oa.capital.txt", b"\xff\xfe"),
        ("summaries/actor/flow/Oa.capital.txt", b" \n"),
        ("summaries/actor/a/b/c.txt", b"deeper"),
        ("summaries/x", b"higher"),
        ("sessions/a.json", b"no json"),
        ("sessions/a.json", b"[1]"),
        ("sessions/a.json", json.dumps({**ROUND, "more": 1}).encode()),
        ("sessions/a.json", json.dumps({**ROUND, "name": ""}).encode()),
        ("sessions/a.json", json.dumps({**ROUND, "name": "x" * 300}).encode()),
        ("sessions/a.json", json.dumps({**ROUND, "unlocked_at": "yesterday"}).encode()),
        ("sessions/a.json", json.dumps({**ROUND, "turned_down": ["c1"]}).encode()),
        ("sessions/a.json", json.dumps({**ROUND, "turned_down": {"c1": 5}}).encode()),
    ],
)
def test_what_cannot_be_read_exactly_stays_a_file(name: str, content: bytes) -> None:
    found = read_legacy_files({name: content}, ROWS, {"Oa.capital"})
    assert (found.sessions, found.rejected, found.summaries, found.files) == ({}, {}, {}, set())
