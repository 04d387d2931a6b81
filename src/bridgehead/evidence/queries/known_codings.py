"""Codings that a research project brings and the workspace has already, whatever GUID a tool gave them."""

from collections.abc import Iterable, Mapping

from lxml import etree

from bridgehead.evidence.core.qda.guids import Ids, guid_of
from bridgehead.evidence.core.qda.parser import read
from bridgehead.evidence.core.qda.project_nodes import CodingNode, ParsedProject
from bridgehead.evidence.models import Coding, Evidence

Said = tuple[object, ...]


def recognise(reading: ParsedProject, kept: Iterable[etree._Element], known: Ids, coders: Mapping[str, str]) -> int:
    """Give codings of a passage, code and coder that are here already the id and GUID of those; how many."""
    mine = {node.id for node in reading.codings}
    rows = Coding.objects.filter(source__in={node.source for node in reading.codings})
    here = {c.pk: c for c in rows.order_by("pk")}
    places = {
        node.id: node.place
        for tree in kept
        for node in read(tree, {}, known, coders=coders).codings
        if node.place and node.id in here
    }
    free: dict[Said, str] = {}
    for id_, c in here.items():
        if id_ not in mine and not c.session and not c.reconciled_from:
            place = places.get(id_, "") if c.start is None else ""
            free.setdefault((c.source_id, c.start, c.end, place, c.code, c.coder), id_)
    count = 0
    for number, node in enumerate(reading.codings):
        said = (node.source, node.start, node.end, node.place, node.code, node.coder)
        if node.id not in here and (id_ := free.pop(said, "")):
            node.element.set("guid", guid_of("coding", id_))
            reading.codings[number] = CodingNode(**{**vars(node), "id": id_})
            if (also := reading.twins.pop(node.id, None)) is not None:
                reading.twins[id_] = also
            count += 1
    return count


def gone(reading: ParsedProject, kept: etree._Element, known: Ids) -> list[str]:
    """Codings of a kept project that are here and that its newer state no longer has."""
    brought = {node.id for node in reading.codings} | {twin.id for also in reading.twins.values() for twin in also}
    had = {node.id for node in read(kept, {}, known).codings} - brought
    return sorted(Coding.objects.filter(pk__in=had).values_list("pk", flat=True))


def removable(ids: Iterable[str]) -> list[str]:
    """Those of some codings that nothing rests on: no evidence, and no reconciled coding."""
    cited = set(Evidence.objects.exclude(coding=None).values_list("coding_id", flat=True))
    merged = Coding.objects.exclude(reconciled_from="").values_list("reconciled_from", flat=True)
    cited |= {id_ for said in merged for id_ in said.split()}
    return [id_ for id_ in ids if id_ not in cited]
