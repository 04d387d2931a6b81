"""Lists: declared in `tables`, drawn by one template, from which their files come as well."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "src" / "bridgehead"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
LIST = re.compile(r'<table class="[^"]*\b(?:rows|counts)\b')
DRAWS = "kit/list_table.html"
NO_LISTS = {
    "kit/form_state.html": "both versions of a form that somebody else changed meanwhile",
    "workspace/import_columns.html": "a form, a row a column of the file",
    "evidence/exchange.html": "what can be downloaded, a link a row",
}
PARSES_FOREIGN_TEXT = {"importers/core/text_cleaning.py"}


def of_template(path: Path) -> str:
    return path.as_posix().rpartition("/templates/")[2]


@pytest.mark.parametrize("path", TEMPLATES, ids=of_template)
def test_no_list_is_drawn_by_hand(path: Path) -> None:
    if of_template(path) != DRAWS and of_template(path) not in NO_LISTS:
        assert not LIST.search(path.read_text(encoding="utf-8"))


def test_the_exceptions_are_still_there() -> None:
    drawn = {of_template(path) for path in TEMPLATES if LIST.search(path.read_text(encoding="utf-8"))}
    assert drawn == {DRAWS, *NO_LISTS}


def test_no_export_parses_rendered_html() -> None:
    parsers = {"html.parser", "lxml.html", "bs4", "html5lib"}
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if parsers.intersection(names):
                found.add(path.relative_to(PACKAGE).as_posix())
    assert found == PARSES_FOREIGN_TEXT
