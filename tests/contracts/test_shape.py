"""Small files, one idea each; short functions."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SOURCES = [p for p in (ROOT / "src").rglob("*") if p.suffix in {".py", ".css", ".js", ".html"}]
LONGEST = {".py": 300}
WRITTEN_BY_SCRIPT = ("label_messages.py",)
OWN = [p for p in SOURCES if "migrations" not in p.parts and not p.name.endswith((".min.js", *WRITTEN_BY_SCRIPT))]


@pytest.mark.parametrize("path", OWN, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_is_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST.get(path.suffix, 400)


@pytest.mark.parametrize("path", [p for p in OWN if p.suffix == ".py"], ids=lambda p: str(p.relative_to(ROOT)))
def test_a_function_is_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node)
            body = (node.end_lineno or 0) - node.lineno - (len(docstring.splitlines()) if docstring else 0)
            assert body <= 60, f"{node.name} has {body} lines"
