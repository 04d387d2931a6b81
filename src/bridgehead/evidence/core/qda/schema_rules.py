"""What the published schemas say of each element: its attributes with their types, and the order of its parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from bridgehead.evidence.core.qda.xml import SCHEMA_FOLDER, SCHEMAS

XSD = "{http://www.w3.org/2001/XMLSchema}"


@dataclass(frozen=True)
class ElementRule:
    """What the schema says of an element.

    Attributes
    ----------
    attributes
        Name to type, without prefix.
    required
        Attributes that it must have.
    parts
        Tags of what it may hold, in their order.
    is_text
        Whether it holds text and nothing else.
    """

    attributes: Mapping[str, str]
    required: frozenset[str]
    parts: tuple[str, ...]
    is_text: bool


@cache
def element_rules(namespace: str) -> Mapping[str, ElementRule]:
    """The rules of a schema by the tag they are of; in both schemas one tag has one type."""
    schema = etree.parse(Path(SCHEMA_FOLDER) / SCHEMAS[namespace]).getroot()
    types = {found.get("name"): _rule(found) for found in schema.iterfind(f"{XSD}complexType")}
    text = ElementRule({}, frozenset(), (), is_text=True)
    elements = ((str(e.get("name")), str(e.get("type"))) for e in schema.iter(f"{XSD}element"))
    return {tag: types.get(kind.rpartition(":")[2], text) for tag, kind in elements}


@cache
def choices(namespace: str, kind: str) -> tuple[str, ...]:
    """The values of a type that is a list of them."""
    schema = etree.parse(Path(SCHEMA_FOLDER) / SCHEMAS[namespace]).getroot()
    found = schema.iterfind(f"{XSD}simpleType[@name='{kind}']/{XSD}restriction/{XSD}enumeration")
    return tuple(str(choice.get("value")) for choice in found)


def _rule(kind: etree._Element) -> ElementRule:
    attributes = list(kind.iter(f"{XSD}attribute"))
    return ElementRule(
        {str(a.get("name")): str(a.get("type")).rpartition(":")[2] for a in attributes},
        frozenset(str(a.get("name")) for a in attributes if a.get("use") == "required"),
        tuple(str(e.get("name")) for e in kind.iter(f"{XSD}element")),
        is_text=False,
    )
