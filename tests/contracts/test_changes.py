"""Whoever writes asks for permission, and says what it does by a code that has a phrase."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridgehead.site.stages import change_phrases

PACKAGE = Path(__file__).parent.parent.parent / "src" / "bridgehead"
ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
UNDO = "change.undo"
"""Worded by what it takes back."""
SERVICES = sorted(p for p in PACKAGE.rglob("services/**/*.py") if "batch(" in p.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    """The functions of a module that open a batch, with the call."""
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "batch":
                    yield function, node


def test_batches_are_opened_in_services_only() -> None:
    found = [p for p in PACKAGE.rglob("*.py") if "kit" not in p.parts and list(functions(p))]
    assert [p.relative_to(PACKAGE).as_posix() for p in found if "services" not in p.parts] == []


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_is_done_is_a_code_with_a_phrase(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for _, call in functions(path):
        for action in actions(tree, call.args[0]):
            assert ACTION.fullmatch(action), ast.unparse(call)
            assert action == UNDO or action in change_phrases(), f"no phrase for {action}"


def actions(tree: ast.Module, given: ast.expr) -> list[str]:
    """The texts that an argument may be: written there, or given to its name in the same module."""
    if not isinstance(given, ast.Name):
        return [
            node.value for node in ast.walk(given) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
    values = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and any(ast.unparse(target) == given.id for target in node.targets)
    ]
    found = [node.value for value in values for node in ast.walk(value) if isinstance(node, ast.Constant)]
    return [text for text in found if isinstance(text, str) and ACTION.fullmatch(text)]


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_change_log_says_who_did_it(path: Path) -> None:
    for _, call in functions(path):
        given = {keyword.arg for keyword in call.keywords}
        assert "viewer" in given, ast.unparse(call)
        assert "who" not in given, ast.unparse(call)
