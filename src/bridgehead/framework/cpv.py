"""English titles of what public buyers buy: the Common Procurement Vocabulary (Regulation (EC) 213/2008).

All divisions, and the codes that are bought most: a tender in any language says by them in English what it is about.
"""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources


@cache
def titles() -> Mapping[str, str]:
    """Code of eight digits to its title."""
    table = resources.files("bridgehead.framework").joinpath("data/cpv.csv").read_text(encoding="utf-8")
    return {row["code"]: row["title"] for row in csv.DictReader(table.splitlines())}


def titles_with_ancestors(codes: Iterable[str]) -> str:
    """Titles of those codes that have one here, each once, with what they belong to."""
    known, found = titles(), dict[str, None]()
    for code in codes:
        digits = code[:8]
        for length in range(8, 1, -1):
            if title := known.get(digits[:length].ljust(8, "0")):
                found[title] = None
    return "; ".join(found)
