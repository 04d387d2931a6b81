"""Texts cut into words for the search index, and what somebody looks for cut alike.

A word that punctuation cuts (`time-lapse`) is kept in its parts and as one. In scripts without blanks each sign is a
word, and several of them are looked for side by side: `電機` stands in `東和電機`
(docs/decisions/words-are-folded-in-python.md).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bridgehead.kit.folding import fold, is_unspaced

LONGEST_JOINED = 40
ENDING = re.compile(r"[^+#]+[+#]*$|[^+#]+")


class _Letters(dict[int, str]):
    """Letters, signs on letters, digits, `+` and `#` as they are; a blank for all else."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        found = self[code] = sign if unicodedata.category(sign)[0] in "LMN" or sign in "+#" else " "
        return found


LETTERS = _Letters()


@dataclass(frozen=True)
class SearchWord:
    """What stands between two blanks of what somebody looks for.

    Attributes
    ----------
    parts
        Its parts, folded; each is a word, or a run of signs of a script without blanks.
    joined
        They as one word, where there are several and none is such a run.
    """

    parts: tuple[str, ...]
    joined: str = ""


def search_words(text: str) -> Iterator[SearchWord]:
    """The words of a text."""
    for chunk in fold(text).split():
        cut = [found for piece in chunk.translate(LETTERS).split() for found in ENDING.findall(piece)]
        parts = tuple("".join(run) for piece in cut for _is, run in groupby(piece, is_unspaced))
        if parts:
            single = len(parts) > 1 and not any(map(is_run, parts))
            yield SearchWord(parts, joined if single and len(joined := "".join(parts)) <= LONGEST_JOINED else "")


def is_run(part: str) -> bool:
    """Whether a part of a word is a run of signs of a script without blanks."""
    return is_unspaced(part[0])


def tokens(text: str) -> Iterator[str]:
    """The words of a text as the index keeps them."""
    for word in search_words(text):
        for part in word.parts:
            yield from part if is_run(part) else (part,)
        if word.joined:
            yield word.joined


def phrase(run: Sequence[str]) -> str:
    """Signs or words side by side, as the index is asked for them."""
    return '"' + " ".join(run) + '"'
