"""Labels of the theory in the reader's language: the text in the TOML file is the message that is translated.

`scripts/label_messages.py` lists the texts for Django's `makemessages` in `framework/label_messages.py`. Nothing here
asks for Django, which cores run without; the application says at its start how a text is translated.
"""

from collections.abc import Callable, Iterator, Mapping

Translator = Callable[[str], str]
_translators: list[Translator] = []


def provide(translator: Translator) -> None:
    """Say how a label is translated; the latest word counts."""
    _translators[:] = [translator]


def translated(text: str) -> str:
    """A label in the reader's language; as the file has it where nobody translates."""
    return _translators[0](text) if _translators and text else text


class Labels(Mapping[str, str]):
    """Terms or codes to their labels, each translated when it is read."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    @property
    def texts(self) -> dict[str, str]:
        """The labels as the file has them."""
        return dict(self._texts)

    def __getitem__(self, key: str) -> str:
        return translated(self._texts[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        return f"Labels({self._texts})"
