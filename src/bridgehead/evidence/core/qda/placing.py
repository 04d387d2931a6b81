"""The selections of a text, brought to positions in our counting; what lies beyond its end is clipped and counted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from bridgehead.evidence.core.qda import text_offsets
from bridgehead.evidence.core.qda.text_offsets import STANDARD, CountingRule, SourceText, Span, ToolSelection
from bridgehead.evidence.core.qda.xml import NS, OURS
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds

DIGITS = 18
CLIPPED, BEYOND, TURNED, UNQUOTED = "clipped_selections", "selections_beyond", "turned_selections", "unquoted_names"


def place_selections(
    element: etree._Element, text: SourceText, origin: str, *, refuse: Callable[[InputError], None]
) -> tuple[CountingRule | None, Counter[str]]:
    """Write our positions into the selections and points of a text, in place.

    Parameters
    ----------
    refuse
        What is done about a selection that lies outside the text.

    Returns
    -------
    tuple
        How the tool counted, None without selections; and how many selections were clipped, lie beyond the text,
        ran backwards, or have a name that quotes nothing (`unquoted_names`).
    """
    marks = element.findall(f"{NS}PlainTextSelection")
    points = [p for p in element.findall(f"{NS}SyncPoint") if p.get("position") is not None]
    met: Counter[str] = Counter()
    selected = [_in_order(_selected(m, "startPosition", "endPosition"), met) for m in marks]
    selected += [replace(_selected(p, "position", "position"), is_point=True) for p in points]
    if not selected:
        return None, met
    way = STANDARD if origin.startswith(OURS) else text_offsets.detect_counting_rule(text, selected, origin)
    ticks = text.ticks(way)
    spans = [text_offsets.to_own_offsets(ticks, way, at) for at in selected]
    for number, (mark, at) in enumerate(zip([*marks, *points], selected, strict=True)):
        if not text_offsets.is_within(ticks, way, at):
            refuse(_outside(element, mark, at, int(ticks[-1])))
            beyond = at.is_point or text_offsets.is_beyond(ticks, way, at)
            met[BEYOND if beyond else CLIPPED] += 1
            if beyond:
                spans[number] = _beyond(at, len(text.plain))
    for mark, (start, end) in zip(marks, spans, strict=False):
        mark.set("startPosition", str(start))
        mark.set("endPosition", str(end))
    for point, (position, _) in zip(points, spans[len(marks) :], strict=True):
        point.set("position", str(position))
    met[UNQUOTED] += text_offsets.count_unquoted(text, selected, spans)
    return way, met


def _in_order(at: ToolSelection, met: Counter[str]) -> ToolSelection:
    if at.start <= at.end:
        return at
    met[TURNED] += 1
    return replace(at, start=at.end, end=at.start)


def _beyond(at: ToolSelection, length: int) -> Span:
    """Positions that lie outside the text in our counting, too."""
    if at.end <= 0:
        return at.start, at.end
    return max(at.start, length), max(at.end, length + 1)


def _outside(element: etree._Element, mark: etree._Element, at: ToolSelection, end: int) -> InputError:
    name = element.get("name") or finds("text")
    found = finds("span_in_text", start=str(at.start), end=str(at.end), name=name)
    return InputError(expects("positions_in_text", end=end), file=f"line {mark.sourceline}", found=found)


def _selected(element: etree._Element, start: str, end: str) -> ToolSelection:
    return ToolSelection(_number(element.attrib[start]), _number(element.attrib[end]), element.get("name", ""))


def _number(text: str) -> int:
    """An integer of the schema, which knows no limit; what no text reaches is a large number."""
    if len(text) <= DIGITS:
        return int(text)
    return -1 if text.strip().startswith("-") else 10**DIGITS
