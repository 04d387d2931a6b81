"""Texts cut into words for the search index, and what somebody looks for cut alike.

A word that punctuation cuts (`time-lapse`) is kept in its parts and as one. In scripts without blanks each sign is a
word, and several of them are looked for side by side: `電機` stands in `東和電機`
(docs/decisions/words-are-folded-in-python.md).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bridgehead.kit.folding import is_unspaced, spellings

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
    other
        It with letters written as two, `aarhus` of `Århus`; None where that is the same.
    """

    parts: tuple[str, ...]
    joined: str = ""
    other: "SearchWord | None" = None


def search_words(text: str) -> Iterator[SearchWord]:
    """The words of a text."""
    for plain, *others in zip(*(said.split() for said in spellings(text)), strict=True):
        other = _cut(others[0]) if others and others[0] != plain else None
        if word := _cut(plain):
            yield replace(word, other=other) if other else word


def _cut(chunk: str) -> SearchWord | None:
    """What stands between two blanks, in its parts; None where it has none."""
    cut = [found for piece in chunk.translate(LETTERS).split() for found in ENDING.findall(piece)]
    parts = tuple("".join(run) for piece in cut for _is, run in groupby(piece, is_unspaced))
    if not parts:
        return None
    single = len(parts) > 1 and not any(map(is_run, parts))
    return SearchWord(parts, joined if single and len(joined := "".join(parts)) <= LONGEST_JOINED else "")


def is_run(part: str) -> bool:
    """Whether a part of a word is a run of signs of a script without blanks."""
    return is_unspaced(part[0])


def tokens(text: str) -> Iterator[str]:
    """The words of a text as the index keeps them, at its end those again that are also written otherwise."""
    others = []
    for word in search_words(text):
        yield from _parts(word)
        others += [word.other] if word.other else []
    for word in others:
        yield from _parts(word)


def _parts(word: SearchWord) -> Iterator[str]:
    for part in word.parts:
        yield from part if is_run(part) else (part,)
    if word.joined:
        yield word.joined


def phrase(run: Sequence[str]) -> str:
    """Signs or words side by side, as the index is asked for them."""
    return '"' + " ".join(run) + '"'
