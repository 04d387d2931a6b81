"""What a project holds that has no column here, as a page shows it: cases, variables, sets, links, graphs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from bridgehead.evidence.core.qda.guids import normalise_guid
from bridgehead.evidence.core.qda.normalisation import guid
from bridgehead.evidence.core.qda.xml import NS

Names = Mapping[str, str]


@dataclass(frozen=True)
class QdaCase:
    """A person, site or group that the tool codes for: its variables, and what belongs to it."""

    name: str
    description: str
    values: Sequence[tuple[str, str]]
    about: Sequence[str]


@dataclass(frozen=True)
class QdaSet:
    """A set of codes, sources and notes."""

    name: str
    description: str
    members: Sequence[str]


@dataclass(frozen=True)
class QdaLink:
    """A link from one thing to another."""

    name: str
    origin: str
    target: str
    direction: str


@dataclass(frozen=True)
class QdaGraph:
    """A drawing of things and of what ties them, told in words."""

    name: str
    edges: Sequence[tuple[str, str, str]]
    alone: Sequence[str]


@dataclass(frozen=True)
class UnmappedContent:
    """All of it, with the values of variables that stand on sources."""

    cases: Sequence[QdaCase]
    sources: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    sets: Sequence[QdaSet]
    links: Sequence[QdaLink]
    graphs: Sequence[QdaGraph]


def read_unmapped_content(root: etree._Element) -> UnmappedContent:
    """Read what a canonical project holds besides codes, sources and codings."""
    names = _names(root)
    hosts = (host for host in root.iterfind(f"{NS}Sources/*") if host.find(f"{NS}VariableValue") is not None)
    return UnmappedContent(
        [
            QdaCase(_of(c, names), _description(c), _values(c, names), list(_members(c, "Ref", names)))
            for c in root.iterfind(f"{NS}Cases/{NS}Case")
        ],
        [(_of(host, names), _values(host, names)) for host in hosts],
        [
            QdaSet(_of(s, names), _description(s), list(_members(s, "", names)))
            for s in root.iterfind(f"{NS}Sets/{NS}Set")
        ],
        [_link(link, names) for link in root.iterfind(f"{NS}Links/{NS}Link")],
        [_graph(graph, names) for graph in root.iterfind(f"{NS}Graphs/{NS}Graph")],
    )


def _names(root: etree._Element) -> Names:
    """GUID to what a page calls it; a passage without a name is called after its source."""
    found: dict[str, str] = {}
    for element in root.iter(etree.Element):
        if element.get("guid") and guid(element) not in found:
            parent = element.getparent()
            own = element.get("name") or (found.get(guid(parent), "") if parent is not None else "")
            found[guid(element)] = own or guid(element)[:8]
    return found


def _of(element: etree._Element, names: Names) -> str:
    return names.get(guid(element), "")


def _description(element: etree._Element) -> str:
    return (element.findtext(f"{NS}Description") or "").strip()


def _values(element: etree._Element, names: Names) -> list[tuple[str, str]]:
    found = []
    for value in element.iterfind(f"{NS}VariableValue"):
        said = [child.text or "" for child in value if not str(child.tag).endswith("VariableRef")]
        found.append((_named(value.find(f"{NS}VariableRef"), "targetGUID", names), "".join(said)))
    return found


def _members(element: etree._Element, ending: str, names: Names) -> Iterator[str]:
    """What a case refers to, or a set holds."""
    for child in element:
        tag = etree.QName(child).localname
        if child.get("targetGUID") and (tag.startswith("Member") or (ending and tag.endswith(ending))):
            yield _named(child, "targetGUID", names)


def _link(link: etree._Element, names: Names) -> QdaLink:
    origin, target = (_named(link, end, names) for end in ("originGUID", "targetGUID"))
    return QdaLink(link.get("name", ""), origin, target, link.get("direction", ""))


def _graph(graph: etree._Element, names: Names) -> QdaGraph:
    vertices = {
        guid(v): v.get("name") or _named(v, "representedGUID", names) or guid(v)[:8]
        for v in graph.iterfind(f"{NS}Vertex")
    }
    edges = list(graph.iterfind(f"{NS}Edge"))
    ends = [[normalise_guid(edge.get(end, "")) for end in ("sourceVertex", "targetVertex")] for edge in edges]
    tied = {vertex for pair in ends for vertex in pair}
    told = [
        (vertices.get(one, ""), edge.get("name", ""), vertices.get(other, ""))
        for edge, (one, other) in zip(edges, ends, strict=True)
    ]
    return QdaGraph(_of(graph, names), told, [name for vertex, name in vertices.items() if vertex not in tied])


def _named(element: etree._Element | None, attribute: str, names: Names) -> str:
    own = normalise_guid(element.get(attribute, "")) if element is not None else ""
    return names.get(own, own[:8])
