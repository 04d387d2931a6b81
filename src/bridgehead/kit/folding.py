"""Texts as they are compared: small letters, no accents, in every script.

Whatever finds something by words folds both sides with this module: the search, the filters of lists, the fields in
which a record is picked by typing, tags. No store is asked to: SQLite knows the case of ASCII letters only, and what
PostgreSQL knows depends on how it was set up (docs/decisions/words-are-folded-in-python.md).
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence

LETTERS = {
    # what a stroke, a hook or a ligature made of another letter, and Unicode does not take apart
    "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "ŧ": "t", "ŋ": "n", "ĸ": "k", "ǥ": "g", "ƀ": "b", "ƶ": "z", "ɖ": "d", "ɓ": "b", "ɗ": "d", "ɨ": "i", "ʉ": "u",
    "ə": "e", "ɛ": "e", "ɔ": "o", "ґ": "г",
    # forms of a letter by its place in a word, and what is written for each other
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ـ": "",
    # what stands for an apostrophe
    "ʼ": "'", "ʻ": "'", "ʹ": "'", "‘": "'", "’": "'", "‛": "'", "`": "'", "´": "'",
}  # fmt: skip
PAIRS = str.maketrans({
    sign: pair
    for signs, pair in (("åÅ", "aa"), ("øØöÖ", "oe"), ("äÄ", "ae"), ("üÜ", "ue"), ("đĐ", "dj"))
    for sign in signs
})  # fmt: skip
"""How a letter is written where there is none: Aarhus, Koebenhavn, Mueller."""

KEPT_MARKS = frozenset({0, 7, 8, 9, 84, 91, 103, 107, 118, 122, 129, 130, 132})
"""Classes of signs above and below that are letters or tones of their own: Indic, Thai, Lao, Tibetan, voiced kana."""

VARIANTS = frozenset(map(chr, (0x034F, *range(0x180B, 0x180E), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Signs that choose how the one before them is drawn."""

SAYING = frozenset("#%&@")
"""Punctuation that tells one word from another (`100%`, `C#`)."""

GAP = 6
"""From how many letters a word is also found where blanks part it: `timelapse` in `time lapse`."""

UNSPACED = (
    (0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x19E0, 0x19FF), (0x1A20, 0x1AAF),
    (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x318F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)  # fmt: skip
"""Scripts that put no blank between words, or join several: Thai to Tibetan, Burmese, Khmer, Chinese, Japanese,
Korean."""


class _SignTable(dict[int, str]):
    """What each sign becomes, worked out by a function when it is met first."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        super().__init__()
        self.becomes = becomes

    def __missing__(self, code: int) -> str:
        found = self[code] = self.becomes(chr(code))
        return found


def _folded(sign: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return unicodedata.normalize("NFC", "".join(_letter(each) for each in plain))


def _squeezed(sign: str) -> str:
    kind = unicodedata.category(sign)
    return "" if kind == "Sk" or (kind[0] == "P" and sign not in SAYING) else sign


FOLDED, SQUEEZED = _SignTable(_folded), _SignTable(_squeezed)


def _letter(sign: str) -> str:
    """What is left of a sign that Unicode takes no further apart."""
    kind = unicodedata.category(sign)
    if kind == "Cf" or sign in VARIANTS or (kind[0] == "M" and unicodedata.combining(sign) not in KEPT_MARKS):
        return ""
    return str(unicodedata.decimal(sign)) if kind == "Nd" else LETTERS.get(sign, sign)


def fold(text: str) -> str:
    """A text as it is compared: small letters without accents, `ø` as `o`, full-width signs as usual ones."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return unicodedata.normalize("NFKC", text.replace("´", "'")).translate(FOLDED)


def spellings(text: str) -> tuple[str, ...]:
    """A text folded, and where it has letters that are also written as two (`Århus`, `Müller`), so folded as well."""
    plain = fold(text)
    if text.isascii():
        return (plain,)
    written = unicodedata.normalize("NFC", text).translate(PAIRS)
    other = fold(written)
    return (plain,) if other == plain else (plain, other)


def squeeze(folded: str) -> str:
    """A folded text without what may join two parts of a word, or be left out: `energi-danmark` as `energidanmark`."""
    return folded.translate(SQUEEZED)


def same_key(text: str) -> str:
    """What two texts have in common that differ in case, accents, hyphens and other punctuation only."""
    folded = fold(text)
    return " ".join(squeeze(folded).split()) or folded.strip()


def closeness(text: str, other: str) -> int:
    """How nearly two texts are one: 3 to the letter, 2 but for case, 1 but for accents and punctuation, 0 not."""
    one, two = text.strip(), other.strip()
    if one == two:
        return 3
    if unicodedata.normalize("NFC", one).casefold() == unicodedata.normalize("NFC", two).casefold():
        return 2
    return int(same_key(one) == same_key(two))


def is_unspaced(sign: str) -> bool:
    """Whether a sign belongs to a script in which a word may stand within others."""
    code = ord(sign)
    return code >= UNSPACED[0][0] and any(first <= code <= last for first, last in UNSPACED)


class Words:
    """Words that somebody looks for.

    A text has them if each occurs in it, whatever the case, accents, hyphens and other punctuation, a letter written as
    one or as two (`Århus`, `Aarhus`); a word of six letters or more, or of a script without blanks, also where blanks
    part it.

    Parameters
    ----------
    words
        As they were typed.
    """

    def __init__(self, words: str) -> None:
        self.plain: list[str] = []
        self.words: list[tuple[str, ...]] = []
        self.long: list[tuple[str, ...]] = []
        for ways in dict.fromkeys(zip(*(said.split() for said in spellings(words)), strict=True)):
            bare = tuple(dict.fromkeys(map(squeeze, ways)))
            if not bare[0]:
                self.plain.append(ways[0])  # nothing but punctuation: looked for as it is
            elif len(bare[0]) >= GAP or (len(bare[0]) > 1 and is_unspaced(bare[0][0]) and is_unspaced(bare[0][-1])):
                self.long.append(bare)
            else:
                self.words.append(bare)

    def __bool__(self) -> bool:
        return bool(self.plain or self.words or self.long)

    def are_in(self, texts: Iterable[str], whole: Sequence[str] = ()) -> bool:
        """Whether some texts have them all, each word in one of them, or as the whole of one of `whole`.

        A word is not looked for over the end of a text.
        """
        said = spellings("\n".join(texts))
        if any(word not in said[0] for word in self.plain):
            return False
        text = squeeze("\n".join(said))
        short = [ways for ways in self.words if not any(word in text for word in ways)]
        long = [ways for ways in self.long if not any(word in text for word in ways)]
        if long:
            joined = text.replace(" ", "")
            long = [ways for ways in long if not any(word in joined for word in ways)]
        keys = {squeeze(way) for key in whole for way in spellings(key)}
        return all(not keys.isdisjoint(ways) for ways in (*short, *long))
