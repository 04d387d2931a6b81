"""What an opportunity is about and who may answer: CPV codes, capabilities, conditions of eligibility."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence

from bridgehead.importers.core.call_text.country_reading import countries_in
from bridgehead.importers.core.call_text.cues import CueText, Reading, fold
from bridgehead.kit.field_limits import LINE_LENGTH

LABELLED, KNOWN, IN_TEXT = 100.0, 80.0, 60.0
CPV = re.compile(r"(?<![\d.,\-/])(\d{8})(?:-(\d))?(?![\d]|[.,]\d|-\d)")
CPV_REACH, MOST_CPV = 250, 20
MOST_CAPABILITIES, LEAST_LETTERS, LONGEST_KEYWORD = 8, 4, 60
TOPIC = re.compile(r"[A-Z0-9]+(?:-[A-Za-z0-9]+){2,}")
CLAUSE, MOST_COUNTRIES = 220, 10
SENTENCE_END = re.compile(r"[.;!?](?:\s|$)|\n\s*\n|\f")
NOT = re.compile(
    r"\b(?:not|except|excluding|other than|nicht|kein|ausgenommen|non|sauf|pas|no|nie|ikke|inte|ej|ei|ne|nu)\b"
)


def read_cpv(about: CueText, divisions: Collection[str]) -> tuple[Reading, ...]:
    """CPV codes: eight digits of a division that there is, beside the word CPV or with their check digit.

    Parameters
    ----------
    divisions
        First two digits of all codes.
    """
    named = [m.start() for m in re.finditer(r"\bcpv\b", about.folded)]
    found: dict[str, Reading] = {}
    last = -CPV_REACH
    for match in CPV.finditer(about.text):
        code = match[1]
        at = bisect_left(named, match.start() - CPV_REACH)
        near = at < len(named) and named[at] < match.start() + CPV_REACH
        near = near or match.start() - last < CPV_REACH // 4
        if code[:2] in divisions and (near or match[2]) and (match[2] or not _is_day(code)):
            found.setdefault(code, Reading(code, match.start(), match.end()))
            last = match.end()
    return tuple(list(found.values())[:MOST_CPV])


def read_capabilities(about: CueText, vocabulary: Iterable[str]) -> tuple[Reading, ...]:
    """What the text asks for: its own keywords, then those of the vocabulary that it names.

    Parameters
    ----------
    vocabulary
        Capabilities that the workspace's records have: what one of them is called is matched and counted as one.
    """
    found: dict[str, Reading] = {}
    for label in about.labelled("keywords", longest=2_000):
        at = label.start
        for part in re.split(r"([,;|•·/\n])", label.value):
            word = part.strip()
            start = at + part.find(word) if word else at
            if (
                LEAST_LETTERS <= len(word) <= LONGEST_KEYWORD
                and not TOPIC.fullmatch(word)
                and any(map(str.isalpha, word))
            ):
                found.setdefault(fold(word), Reading(word, start, start + len(word), label.score))
            at += len(part)
    for term in sorted(set(vocabulary), key=lambda t: (-len(t), t)):
        folded = " ".join(fold(term).split())
        if len(folded) < LEAST_LETTERS or folded in found or any(folded in longer for longer in found):
            continue
        if folded.split()[0] not in about.folded:
            continue
        pattern = r"\s+".join(re.escape(word) for word in folded.split())
        match = re.search(rf"(?<!\w){pattern}(?:s|er|en)?(?!\w)", about.folded)
        if match:
            found[folded] = Reading(term[:LINE_LENGTH], match.start(), match.end(), KNOWN)
    return tuple(sorted(found.values(), key=lambda r: (-r.score, r.start))[:MOST_CAPABILITIES])


def read_eligibility(about: CueText, kinds: Sequence[str]) -> tuple[Reading, ...]:
    """Conditions on who may answer, as the record has them: kinds and sizes of organisation, countries.

    Parameters
    ----------
    kinds
        Terms of kinds and sizes for which the cues have words.
    """
    found: dict[str, Reading] = {}
    for start, end in _clauses(about, "eligible"):
        if NOT.search(about.folded, start, end):
            continue
        for kind in kinds:
            cue = about.first_after([f"kind_of_actor.{kind}"], start, end)
            if cue is not None and kind not in found:
                found[kind] = Reading(kind, cue.start, cue.end, IN_TEXT)
    if "sme" in found:  # a size says of which firms
        found.pop("firm", None)
    where: dict[str, tuple[int, int]] = {}
    for start, end in _clauses(about, "eligible_country"):
        codes = countries_in(about.text[start:end])
        if 0 < len(codes) <= MOST_COUNTRIES and not NOT.search(about.folded, start, end):
            where |= {code: (start, end) for code in codes if code not in where}
    if where:
        start, end = next(iter(where.values()))
        found["country"] = Reading(f"country: {', '.join(where)}", start, end, IN_TEXT)
    return tuple(sorted(found.values(), key=lambda r: r.start))


def _clauses(about: CueText, kind: str) -> Iterable[tuple[int, int]]:
    """The rest of the sentence after each cue of a kind."""
    for cue in about.cues(kind):
        end = min(cue.end + CLAUSE, len(about.text))
        stop = SENTENCE_END.search(about.text, cue.end, end)
        yield cue.end, stop.start() if stop else end


def _is_day(code: str) -> bool:
    return code.startswith("20") and "01" <= code[4:6] <= "12"


def divisions_of(titles: Mapping[str, str]) -> frozenset[str]:
    """First two digits of the codes of a table."""
    return frozenset(code[:2] for code in titles)
