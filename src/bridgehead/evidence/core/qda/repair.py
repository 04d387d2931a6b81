"""What violates the schema, read as it is meant: nothing that can be taken is refused for its form.

A missing GUID is made from what its element says, the same each time; a GUID of another shape stands for one;
parts are put into the schema's order. What the schema has no place for is left out, and counted.
"""

import re
from collections import Counter
from collections.abc import Mapping
from uuid import uuid5

from lxml import etree

from bridgehead.evidence.core.qda.guids import NAMESPACE
from bridgehead.evidence.core.qda.quirks import CHANGED, DROPPED
from bridgehead.evidence.core.qda.quirks import NAMESPACE as RENAMED
from bridgehead.evidence.core.qda.schema_rules import ElementRule, choices, element_rules
from bridgehead.evidence.core.qda.xml import violations

GUID = re.compile(r"\{?([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})\}?")
TRUE, FALSE = ("true", "1", "yes", "y", "t"), ("false", "0", "no", "n", "f")
ROUNDS = 20
MADE, ORDERED, UNKNOWN = "made guids", "ordered", "unknown"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
DEFAULTS = {"name": "", "isCodable": "true", "typeOfVariable": "Text", "startPosition": "-1", "endPosition": "-1"}


def repair(root: etree._Element, namespace: str) -> Counter[str]:
    """Bring a tree to what the schema wants, in place; how often each kind of deviation was met.

    A root of another name is left as it is: there is no project in it.
    """
    met: Counter[str] = Counter()
    rules = element_rules(namespace)
    if etree.QName(root).localname not in ("Project", "CodeBook"):
        return met
    _name(root, namespace, rules, met)
    _take(root, namespace, rules, met)
    for _ in range(ROUNDS):
        if not (wrong := violations(root, namespace)):
            break
        for element in wrong:
            _give_up(element, namespace, met)
    return met


def _name(root: etree._Element, namespace: str, rules: Mapping[str, ElementRule], met: Counter[str]) -> None:
    """Elements without a namespace, or in that of the root, are those of the schema; capitals make no difference."""
    known = {tag.lower(): tag for tag in rules}
    own = etree.QName(root).namespace
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        wanted = rules and known.get(name.localname.lower(), name.localname)
        if name.namespace in (None, own, namespace) and element.tag != (tag := f"{{{namespace}}}{wanted}"):
            element.tag = tag
            met[RENAMED] += 1


def _take(element: etree._Element, namespace: str, rules: Mapping[str, ElementRule], met: Counter[str]) -> None:
    """One element after the other, what stands above first."""
    waiting = [element]
    while waiting:
        element = waiting.pop()
        rule = rules[etree.QName(element).localname]
        for part in list(element):
            name = etree.QName(part)
            if name.namespace != namespace or name.localname not in rule.parts:
                element.remove(part)
                met[UNKNOWN] += 1
        _attributes(element, rule, namespace, met)
        if not _is_complete(element, rule):
            if (above := element.getparent()) is not None:
                above.remove(element)
                met[UNKNOWN] += 1
            continue
        if not rule.is_text:
            element.text = None
            _order(element, rule, met)
        for part in element:
            part.tail = None
            waiting.append(part)
    for number, lacking in enumerate(e for e in root_of(element).iter(etree.Element) if _lacks_guid(e, rules)):
        _make_guid(lacking, number, met)


def root_of(element: etree._Element) -> etree._Element:
    """The root of the tree that an element stands in."""
    return element.getroottree().getroot()


def _order(element: etree._Element, rule: ElementRule, met: Counter[str]) -> None:
    if set(rule.parts) == {"TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource"}:
        return
    parts = list(element)
    wanted = sorted(parts, key=lambda part: rule.parts.index(etree.QName(part).localname))
    if wanted != parts:
        element[:] = wanted
        met[ORDERED] += 1


def _attributes(element: etree._Element, rule: ElementRule, namespace: str, met: Counter[str]) -> None:
    known = {name.lower(): name for name in rule.attributes}
    for name, value in dict(element.attrib).items():
        if str(name).startswith(XSI):
            continue
        wanted = known.get(str(name).lower())
        if wanted != name:
            del element.attrib[name]
            if wanted is None or wanted in element.attrib:
                met[UNKNOWN] += 1
                continue
            met[CHANGED] += 1
            element.set(wanted, value)
        settled = _value(value, rule.attributes[wanted], namespace)
        if settled is None:
            del element.attrib[wanted]
            met[DROPPED] += 1
        elif settled != value:
            element.set(wanted, settled)
            met[CHANGED] += 1
    for name in sorted(rule.required - set(map(str, element.attrib))):
        if name in DEFAULTS or rule.attributes[name] == "integer":
            element.set(name, DEFAULTS.get(name, "0"))
            met[CHANGED] += name != "name"


def _value(value: str, kind: str, namespace: str) -> str | None:
    """A value as its type is written; None if it is none of that type."""
    said = value.strip()
    match kind:
        case "GUIDType":
            return _guid(value)
        case "boolean":
            return value if said in ("true", "false", "1", "0") else _truth(said.lower())
        case "integer":
            return value if re.fullmatch(r"[+-]?\d+", said) else _whole(said)
        case "directionType" | "typeOfVariableType" | "ShapeType" | "LineStyleType":
            return next((c for c in choices(namespace, kind) if c.lower() == said.lower()), None)
        case _:
            return value


def _guid(value: str) -> str | None:
    said = value.strip()
    if not said:
        return None
    if (found := GUID.fullmatch(said)) is None:
        return str(uuid5(NAMESPACE, f"named/{said}"))
    return value if said.count("-") == 4 and said.startswith("{") == said.endswith("}") else "-".join(found.groups())


def _truth(said: str) -> str | None:
    return "true" if said in TRUE else "false" if said in FALSE else None


def _whole(said: str) -> str | None:
    try:
        return str(round(float(said.replace(",", "."))))
    except (ValueError, OverflowError):
        return None


def _is_complete(element: etree._Element, rule: ElementRule) -> bool:
    """Whether an element says what it is about: a reference to nothing, a coding with no code, is none."""
    if "targetGUID" in rule.required and element.get("targetGUID") is None:
        return False
    tag = etree.QName(element).localname
    if tag == "MemberCode" and "guid" in rule.required and element.get("guid") is None:
        return False
    ends = {"sourceVertex", "targetVertex"} & rule.required
    if any(element.get(end) is None for end in ends):
        return False
    namespace = etree.QName(element).namespace
    references = [part.get("targetGUID") for part in element.iterfind(f"{{{namespace}}}CodeRef")]
    return tag != "Coding" or any(map(str.strip, filter(None, references)))


def _lacks_guid(element: etree._Element, rules: Mapping[str, ElementRule]) -> bool:
    return "guid" in rules[etree.QName(element).localname].required and element.get("guid") is None


def _make_guid(element: etree._Element, number: int, met: Counter[str]) -> None:
    above = element.getparent()
    within = above.get("guid", "") if above is not None else ""
    said = etree.tostring(element, method="c14n").decode()
    tail = "" if within else f"/{number}"
    twins = len(list(element.itersiblings(str(element.tag), preceding=True)))
    element.set("guid", str(uuid5(NAMESPACE, f"made/{within}{tail}/{twins}/{said}")))
    met[MADE] += 1


def _give_up(element: etree._Element, namespace: str, met: Counter[str]) -> None:
    """What no rule could mend: a value of the wrong kind becomes text, else the element goes."""
    above = element.getparent()
    if above is None:
        return
    tag = etree.QName(element).localname
    if tag.endswith("Value") and tag not in ("VariableValue", "TextValue"):
        element.tag = f"{{{namespace}}}TextValue"
        met[CHANGED] += 1
    else:
        above.remove(element)
        met[UNKNOWN] += 1
