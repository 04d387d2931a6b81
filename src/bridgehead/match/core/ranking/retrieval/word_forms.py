"""Other forms of a word, for collections too small to hold the form that somebody asks with.

Where thousands of documents speak of leaks, some say `leakage` and some `leaky`, and statistics tie them together. Of
five members one says `leak`, and whoever asks for `leakage` would find nobody.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

FEW = 1_000
"""Documents up to which other forms of a word are looked for."""
SHORTEST = 4
"""Letters that two forms of a word share at least, and that each part of a compound has."""
# What makes another form of a word in English, and as articles and plurals in the Nordic languages and German.
ENDINGS = frozenset(
    "e y d ed er or age al ion ly en et n r ne ene erne ern ung ering ment able s es".split()  # noqa: SIM905
)


def is_form_of(one: str, other: str) -> bool:
    """Whether two stems are forms of one word: the longer is the shorter with a usual ending."""
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST and long.startswith(short) and long[len(short) :] in ENDINGS


def is_part_of(word: str, compound: str) -> bool:
    """Whether a compound of two words begins or ends with one of them."""
    return min(len(word), len(compound) - len(word)) >= SHORTEST and (
        compound.startswith(word) or compound.endswith(word)
    )


def other_forms(words: Mapping[str, int], vocabulary: NDArray[np.str_]) -> dict[str, int]:
    """The terms of a vocabulary that stand for words which it lacks, with how often each was said.

    A word is found in its other forms, a compound in its two parts (`wastewater` as `waste` and `water`), and two
    neighbours in the compound (`waste_water` as `wastewater`).

    Parameters
    ----------
    vocabulary
        Terms in alphabetical order, shape (terms,).
    """
    found: dict[str, int] = {}
    for word, number in words.items():
        if "_" in word:
            whole = [word.replace("_", "")]
            terms = whole if is_known(whole, vocabulary) else []
        elif is_known([word], vocabulary):
            terms = []
        else:
            terms = _forms(word, vocabulary) or _parts(word, vocabulary)
        for term in terms:
            found[term] = found.get(term, 0) + number
    return {term: number for term, number in found.items() if term not in words}


def is_known(words: Iterable[str], vocabulary: NDArray[np.str_]) -> bool:
    """Whether a vocabulary has all of these words."""
    asked = list(words)
    at = np.minimum(np.searchsorted(vocabulary, asked), max(len(vocabulary) - 1, 0))
    return len(vocabulary) > 0 and bool((vocabulary[at] == np.array(asked)).all())


def _forms(word: str, vocabulary: NDArray[np.str_]) -> list[str]:
    begin = word[:SHORTEST]
    first, last = np.searchsorted(vocabulary, [begin, begin + "\U0010ffff"])
    return [term for term in vocabulary[first:last].tolist() if is_form_of(word, term)]


def _parts(word: str, vocabulary: NDArray[np.str_]) -> list[str]:
    cuts = range(SHORTEST, len(word) - SHORTEST + 1)
    pairs = ([word[:cut], word[cut:]] for cut in cuts)
    return next((pair for pair in pairs if is_known(pair, vocabulary)), [])
