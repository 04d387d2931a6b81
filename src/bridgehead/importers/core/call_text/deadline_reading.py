"""Until when one may answer, and from when on: dates ranked by the words beside them.

A date counts by the last cue before it: *deadline* makes it one, *published*, *opening of tenders* or *validity* makes
it another date. Without a cue of a deadline, only *by*, *until* and their like make one, in a sentence on answers.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bridgehead.importers.core.call_text.cues import Cue, CueText, Reading
from bridgehead.importers.core.call_text.date_mentions import DateMention, find_dates, other_order

SURE = 50.0
"""From this score on a reading is proposed; weaker ones are shown as choices."""

LABELLED, NEXT_LINE, IN_TABLE, BEHIND, WEAK, DOUBTED = 100.0, 95.0, 80.0, 75.0, 60.0, 20.0
LATER_STAGE, NO_DAY = 15.0, 30.0
REACH, BEHIND_REACH, UNTIL_REACH, SENTENCE, BARE_REACH, LIST_GAP = 200, 50, 25, 200, 15, 45
MOST_BREAKS, LONGEST_RANGE, WIDEST, ROWS = 4, 80, 2_000, 30
KINDS = ("other_date", "published", "opens", "period", "deadline")
"""Of cues at one place, the first of these counts: *Bindefrist* is no deadline."""
SENTENCE_END = re.compile(
    r"(?:(?<=[a-z)\]])|(?<=\d{4}))[.!?]\s+(?=[A-ZÀ-Þ][a-zà-þ]|\n)"
    r"|\n\s*\n(?=[^\n:]{80})"
)
RANGE = re.compile(
    r"[\s\d:.,h]*(?:\([^)]{0,30}\))?\s*"
    r"(?:-|–|—|to|until|till|through|bis(?: zum)?|au|jusqu['’]au|al|a|do|til|tot(?: en met)?|até|hasta|fino al|-ig)"
    r"(?:\s+(?:the|den|le|el|il|dem))?\s*",
    re.IGNORECASE,
)
CELL = re.compile(r"\t|\s\|\s?|\|")


@dataclass(frozen=True)
class CallDates:
    """The dates of a call.

    Attributes
    ----------
    deadlines, opens
        Readings, the best first; those below `SURE` are choices only.
    """

    deadlines: tuple[Reading, ...] = ()
    opens: tuple[Reading, ...] = ()


def read_dates(about: CueText, language: str, *, today: str = "", is_tender: bool = False) -> CallDates:
    """Deadlines and days of opening.

    Parameters
    ----------
    language
        Of the text, where known.
    today
        A day: of several cut-offs, the next from then on comes first.
    is_tender
        Whether the day of publication opens it, as importers of tenders have it.
    """
    mentions = find_dates(about.text, language)
    roles: dict[str, list[Reading]] = {kind: [] for kind in KINDS}
    last: Cue | None = None
    for place, mention in enumerate(mentions):
        before = mentions[place - 1] if place else None
        after = mentions[place + 1] if place + 1 < len(mentions) else None
        role, score, last = _role(about, mention, before, after, last)
        if role:
            roles[role].append(_reading(about, mention, role, score, before))
    opens = [*roles["opens"], *(_lower(r, 10) for r in roles["published"] if is_tender)]
    deadlines = _not_before(roles["deadline"], opens)
    deadlines += _other_orders(about.text, mentions, deadlines)
    return CallDates(_ranked(_cut_offs_first(about, deadlines, today)), _ranked(opens))


def _role(
    about: CueText, mention: DateMention, before: DateMention | None, after: DateMention | None, last: Cue | None
) -> tuple[str, float, Cue | None]:
    """What a date is, how sure, and the cue that says so, which dates that follow it in a list share."""
    start = max(before.end if before else 0, mention.start - REACH)
    cue = about.last_before(KINDS, start, mention.start)
    begins = after is not None and _is_range(about, mention, after)
    if cue is None or about.line_start(mention.start) > cue.end:
        role, score = _in_table(about, mention)
        if role:
            return role, score, None
    if cue is not None and _reaches(about, cue, mention):
        return *_by_cue(about, cue, mention, begins=begins), cue
    if before is not None and last is not None and cue is None:
        role, score = _in_list(about, before, mention, last)
        if role:
            return role, score, last
    found = [] if mention.is_bare else [_behind(about, mention, after), _weakly(about, mention)]
    role, score = next((pair for pair in found if pair[0]), ("", 0.0))
    return role, score, None


def _by_cue(about: CueText, cue: Cue, mention: DateMention, *, begins: bool) -> tuple[str, float]:
    """What the cue before it makes of a date; of two from which to which, the first begins a period."""
    if cue.kind == "period":
        until = about.has("until", cue.end, mention.start)
        return "opens" if begins else "deadline" if until else "", LABELLED
    return cue.kind, WEAK - 1 if begins and cue.kind == "deadline" else _distance_score(about, cue, mention)


def _in_list(about: CueText, before: DateMention, mention: DateMention, last: Cue) -> tuple[str, float]:
    """What a date shares with the one before it, in a list or a period."""
    gap = about.text[before.end : mention.start]
    if len(gap) > LIST_GAP:
        return "", 0.0
    if last.kind == "period" and _is_range(about, before, mention):
        return "deadline", LABELLED
    if "\n\n" in gap or about.has("until", before.end, mention.start):
        return "", 0.0
    return last.kind, _distance_score(about, last, mention)


def _reaches(about: CueText, cue: Cue, mention: DateMention) -> bool:
    """Whether nothing that ends a thought stands between a cue and a date."""
    gap = about.text[cue.end : mention.start]
    if mention.is_bare and len(gap.strip()) > BARE_REACH:
        return False
    return gap.count("\n") + gap.count("\f") <= MOST_BREAKS and SENTENCE_END.search(gap) is None


def _distance_score(about: CueText, cue: Cue, mention: DateMention) -> float:
    gap = about.text[cue.end : mention.start]
    return (NEXT_LINE if "\n" in gap else LABELLED) - min(len(gap), REACH) / 10


def _reading(about: CueText, mention: DateMention, role: str, score: float, before: DateMention | None) -> Reading:
    if role == "deadline":
        start = max(before.end if before else 0, mention.start - REACH)
        score -= LATER_STAGE if about.has("second_stage", start, about.line_end(mention.end)) else 0
    score -= NO_DAY if len(mention.value) < len("2026-01-01") else 0
    return Reading(mention.value, mention.start, mention.end, score)


def _is_range(about: CueText, first: DateMention, second: DateMention) -> bool:
    gap = about.text[first.end : second.start]
    return len(gap) <= LONGEST_RANGE and RANGE.fullmatch(gap) is not None


def _in_table(about: CueText, mention: DateMention) -> tuple[str, float]:
    """What the heading of its column says, where lines above have as many cells."""
    line_start = about.line_start(mention.start)
    line_end = about.line_end(mention.end)
    if line_end - line_start > WIDEST:
        return "", 0.0
    cells = CELL.split(about.text[line_start:line_end])
    column = len(CELL.findall(about.text[line_start : mention.start]))
    at = line_start - 1
    for _ in range(ROWS):
        if len(cells) < 2 or at <= 0:
            break
        above = about.line_start(at)
        heads = CELL.split(about.text[above:at]) if at - above <= WIDEST else []
        if len(heads) == len(cells):
            place = above + sum(len(head) for head in heads[:column]) + _separators(about.text[above:at], column)
            cue = about.last_before(KINDS, place, place + len(heads[column]))
            if cue is not None:
                return cue.kind, IN_TABLE
        at = above - 1
    return "", 0.0


def _separators(line: str, column: int) -> int:
    return sum(len(found.group()) for found in list(CELL.finditer(line))[:column])


def _behind(about: CueText, mention: DateMention, after: DateMention | None) -> tuple[str, float]:
    """What stands right behind a date on its line, unless it says so of the next one."""
    end = min(about.line_end(mention.end), mention.end + BEHIND_REACH)
    cue = about.first_after((*KINDS, "until_after"), mention.end, end)
    if cue is None or (after is not None and after.start <= about.line_end(cue.end) and after.start - cue.end < REACH):
        return "", 0.0
    if SENTENCE_END.search(about.text[mention.end : cue.start]) or ":" in about.text[cue.end : cue.end + 2]:
        return "", 0.0
    if cue.kind != "until_after":
        return cue.kind if cue.kind != "period" else "", BEHIND
    answers = _answers(about, mention) or cue.end - cue.start > len("mennessa")
    return ("deadline", WEAK) if answers else ("", 0.0)


def _weakly(about: CueText, mention: DateMention) -> tuple[str, float]:
    """*By* or *until* right before it, in a sentence on answers."""
    cue = about.last_before(("until",), mention.start - UNTIL_REACH - REACH, mention.start)
    if cue is None or mention.start - cue.end > UNTIL_REACH or len(mention.value) < len("2026-01-01"):
        return "", 0.0
    if SENTENCE_END.search(about.text[cue.end : mention.start]) or not _answers(about, mention):
        return "", 0.0
    return "deadline", WEAK


def _answers(about: CueText, mention: DateMention) -> bool:
    """Whether the sentence of a date is about answers."""
    text, start, end = about.text, max(0, mention.start - SENTENCE), mention.end + SENTENCE // 2
    before = [m.end() for m in SENTENCE_END.finditer(text, start, mention.start)]
    behind = SENTENCE_END.search(text, mention.end, min(end, len(text)))
    return about.has("answer", max([start, *before]), behind.start() if behind else min(end, len(text)))


def _lower(reading: Reading, by: float) -> Reading:
    return replace(reading, score=reading.score - by)


def _not_before(deadlines: Sequence[Reading], opens: Sequence[Reading]) -> list[Reading]:
    """Deadlines before a sure day of opening are doubted."""
    first = min((r.value for r in opens if r.score >= IN_TABLE), default="")
    return [replace(r, score=DOUBTED) if first and r.value < first[: len(r.value)] else r for r in deadlines]


def _other_orders(text: str, mentions: Sequence[DateMention], deadlines: Sequence[Reading]) -> list[Reading]:
    """The other reading of 03/12/2026, as a choice."""
    places: Mapping[int, DateMention] = {mention.start: mention for mention in mentions}
    sure = [r for r in deadlines if r.score >= SURE and "/" in text[r.start : r.end]]
    turned = ((r, other_order(places[r.start], text)) for r in sure)
    return [replace(r, value=value, score=DOUBTED) for r, value in turned if value]


def _cut_offs_first(about: CueText, deadlines: Sequence[Reading], today: str) -> list[Reading]:
    """Where one may answer again and again, what is past comes after what is to come."""
    sure = [r for r in deadlines if r.score >= IN_TABLE - LATER_STAGE]
    if not today or len({r.value for r in sure}) < 2 or not about.cues("cut_off"):
        return list(deadlines)
    if all(r.value < today for r in sure):
        return list(deadlines)
    return [replace(r, score=SURE) if r in sure and r.value < today else r for r in deadlines]


def _ranked(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Each value once, at its best place; those whose labels say it alike in the order of the text."""
    best: dict[str, Reading] = {}
    for reading in readings:
        if reading.value not in best or reading.score > best[reading.value].score:
            best[reading.value] = reading
    return tuple(sorted(best.values(), key=lambda r: (_rank(r.score), r.start, r.value)))


def _rank(score: float) -> int:
    """Scores that differ by their distance only rank alike."""
    return next((rank for rank, floor in enumerate((78.0, 55.0, SURE, 25.0)) if score >= floor), 4)
