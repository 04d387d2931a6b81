"""Quotation marks that a list left on a name: around all of it, or without their other half."""

import re

PAIRS = {'"': '"', "“": "”", "”": "”", "„": "“", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "〝": "〞"}
OTHERS = {"„": '“”„"', "»": "«»", "›": "‹›", "“": "”“", "”": "”", '"': '"”“'}
"""What else may close a mark, as people and languages write it."""

MARKS = frozenset(PAIRS) | frozenset(PAIRS.values())
SINGLE = "'‘’‚‛`´"
HEBREW = re.compile("[\u05d0-\u05ea]")
CLOSED_LATER = re.compile(rf"[{SINGLE}]+\w[^{SINGLE}]*[{SINGLE}]+\s")
"""`'Single' Ltd`: a mark around the first words, closed where one of them ends."""

BEFORE_A_NAME = re.compile(r"['‘’][a-zà-ÿ]{1,2}[ -]")
"""`'t Hof`, `'s-Hertogenbosch`: an apostrophe that the name begins with."""


def strip_stray_quotes(name: str) -> str:
    """A name without quotation marks that enclose all of it or stand alone; those around a part of it stay.

    A name of such marks only stays as it is.
    """
    if not any(sign in MARKS or sign in SINGLE for sign in name):
        return name
    text, before = " ".join(name.split()), ""
    while text != before:
        before, text = text, " ".join(_without_singles(_without_halves(_unwrapped(text))).split())
    return text if any(sign not in MARKS and sign not in SINGLE and not sign.isspace() for sign in text) else name


def _unwrapped(text: str) -> str:
    """Without pairs around everything, which may be several."""
    while len(text) > 2 and text[0] in PAIRS and _closes(text[0], text[-1]) and _partner(text, 0) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def _closes(opening: str, sign: str) -> bool:
    return sign == PAIRS[opening] or sign in OTHERS.get(opening, "")


def _partner(text: str, place: int) -> int:
    """Where the mark at a place is closed; -1 for nowhere."""
    opening = text[place]
    return next((i for i in range(place + 1, len(text)) if _closes(opening, text[i])), -1)


def _without_halves(text: str) -> str:
    """Without marks that nothing opens or closes, and without pairs that hold nothing."""
    kept = set[int]()
    place = 0
    while place < len(text):
        partner = _partner(text, place) if text[place] in PAIRS else -1
        if partner > place + 1:
            kept |= {place, partner}
            place = partner
        place += 1
    return "".join(sign for i, sign in enumerate(text) if sign not in MARKS or i in kept or _belongs(text, i))


def _belongs(text: str, place: int) -> bool:
    """Whether a mark is part of a word: inches (19" racks), or an abbreviation in Hebrew (בע"מ)."""
    if text[place] not in '"”' or not 0 < place < len(text) - 1:
        return False
    before, after = text[place - 1], text[place + 1]
    return before.isdigit() or (HEBREW.match(before) is not None and HEBREW.match(after) is not None)


def _without_singles(text: str) -> str:
    if len(text) > 2 and text[0] in SINGLE and text[-1] in SINGLE:
        return text.strip(SINGLE).strip()
    if text[:1] in SINGLE and not BEFORE_A_NAME.match(text) and not CLOSED_LATER.match(text):
        text = text.lstrip(SINGLE)
    return text.rstrip(SINGLE).strip()
