"""The network as files that graph programs open: GraphML and GEXF.

Actors and activities are nodes; ties, memberships and parts in activities are edges.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from bridgehead.ecosystem.models import Activity, Actor, Membership, Participation, Tie
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.replace_file import replacing
from bridgehead.kit.snapshot import snapshot

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NODE_FIELDS = ("type", "name", "kind", "size", "country", "city", "sector")
EDGE_FIELDS = ("type", "kind", "since", "until", "origin")


@dataclass(frozen=True)
class GraphNode:
    """An actor or an activity with its attributes, in the order of `NODE_FIELDS`."""

    id: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class GraphEdge:
    """A tie, a membership or a part, with its attributes in the order of `EDGE_FIELDS`."""

    id: str
    a: str
    b: str
    values: tuple[str, ...]


def write_network(path: Path) -> None:
    """Write the network as GraphML or GEXF, as the file's ending says.

    Raises
    ------
    InputError
        For another ending, or where the file cannot be written.
    """
    writers = {".graphml": graphml, ".gexf": gexf}
    writer = writers.get(path.suffix.casefold())
    if writer is None:
        raise InputError(expects("file_ending_in", endings=writers), file=path)
    with replacing(path) as out, snapshot():
        out.writelines(f"{line}\n".encode() for line in writer())


def nodes() -> Iterator[GraphNode]:
    """Every actor and activity."""
    columns = ("pk", "name", "kind", "size", "country", "city", "sector")
    for id_, *values in Actor.objects.order_by("pk").values_list(*columns).iterator():
        yield GraphNode(f"actor:{id_}", ("actor", *map(str, values)))
    for id_, name, kind, market in Activity.objects.order_by("pk").values_list("pk", "name", "kind", "market"):
        yield GraphNode(f"activity:{id_}", ("activity", name, kind, "", market, "", ""))


def edges() -> Iterator[GraphEdge]:
    """Every tie, membership and part in an activity."""
    ties = Tie.objects.order_by("pk").values_list("pk", "a_id", "b_id", "kind", "since", "until", "origin")
    for id_, a, b, *values in ties.iterator():
        yield GraphEdge(f"tie:{id_}", f"actor:{a}", f"actor:{b}", ("tie", *map(str, values)))
    memberships = Membership.objects.order_by("pk").values_list("pk", "member_id", "cluster_id", "since", "until")
    for id_, a, b, since, until in memberships.iterator():
        yield GraphEdge(f"membership:{id_}", f"actor:{a}", f"actor:{b}", ("membership", "membership", since, until, ""))
    parts = Participation.objects.order_by("pk").values_list("pk", "actor_id", "activity_id", "role", "since", "until")
    for id_, a, b, role, since, until in parts.iterator():
        yield GraphEdge(f"part:{id_}", f"actor:{a}", f"activity:{b}", ("participation", role, since, until, ""))


def graphml() -> Iterator[str]:
    """Lines of a GraphML file (graphml.graphdrawing.org)."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for target, names in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name in names:
            yield f'<key id="{target}-{name}" for="{target}" attr.name="{name}" attr.type="string"/>'
    yield '<graph edgedefault="undirected">'
    for node in nodes():
        yield f"<node id={_quoted(node.id)}>{_data('node', NODE_FIELDS, node.values)}</node>"
    for edge in edges():
        ends = f"source={_quoted(edge.a)} target={_quoted(edge.b)}"
        yield f"<edge id={_quoted(edge.id)} {ends}>{_data('edge', EDGE_FIELDS, edge.values)}</edge>"
    yield "</graph>"
    yield "</graphml>"


def gexf() -> Iterator[str]:
    """Lines of a GEXF 1.3 file (gexf.net)."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected">'
    for target, names in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        titles = "".join(f'<attribute id="{name}" title="{name}" type="string"/>' for name in names)
        yield f'<attributes class="{target}">{titles}</attributes>'
    yield "<nodes>"
    for node in nodes():
        values = _attributes(NODE_FIELDS, node.values)
        yield f"<node id={_quoted(node.id)} label={_quoted(node.values[1])}>{values}</node>"
    yield "</nodes><edges>"
    for edge in edges():
        ends = f"source={_quoted(edge.a)} target={_quoted(edge.b)}"
        yield f"<edge id={_quoted(edge.id)} {ends}>{_attributes(EDGE_FIELDS, edge.values)}</edge>"
    yield "</edges></graph></gexf>"


def _data(target: str, names: tuple[str, ...], values: tuple[str, ...]) -> str:
    pairs = zip(names, values, strict=True)
    return "".join(f'<data key="{target}-{n}">{escape(_clean(v))}</data>' for n, v in pairs if v)


def _attributes(names: tuple[str, ...], values: tuple[str, ...]) -> str:
    pairs = zip(names, values, strict=True)
    told = "".join(f'<attvalue for="{n}" value={_quoted(v)}/>' for n, v in pairs if v)
    return f"<attvalues>{told}</attvalues>"


def _quoted(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """Text without the signs that no XML may hold."""
    return NOT_XML.sub("", text)
