"""Documents as sources: the same name again is the same source, another name never is."""

from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Source
from bridgehead.evidence.queries.source_texts import text_of
from bridgehead.evidence.services.sources import describe, import_document
from bridgehead.kit.permissions import COMMAND_LINE

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_names_that_make_one_id_are_sources_of_their_own(tmp_path: Path) -> None:
    names = ["C", "C+", "+++", "---", "कि", "का", "Interview (1)", "Interview 1"]
    for _ in range(2):
        for name in names:
            (tmp_path / f"{name}.txt").write_text(f"Text of {name}", encoding="utf-8")
            id_ = import_document(tmp_path / f"{name}.txt", viewer=COMMAND_LINE).result
            assert text_of(id_) == f"Text of {name}"
    assert sorted(Source.objects.values_list("title", flat=True)) == sorted(names)


def test_the_same_text_under_a_new_title_is_the_same_source(tmp_path: Path) -> None:
    path = tmp_path / "Interview 1.txt"
    path.write_text("Hello", encoding="utf-8")
    first = import_document(path, viewer=COMMAND_LINE).result
    describe(first, title="Talk with Bo", viewer=COMMAND_LINE)
    assert import_document(path, viewer=COMMAND_LINE).result == first
    path.write_text("Another talk", encoding="utf-8")
    assert import_document(path, viewer=COMMAND_LINE).result != first
    assert text_of(first) == "Hello"
