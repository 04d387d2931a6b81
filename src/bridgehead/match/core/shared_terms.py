"""Words that two texts share, as one of them writes them."""

from collections.abc import Callable

from bridgehead.match.core.ranking.retrieval.tokenizer import STOP, WORD, stem, stems
from bridgehead.match.core.ranking.retrieval.word_forms import is_form_of, is_part_of

SHORTEST = 4


def shared_terms(text: str, other: str, most: int = 4, *, any_form: bool = False) -> list[str]:
    """Words of `text` whose stems occur in `other` too, the longest first, as `text` writes them.

    With `any_form`, where there are none, those that occur there in another form, or as a part of a compound.
    """
    same = set(stems(other))
    said = [word for word in WORD.findall(text.lower()) if word not in STOP and len(word) >= SHORTEST]
    exact = _longest(said, lambda word: word in same, most)
    if exact or not any_form:
        return exact
    return _longest(said, lambda word: any(is_form_of(word, o) or is_part_of(word, o) for o in same), most)


def _longest(said: list[str], shared: Callable[[str], bool], most: int) -> list[str]:
    words: dict[str, str] = {}
    for word in said:
        if shared(stem(word)):
            words.setdefault(stem(word), word)
    return sorted(words.values(), key=lambda word: (-len(word), word))[:most]
