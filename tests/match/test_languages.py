"""On real tenders: a German or French one finds what an English one of the same class finds."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bridgehead.importers.services.import_file import import_file
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match.core import history_builder
from bridgehead.match.services import index_store, rank_actors
from bridgehead.models import Opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAIRS = 30


def overlap() -> float:
    """Share of the first twenty that two tenders of a class in two languages have in common; buyers left aside."""
    classes: dict[str, dict[bool, Opportunity]] = defaultdict(dict)
    for about in Opportunity.objects.filter(language__in=("en", "de", "fr")).exclude(cpv=[]).order_by("id"):
        about.buyer, about.countries = "", []
        classes[about.cpv[0]].setdefault(about.language == "en", about)
    pairs = [both for both in classes.values() if len(both) == 2][:PAIRS]
    assert len(pairs) == PAIRS
    found = [{c.actor for c in rank_actors.rank_by_fit(both[True]).candidates} for both in pairs]
    other = [{c.actor for c in rank_actors.rank_by_fit(both[False]).candidates} for both in pairs]
    return float(np.mean([len(one & two) / 20 for one, two in zip(found, other, strict=True)]))


def test_titles_of_what_is_bought_bridge_languages(
    shared: Path, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WORKSPACE = tmp_path
    import_file("ted", shared / "data" / "ted", viewer=COMMAND_LINE)
    index_store._opened.clear()
    bridged = overlap()
    monkeypatch.setattr(history_builder, "titles_with_ancestors", lambda _: "")
    monkeypatch.setattr(rank_actors, "titles_with_ancestors", lambda _: "")
    settings.WORKSPACE = tmp_path / "without"
    index_store._opened.clear()
    assert bridged > overlap() + 0.1
