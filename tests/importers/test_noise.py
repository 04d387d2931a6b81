"""Whatever the bytes, an importer imports all of them or says what is wrong: no other error, no half."""

import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridgehead.importers.services.import_file import import_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_folder import import_case
from tests.importers.samples import (
    ACTORS,
    CASE,
    CORDIS,
    H2020,
    ORGANISATIONS,
    PARTICIPATIONS,
    PROJECTS,
    TOPICS,
    everything,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.slow]

quick = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
Run = Callable[[Path], object]


def cordis(path: Path) -> object:
    return import_file("cordis", path, viewer=COMMAND_LINE)


def cordis_going_on(path: Path) -> object:
    return import_file("cordis", path, keep_going=True, viewer=COMMAND_LINE)


def calls(path: Path) -> object:
    return import_file("calls", path / "calls.json", viewer=COMMAND_LINE)


def case(path: Path) -> object:
    return import_case(path, viewer=COMMAND_LINE)


def zipped(path: Path) -> object:
    return import_file("cordis", path / "data.zip", viewer=COMMAND_LINE)


CASES = [
    (cordis, "organization.csv", ORGANISATIONS),
    (cordis, "project.csv", PROJECTS),
    (cordis_going_on, "organization.csv", ORGANISATIONS),
    (lambda path: import_file("h2020", path, viewer=COMMAND_LINE), "participations.csv", PARTICIPATIONS),
    (case, "actors.csv", ACTORS),
    (calls, "calls.json", json.dumps(TOPICS)),
]
names = [f"{file} {index}" for index, (_, file, _) in enumerate(CASES)]
pieces = st.one_of(
    st.binary(max_size=4),
    st.sampled_from(
        [b",", b";", b'"', b"\n", b"\r", b"\0", b"\xff", b"NA", b"{", b"]", b"\\u0000", b"\\ud800", "å".encode()]
    ),
    st.sampled_from([b"9" * 400, b"1e999", b"x" * 2_000, b"=1+1", b"../..", b"null", b"true", b"[[", b"-"]),
)
edits = st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 20), pieces), min_size=1, max_size=4)


@pytest.mark.parametrize(("run", "file", "content"), CASES, ids=names)
@quick
@given(edits)
def test_a_spoiled_file(run: Run, file: str, content: str, edits: list[tuple[int, int, bytes]]) -> None:
    spoiled = content.encode()
    for place, length, piece in edits:
        start = place % (len(spoiled) + 1)
        spoiled = spoiled[:start] + piece + spoiled[start + length :]
    all_or_nothing(run, file, spoiled)


@pytest.mark.parametrize(("run", "file"), [(run, file) for run, file, _ in CASES] + [(zipped, "data.zip")])
@quick
@given(st.binary(max_size=300))
def test_noise(run: Run, file: str, noise: bytes) -> None:
    all_or_nothing(run, file, noise)


def all_or_nothing(run: Run, file: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for sample in (CORDIS, H2020) if run is not case else (CASE,):
            sample.write(folder)
        (folder / file).write_bytes(content)
        before = everything()
        with suppress(InputError):
            run(folder)
            return
        assert everything() == before
