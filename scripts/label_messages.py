"""`python -m scripts.label_messages`: the labels of the framework's TOML files, listed for `makemessages`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bridgehead.framework.loader import PACKAGED
from bridgehead.framework.toml_files import read_toml

TARGET = PACKAGED.parent / "label_messages.py"
HEAD = '''"""The framework's labels, listed for translators; `python -m scripts.label_messages` writes this."""


def gettext_noop(text: str) -> str:
    """Mark a text for translators."""
    return text


MESSAGES = (
'''
LABELS = ("label", "unit")
"""Keys whose text a page shows."""


def messages() -> list[str]:
    """Every label once, in alphabetical order."""
    found: set[str] = set()
    for path in sorted(PACKAGED.rglob("*.toml")):
        found.update(_labels(path.stem, read_toml(path)))
    return sorted(found)


def _labels(file: str, table: dict[str, Any], *, lines: bool = False) -> Iterator[str]:
    """The labels of a table and of those below it; `lines` of a table are labels themselves."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _labels(file, value, lines=file == "vocabularies" or key in ("parts", "codes"))
        elif isinstance(value, str) and (lines or key in LABELS):
            yield value


def text() -> str:
    """The module that lists them."""
    return HEAD + "".join(f"    gettext_noop({_literal(message)}),\n" for message in messages()) + ")\n"


def _literal(message: str) -> str:
    quoted = message.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{quoted}"'


def main(target: Path = TARGET) -> None:
    """Write the module."""
    target.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
