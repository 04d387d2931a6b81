"""Contact persons as vCards (RFC 6350): versions 2.1 to 4.0 are read, 4.0 is written."""

import quopri
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from icalendar.parser import Contentline, Contentlines

LINE: Any = Contentline
LINES: Any = Contentlines
"""icalendar's content lines, which it does not annotate: iCalendar and vCard share them."""
MEDIA_TYPE = "text/vcard; charset=utf-8"
ADDRESS_PARTS = 7
"""An address is post box, flat, street, city, region, postcode, country (RFC 6350, 6.3.1)."""
CITY, COUNTRY = 3, 6
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
TOKEN = re.compile(r"\\.|.", re.DOTALL)


@dataclass(frozen=True)
class ContactCard:
    """What a card says of somebody; blank where it says nothing.

    Attributes
    ----------
    uid
        What tells the person from others.
    """

    name: str = ""
    organisation: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    city: str = ""
    country: str = ""
    website: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    uid: str = ""


def write_cards(cards: Iterable[ContactCard]) -> bytes:
    """Cards as a file of version 4.0, lines folded and ended as its standard says."""
    content: bytes = LINES([LINE(line) for card in cards for line in _lines(card)]).to_ical()
    return content


def read_cards(text: str) -> Iterator[ContactCard]:
    """The cards of a file; lines that are none are passed over."""
    values: dict[str, list[str]] | None = None
    for line in _unfolded(text):
        name, parameters, value = line
        if (name, value.upper()) == ("BEGIN", "VCARD"):
            values = {}
        elif (name, value.upper()) == ("END", "VCARD"):
            if values is not None:
                yield _card(values)
            values = None
        elif values is not None and value:
            values.setdefault(name, []).append(_plain(value, parameters))


def _lines(card: ContactCard) -> Iterator[str]:
    place = ["", "", "", card.city, "", "", card.country]
    said = {
        "UID": _escape(card.uid),
        "FN": _escape(card.name),
        "ORG": _escape(card.organisation),
        "TITLE": _escape(card.role),
        "EMAIL": _escape(card.email),
        "TEL": _escape(card.phone),
        "ADR": ";".join(map(_escape, place)) if card.city or card.country else "",
        "URL": " ".join(card.website.split()),
        "LANG": " ".join(card.language.split()),
        "CATEGORIES": ",".join(map(_escape, card.tags)),
    }
    parameters = {"UID": ";VALUE=text"}
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "KIND:individual"
    for name, value in said.items():
        if value:
            yield f"{name}{parameters.get(name, '')}:{value}"
    yield "END:VCARD"


def _unfolded(text: str) -> Iterator[tuple[str, Mapping[str, object], str]]:
    """Name without its group, parameters and value of each line."""
    for line in LINES.from_ical("\r\n".join(_joined(re.split(r"\r\n|\r|\n", text)))):
        try:
            name, parameters, value = LINE(line).raw_parts()
        except ValueError:
            continue
        yield name.upper().rpartition(".")[2], parameters, value.strip()


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Lines of which those of version 2.1 that end in `=` are joined with the next one."""
    kept = ""
    for line in lines:
        whole = kept + line
        if whole.endswith("=") and "QUOTED-PRINTABLE" in whole.partition(":")[0].upper():
            kept = whole[:-1]
        else:
            kept = ""
            yield whole
    if kept:
        yield kept


def _plain(value: str, parameters: Mapping[str, object]) -> str:
    if str(parameters.get("ENCODING", "")).upper() != "QUOTED-PRINTABLE":
        return value
    content = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return content.decode(str(parameters.get("CHARSET", "utf-8")), errors="replace")
    except (LookupError, ValueError):  # there is no such encoding, or its name is no name
        return content.decode("utf-8", errors="replace")


def _card(values: Mapping[str, list[str]]) -> ContactCard:
    def first(name: str) -> str:
        return _unescape(values[name][0]) if values.get(name) else ""

    structured = _parts(values["N"][0]) if values.get("N") else []
    name = first("FN") or " ".join(part for part in (*structured[1:2], *structured[:1]) if part)
    address = [*_parts(values["ADR"][0]), *[""] * ADDRESS_PARTS] if values.get("ADR") else [""] * ADDRESS_PARTS
    organisation = _parts(values["ORG"][0])[0] if values.get("ORG") else ""
    tags = tuple(_parts(values["CATEGORIES"][0], ",")) if values.get("CATEGORIES") else ()
    return ContactCard(
        name=" ".join(name.split()),
        organisation=" ".join(organisation.split()),
        role=first("TITLE") or first("ROLE"),
        email=first("EMAIL").removeprefix("mailto:"),
        phone=first("TEL").removeprefix("tel:"),
        city=address[CITY],
        country=address[COUNTRY],
        website=first("URL"),
        language=first("LANG"),
        tags=tags,
        uid=first("UID"),
    )


def _parts(value: str, sign: str = ";") -> list[str]:
    """The parts of a value that has several."""
    parts = [""]
    for token in TOKEN.findall(value):
        if token == sign:
            parts.append("")
        else:
            parts[-1] += token
    return list(map(_unescape, parts))


def _escape(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _unescape(text: str) -> str:
    return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()
