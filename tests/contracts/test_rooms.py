"""Rooms and names: what stands where, one name for one thing, sentences outside the cores."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "src" / "bridgehead"
LIBRARIES = {"kit", "framework", "methods", "site", "migrations"}
STAGES = sorted(p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists() and p.name not in LIBRARIES)
ROOM = {
    "__init__", "core", "models", "queries", "phrases", "case_files", "services", "schemas", "tables", "forms", "web",
    "api", "cli", "tasks", "templates", "static", "data", "typst", "example", "locale",
}  # fmt: skip
ALSO = {
    "importers": {"readers"},
    "workspace": {"server", "python_api"},
    "ecosystem": {"account_adapter"},
    "mail": {"outbox_backend"},
}
"""`ecosystem.account_adapter`, `mail.outbox_backend`: settings name them, so that allauth and Django find them."""
DJANGO = {"Meta"}
SAME_STEM = {
    "__init__", "models", "queries", "phrases", "case_files", "schemas", "tables", "forms", "api", "cli", "tasks",
}  # fmt: skip
"""Modules that every stage may have."""


def modules() -> Iterator[Path]:
    """Every module of the product."""
    return (p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_else_stands_at_a_stages_root(stage: str) -> None:
    found = {p.stem for p in (PACKAGE / stage).iterdir() if p.name != "__pycache__"}
    assert found <= ROOM | ALSO.get(stage, set())


def test_no_class_name_is_defined_twice() -> None:
    where = defaultdict(list)
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name not in DJANGO:
                where[node.name].append(path.relative_to(PACKAGE).as_posix())
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


SHARED = {
    "cp_sat_model": {"consortium", "trips"},
    "problem": {"consortium", "trips"},
    "verifier": {"consortium", "trips"},
    "template_tags": {"events", "followup", "framework", "kit", "profile"},
    "duplicates": {"importers", "workspace"},
    "set_up": {"importers", "workspace"},
    "intercoder_agreement": {"evidence", "methods"},
    "expected": {"consortium", "evidence", "importers", "influence", "match", "profile", "trips", "workspace"},
    "doors": {"kit", "site"},
    # a stage's own part on what another stage is about
    "eligibility": {"match", "opportunities"},
    "evidence": {"evidence", "profile"},
    "network": {"match", "network"},
    "memberships": {"ecosystem", "pages"},
}
"""Module names that stand in two places with one meaning."""


def test_no_module_name_has_two_meanings() -> None:
    """The same noun goes through the layers of one stage; between stages it means the same, or is another one."""
    where = defaultdict(set)
    for path in modules():
        if path.stem not in SAME_STEM:
            where[path.stem].add(path.relative_to(PACKAGE).parts[0])
    assert {stem: stages for stem, stages in where.items() if len(stages) > 1} == SHARED


def test_no_core_has_sentences() -> None:
    """A core answers with codes and parameters: it translates nothing and knows no phrases."""
    for path in modules():
        if "core" in path.relative_to(PACKAGE).parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                names += [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
                assert not [n for n in names if "phrases" in n.split(".") or "gettext" in n or "translation" in n], path


REFERENCE = re.compile(r"`((?:[A-Za-z_]+\.)+[A-Za-z_]+)`")
FILES = {"csv", "toml", "md", "json", "txt"}


def named_in_docstrings() -> Iterator[tuple[str, str]]:
    """What docstrings name with dots in backticks, files of data apart, and the module that does."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                for name in REFERENCE.findall(ast.get_docstring(node) or ""):
                    if name.rpartition(".")[2] not in FILES:
                        yield name, path.relative_to(PACKAGE).as_posix()


def test_what_docstrings_refer_to_is_there() -> None:
    """A module of ours (`verifier.py`, `kit.partial_dates`), or what one defines (`change_writer.Writer.remove`)."""
    paths = {".".join(p.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): p for p in modules()}
    parts = {part for module in paths for part in module.split(".")}

    def homes(module: str) -> list[Path]:
        return [path for known, path in paths.items() if f".{known}".endswith(f".{module}")]

    def is_there(name: str) -> bool:
        if homes(name.removesuffix(".py")):
            return True
        module, _, last = name.rpartition(".")
        return any(re.search(rf"\b{last}\b", p.read_text(encoding="utf-8")) for p in homes(module)) or (
            "." in module and is_there(module)
        )

    ours = {(name, file) for name, file in named_in_docstrings() if name.split(".")[0] in parts or name.endswith(".py")}
    assert ours
    assert {(name, file) for name, file in ours if not is_there(name)} == set()
