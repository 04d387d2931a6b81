"""What tools write otherwise than the schema wants, where nothing is lost by reading it all the same.

An older version of the namespace, lists that hold nothing, colours and dates of another shape, attributes
that say nothing: settled before the schema is asked, and told in the report. What else violates the schema is
mended by `repair`, or refused where the schema is to be kept strictly.
"""

import re
from collections import Counter

from lxml import etree

from bridgehead.evidence.core.qda.xml import PROJECT

VERSION = re.compile(r"urn:QDA-XML:(?:project|codebook)[:.][0-9][0-9:.]*")
LISTS = ("Users", "CodeBook", "Codes", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs")
COLOUR = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
WITH_OPACITY = re.compile(r"#([0-9A-Fa-f]{8})")
IN_NUMBERS = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/][^)]*)?\)")
BARE = re.compile(r"[0-9A-Fa-f]{6}")
MOMENTS = ("creationDateTime", "modifiedDateTime")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d(?:\.\d+)?)? ?(?:(Z)|([+-]\d\d):?(\d\d)?)?")
DATE_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
OPTIONAL = {
    *("color", "direction", "shape", "lineStyle", "creationDateTime", "modifiedDateTime"),
    *("creatingUser", "modifyingUser", "creatingUserGUID", "modifyingUserGUID", "representedGUID"),
    *("originGUID", "targetGUID", "fromSyncPoint", "toSyncPoint"),
}
REFERENCES = ("CodeRef", "SourceRef", "SelectionRef", "NoteRef", "VariableRef", "MemberCode", "MemberSource")

NAMESPACE, EMPTY, CHANGED, DROPPED = "namespace", "empty", "changed", "dropped"


def fix_quirks(root: etree._Element, namespace: str) -> Counter[str]:
    """Bring a tool's habits to what the schema wants, in place; how often each kind was met."""
    met: Counter[str] = Counter()
    _rename(root, namespace, met)
    last = _is_opacity_last(root)
    for element in list(root.iter(etree.Element)):
        _attributes(element, met, opacity_last=last)
    _empty(root, namespace, met)
    return met


def _rename(root: etree._Element, namespace: str, met: Counter[str]) -> None:
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.namespace != namespace and VERSION.fullmatch(name.namespace or ""):
            element.tag = f"{{{namespace}}}{name.localname}"
            met[NAMESPACE] += 1


def _attributes(element: etree._Element, met: Counter[str], *, opacity_last: bool) -> None:
    tag = etree.QName(element).localname
    for name in OPTIONAL.intersection(map(str, element.attrib)):
        if not element.get(name, "").strip() and not (tag in REFERENCES and name == "targetGUID"):
            del element.attrib[name]
            met[EMPTY] += 1
    if (codable := element.get("isCodable")) is not None and codable.strip() in ("True", "False"):
        element.set("isCodable", codable.strip().lower())
        met[CHANGED] += 1
    if (colour := element.get("color")) is not None and not COLOUR.fullmatch(colour.strip()):
        _set(element, "color", _colour(colour.strip(), opacity_last=opacity_last), met)
    for name in MOMENTS:
        if (moment := element.get(name)) is not None and moment.strip() != (settled := _moment(moment.strip())):
            _set(element, name, settled, met)


def _set(element: etree._Element, name: str, value: str, met: Counter[str]) -> None:
    if value:
        element.set(name, value)
        met[CHANGED] += 1
    else:
        del element.attrib[name]
        met[DROPPED] += 1


def _is_opacity_last(root: etree._Element) -> bool:
    """Whether a tool writes RGBA rather than ARGB: opacity is what is the same in all its colours, mostly full."""
    said = (element.get("color", "").strip().lower() for element in root.iter(etree.Element))
    colours = [found[1] for colour in said if (found := WITH_OPACITY.fullmatch(colour))]
    first, last = ({colour[:2] for colour in colours}, {colour[-2:] for colour in colours})
    return (last == {"ff"} and first != {"ff"}) or (len(last) == 1 and len(first) > 1)


def _colour(text: str, *, opacity_last: bool) -> str:
    if found := WITH_OPACITY.fullmatch(text):
        return f"#{found[1][:6] if opacity_last else found[1][2:]}"
    if (found := IN_NUMBERS.fullmatch(text)) and all(int(part) <= 255 for part in found.groups()):
        return "#" + "".join(f"{int(part):02x}" for part in found.groups())
    return f"#{text}" if BARE.fullmatch(text) else ""


def _moment(text: str) -> str:
    """A moment as the schema writes it; blank if it is none."""
    if DATE_TIME.fullmatch(text):
        return text
    found = MOMENT.fullmatch(text)
    if found is None:
        return ""
    day, minute, second, utc, hours, minutes = found.groups(default="")
    zone = f"{hours}:{minutes or '00'}" if hours else utc
    return f"{day}T{minute}{second or ':00'}{zone}"


def _empty(root: etree._Element, namespace: str, met: Counter[str]) -> None:
    """Lists that hold nothing; the innermost first, so that a list of an empty list goes, too."""
    tags = {f"{{{namespace}}}{name}" for name in LISTS if namespace == PROJECT or name != "Codes"}
    for element in reversed(list(root.iter(*tags))):
        parent = element.getparent()
        if parent is not None and not len(element) and not element.attrib:
            parent.remove(element)
            met[EMPTY] += 1
