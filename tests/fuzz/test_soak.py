"""Ten thousand spoiled files, each refused in our words or read; the rest of a million is for `make soak`."""

from pathlib import Path

import pytest

from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.file_kinds import recognise
from bridgehead.workspace.services.import_formats import ImportRequest, format_of
from tests.fuzz import soak, targets
from tests.fuzz.mutations import kinds, seeds, spoiled, zipped

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
INPUTS, SEED = 10_000, 2026
ASKED = {"mail", "attendance"}
"""Kinds that are filed elsewhere, or of which a file alone does not say enough."""


@pytest.mark.parametrize("kind", kinds())
def test_the_corpus_is_good(kind: str, tmp_path: Path) -> None:
    """What is spoiled comes in when it is whole, so that a refusal says something."""
    soak.prepare()
    for name, content in seeds(kind):
        path = tmp_path / name if isinstance(content, bytes) else tmp_path / f"{name}.zip"
        path.write_bytes(content if isinstance(content, bytes) else zipped(content))
        targets.READERS[kind](path)
        if kind not in ASKED:
            assert recognise(path) == (targets.FORMATS.get(kind, kind),)
            request = ImportRequest(path, path.name, COMMAND_LINE, dry_run=True, keep_going=True)
            assert any(tally.added for tally in format_of(recognise(path)[0]).run(request).tallies.values())


def test_the_same_number_is_the_same_input() -> None:
    assert spoiled(1, 5) == spoiled(1, 5)
    assert len({spoiled(1, number).content for number in range(50)}) > 40


@pytest.mark.xdist_group("fuzz")
def test_ten_thousand_inputs_crash_no_importer(tmp_path: Path) -> None:
    soak.prepare()
    assert soak.soak(tmp_path / "state", INPUTS, minutes=30, seed=SEED) == 0, sorted(
        path.read_text() for path in (tmp_path / "state").glob("*.txt")
    )
