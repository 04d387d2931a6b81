"""What a call is called, whose it is, its number, its address, and what kind of opportunity it is."""

import re
from collections.abc import Sequence

from bridgehead.importers.core.call_text.country_names import countries_of_list
from bridgehead.importers.core.call_text.cues import CueText, Reading
from bridgehead.importers.core.eu_calls import RULE_SETS
from bridgehead.kit.field_limits import LINE_LENGTH, cut_to_line

KINDS = ("tender", "call", "challenge", "grant")
HEADING, FIRST_LINE, IN_TEXT, ALONE, IN_PROSE = 90.0, 60.0, 70.0, 80.0, 40.0
LEAST_LETTERS, LONGEST_TITLE, FIRST_LINES, HEAD = 8, 300, 12, 3_000
MOST_WRAPPED, SHORTEST_WRAPPED = 4, 20
BOILERPLATE = re.compile(
    r"(?:skip to|cookie|log ?in|sign in|menu|home|search|back to|print|share|download|page \d|\d+ ?/ ?\d+|https?:|"
    r"www\.|contract notice|prior information|services$|supplies$|works$|european commission$|"
    r"funding (?:&|and) tenders|call for proposals$|calls? for tenders?$|topic$|general information|directive \d|"
    r"notice$|tender$|ted\b)",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"[IVX]+\.[\d.]*\)|section\b|(?:type|status|programme|program|stage|language|contact|e-?mail|phone|tel|web|internet|lot|"
    r"date|nature|form|document|version|currency|source|nuts|cpv|procedure|page)\b[^.!?:]{0,40}:",
    re.IGNORECASE,
)
NOTICE = re.compile(r"(?<![\d\-/])(\d{5,8}-20\d\d)(?![\d\-])|(?<!\d)(20\d\d/S\s?\d{1,3}-\d{6,8})")
TOPIC = re.compile(r"(?<![\w\-])([A-Z][A-Z0-9]{2,}(?:-[A-Za-z0-9]+)*-20\d\d(?:-[A-Za-z0-9&]+)*)(?![\w\-])")
OWN_LINE = re.compile(r"(?:^|(?<=\n))[ \t]*([A-Za-z][\w/\-]{3,80})[ \t]*(?=\n|$)")
URL = re.compile(r"https?://[^\s<>\"')\]]+")
CODE = re.compile(r"[\w./\-–:()]+(?: [\w./\-]+)?")
PORTALS = ("topic-details", "ted.europa.eu", "notice/", "tender", "call", "opportunit", "funding")


def read_titles(about: CueText, heading: str) -> tuple[Reading, ...]:
    """What it may be called, the best first.

    Parameters
    ----------
    heading
        The document's own: of a page or in a style of headings; blank where there is none.
    """
    found = []
    for label in about.labelled("title", longest=LONGEST_TITLE):
        unwrapped = _unwrapped(about, label)
        if len(unwrapped.value) >= LEAST_LETTERS and label.start < HEAD and any(c.isalpha() for c in label.value):
            found.append(_tidy(unwrapped))
    if (plain := " ".join(heading.split())) and not BOILERPLATE.match(plain):
        at = about.text.find(heading)
        found.append(Reading(cut_to_line(plain), max(at, 0), max(at, 0) + (len(heading) if at >= 0 else 0), HEADING))
    if not found and (first := _first_line(about)) is not None:
        found.append(first)
    return tuple(sorted(found, key=lambda r: (-r.score, r.start)))


def read_buyers(about: CueText, funders: Sequence[Reading]) -> tuple[Reading, ...]:
    """Who buys or funds: what a label says, else the funder of the programme that is named."""
    labelled = [r for r in about.labelled("buyer") if any(c.isalpha() for c in r.value) and not LABEL.match(r.value)]
    return (*(_tidy(_without_address(r)) for r in labelled), *funders)


def _without_address(reading: Reading) -> Reading:
    """A name without the street and the town that follow it after a comma."""
    parts = reading.value.split(", ")
    address = next((n for n, part in enumerate(parts) if n and any(c.isdigit() for c in part)), None)
    if address is None and len(parts) > 1 and list(countries_of_list(parts[-1])):
        address = len(parts) - 1
    name = ", ".join(parts[:address])
    return Reading(name, reading.start, reading.start + len(name), reading.score)


def read_funders(about: CueText, names: Sequence[str]) -> tuple[Reading, ...]:
    """The funders whose programmes the text names, at the first place of each."""
    found = ((name, about.cues(f"funder.{name}")) for name in names)
    return tuple(Reading(name, cues[0].start, cues[0].end, IN_TEXT) for name, cues in found if cues)


def read_kinds(about: CueText) -> tuple[Reading, ...]:
    """What kind of opportunity it is: the one whose words come most often, near the beginning twice."""
    found = []
    for kind in KINDS:
        cues = about.cues(f"kind_of_opportunity.{kind}")
        weight = sum(2 if cue.start < HEAD // 3 else 1 for cue in cues if cue.start < HEAD)
        if cues and weight:
            found.append(Reading(kind, cues[0].start, cues[0].end, float(weight)))
    return tuple(sorted(found, key=lambda r: -r.score))


def read_references(about: CueText) -> tuple[Reading, ...]:
    """Its number: of a label, of a notice, of a topic."""
    found = [r for r in about.labelled("reference", longest=100) if CODE.fullmatch(r.value) and _has_digit(r.value)]
    found += [Reading(m.group(), m.start(), m.end(), ALONE + 5) for m in NOTICE.finditer(about.text[:HEAD])]
    found += [
        Reading(m[1], m.start(1), m.end(1), ALONE) for m in OWN_LINE.finditer(about.text[:HEAD]) if _is_code(m[1])
    ]
    found += [Reading(m.group(), m.start(), m.end(), IN_PROSE) for m in TOPIC.finditer(about.text[:HEAD])]
    return tuple(sorted(found, key=lambda r: (-r.score, r.start)))


def _is_code(said: str) -> bool:
    return _has_digit(said) and any(c.isalpha() for c in said) and any(c in "-/" for c in said)


def _has_digit(said: str) -> bool:
    return any(c.isdigit() for c in said)


def read_urls(about: CueText, address: str) -> tuple[Reading, ...]:
    """Where it stands on the web: the address of the saved page, else the first that looks like one of a call."""
    if address:
        return (Reading(address[:LINE_LENGTH], 0, 0),)
    found = [(m.group().rstrip(".,;"), m.start()) for m in URL.finditer(about.text)]
    chosen = next(((u, at) for u, at in found if any(word in u.lower() for word in PORTALS)), None)
    return (Reading(chosen[0][:LINE_LENGTH], chosen[1], chosen[1] + len(chosen[0]), IN_TEXT),) if chosen else ()


def read_rule_sets(about: CueText) -> tuple[Reading, ...]:
    """The rules that its type of action has by law."""
    found = []
    for action, rules in RULE_SETS.items():
        match = re.search(r"\s+".join(map(re.escape, action.split())), about.text)
        if match:
            found.append(Reading(rules, match.start(), match.end(), IN_TEXT))
    return tuple(sorted(found, key=lambda r: r.start))


def _unwrapped(about: CueText, reading: Reading) -> Reading:
    """A title with the lines on which it goes on, as a PDF breaks it: after a space or a hyphen."""
    said, end = reading.value, reading.end
    for _ in range(MOST_WRAPPED):
        broken, at = about.text[end : about.line_end(end) + 1], about.line_end(end) + 1
        line = about.text[at : about.line_end(at)]
        goes_on = line[:1].islower() or (broken == " \n" and len(said) >= SHORTEST_WRAPPED) or said.endswith("-")
        if broken.strip(" \n") or "\n" not in broken or not goes_on or not line.strip() or _is_label(about, at, line):
            break
        if BOILERPLATE.match(line) or NOTICE.search(line) or TOPIC.match(line):
            break
        said = f"{said}{'' if said.endswith('-') else ' '}{line.strip()}"
        end = at + len(line.rstrip())
    return Reading(said, reading.start, end, reading.score)


def _tidy(reading: Reading) -> Reading:
    said = " ".join(reading.value.split())
    return Reading(cut_to_line(said), reading.start, reading.end, reading.score)


def _first_line(about: CueText) -> Reading | None:
    """The first line that says something of its own."""
    at = seen = 0
    while at < len(about.text) and seen < FIRST_LINES:
        end = about.line_end(at)
        line = about.text[at:end]
        plain = " ".join(line.strip(" \t#*•|=_-–").split())
        if plain:
            seen += 1
            letters = sum(c.isalpha() for c in plain)
            if letters >= LEAST_LETTERS and not BOILERPLATE.match(plain) and not _is_label(about, at, plain):
                lead = line.index(plain.split()[0])
                following = about.words.inline.search(about.folded, at, end)
                title = " ".join(about.text[at + lead : following.start() if following else end].split())
                sentence = re.split(r"(?<=[^\W\d_]{3}[.!?])\s(?=[^\W\d_a-z])", title)[0].rstrip(".")
                title = (sentence if len(sentence) >= LEAST_LETTERS else title)[:LONGEST_TITLE]
                said = about.text[at + lead : end]
                cut = len(said.rstrip()) if " ".join(said.split()) == title else len(title)
                return _tidy(_unwrapped(about, Reading(title, at + lead, at + lead + cut, FIRST_LINE)))
        at = end + 1
    return None


def _is_label(about: CueText, at: int, line: str) -> bool:
    """Whether a line is a label, or says when."""
    if LABEL.match(line) or about.is_label(at):
        return True
    return any(about.has(kind, at, at + 3) for kind in ("deadline", "opens", "published"))
