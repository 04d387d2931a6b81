"""How well calls and tenders are read that nobody looked at while the reader was made."""

from pathlib import Path

import pytest

from benchmarks.call_intake import measure
from benchmarks.call_texts import HELD_OUT, is_held_out, items

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="the public data lie beside the project, in ../shared/data"),
]


def test_four_fifths_of_deadlines_and_countries_of_unseen_items_are_right() -> None:
    found = items(DATA, held_out=True)
    assert len(found) == HELD_OUT == 60
    assert all(is_held_out(item.item) for item in found)
    assert {Path(item.name).suffix for item in found} == {".txt", ".html", ".docx", ".pdf"}
    shares = measure(found)["all"]
    assert shares["deadline"]["right"] >= 0.8
    assert shares["countries"]["right"] >= 0.8
