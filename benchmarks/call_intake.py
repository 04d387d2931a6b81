"""Calls and tenders read from what people have at hand, against what the importers read of the same items as data.

`bridgehead benchmark call-intake`. Items of `eu-calls` and `ted` are rendered as text, PDF, DOCX and HTML in many
layouts, languages, date formats and names of countries (`call_texts.py`). The reader was made on one half of the items;
the 60 that are reported first, 30 of each source, were chosen by hash out of the other half and never looked at.

A deadline is right where the proposal is the importer's day, or blank where the text states none; countries are right
where they are the importer's, neither more nor fewer. Calls have no countries there: they are open to all.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from statsmodels.stats.proportion import proportion_confint

from benchmarks.call_texts import Rendered, items
from bridgehead.importers.core.call_text.call_proposal import read_call
from bridgehead.importers.readers.call_cues import call_vocabulary
from bridgehead.importers.readers.call_documents import read_document
from bridgehead.kit.progress import Progress, no_progress

ALIKE = 90
CHECKS: Mapping[str, Callable[[Any, Any], bool]] = {
    "deadline": lambda found, truth: (found or "") == (truth or ""),
    "countries": lambda found, truth: set(found or ()) == set(truth or ()),
    "title": lambda found, truth: fuzz.ratio(found or "", truth or "", processor=str.casefold) >= ALIKE,
    "budget": lambda found, truth: found == truth,
    "cpv": lambda found, truth: set(found or ()) == set(truth or ()),
    "external_id": lambda found, truth: (found or "") == truth,
    "language": lambda found, truth: (found or "") == truth,
}


def run(data: Path, progress: Progress = no_progress) -> dict[str, Any]:
    """Shares that are right, with Wilson's 95 % intervals, on the held-out items and on the half it was made on."""
    return {
        "held out": measure(items(data, held_out=True), progress),
        "made on": measure(items(data, held_out=False), progress),
    }


def measure(found: Sequence[Rendered], progress: Progress = no_progress) -> dict[str, Any]:
    """By source and field: how many items, the share that is right, and its interval."""
    right: dict[str, dict[str, list[bool]]] = {}
    for item in progress(found, "Reading calls and tenders"):
        for field, is_right in judged(item).items():
            for part in ("all", item.source):
                right.setdefault(part, {}).setdefault(field, []).append(is_right)
    return {part: {field: _share(answers) for field, answers in fields.items()} for part, fields in right.items()}


def judged(item: Rendered) -> dict[str, bool]:
    """Which fields of an item are read as they are."""
    proposal = read_call(read_document(item.content, item.name).call, call_vocabulary())
    return {f: CHECKS[f](proposal.values.get(f), truth) for f, truth in item.truth.items()}


def _share(answers: Sequence[bool]) -> dict[str, Any]:
    low, high = proportion_confint(sum(answers), len(answers), method="wilson")
    return {"items": len(answers), "right": sum(answers) / len(answers), "interval": [float(low), float(high)]}
