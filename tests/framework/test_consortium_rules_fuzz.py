"""Whatever a rule set's file holds: it is read, or one clear error names the file, the key and what is expected."""

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bridgehead.framework.consortium_rule_files import FOLDER, KINDS, rule_set
from bridgehead.kit.errors import InputError

VALUES = ("1", "-1", "0.5", "1e9", "nan", "inf", "true", '""', '"sme"', '"🚢"', "[]", "[1, 2]", '["DK", 3]', "{}")
DATES = ("2020-01-01", "2020-01-01T10:00:00Z", "10:00:00")
KEYS = ("label", "source", "members", "programme", "check", "eligibility", "rule", "id", "kind", "says", "who", "min")
MORE = ("max", "of", "tie", "independent", "of_which", "kinds", "where", "colour")


def read(content: bytes) -> InputError | None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "own.toml").write_bytes(content)
        try:
            rule_set("own", Path(folder))
        except InputError as error:
            return error
    return None


def is_clear(error: InputError | None) -> bool:
    return error is None or (error.file == "own.toml" and bool(error.expected))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    assert is_clear(read(content))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(FOLDER.glob("*.toml"))),
    st.integers(0, 60),
    st.sampled_from(KEYS + MORE),
    st.sampled_from(VALUES + DATES),
    st.booleans(),
)
def test_any_line_changed_or_added(path: Path, line: int, key: str, value: str, replaced: bool) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    at = line % len(lines)
    lines[at : at + replaced] = [f"{key} = {value}"]
    assert is_clear(read("\n".join(lines).encode()))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([*KINDS, "every"]),
    st.dictionaries(st.sampled_from((*KEYS[8:], *MORE)), st.sampled_from(VALUES), max_size=5),
)
def test_any_rule(kind: str, given_: dict[str, str]) -> None:
    keys = {"id": '"a"', "says": '"A"', **given_, "kind": f'"{kind}"'}
    rule = "\n".join(f"{key} = {value}" for key, value in keys.items())
    content = f'label = "Own"\nsource = "us"\nmembers = [2, 5]\n\n[[rule]]\n{rule}\n'
    tomllib.loads(content)
    error = read(content.encode())
    assert is_clear(error)
    if error is not None:
        assert (error.column or "").startswith("rule 1")
        assert error.found is not None
