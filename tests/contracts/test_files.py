"""A file is written whole or not at all: nothing writes one but `kit.replace_file`."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent / "src" / "bridgehead"
IN_SCRATCH = {
    "kit/replace_file.py",  # the one way
    "workspace/services/case_export.py",  # a folder that is put in place as a whole
    "match/services/index_store.py",  # likewise
    "workspace/services/practice_workspace.py",  # a folder for the time of an import
    "workspace/services/backup.py",  # a zip that is put in place as a whole
    "workspace/services/backup_file.py",  # the files of a workspace that holds nothing yet
    "kit/uploads.py",  # a folder for the time of a request
}
MODULES = [path for path in ROOT.rglob("*.py") if path.relative_to(ROOT).as_posix() not in IN_SCRATCH]
WRITERS = {"write_text", "write_bytes", "touch", "savefig", "write_csv", "write_parquet", "write_ipc"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_writes_a_file_in_place(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    found = [ast.unparse(call) for call in calls if writes(call)]
    assert not found, f"use kit.replace_file: {found}"


def writes(call: ast.Call) -> bool:
    """Whether a call writes to a path, as far as it can be seen."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "open":
        given = [*call.args, *(word.value for word in call.keywords if word.arg == "mode")]
        modes = [a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        return any(set(mode) <= set("rwaxbt+") and set(mode) & set("wax+") for mode in modes)
    to_memory = [ast.unparse(argument) for argument in call.args] == ["content"]
    return name in WRITERS and not to_memory


def test_the_contract_sees_what_it_is_for() -> None:
    for text in ("p.write_text('x')", "p.open('w')", "open(p, 'ab')", "p.open(mode='x')", "frame.write_csv(path)"):
        assert writes(ast.parse(text).body[0].value), text  # type: ignore[attr-defined]
    for text in ("p.open('rb')", "open(p)", "frame.write_csv(content)", "p.read_text()"):
        assert not writes(ast.parse(text).body[0].value), text  # type: ignore[attr-defined]
