"""Where an opportunity is: countries that the text labels, or that stand with the buyer or in the title."""

import re
from collections.abc import Iterable

from bridgehead.importers.core.call_text.country_names import countries_of_list, country_of_code, names_in
from bridgehead.importers.core.call_text.cues import CueText, Reading
from bridgehead.kit import countries

LABELLED, WITH_BUYER, IN_NUTS, IN_TITLE, IN_LEAD, BY_ADDRESS = 100.0, 90.0, 88.0, 85.0, 60.0, 40.0
SURE = 50.0
MOST = 12
"""So many countries of one label are a list of where applicants come from, not of where the opportunity is."""
ADDRESS, LEAD = 600, 700
NUTS = re.compile(r"NUTS[^\n]{0,40}?[\s:(]([A-Z]{2})[A-Z0-9]{0,3}(?![\w])")
BRACKETED = re.compile(r"[(\[]([A-Z]{2,3})[)\]]|,\s([A-Z]{2,3})[.;]?$", re.MULTILINE)
POSTAL = re.compile(
    r"(?<![\w\-])(A|AT|B|BE|BG|CH|CY|CZ|D|DE|DK|EE|EL|ES|F|FI|FR|FIN|GR|HR|HU|I|IE|IT|IS|L|LT|LU|LV|MT|N|NL|NO|P|PL|PT|RO|S|SE|SI|SK)[-–]\s?\d{3,6}(?!\d)"
)
EUROPE = frozenset(
    "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LU LV MT NL NO PL PT RO SE SI SK".split()  # noqa: SIM905
)
PLATES = {
    "A": "AT",
    "B": "BE",
    "D": "DE",
    "F": "FR",
    "FIN": "FI",
    "I": "IT",
    "L": "LU",
    "N": "NO",
    "P": "PT",
    "S": "SE",
}
DOMAIN = re.compile(
    r"(?:@|https?://|www\.)[\w.\-]{0,100}?[\w\-]\.([a-z]{2})(?=[/\s,;:)>\]\"']|\.?\s|\.?$)", re.IGNORECASE
)
NO_PLACES = {"eu", "io", "co", "me", "tv", "ai", "ly", "to", "cc", "fm", "gg", "sh", "st", "is", "in", "ms"}
# fmt: off
PHONES = {
    "30": "GR", "31": "NL", "32": "BE", "33": "FR", "34": "ES", "36": "HU", "39": "IT", "40": "RO", "41": "CH",
    "43": "AT", "44": "GB", "45": "DK", "46": "SE", "47": "NO", "48": "PL", "49": "DE", "351": "PT", "352": "LU",
    "353": "IE", "354": "IS", "355": "AL", "356": "MT", "357": "CY", "358": "FI", "359": "BG", "370": "LT",
    "371": "LV", "372": "EE", "381": "RS", "385": "HR", "386": "SI", "387": "BA", "389": "MK", "420": "CZ",
    "421": "SK",
}
# fmt: on
PHONE = re.compile(r"(?<![\w+])(?:\+|00)\s?\(?([34]\d{1,2})\)?[\s\-./()\d]{6,20}")


def read_countries(
    about: CueText, language: str, *, title: Reading | None = None, is_call: bool = False
) -> tuple[Reading, ...]:
    """Countries, one a reading, the best first; those below `SURE` are choices only.

    Parameters
    ----------
    title
        What the opportunity is called: a country in it says what it is aimed at.
    is_call
        Whether it is a call of a programme, whose text names many countries that it is not about: only labels and the
        title count.
    """
    labelled = _labelled(about)
    if labelled:
        return _each_once(labelled)
    in_title = _named(about.text, title.start, title.end, language, IN_TITLE) if title else []
    if is_call:
        return _each_once(in_title)
    near = [*_of_buyer(about, language), *_nuts(about), *_first_line(about, language)]
    if near:
        return _each_once(near)
    lead = _named(about.text, 0, LEAD, language, IN_LEAD)
    some = (
        in_title
        or lead
        or [r for r in _coded(about.text, 0, LEAD) if r.value in EUROPE and (r.value, language) != ("IT", "en")]
    )
    return _each_once([*some, *_addresses(about, IN_LEAD if not some else BY_ADDRESS)])


def countries_in(text: str) -> list[str]:
    """The countries that a list names, by name in any language or by code, each once, in order."""
    return list(dict.fromkeys(code for _, _, code in countries_of_list(text)))


def _labelled(about: CueText) -> list[Reading]:
    found = []
    for label in about.labelled("country"):
        named = list(countries_of_list(re.split(r"\.\s", label.value)[0]))
        line = [label.start + start for start, _, _ in named]
        if 0 < len({code for _, _, code in named}) <= MOST:
            found += [
                Reading(code, at, label.start + end, label.score)
                for at, (_, end, code) in zip(line, named, strict=True)
            ]
    return found


def _of_buyer(about: CueText, language: str) -> list[Reading]:
    """Countries in the lines of the buyer: its name, its address."""
    found: list[Reading] = []
    for label in about.labelled("buyer"):
        end = label.end
        while end < min(len(about.text), label.start + ADDRESS) and about.text[end : end + 1] == "\n":
            if about.text[end + 1 : end + 2] in ("", "\n", "\f") or about.is_label(end + 1):
                break
            end = about.line_end(end + 1)
        found += _named(about.text, label.start, end, language, WITH_BUYER)
        found += _coded(about.text, label.start, end)
        found += _postal(about.text, label.start, end)
        if found:
            break
    return found


def _nuts(about: CueText) -> list[Reading]:
    found = ((m.start(1), m.end(), country_of_code(m[1])) for m in NUTS.finditer(about.text))
    return [Reading(code, start, end, IN_NUTS) for start, end, code in found if code]


def _coded(text: str, start: int, end: int) -> list[Reading]:
    """Codes in brackets: *Comune di Genova (IT)*."""
    found = ((m.start(), m.end(), country_of_code(m[1] or m[2])) for m in BRACKETED.finditer(text, start, end))
    return [Reading(code, since, until, WITH_BUYER) for since, until, code in found if code]


def _postal(text: str, start: int, end: int) -> list[Reading]:
    found = ((m, PLATES.get(m[1], countries.standard(m[1]))) for m in POSTAL.finditer(text, start, end))
    return [Reading(code, m.start(), m.end(), IN_NUTS) for m, code in found]


def _first_line(about: CueText, language: str) -> list[Reading]:
    """A country with which one of the first lines begins, as in *Italy-Genoa: Architectural design services*."""
    found, at = [], 0
    for _ in range(6):
        end = about.line_end(at)
        line = about.text[at:end]
        lead = len(line) - len(line.lstrip(" \t#*•-–"))
        named = next(iter(names_in(line[lead:], language)), None)
        if named and named[0] == 0 and re.match(r"\s*[-–—:,/|]|\s+[A-ZÀ-Þ]", line[lead + named[1] :]):
            found.append(Reading(named[2], at + lead, at + lead + named[1], IN_TITLE))
        at = end + 1
        if at >= len(about.text):
            break
    return found


def _addresses(about: CueText, score: float) -> list[Reading]:
    """Countries of mail and web addresses and of telephone numbers."""
    domains = (
        (m.start(1), m.end(1), countries.standard(m[1].upper()), m[1].lower()) for m in DOMAIN.finditer(about.text)
    )
    found = [
        Reading(code, s, e, score) for s, e, code, end in domains if end not in NO_PLACES and code in countries.names()
    ]
    for match in PHONE.finditer(about.text):
        code = PHONES.get(match[1][:3]) or PHONES.get(match[1][:2])
        if code:
            found.append(Reading(code, match.start(), match.end(1), score))
    return found if len({r.value for r in found}) == 1 else []


def _named(text: str, start: int, end: int, language: str, score: float) -> list[Reading]:
    part = text[start:end]
    return [Reading(code, start + s, start + e, score) for s, e, code in names_in(part, language)]


def _each_once(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    best: dict[str, Reading] = {}
    for reading in readings:
        if reading.value not in best or reading.score > best[reading.value].score:
            best[reading.value] = reading
    return tuple(sorted(best.values(), key=lambda r: (-r.score, r.start)))
