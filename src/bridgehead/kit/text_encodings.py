"""How a text is encoded: candidates are decoded, and the letters that come out are judged.

No byte says how it is meant. What speaks for an encoding is that its letters are those of the languages of the country
in the same row, else of one language throughout (`letter_models`); where two encodings fit nearly as well and give
different texts, somebody is asked.
"""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass

from bridgehead.kit.encoding_readings import (
    UNLIKELY,
    EncodingReading,
    country_place,
    reading_in,
    telling_word,
    words_of,
)
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds

ENCODINGS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32": "UTF-32",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
    "cp1252": "Windows-1252",
    "iso8859-1": "ISO 8859-1",
    "iso8859-15": "ISO 8859-15",
    "cp1250": "Windows-1250",
    "iso8859-2": "ISO 8859-2",
    "cp1251": "Windows-1251",
    "iso8859-5": "ISO 8859-5",
    "koi8-u": "KOI8-U",
    "cp1253": "Windows-1253",
    "iso8859-7": "ISO 8859-7",
    "cp1254": "Windows-1254",
    "cp1257": "Windows-1257",
    "iso8859-13": "ISO 8859-13",
    "iso8859-4": "ISO 8859-4",
    "iso8859-16": "ISO 8859-16",
    "iso8859-3": "ISO 8859-3",
    "cp850": "DOS 850",
    "cp437": "DOS 437",
    "cp852": "DOS 852",
    "cp866": "DOS 866",
    "cp737": "DOS 737",
    "cp775": "DOS 775",
    "cp857": "DOS 857",
    "cp865": "DOS 865",
    "cp861": "DOS 861",
    "mac-roman": "Mac Roman",
    "mac-latin2": "Mac Central European",
    "mac-greek": "Mac Greek",
    "mac-cyrillic": "Mac Cyrillic",
    "mac-turkish": "Mac Turkish",
    "mac-iceland": "Mac Icelandic",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp932": "Shift JIS",
    "euc-jp": "EUC-JP",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "euc-kr": "EUC-KR",
}
"""Name of an encoding to what people call it; of two that read a text alike the former is named."""
UNICODE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NEAR, NEAR_UNTOLD, SHOWN_UP_TO = 4.0, 7.0, 14.0
"""Differences of logarithms of likelihood up to which two readings are nearly as good (odds of 50 to 1, of 1,000 to 1
where most rows name no country), and up to which others are named with them."""
MOST_SHOWN = 4
LINES, LOOKED_AT = 400, 65_536


@dataclass(frozen=True)
class EncodingGuess:
    """What a text is encoded in.

    Attributes
    ----------
    encoding
        One of `ENCODINGS`; blank where somebody has to say.
    candidates
        Where two fit nearly as well: each with a word as it reads.
    """

    encoding: str
    candidates: tuple[tuple[str, str], ...] = ()


def marked(start: bytes) -> str:
    """The encoding that the first bytes of a text name, by a byte order mark; blank without one."""
    return next((name for mark, name in MARKS if start.startswith(mark)), "")


def wide_encoding(start: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, by the first bytes of a text; blank for another.

    A table has separators and ends of lines, each of which has its zeros on one side; and what comes out wrong is
    letters that nobody uses together.
    """
    found: list[tuple[float, str]] = []
    for name, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        try:
            text = start[: len(start) // width * width].decode(name)
        except UnicodeDecodeError as error:
            if error.start < len(start) - 4:
                continue
            text = start[: error.start].decode(name)
        plain = sum(1 for sign in text if sign.isalnum() or sign in ";,\t|\r\n \"'.-")
        if text and "\0" not in text and plain >= len(text) * 0.8 and any(sign in text for sign in ";,\t|\r\n"):
            found.append((sum(1 for sign in text if sign.isascii()) / len(text), name))
    return max(found)[1] if found else ""


class LineSample:
    """Lines of a text that are not UTF-8: some, and each that has a byte that none of them had.

    Some that are UTF-8 as well: they tell which cell names the country.
    """

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.others: list[bytes] = []
        self._seen: set[int] = set()

    def add(self, line: bytes) -> None:
        """Take a line into account."""
        if is_utf8(line):
            if len(self.others) < LINES:
                self.others.append(line)
            return
        high = {byte for byte in line if byte > 127}
        if len(self.lines) < LINES or high - self._seen:
            self.lines.append(line)
            self._seen |= high


def recognise(sample: LineSample) -> EncodingGuess:
    """The encoding of lines that are not UTF-8, or which ones fit nearly as well."""
    place = country_place([*sample.lines, *sample.others])
    words = words_of(sample.lines, place)
    tried = (reading_in(name, words) for name in ENCODINGS if name not in UNICODE)
    readings = [reading for reading in tried if reading is not None]
    readings.sort(key=lambda reading: -reading.score)  # stable: of two alike the former stays first
    if not readings:
        return EncodingGuess("")
    best = readings[0]
    near = NEAR if best.told * 2 > len(best.words) else NEAR_UNTOLD
    shown: dict[tuple[str, ...], EncodingReading] = {}
    for reading in readings:
        if _lead(best, reading) < SHOWN_UP_TO:
            shown.setdefault(reading.words, reading)
    others = sorted(shown.values(), key=lambda reading: _lead(best, reading))
    is_clear = all(_lead(best, reading) >= near for reading in others if reading is not best)
    if is_clear and best.score / best.signs >= UNLIKELY:
        return EncodingGuess(best.encoding)
    return EncodingGuess(
        "", tuple((reading.encoding, telling_word(reading, others)) for reading in others[:MOST_SHOWN])
    )


def _lead(best: EncodingReading, other: EncodingReading) -> float:
    """How much better a reading is than another: by its letters, or all in all, whichever is less.

    That an encoding is rare speaks against it where letters leave it open, and never against what they say.
    """
    return min(best.score - other.score, best.fit - other.fit)


def encoding_of(content: bytes, said: str = "") -> str:
    """How a whole text is encoded; blank for UTF-8 of which some lines, or all, are something else (`recognise`)."""
    if name := said or marked(content):
        return name
    if b"\0" in content:
        return wide_encoding(content[:LOOKED_AT])
    return "utf-8" if is_utf8(content) else ""


def as_utf8(content: bytes, name: str, said: str = "", *, choosable: bool = True) -> bytes:
    """A text in UTF-8, whatever its encoding was.

    Parameters
    ----------
    name
        What errors call the file.
    said
        The encoding, where somebody said it.
    choosable
        Whether somebody can say it, or has to save the file anew.

    Raises
    ------
    InputError
        If two encodings fit nearly as well, or none, or not the one that was said.
    """
    encoding = encoding_of(content, said)
    if encoding == "utf-8" or (not encoding and b"\0" in content):
        return content
    if encoding:
        try:
            return content.decode(encoding).encode()
        except UnicodeDecodeError as error:
            raise undecodable(name, encoding, content[: error.start].count(b"\n") + 1) from error
    sample, lines = LineSample(), content.splitlines(keepends=True)
    for line in lines:
        sample.add(line)
    guess = recognised(sample, name, choosable=choosable)
    return b"".join(decoded_line(line, guess, name, row).encode() for row, line in enumerate(lines, start=1))


def recognised(sample: LineSample, name: str, *, choosable: bool = True) -> str:
    """The encoding of the lines of a file that are not UTF-8.

    Raises
    ------
    InputError
        If two fit nearly as well, or none: somebody has to say it.
    """
    guess = recognise(sample)
    if guess.encoding:
        return guess.encoding
    likeliest = guess.candidates[0][0] if guess.candidates else "NAME"
    found = finds("readings", readings=(f"{ENCODINGS[n]} ({n}): {word}" for n, word in guess.candidates))
    code = "encoding_open" if choosable else "encoding_unclear"
    raise InputError(expects("encodings", name=likeliest), file=name, found=found, code=code)


def decoded_line(line: bytes, encoding: str, name: str, row: int) -> str:
    """A line in UTF-8, else in an encoding.

    Raises
    ------
    InputError
        If it is in neither.
    """
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return line.decode(encoding)
        except UnicodeDecodeError as error:
            raise undecodable(name, encoding, row) from error


def undecodable(name: str, encoding: str, row: int) -> InputError:
    """What is wrong with a text that is not in the encoding that it should be in."""
    said = ENCODINGS.get(encoding.removesuffix("-sig"), encoding)
    return InputError(expects("text_in", encoding=said), file=name, row=row, found=finds("other_bytes"))


def is_utf8(line: bytes) -> bool:
    """Whether bytes are UTF-8."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
