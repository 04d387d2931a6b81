"""`python -m scripts.label_messages`: the labels of the framework's TOML files, listed for `makemessages`.

With them what the keys of these files take, which an error says.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import bridgehead.framework
from bridgehead.framework.loader import PACKAGED
from bridgehead.framework.toml_files import TomlTable, read_toml

TARGET = PACKAGED.parent / "label_messages.py"
HEAD = '''"""The framework's labels, listed for translators; `python -m scripts.label_messages` writes this."""


def gettext_noop(text: str) -> str:
    """Mark a text for translators."""
    return text


MESSAGES = (
'''
LABELS = ("label", "unit", "says", "check", "assumption", "holds", "because")
"""Keys whose text a page shows."""
UNSEEN = {("distances", "holds")}
"""Files with such a key that no page shows."""


def messages() -> list[str]:
    """Every label once, in alphabetical order."""
    found: set[str] = set()
    for path in sorted(PACKAGED.rglob("*.toml")):
        found.update(_labels(path.stem, read_toml(path)))
    for module in pkgutil.iter_modules(bridgehead.framework.__path__):
        import_module(f"bridgehead.framework.{module.name}")
    return sorted(found | set(_descriptions(TomlTable)))


def _descriptions(table: type[TomlTable]) -> Iterator[str]:
    """What the keys of a kind of table take, and of all kinds that are one."""
    yield from (field.description for field in table.model_fields.values() if field.description)
    for kind in table.__subclasses__():
        if kind.__module__.startswith(bridgehead.framework.__name__):
            yield from _descriptions(kind)


def _labels(file: str, table: dict[str, Any], *, lines: bool = False) -> Iterator[str]:
    """The labels of a table and of those below it; `lines` of a table are labels themselves."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _labels(file, value, lines=file == "vocabularies" or key in ("parts", "codes"))
        elif isinstance(value, str) and (lines or key in LABELS) and (file, key) not in UNSEEN:
            yield value
        elif isinstance(value, list):
            yield from (part for part in value if isinstance(part, str) and key in LABELS)
            for part in value:
                if isinstance(part, dict):
                    yield from _labels(file, part)


def text() -> str:
    """The module that lists them."""
    return HEAD + "".join(f"    gettext_noop({_literal(message)}),\n" for message in messages()) + ")\n"


def _literal(message: str) -> str:
    if '"' in message and not set("'\\\n").intersection(message):
        return f"'{message}'"
    quoted = message.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{quoted}"'


def main(target: Path = TARGET) -> None:
    """Write the module."""
    target.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
