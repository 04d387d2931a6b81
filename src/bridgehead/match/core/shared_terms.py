"""Words that two texts share, as one of them writes them."""

from bridgehead.match.core.ranking.retrieval.tokenizer import STOP, WORD, stem, stems

SHORTEST = 4


def shared_terms(text: str, other: str, most: int = 4) -> list[str]:
    """Words of `text` whose stems occur in `other` too, the longest first, as `text` writes them."""
    known = set(stems(other))
    words: dict[str, str] = {}
    for word in WORD.findall(text.lower()):
        if word not in STOP and len(word) >= SHORTEST and stem(word) in known:
            words.setdefault(stem(word), word)
    return sorted(words.values(), key=lambda word: (-len(word), word))[:most]
