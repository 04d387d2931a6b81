"""An opportunity proposed from a text: each field with what was read, where, and what else it could be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bridgehead.importers.core.call_text import (
    content_reading,
    country_reading,
    deadline_reading,
    heading_reading,
    language_reading,
    money_reading,
)
from bridgehead.importers.core.call_text.cues import CueText, CueWords, Reading

PAGE = "\f"
AROUND = 90
KINDS_OF_ACTOR = ("sme", "large", "firm", "knowledge", "public", "cluster", "investor")
WEIGHED = ("deadline", "opens", "countries", "external_id")
LISTS = ("countries", "cpv", "capabilities", "eligibility")


@dataclass(frozen=True)
class Vocabulary:
    """What a reader knows beside the text.

    Attributes
    ----------
    words
        The cues.
    funders
        Whose programmes the cues tell.
    cpv
        Code to title.
    capabilities
        Those that the workspace's records have.
    """

    words: CueWords
    funders: tuple[str, ...]
    cpv: Mapping[str, str]
    capabilities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CallDocument:
    """A text as a reader hands it on.

    Attributes
    ----------
    text
        With line feeds; pages are set apart by a form feed.
    heading
        The document's own title; blank where it has none.
    address
        Where a saved page came from; blank where it does not say.
    """

    text: str
    heading: str = ""
    address: str = ""


@dataclass(frozen=True)
class Passage:
    """The words around a reading, cut to a line.

    Attributes
    ----------
    before, value, after
        The text around it and the text itself.
    page
        From 1; 0 where the document has no pages.
    """

    before: str
    value: str
    after: str
    page: int


@dataclass(frozen=True)
class CallProposal:
    """What a text says of an opportunity.

    Attributes
    ----------
    text
        That was read.
    values
        Field to what is proposed; a field of which the text says nothing is not in it.
    readings
        Field to all that could stand there, the best first.
    other_currency
        Amounts that are no euros, as the text writes them.
    """

    text: str
    values: Mapping[str, Any]
    readings: Mapping[str, tuple[Reading, ...]]
    other_currency: tuple[Reading, ...] = field(default=())

    def passage(self, reading: Reading) -> Passage | None:
        """The words around a reading; None for one that stands nowhere in the text."""
        return passage(self.text, reading) if reading.end > reading.start else None


def read_call(document: CallDocument, known: Vocabulary, *, today: str = "") -> CallProposal:
    """Propose an opportunity from a text.

    Parameters
    ----------
    today
        A day; see `deadline_reading.read_dates`.
    """
    about = CueText(document.text, known.words)
    language = language_reading.language_of(document.text)
    titles = heading_reading.read_titles(about, document.heading)
    kinds = heading_reading.read_kinds(about)
    funders = heading_reading.read_funders(about, known.funders)
    cpv = content_reading.read_cpv(about, content_reading.divisions_of(known.cpv))
    is_tender = bool(cpv) or (bool(kinds) and kinds[0].value == "tender" and not funders)
    is_call = bool(funders) and not is_tender
    if is_call or is_tender:
        kinds = _first("call" if is_call else "tender", kinds)
    dates = deadline_reading.read_dates(about, language, today=today, is_tender=is_tender)
    money = money_reading.read_money(about)
    title = titles[0] if titles else None
    readings = {
        "title": titles,
        "kind": kinds,
        "buyer": heading_reading.read_buyers(about, funders if is_call else ()),
        "countries": country_reading.read_countries(about, language, title=title, is_call=is_call),
        "opens": dates.opens,
        "deadline": dates.deadlines,
        "budget": money.budgets,
        "rule_set": heading_reading.read_rule_sets(about) if is_call else (),
        "capabilities": content_reading.read_capabilities(about, known.capabilities),
        "eligibility": content_reading.read_eligibility(about, KINDS_OF_ACTOR),
        "cpv": cpv,
        "language": (Reading(language, 0, 0),) if language else (),
        "external_id": heading_reading.read_references(about),
        "url": heading_reading.read_urls(about, document.address),
    }
    found = {name: some for name, some in readings.items() if some}
    return CallProposal(document.text, _values(found), found, money.others)


def passage(text: str, reading: Reading) -> Passage:
    """The words around a reading: its line, with the one above where it begins its own, as far as print holds it."""
    start, end = reading.start, reading.end
    left = max(_line_start(text, start), start - AROUND)
    if not text[left:start].strip() and text[left - 1 : left] == "\n":
        above = len(text[:left].rstrip())
        left = max(_line_start(text, above), start - AROUND)
    stop = min((at for sign in ("\n", PAGE) if (at := text.find(sign, end)) >= 0), default=len(text))
    right = min(stop, end + AROUND)
    before, after = text[left:start], text[end:right]
    if left and left == start - AROUND:
        before = f"… {before.partition(' ')[2] or before}"
    if right == end + AROUND and right < len(text):
        after = f"{after.rpartition(' ')[0] or after} …"
    page = text.count(PAGE, 0, start) + 1 if PAGE in text else 0
    return Passage(_line(before), _line(text[start:end]), _line(after), page)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind(PAGE, 0, at)) + 1


def _line(text: str) -> str:
    """A text on one line; the space at its ends stays, since it stands beside another."""
    plain = " ".join(text.split())
    lead = " " if text[:1].isspace() and plain else ""
    return f"{lead}{plain}{' ' if text[-1:].isspace() and plain else ''}"


def _first(kind: str, kinds: Iterable[Reading]) -> tuple[Reading, ...]:
    some = tuple(kinds)
    return (
        tuple(sorted(some, key=lambda r: r.value != kind))
        if any(r.value == kind for r in some)
        else (Reading(kind, 0, 0), *some)
    )


def _values(readings: Mapping[str, tuple[Reading, ...]]) -> dict[str, Any]:
    """What is proposed: of a list all that is sure, else the best if it is sure."""
    values: dict[str, Any] = {}
    for name, found in readings.items():
        sure = [r for r in found if name not in WEIGHED or r.score >= deadline_reading.SURE]
        if name in LISTS and sure:
            values[name] = [r.value for r in sure]
        elif sure:
            values[name] = sure[0].value
    return values
