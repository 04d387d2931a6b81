"""The country that a text means where a country is asked for: a cell, a field of a form, an option of a command.

Names in all languages of the EU and its neighbours come from CLDR (babel) and ISO 3166 (pycountry), with codes of two
and three letters and three digits. What is not one country for certain is none, with the reason: nothing is guessed.
"""

import gettext
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import pycountry
from babel import Locale
from babel.core import get_global

from bridgehead.kit import countries
from bridgehead.kit.country_keys import WORD, name_key, spelled_out, without_state
from bridgehead.kit.country_spellings import ALSO, CODES, GONE, IN_CELLS, MANY
from bridgehead.kit.folding import fold

UNKNOWN, SEVERAL, DISSOLVED, NAMIBIA = "unknown", "several", "dissolved", "namibia"
"""Why a text is none: no name of any; more than one; one that has become several; `NA`, which may say so, too."""

LANGUAGES = """
    en da de fr es it nl sv nb nn fi pl pt cs sk sl hr hu ro bg el et lv lt mt ga is uk tr ru sr mk sq bs ca
    zh zh_Hant ja ko ar he
    """.split()  # noqa: SIM905
NAMED_OTHERWISE = {"nb": "nb_NO", "zh": "zh_CN", "zh_Hant": "zh_TW"}
"""What pycountry calls a language that babel calls otherwise."""
REMEMBERED = 20_000
CLDR = 3
"""What a name of CLDR weighs beside one of ISO's."""

TWO_STATES = frozenset({"KR", "KP", "CG", "CD", "CN", "TW", "YE", "VN"})
"""Countries that their form of state tells from another."""
PARTING = re.compile(r"[/;|,()\[\]\n:=•&+]+|\s[-–—]\s|(?<=^[A-Za-z]{2})[-–—]|(?<=^[A-Za-z]{3})[-–—]")
ANDS = re.compile(rf"{PARTING.pattern}|\s(?:and|og|och|und|et|y|en|ja|oraz|with)\s", re.IGNORECASE)
CODE = r"(?P<code>[A-Z]{2,3}|\d{3})"
CODE_FIRST = re.compile(rf"\W*{CODE}\W+(?P<name>.+?)")
CODE_LAST = re.compile(rf"(?P<name>.+?)\W+{CODE}\W*")
ADDED = re.compile(
    r"(?:the\s+)?(?:eu|eu ?\d\d|europe|europa|eea|eos|efta|hq|head ?office|headquarters|hovedkontor|mainland"
    r"|metropolitan|(?:under\s+)?uns?c?r?[\s\d/.()]*|resolution|[\d/.* ]+)\*?"
)
"""What may stand beside a country and says nothing else."""
DOUBTS = frozenset(
    """
    not non no ex former formerly maybe perhaps probably near outside except excluding without or unknown various other
    ikke ej tidligere maske udenfor uden undtagen eller ukendt nicht kein ehemals vielleicht ausser ohne oder pas sauf
    hors ou niet behalve of inte utom rest
    """.split()  # noqa: SIM905
)
"""Words before a country that make it doubtful whether it is meant."""
LONGEST_TOWN = 3
UNDER_RESOLUTION = re.compile(r"[\s(*]*\bunder un\w*\b.*$", re.IGNORECASE)
"""What is said of Kosovo: `under UNSCR 1244/99`."""
NOT_AVAILABLE = frozenset({"n/a", "n.a", "#n/a", "n / a"})
"""What is no country for certain: without its signs it may be Namibia's code."""
FLAGS = {0x1F1E6 + place: chr(ord("A") + place) for place in range(26)}


@dataclass(frozen=True, slots=True)
class CountryReading:
    """What a text says of a country: its code, or why it is none.

    Attributes
    ----------
    code
        ISO 3166-1 alpha-2, `XK` for Kosovo; blank for none.
    why
        Why there is no code; blank where there is one, and of a blank text.
    """

    code: str = ""
    why: str = ""


@lru_cache(REMEMBERED)
def read_country(text: str) -> CountryReading:
    """The country that a text means: a name in any of `LANGUAGES`, a code, both, or a town and its country."""
    written = UNDER_RESOLUTION.sub("", unicodedata.normalize("NFKC", text.translate(FLAGS)))
    plain = " ".join(written.strip(" \t\r\n\"'*.,;:-–—").split())
    if not plain or plain.casefold() in NOT_AVAILABLE:
        return CountryReading()
    if "?" in plain:
        return CountryReading(why=UNKNOWN)
    found = _whole(plain)
    if found.why != UNKNOWN:
        return found
    found = _code_and_name(plain)
    for mark in (PARTING, ANDS):
        parts = [part for part in map(str.strip, mark.split(plain)) if part]
        if found.why == UNKNOWN and len(parts) > 1:
            found = _together(parts)
    return found


def country_code(text: str) -> str:
    """The code of the country that a text means; blank where it means none for certain."""
    return read_country(text).code


def coded_country(text: str) -> CountryReading:
    """The country of a text where codes are the rule, as in options and official tables: `NA` is Namibia there."""
    compact = text.strip().upper()
    return CountryReading(compact) if compact in countries.names() else read_country(text)


def country_or_text(text: str) -> str:
    """The code of the country that a text means where codes are the rule; the text itself where it means none."""
    return coded_country(text).code or text


def _whole(text: str) -> CountryReading:
    compact = "".join(WORD.findall(text)).upper()
    if compact == "NA":
        return CountryReading(why=NAMIBIA)
    codes = _codes()
    if re.fullmatch(r"\d{3}\.0", text):
        text = compact = text[:3]
    spelled = re.fullmatch(r"(?:\w[.\s]*){1,3}|\w+", text) is not None
    if compact in codes and spelled:
        return _one_of(codes[compact])
    if compact in countries.names() and spelled:
        return CountryReading(compact)
    key = name_key(text)
    names = _names()
    for each in (key, without_state(key)):
        if each and each in names:
            found = names[each]
            if each == key or not found & TWO_STATES:
                return _one_of(found)
    return CountryReading(why=UNKNOWN)


def _one_of(found: frozenset[str]) -> CountryReading:
    if len(found) == 1:
        return CountryReading(next(iter(found)))
    return CountryReading(why=SEVERAL if found else DISSOLVED)


def _together(parts: list[str]) -> CountryReading:
    """What several parts of a cell say together: one country, or none for certain."""
    read = [(part, _whole(part)) for part in parts]
    found = {reading.code for _, reading in read if reading.code}
    others = [part for part, reading in read if reading.why == UNKNOWN and not ADDED.fullmatch(fold(part))]
    asked = [reading for _, reading in read if reading.why not in ("", UNKNOWN)]
    if len(found) > 1:
        return CountryReading(why=SEVERAL)
    if not found or asked:
        return asked[0] if asked else CountryReading(why=UNKNOWN)
    (code,) = found
    others = [part for part in others if name_key(part) not in _parts_of(code)]
    if not others or (len(others) == 1 and others[0] == parts[0] and read[-1][1].code and _is_town(others[0])):
        return CountryReading(code)
    return CountryReading(why=UNKNOWN)


def _is_town(text: str) -> bool:
    """Whether what stands before a country may be a town: a few words, none of them a doubt or another country."""
    words = WORD.findall(fold(text))
    if not words or len(words) > LONGEST_TOWN or DOUBTS.intersection(words) or any(w.isdigit() for w in words):
        return False
    return not any(len(word) > 3 and _whole(word).why != UNKNOWN for word in words)


def _code_and_name(text: str) -> CountryReading:
    """`DK Denmark`, `Denmark (DK)`: a code and its name side by side."""
    for pattern in (CODE_FIRST, CODE_LAST):
        if (match := pattern.fullmatch(text)) is not None:
            first, second = _whole(match["code"]), _whole(match["name"])
            if first.code and first.code == second.code:
                return first
    return CountryReading(why=UNKNOWN)


@cache
def _parts_of(code: str) -> frozenset[str]:
    """The regions of a country, by ISO 3166-2, made comparable."""
    return frozenset(name_key(part.name) for part in pycountry.subdivisions if part.country_code == code)


@cache
def _codes() -> dict[str, frozenset[str]]:
    """Codes of three letters and digits, and old ones of two, to their countries; none where it became several."""
    now = countries.names()
    found: dict[str, frozenset[str]] = {}
    for old in pycountry.historic_countries:
        for code in (getattr(old, "alpha_3", ""), getattr(old, "alpha_2", ""), getattr(old, "numeric", "")):
            found[code] = frozenset({old.alpha_4[2:]} & now.keys())
    for code, those in get_global("territory_aliases").items():
        if len(code) == 2 or not code.isdigit() or len(those) == 1:
            found[code] = frozenset(those if len(those) == 1 and those[0] in now else ())
    for each in pycountry.countries:
        found[each.alpha_3] = found[each.numeric] = frozenset({each.alpha_2})
    found |= {code: frozenset({to}) for code, to in CODES.items()}
    found |= {name: frozenset() for name in GONE if name.isascii() and name.isupper() and len(name) == 3}
    return {code: those for code, those in found.items() if code and code not in now}


@cache
def _names() -> dict[str, frozenset[str]]:
    """Names in all languages, made comparable, to the countries that are called so; none where it became several."""
    found: dict[str, dict[str, int]] = {}
    for name, code, weight in _all_names():
        for spelling in {name, *spelled_out(name)}:
            counts = found.setdefault(name_key(spelling), {})
            counts[code] = counts.get(code, 0) + weight
    read = {key: frozenset(_sure(counts)) for key, counts in found.items() if key}
    read |= {name_key(name): frozenset({"CD", "CG"}) for name in MANY}
    for old in pycountry.historic_countries:
        for name in (old.name, old.name.partition(",")[0]):
            read.setdefault(name_key(name), frozenset({old.alpha_4[2:]} & countries.names().keys()))
    return read | {name_key(name): frozenset() for name in GONE}


def _sure(counts: dict[str, int]) -> Iterable[str]:
    """Of several countries with one name the one that is called so twice as often: the other is a slip of a list."""
    most = max(counts.values())
    return [code for code, count in counts.items() if 2 * count > most]


def _all_names() -> Iterator[tuple[str, str, int]]:
    """Names with their country and how much their source weighs: ISO's translations have a few slips."""
    now = countries.names()
    yield from ((name, code, CLDR) for code, name in now.items())
    yield from ((name, code, CLDR) for names in (ALSO, IN_CELLS) for code, those in names.items() for name in those)
    attributes = ("name", "official_name", "common_name")
    iso = [(getattr(c, each), c.alpha_2) for c in pycountry.countries for each in attributes if hasattr(c, each)]
    yield from ((name, code, 1) for name, code in iso)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in now:
                yield name, code, CLDR
        known = NAMED_OTHERWISE.get(language, language)
        translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[known], fallback=True)
        yield from ((translated.gettext(name), code, 1) for name, code in iso)
