"""Numbers as people type them into lists: decimals, thousands, bounds, ranges, remarks on a year, units.

Nothing is deleted from a text to get at digits: every sign and word of it must be understood, or it says no number.
What may be read in two ways is read in both, and whoever asks sees whether that makes a difference.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bridgehead.importers.core.name_normalisation import normalise_name
from bridgehead.importers.core.number_words import FACTORS, JOINING, NEAR, OPENING, UNITS, WORDS_AFTER, WORDS_BEFORE

ABOUT = 0.2
"""How far *about 40* may be off, as a share."""

YEAR = r"(?:(?:\d{1,2}[./-]){1,2}|fy\s?|q[1-4][ /-]?)?(?:19|20)\d{2}(?![\d.,]*\d)"
AS_OF = r"(?:in|i|im|ar|år|en|w|per|pr\.?|as of|as at|end of|ultimo|vom|aus|from|fra|year|jahr|anno|au|al|del|stand)"
DATED = (
    re.compile(rf"\s*[(\[]\s*(?:{AS_OF}\s+)?{YEAR}\s*[)\]]"),
    re.compile(rf"^(?:{AS_OF}\s+)?{YEAR}\s*[:=]\s*"),
    re.compile(rf"[,;]?\s+{AS_OF}\s+{YEAR}$"),
    re.compile(rf"[,;]\s+{YEAR}$"),
)
LABEL = re.compile(r"^[a-z][:)]\s*")
NUMBER = re.compile(
    r"(?P<grouped>\d{1,3}(?P<mark>[ .,'’])\d{3}(?:(?P=mark)\d{3})*(?:(?!(?P=mark))[.,]\d+)?|\d+(?:[.,]\d+)?)(?![.,]?\d)"
)
TOKEN = re.compile(rf"\s*(?:{NUMBER.pattern}|(?P<word>[^\W\d_]+)[.:]?|(?P<sign><=|>=|[<>≤≥~≈+()-]))")
MIXED = re.compile(r"\d[^\W\d_]+\d")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))

SIGNS = {"≤": "<=", "≥": ">=", "~": "about", "≈": "about", "+": ">=after", "-": "join"}


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """What a text says of a number: between which two it lies, and which it is.

    Attributes
    ----------
    low, high
        Both may be it; `high` is infinite where the text says no upper end.
    exact
        The number itself; unknown of a range, a bound, an estimate, a year long ago, or where two readings differ.
    """

    low: float
    high: float
    exact: float | None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    values: tuple[float, ...] = ()


def read_number(text: str, *, decimal: str = "", typed: bool = False) -> TypedNumber | None:
    """The number that a text says; None where it says none, or what cannot be told.

    Parameters
    ----------
    decimal
        What sets off decimals in this column, `.` or `,`; blank where it does not tell.
    typed
        Whether the cell may have been a number of a workbook, whose decimals are set off by a point.
    """
    plain, dated = _without_year(_plain(text))
    tokens = _tokens(plain, decimal, typed=typed)
    found = None if tokens is None else _said(tokens)
    return TypedNumber(found.low, found.high, None) if found and dated else found


def decimal_mark(texts: Iterable[str]) -> str:
    """What sets off decimals in a column, by those of its numbers that can be read in one way; blank if none tells."""
    marks = set()
    for text in texts:
        for match in NUMBER.finditer(_without_year(_plain(text))[0]):
            number, mark = match["grouped"], match["mark"]
            last = re.search(r"[.,](\d+)$", number)
            if last and mark in (".", ",") and number.count(mark) > 1:
                marks.add("," if mark == "." else ".")
            elif last and (len(last[1]) != 3 or number.startswith("0") or mark in (" ", "'", "’")):
                marks.add(last[0][0])
    return marks.pop() if len(marks) == 1 else ""


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(DASHES)
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in folded)
    return " ".join(digits.split())


def _without_year(text: str) -> tuple[str, bool]:
    """A text without what it says of the year or month of a count, and whether it said so."""
    for pattern in DATED:
        left = pattern.sub("", text, count=1).strip()
        if left and left != text:
            return left, True
    return text, False


def _tokens(text: str, decimal: str, *, typed: bool) -> list[_Token] | None:
    """The tokens of a text; None where a sign is none of a number's."""
    if MIXED.search(text):
        return None
    tokens: list[_Token] = []
    words: list[str] = []
    place = LABEL.match(text).end() if LABEL.match(text) else 0  # type: ignore[union-attr]
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            return None
        place = match.end()
        if match["word"]:
            words += normalise_name(match["word"]).split() or ["?"]
            continue
        tokens += _worded(words, after=bool(tokens))
        words = []
        if match["sign"]:
            sign = match["sign"]
            tokens.append(_Token(SIGNS.get(sign, sign)))
        else:
            tokens.append(_Token("number", _readings(match["grouped"], match["mark"], decimal, typed=typed)))
    return tokens + _worded(words, after=bool(tokens))


def _worded(words: Sequence[str], *, after: bool) -> list[_Token]:
    """Tokens of words that stand together: the longest phrase that begins at each."""
    tokens: list[_Token] = []
    place = 0
    while place < len(words):
        length, kind, values = _phrase(words, place, after=after)
        place += length
        if kind:
            tokens.append(_Token(kind, values))
    return tokens


def _phrase(words: Sequence[str], place: int, *, after: bool) -> tuple[int, str, tuple[float, ...]]:
    for length in (3, 2, 1):
        phrase = tuple(words[place : place + length])
        if len(phrase) == length and after and phrase in WORDS_AFTER:
            return length, f"{WORDS_AFTER[phrase]}after", ()
        if len(phrase) == length and phrase in WORDS_BEFORE and not (after and phrase[0] in JOINING):
            return length, WORDS_BEFORE[phrase], ()
    word = words[place]
    if word in FACTORS and after:
        return 1, "times", (FACTORS[word],)
    if word in JOINING and after:
        return 1, "join", ()
    kind = (
        "no"
        if word == "no"
        else "about"
        if word in NEAR
        else "opening"
        if word in OPENING
        else ""
        if word in UNITS
        else "unknown"
    )
    return 1, kind, ()


def _readings(number: str, mark: str | None, decimal: str, *, typed: bool) -> tuple[float, ...]:
    """What a number may be; more than one value where its mark sets off thousands or decimals."""
    if mark is None or mark not in ".,":
        return (float(re.sub(r"[ '’]", "", number).replace(",", ".")),)
    rest = number.split(mark, 1)[1]
    if number.count(mark) > 1 or "." in rest or "," in rest:
        return (float(number.replace(mark, "").replace(",", ".")),)
    thousands, part = float(number.replace(mark, "")), float(number.replace(mark, "."))
    if number.startswith("0") or (decimal == mark and not number.endswith("0")):
        return (part,)
    doubtful = decimal == mark or (typed and mark == "." and not decimal and not number.endswith("0"))
    return (part, thousands) if doubtful else (thousands,)


def _said(tokens: Sequence[_Token]) -> TypedNumber | None:
    """What a sequence of tokens says; None for one that says nothing sure."""
    merged = _multiplied([token for token in tokens if token.kind not in ("(", ")")])
    if merged is None or _brackets_a_number(tokens):
        return None
    kinds = [token.kind for token in merged]
    values = [token.values for token in merged if token.kind == "number"]
    shape = " ".join(kinds)
    if shape == "number":
        low, high = min(values[0]), max(values[0])
        return TypedNumber(low, high, low if low == high else None)
    if shape == "about number":
        return TypedNumber(min(values[0]) * (1 - ABOUT), max(values[0]) * (1 + ABOUT), None)
    if re.fullmatch(r"(about |opening |no )?number join number", shape):
        low, high = min(values[0]), max(values[1])
        spread = ABOUT if kinds[0] == "about" else 0
        return TypedNumber(low * (1 - spread), high * (1 + spread), None) if max(values[0]) <= min(values[1]) else None
    bound = kinds[0] if shape in ("< number", "> number", "<= number", ">= number") else ""
    bound = bound or (kinds[1].removesuffix("after") if re.fullmatch("number [<>]=?after", shape) else "")
    bound = bound or (">=" if shape == "opening number" else "")
    return _bounded(bound, values[0]) if bound else None


def _bounded(bound: str, values: Sequence[float]) -> TypedNumber:
    """What lies under or over a number; its own value belongs to it or not."""
    if bound[0] == "<":
        return TypedNumber(0.0, max(values) if bound == "<=" else math.nextafter(max(values), -math.inf), None)
    return TypedNumber(min(values) if bound == ">=" else math.nextafter(min(values), math.inf), math.inf, None)


def _multiplied(tokens: Sequence[_Token]) -> list[_Token] | None:
    """Tokens with `1,2 mio` as one number; None for a factor without one."""
    merged: list[_Token] = []
    for token in tokens:
        if token.kind != "times":
            merged.append(token)
        elif merged and merged[-1].kind == "number":
            merged[-1] = _Token("number", tuple(value * token.values[0] for value in merged[-1].values))
        else:
            return None
    return merged


def _brackets_a_number(tokens: Sequence[_Token]) -> bool:
    """Whether a number stands in brackets: of a second count, or below zero as accountants write it."""
    depth = 0
    for token in tokens:
        depth += (token.kind == "(") - (token.kind == ")")
        if depth and token.kind == "number":
            return True
    return depth != 0
