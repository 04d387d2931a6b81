"""The example states facts in its own words: no run of seven words of it stands in the study."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridgehead.workspace.services.example_workspace import EXAMPLE

STUDY = Path(__file__).parents[2].parent / "shared" / "thesis" / "thesis.md"
RUN = 7
# What others call a thing is taken as it is: names, and the titles of people.
NAMES = {("people", "role"), ("people", "name"), ("sources", "role"), ("sources", "voice")}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str) -> Iterator[str]:
    found = words(text)
    return (" ".join(found[n : n + RUN]) for n in range(len(found) - RUN + 1))


def cells() -> Iterator[tuple[str, str, str]]:
    for path in sorted(EXAMPLE.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                for column, text in row.items():
                    if (path.stem, column) not in NAMES:
                        yield f"{path.stem}.{column}", row.get("id") or next(iter(row.values())), text


def test_a_run_of_seven_words_is_found() -> None:
    assert list(runs("one two three, four five six – seven eight")) == [
        "one two three four five six seven",
        "two three four five six seven eight",
    ]


@pytest.mark.skipif(not STUDY.exists(), reason="the study is not here")
def test_no_seven_words_in_a_row_are_the_studys() -> None:
    known = set(runs(STUDY.read_text(encoding="utf-8")))
    taken = [(place, id_, run) for place, id_, text in cells() for run in runs(text) if run in known]
    assert taken == []
