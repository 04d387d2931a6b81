"""A REFI-QDA codebook (`.qdc`) as a project that holds nothing else, and back."""

from lxml import etree

from bridgehead.evidence.core.qda.elements import child, part
from bridgehead.evidence.core.qda.exchange_report import LEFT, ExchangeReport
from bridgehead.evidence.core.qda.xml import CODEBOOK, NS, OURS, PROJECT, drop, part_of

CB = f"{{{CODEBOOK}}}"


def as_project(root: etree._Element, name: str) -> etree._Element:
    """A codebook's codes and sets as a project of that name."""
    project = etree.Element(f"{NS}Project", nsmap={None: PROJECT})
    project.set("name", name)
    origin = root.get("origin", "")
    project.set("origin", origin if origin.startswith(OURS) else f"{OURS}, from {origin}" if origin else OURS)
    for element in root.iter():
        element.tag = f"{NS}{etree.QName(element).localname}"
    for member in root.iter(f"{NS}MemberCode"):
        member.set("targetGUID", member.attrib.pop("guid"))
    part(project, "CodeBook").append(part_of(root, f"{NS}Codes"))
    if (sets := root.find(f"{NS}Sets")) is not None:
        project.append(sets)
    return project


def of_project(project: etree._Element, report: ExchangeReport) -> etree._Element | None:
    """The codebook of a project, what it cannot hold told to the report; None if it has no codes."""
    codes = project.find(f"{NS}CodeBook/{NS}Codes")
    if codes is None:
        return None
    root = etree.Element(f"{CB}CodeBook", nsmap={None: CODEBOOK})
    root.set("origin", project.get("origin", OURS))
    notes = list(codes.iter(f"{NS}NoteRef"))
    for note in notes:
        drop(note)
    report.add("code_memos", len(notes), LEFT)
    root.append(codes)
    sets = [s for s in project.iterfind(f"{NS}Sets/{NS}Set") if s.find(f"{NS}MemberCode") is not None]
    if sets:
        target = child(root, "Sets")
        target.extend(sets)
    for element in root.iter():
        element.tag = f"{CB}{etree.QName(element).localname}"
    _plain_members(root, report)
    return root


def _plain_members(root: etree._Element, report: ExchangeReport) -> None:
    others = [m for tag in ("MemberSource", "MemberNote") for m in root.iter(f"{CB}{tag}")]
    for member in others:
        drop(member)
    report.add("set_members", len(others), LEFT)
    for member in root.iter(f"{CB}MemberCode"):
        member.set("guid", member.attrib.pop("targetGUID"))
