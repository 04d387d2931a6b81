"""What an input should have been and what it is: whoever refuses it names both by codes, and phrases have words."""

import ast
import string
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridgehead.kit import expected_phrases, found_phrases
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.expected_phrases import EXPECTED
from bridgehead.kit.found_phrases import CIRCLE, FOUND
from bridgehead.site import stages

PACKAGE = Path(__file__).parent.parent.parent / "src" / "bridgehead"
DEVELOPERS = PACKAGE / "site" / "benchmark_command.py"
"""Run from the source tree, where no language is set."""
AT = {
    "InputError": 0,
    "NotFound": 0,
    "NotAllowed": 0,
    "Conflict": 0,
    "BadParameter": 0,
    "CellReader": 1,
    "pattern_cell": 1,
    "CellError": 2,
    "_Bad": 1,
    "open_bundle": 1,
}
"""Who takes an expectation or a sentence, and which argument it is."""


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in PACKAGE.rglob("*.py"):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def is_text(node: ast.expr | None) -> bool:
    if isinstance(node, ast.IfExp):
        return is_text(node.body) or is_text(node.orelse)
    if isinstance(node, ast.BinOp):
        return is_text(node.left) or is_text(node.right)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != ""
    )


def given_texts(tree: ast.Module) -> Iterator[int]:
    """Lines on which somebody is told in words what was expected, straight or by way of a name."""
    constants = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and is_text(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in AT:
            place = AT[name_of(node)]
            by_name = next((k.value for k in node.keywords if k.arg == "expected"), None)
            given = node.args[place] if len(node.args) > place else by_name
            if is_text(given) or (isinstance(given, ast.Name) and given.id in constants):
                yield node.lineno
        if isinstance(node, ast.FunctionDef):
            takes = {a.arg: a.annotation for a in [*node.args.args, *node.args.kwonlyargs]}
            if (kind := takes.get("expected")) is not None and ast.unparse(kind) == "str":
                yield node.lineno
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any("expected" in ast.unparse(t).lower() for t in targets):
                values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
                yield from (node.lineno for value in values if is_text(value))


QUOTED = {"min", "never"}
"""Terms of a file, which are quoted as they stand there."""


def is_told(node: ast.expr | None) -> bool:
    """Whether what was found is said in words; signs, units, names and terms of a file are not."""
    if isinstance(node, ast.IfExp):
        return is_told(node.body) or is_told(node.orelse)
    if isinstance(node, ast.BoolOp):
        return any(map(is_told, node.values))
    if isinstance(node, ast.JoinedStr):
        return any(is_told(part) for part in node.values)
    if isinstance(node, ast.Call) and name_of(node) == "join" and isinstance(node.func, ast.Attribute):
        return is_told(node.func.value)
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text not in QUOTED and "--" not in text and any(sign.islower() for sign in text)


def told_findings(tree: ast.Module) -> Iterator[int]:
    """Lines on which somebody says in words what was found, straight or by way of a name."""
    for scope in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]:
        names = set()
        for node in ast.walk(scope):
            if isinstance(node, ast.Call) and name_of(node) in ("InputError", "CellError", "_Bad"):
                place = 1 if name_of(node) == "CellError" else 2
                by_place = [] if name_of(node) == "InputError" else node.args[place : place + 1]
                for given in [*by_place, *(k.value for k in node.keywords if k.arg == "found")]:
                    names |= {given.id} if isinstance(given, ast.Name) else set()
                    if is_told(given):
                        yield given.lineno
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign):
                pairs = [(node.targets[0], node.value)]
                if isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(node.targets[0].elts, node.value.elts, strict=True))
                yield from (v.lineno for t, v in pairs if isinstance(t, ast.Name) and t.id in names and is_told(v))


def is_of_phrases(path: Path) -> bool:
    """Whether a module holds the words for people."""
    return any(part.removesuffix(".py").endswith("phrases") for part in path.relative_to(PACKAGE).parts)


def test_nobody_but_phrases_says_in_words_what_was_expected() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}:{line}"
        for path, tree in modules()
        if path != DEVELOPERS and not is_of_phrases(path)
        for line in given_texts(tree)
    }
    assert found == set()


def test_nobody_but_phrases_says_in_words_what_was_found() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}:{line}"
        for path, tree in modules()
        if path != DEVELOPERS and not is_of_phrases(path)
        for line in told_findings(tree)
    }
    assert found == set()


def test_findings_in_words_would_be_found() -> None:
    for source in (
        'InputError(e, found="nothing")', 'InputError(e, found=x or "no ending")', 'InputError(e, found=f"{n} rows")',
        'CellError(field, "nothing", e)', '_Bad(key, e, "nothing")', 'InputError(e, found=" and ".join(names))',
        'found = "a folder" if x else y; InputError(e, found=found)',
        'e, is_ = x, f"{n} rows"; InputError(e, found=is_)',
    ):  # fmt: skip
        assert set(told_findings(ast.parse(source))) == {1}, source
    for source in (
        'InputError(e, found=finds("rows", count=3))', 'InputError(e, found=text)', 'InputError(e, found=f"{n} %")',
        'InputError(e, found="UTF-16")', 'found = "a folder"; InputError(e, found=other)',
    ):  # fmt: skip
        assert list(told_findings(ast.parse(source))) == [], source


def test_no_phrase_is_a_second_way_to_say_it() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for path, tree in modules()
        if is_of_phrases(path)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("expected_")
    ]
    assert found == []


def test_words_elsewhere_would_be_found() -> None:
    for source in (
        'InputError("a date", found=1)', 'InputError(f"a date of {x}")', 'CellReader(read, "a date")',
        'expected = "a date"', 'expected = "a date" if x else "a day"', 'EXPECTED = {"id": f"text of {n}"}',
        'open_bundle(path, expected="a zip")', 'NotFound(f"There is no {x}.")', 'Conflict("Somebody else did.")',
    ):  # fmt: skip
        assert list(given_texts(ast.parse(source))) == [1], source
    assert list(given_texts(ast.parse('InputError(expects("date"), found="x")\nexpected = expects("date")'))) == []
    assert list(given_texts(ast.parse('WANTED = "a date"\nInputError(WANTED)'))) == [2]
    assert list(given_texts(ast.parse("def refuse(found: str, expected: str) -> None: ..."))) == [1]
    assert list(given_texts(ast.parse('InputError("", sentence=phrases.why())\nNotFound(phrases.no_actor(x))'))) == []


def used(by: str = "expects") -> dict[str, set[frozenset[str]]]:
    """Codes of expectations or findings in the source, each with the parameters that are given with it."""
    found = defaultdict(set)
    for _path, tree in modules():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and name_of(node) == by
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found[node.args[0].value].add(frozenset(k.arg or "" for k in node.keywords))
    return found


CHOSEN = {
    *("readable_file", "readable_folder", "readable_path", "writable_file", "writable_folder"),
    *("number", "number_from", "number_between", "whole_number", "whole_number_from", "whole_number_between"),
    *("first_treatment", "first_treatment_never"),
    *("actor_id", "activity_id"),
}
"""Codes that are put together where they are used."""


def test_every_expectation_has_one_phrase_with_its_places() -> None:
    of_stages = stages.expected_phrases()
    assert not set(of_stages) & set(EXPECTED)
    phrases = {code: str(text) for code, text in {**EXPECTED, **of_stages}.items()}
    assert set(phrases) == set(used()) | CHOSEN
    for code, parameters in used().items():
        places = {name for _text, name, _spec, _conversion in string.Formatter().parse(phrases[code]) if name}
        assert parameters == {frozenset(places)}, code


def test_every_finding_has_one_phrase_with_its_places() -> None:
    found = used("finds")
    assert set(found) == {*FOUND, CIRCLE}
    for code, text in FOUND.items():
        places = {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}
        assert found[code] == {frozenset(places)}, code


def test_a_finding_is_worded_when_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    error = InputError(expects("toml", error="?"), file="a", found=finds("bytes", size=12_000))
    assert str(error).startswith("a: found “12,000 bytes”.")
    assert str(finds("circle", ids=["a", "b", "a"])) == "a after b after a"
    assert str(finds("separator", separators="\t", line="a b")) == "tab in a b"
    monkeypatch.setattr(found_phrases, "gettext", {"{size} bytes": "{size} byte"}.get)
    assert "“12,000 byte”" in str(error)


def test_what_is_missing_is_told_from_what_says_so() -> None:
    assert "the value is missing" in str(InputError(expects("date"), column="start", found=finds("nothing")))
    assert "“nothing” is not accepted" in str(InputError(expects("date"), column="start", found="nothing"))


def test_an_expectation_is_worded_when_it_is_read() -> None:
    error = InputError(expects("text_up_to", limit=12_000), row=3, column="title", found="x" * 13_000)
    assert str(error).endswith("Enter text of at most 12,000 characters.")
    assert str(expects("one_of", options=["a", "b"])) == "one of a, b"


def test_it_is_worded_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    error = InputError(expects("id_up_to", limit=200), found="?")
    monkeypatch.setattr(
        expected_phrases, "gettext", {"an id of at most {limit} letters, digits, - _ .": "højst {limit}"}.get
    )
    assert "højst 200" in str(error)


def test_without_the_product_around_it_a_core_says_its_code() -> None:
    assert str(expects("no_such_code", limit=3)) == "no_such_code limit=3"
