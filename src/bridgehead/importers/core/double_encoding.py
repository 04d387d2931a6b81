"""Letters that were UTF-8, read as another encoding, and written once more: `KÃ¸benhavn`, `Ĺódź`, `K├©benhavn`.

Each pair (or more) of signs that UTF-8 would have made of one letter is read back in each encoding. What comes out must
be letters and signs that Europe writes, in a case that words have; of several such readings the one that sounds most
like words is taken. What looks so and has none is garbled, and nobody takes it.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

ENCODINGS = (
    "cp1252", "iso-8859-1", "cp1250", "cp1254", "cp1257", "cp1251", "cp1253", "mac-roman", "cp437", "cp850", "cp852",
    "cp865", "cp866", "mac-latin2", "iso-8859-15", "iso-8859-2",
)  # fmt: skip
"""The likeliest first: of readings that are words alike, its is taken."""

MOST_TIMES = 3
"""How often a text may have been written so."""

VOWELS = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēėęěīįıőōœūůűų")

LETTERS = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĀāĂăĄąĆćĊċČčĎďĐđĒēĖėĘęĚěĞğĠġĢģĦħĪīĮįİıĶķĹĺĻļĽľŁłŃńŅņ"
    "ŇňŐőŒœŔŕŖŗŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŸŹźŻżŽžȘșȚțẞ"
)
SIGNS = frozenset("\u00a0¡£§©ª«\u00ad®°²³´·º»¿‐–—‘’‚“”„†•…‰‹›€™ﬁﬂ\u200b\ufeff")
FOREIGN = frozenset({"GREEK", "CYRILLIC"})
QUOTE_LIKE = frozenset("‘’“”„‚…–—‹›«»•†\u00a0 ´¨")
GARBLED = re.compile(
    r"(?<![A-ZÀ-Þ])Ã[^\w\s]|Ã[^\w\s](?=\w)|â€|Ã\x83|(?<=[^\W\d_])[Â√├┬┼─](?=[^\w\s])|[├┬┼╬╨╧┤][^\s]|[ÐÑ][^\w\s][^\W_]?[ÐÑ]|√[^\s\d(]\w|ï¿½|Ă[^\w\s](?=\w)"
)
ESCAPED = re.compile(r"(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3}|%[C-F][0-9A-F](?:%[89AB][0-9A-F]){1,3})+")
CODE_POINT = re.compile(r"\\u([0-9a-fA-F]{4})")
ADDRESS = re.compile(r"://|www\.|@|\.[a-z]{2,}/")


def rejoined(text: str) -> str:
    """A text with the letters that it had before it was written twice; as it is where that is not certain."""
    plain = _unescaped(text)
    for _ in range(MOST_TIMES):
        if plain.isascii() or (found := _once(plain)) == plain:
            break
        plain = found
    return plain


def is_garbled(text: str) -> bool:
    """Whether letters of a text were written as signs that make no word, and which they were is not certain."""
    return not text.isascii() and GARBLED.search(text) is not None


def _unescaped(text: str) -> str:
    r"""`K=C3=B8benhavn`, `K%C3%B8benhavn` and `K\u00f8benhavn` as they were; addresses stay as they are."""
    if ("=" not in text and "%" not in text and "\\" not in text) or ADDRESS.search(text):
        return text
    plain = ESCAPED.sub(_bytes, text)
    return CODE_POINT.sub(lambda match: _european(chr(int(match[1], 16))) or match[0], plain)


def _bytes(match: re.Match[str]) -> str:
    try:
        return bytes.fromhex(re.sub("[=%]", "", match[0])).decode()
    except ValueError:
        return match[0]


@lru_cache(maxsize=20_000)
def _once(text: str) -> str:
    """A text read back, where it makes words: the reading whose sounds alternate most, of the likeliest encoding."""
    if _anything().search(text) is None:
        return text
    found: list[tuple[bool, float, str]] = []
    for encoding in ENCODINGS:
        loose = text
        for _ in range(MOST_TIMES):
            if reading := _read_back(loose, encoding):
                found.append(reading)
                break
            if (again := _loosely(loose, encoding)) in (None, loose):
                break
            loose = again
    return max(found, key=lambda one: one[:2])[2] if found else text


def _loosely(text: str, encoding: str) -> str | None:
    """A text read back whatever comes out, since it may have been written twice."""
    pattern, table = _pattern(encoding)
    try:
        return pattern.sub(lambda match: bytes(table[sign] for sign in match[0]).decode(), text)
    except UnicodeDecodeError:
        return None


def _read_back(text: str, encoding: str) -> tuple[bool, float, str] | None:
    """A text read back from an encoding: whether all of its signs were, how much it sounds like words, and the text.

    None where what comes out is none.
    """
    pattern, table = _pattern(encoding)
    matches = list(pattern.finditer(text))
    pieces: list[str] = []
    place = 0
    for match in matches:
        try:
            decoded = bytes(table[sign] for sign in match[0]).decode()
        except UnicodeDecodeError:
            return None
        if not _european(decoded) or (_script(decoded) not in FOREIGN and _is_genuine(text, match)):
            return None
        pieces += [text[place : match.start()], decoded]
        place = match.end()
    pieces.append(text[place:])
    found, rest = "".join(pieces), "".join(pieces[::2])
    foreign = sum(_script(piece) in FOREIGN for piece in pieces[1::2])
    if not matches or (foreign and (foreign < 2 or foreign < len(matches) / 2 or _script(rest) in FOREIGN)):
        return None
    mixed = FOREIGN & {_script(sign) for match in matches for sign in match[0]}
    if mixed and not foreign and not any(_beside_latin(text, match) for match in matches):
        return None
    return (rest.isascii(), _sound(pieces), found) if _has_case(found, pieces) else None


def _sound(pieces: Sequence[str]) -> float:
    """How well the letters that were read back alternate with those around them, as vowels and consonants do."""
    score = 0.0
    for place in range(1, len(pieces), 2):
        letter = pieces[place].casefold()
        around = [sign for sign in (pieces[place - 1][-1:], pieces[place + 1][:1]) if sign.isalpha()]
        vowels = sum(sign.casefold() in VOWELS for sign in around)
        score += 0.5 * (letter != pieces[place] and not pieces[place - 1][-1:].isalpha() and letter.isalpha())
        score += (len(around) - 2 * vowels) * (1 if letter in VOWELS else -1) if letter.isalpha() else 0
    return score


def _european(text: str) -> str:
    """A text if Europe writes all of its signs; blank for any other."""
    fits = all(sign in LETTERS or sign in SIGNS or _script(sign) in FOREIGN for sign in text)
    return text if fits else ""


def _script(text: str) -> str:
    """The script of the first letter of a text other than ASCII; blank for none."""
    sign = next((sign for sign in text if not sign.isascii() and sign.isalpha()), "")
    return unicodedata.name(sign, "").partition(" ")[0] if sign else ""


def _beside_latin(text: str, match: re.Match[str]) -> bool:
    """Whether letters of another script stand in a word of Latin letters."""
    before, after = (
        text[match.start() - 1 : match.start()] if match.start() else "",
        text[match.end() : match.end() + 1],
    )
    return any(sign.isascii() and sign.isalpha() for sign in (before, after) if sign)


def _is_genuine(text: str, match: re.Match[str]) -> bool:
    """Whether signs are what they seem: `BLÅ…`, `“CAFÉ”`, `»österreich«`."""
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    if match[0][0] in QUOTE_LIKE:
        return not (before.isalpha() and after.isalpha())
    ends = match[0][-1] in QUOTE_LIKE and len(match[0]) == 2
    return ends and before.isupper() and not after.isalpha()


def _has_case(found: str, pieces: list[str]) -> bool:
    """Whether the letters that were read back have the case of those around them."""
    place = 0
    for number, piece in enumerate(pieces):
        if number % 2 and piece.isalpha():
            before, after = found[:place][-2:], found[place + len(piece) :][:1]
            if piece.isupper() and (before[-1:].islower() or (before[-1:].isalpha() and after.islower())):
                return False
            capitals = before[-1:].isupper() and (after.isupper() or (len(before) == 2 and before[0].isupper()))
            if piece.islower() and capitals:
                return False
        place += len(piece)
    return True


@cache
def _pattern(encoding: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """What finds the signs that UTF-8 makes of a letter, as an encoding reads them, and the byte of each sign."""
    table: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        sign = bytes([byte]).decode(encoding, "replace")
        table[chr(byte) if sign == "\ufffd" else sign] = byte

    def among(first: int, last: int) -> str:
        return "[" + re.escape("".join(sign for sign, byte in table.items() if first <= byte <= last)) + "]"

    more = among(0x80, 0xBF)
    table.setdefault(" ", 0xA0)  # a blank that does not break, after it was made a blank
    spaced = f"(?:{more}| (?=[a-zà-ž]))"
    pattern = f"{among(0xC3, 0xC5)}{spaced}|{among(0xC2, 0xDF)}{more}|{among(0xE1, 0xE2)}{more}{more}"
    return re.compile(pattern), table


@cache
def _anything() -> re.Pattern[str]:
    return re.compile("|".join(_pattern(encoding)[0].pattern for encoding in ENCODINGS))
