"""What is sent comes in through a form and nowhere else: no view reads it, and each page that takes some has one."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.urls import URLPattern, URLResolver, get_resolver

import bridgehead

PACKAGE = Path(bridgehead.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
SENT = {"POST", "FILES"}
MARKS = {"require_POST", "sent_from", "require_http_methods"}
"""Decorators of views that are there for what is sent."""


def kinds(of: type) -> Iterator[type]:
    yield of
    for kind in of.__subclasses__():
        yield from kinds(kind)


@cache
def names_of_forms() -> set[str]:
    """Forms, and tables of them out of which one is taken."""
    assert get_resolver().url_patterns  # which loads every page, and with it every form
    found = {kind.__name__ for kind in kinds(forms.BaseForm) if kind.__module__.startswith("bridgehead.")}
    for module in [m for name, m in sys.modules.items() if re.fullmatch(r"bridgehead\..*\bforms(\..*)?", name)]:
        tables = {name: table for name, table in vars(module).items() if isinstance(table, Mapping) and table}
        found |= {name for name, table in tables.items() if all(is_kind_of_form(k) for k in table.values())}
    return found


def is_kind_of_form(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, forms.BaseForm)


def is_sent(node: ast.AST) -> bool:
    """Whether something is what a request brought: `request.POST`, `self.request.FILES`."""
    of = node.value if isinstance(node, ast.Attribute) and node.attr in SENT else None
    return isinstance(of, ast.Name | ast.Attribute) and (of.id if isinstance(of, ast.Name) else of.attr) == "request"


def called(node: ast.AST) -> str:
    """What is called, by its last name; blank for what is no call."""
    function = node.func if isinstance(node, ast.Call) else node
    function = function.value if isinstance(function, ast.Subscript) else function
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def makes_form(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and called(node) in names_of_forms()


def read_elsewhere(tree: ast.AST) -> list[int]:
    """Lines that read what was sent other than to give it to a form."""
    given = {
        id(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and makes_form(node)
        for argument in (*node.args, *(keyword.value for keyword in node.keywords))
    }
    return [node.lineno for node in ast.walk(tree) if is_sent(node) and id(node) not in given]  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_reads_what_was_sent_but_a_form(path: Path) -> None:
    assert read_elsewhere(ast.parse(path.read_text(encoding="utf-8"))) == []


def test_the_contract_would_notice() -> None:
    assert read_elsewhere(ast.parse('name = request.POST.get("name", "")')) == [1]
    assert read_elsewhere(ast.parse("work(request.FILES)")) == [1]
    assert read_elsewhere(ast.parse("form = forms.ThemeForm(request.POST, request.FILES, initial={})")) == []


def views(resolver: URLResolver) -> Iterator[tuple[str, Any]]:
    """Name and view of every page of ours."""
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from views(part)
        elif isinstance(part, URLPattern):
            view = inspect.unwrap(part.callback)
            if view.__module__.startswith("bridgehead.") and not view.__module__.endswith(".api"):
                yield part.name or "", view


@cache
def functions(module: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(Path(module).read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def beside(view: Any) -> dict[str, ast.FunctionDef]:
    return functions(inspect.getsourcefile(view) or "")


def takes_something(view: Any) -> bool:
    """Whether a view is there for what is sent, or tells it apart."""
    node = beside(view)[view.__name__]
    marked = any(called(decorator) in MARKS for decorator in node.decorator_list)
    return marked or any(
        isinstance(inner, ast.Attribute) and ast.unparse(inner) == "request.method"
        for part in node.body
        for inner in ast.walk(part)
    )


def views_that_take_something() -> dict[str, Any]:
    return {name: view for name, view in views(get_resolver()) if takes_something(view)}


def has_form(name: str, known: dict[str, ast.FunctionDef], seen: frozenset[str] = frozenset()) -> bool:
    """Whether a view, or what it calls in its own file, gives what was sent to a form."""
    nodes = list(ast.walk(known[name]))
    if any(makes_form(node) and any(map(is_sent, node.args)) for node in nodes):  # type: ignore[attr-defined]
        return True
    within = {called(node) for node in nodes if isinstance(node, ast.Call)} & known.keys() - seen - {name}
    return any(has_form(other, known, seen | within | {name}) for other in within)


def test_each_page_that_takes_something_has_a_form() -> None:
    taking = views_that_take_something()
    assert [name for name, view in taking.items() if not has_form(view.__name__, beside(view))] == []
    assert {"theme", "mark", "mail-no", "trip-note", "consortium-save", "import", "source-apply"} <= taking.keys()
