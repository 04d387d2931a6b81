"""The workspace's codes, sources and codings as a research project for other tools."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from bridgehead.ecosystem.core.consent import refuses
from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence import phrases
from bridgehead.evidence.core.qda import codebook, elements, states, writer, xml
from bridgehead.evidence.core.qda.exchange_report import CARRIED, LEFT, ExchangeReport
from bridgehead.evidence.core.qda.guids import file_of, guid_of
from bridgehead.evidence.core.qda.parser import read
from bridgehead.evidence.core.qda.project_nodes import ParsedProject
from bridgehead.evidence.core.qda.project_state import CodeState, CodingState, ProjectState, SourceState
from bridgehead.evidence.models import Code, Codebook, Coding, Evidence, MatrixSummary
from bridgehead.evidence.queries import qda_projects, source_texts
from bridgehead.framework.loader import load_framework
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import finds
from bridgehead.kit.replace_file import replace_file

EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass
class ExportBundle:
    """A project ready to be written: its XML, its files by path, and the report."""

    root: etree._Element
    files: dict[str, bytes] = field(default_factory=dict)
    report: ExchangeReport = field(default_factory=ExchangeReport)


def export_project(path: Path, *, presets: bool = False) -> ExchangeReport:
    """Write a REFI-QDA project (`.qdpx`), valid against the published schema.

    Parameters
    ----------
    presets
        Whether preset codes that nothing is coded with go along.
    """
    made = project(presets=presets)
    replace_file(path, zip_project(made))
    return made.report


def export_codebook(path: Path, *, presets: bool = False) -> ExchangeReport:
    """Write a REFI-QDA codebook (`.qdc`).

    Raises
    ------
    InputError
        If there is no code to write.
    """
    made = project(presets=presets, codings=False)
    report = ExchangeReport()
    root = codebook.of_project(made.root, report)
    if root is None:
        raise InputError("", file=path, found=finds("none"), sentence=phrases.no_codes())
    report.lines.insert(0, made.report.lines[0])
    content = xml.render(root)
    xml.check(etree.fromstring(content), path.name, xml.CODEBOOK)
    replace_file(path, content)
    return report


def project(*, presets: bool = False, codings: bool = True) -> ExportBundle:
    """Everything a research project can hold: what was imported is kept, the rest is added."""
    ids = qda_projects.guid_ids()
    projects = qda_projects.projects()
    trees = qda_projects.trees()
    coders = qda_projects.coder_names(trees.values(), ids)
    root = trees[projects[0]] if projects else elements.empty("Bridgehead")
    home = qda_projects.home_codebook(root, ids)
    for other in projects[1:]:
        states.add_missing(root, trees[other])
    states.users_in_order(root, coders)
    named_texts = qda_projects.texts(root, projects, ids)
    reading = read(root, named_texts, ids, coders=coders, codebook=home)
    refused = refused_sources()
    state = _state(reading, refused, presets=presets, codings=codings)
    made = ExportBundle(root)
    before = set(writer.named_files(root))
    named_texts |= writer.update(reading, state)
    named = set(writer.named_files(root))
    made.files = {f"sources/{name}": text.encode() for name, text in named_texts.items() if name in named}
    gone = {f"sources/{name}" for name in before - named} if refused else set()
    made.files |= {path: content for path, content in _media(projects, state).items() if path not in gone}
    _tell(made.report, state, len(refused), codings=codings)
    xml.check(etree.fromstring(xml.render(root)), "project.qde", xml.PROJECT)
    return made


def zip_project(made: ExportBundle) -> bytes:
    """A `.qdpx` file: equal projects give equal bytes."""
    out = io.BytesIO()
    named = {"project.qde": xml.render(made.root), **dict(sorted(made.files.items()))}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in named.items():
            info = zipfile.ZipInfo(path, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def refused_sources() -> frozenset[str]:
    """Sources whose speaker clearly said no to the use in research: no other tool gets them."""
    said = Source.objects.exclude(consent="").values_list("pk", "consent")
    return frozenset(key for key, consent in said if refuses(consent))


def _state(reading: ParsedProject, refused: frozenset[str], *, presets: bool, codings: bool) -> ProjectState:
    books = dict(Codebook.objects.values_list("pk", "name"))
    codes = list(Code.objects.order_by("pk"))
    above = _above({code.pk: code.parent_id or "" for code in codes})
    rows = [CodeState(code.pk, code.codebook_id, above[code.pk], code.name, code.definition) for code in codes]
    coded = Coding.objects.filter(source__in=Source.objects.exclude(pk__in=refused).values("pk")).order_by("pk")
    marks = [CodingState(c.pk, c.source_id, c.start, c.end, c.code, c.coder, c.memo) for c in coded]
    rows = _ordered(rows, reading) + _presets(reading, rows, marks, every=presets)
    if not codings:
        marks = []
    return ProjectState(
        books | {qda_projects.FRAMEWORK: "Framework"},
        rows,
        _sources(reading, {c.source for c in marks}, refused),
        marks,
    )


def _above(parents: dict[str, str]) -> dict[str, str]:
    """Code to the code above it; one that stands below itself, or below none that is there, stands at the top."""
    above = {code: parent if parent in parents else "" for code, parent in parents.items()}
    for code in parents:
        passed, up = {code}, above[code]
        while up and up not in passed:
            passed.add(up)
            up = above[up]
        if up == code:
            above[code] = ""
    return above


def _ordered(rows: list[CodeState], reading: ParsedProject) -> list[CodeState]:
    """Codes as the kept project lists them, then the others, a parent before its children."""
    place = {node.id: number for number, node in enumerate(reading.codes)}
    return sorted(rows, key=lambda code: (place.get(code.id, len(place)), code.id))


def _presets(
    reading: ParsedProject, rows: list[CodeState], marks: list[CodingState], *, every: bool
) -> list[CodeState]:
    """The framework's codes: those that something is coded with or the project has, or all."""
    framework = load_framework()
    own = {code.id for code in rows}
    placed = {node.id: node for node in reading.codes}
    wanted = set(framework.codes) if every else {mark.code for mark in marks} | set(placed)
    found = []
    for id_, label in framework.codes.items():
        if id_ in own or id_ not in wanted:
            continue
        if (node := placed.get(id_)) is not None:
            found.append(CodeState(id_, node.codebook, node.parent, node.name, node.definition))
        else:
            component = framework.components.get(id_)
            found.append(CodeState(id_, qda_projects.FRAMEWORK, "", label, component.holds if component else ""))
    return found


def _sources(reading: ParsedProject, coded: set[str], refused: frozenset[str]) -> list[SourceState]:
    stored = set(StoredFile.objects.exclude(pk__startswith=f"{qda_projects.FOLDER}/").values_list("pk", flat=True))
    placed = {node.id for node in reading.sources}
    found = []
    for source in Source.objects.exclude(pk__in=refused).order_by("pk"):
        own = source_texts.file_of(source.pk)
        if source.pk in placed:
            found.append(SourceState(source.pk, source.title))
        elif own in stored or source.pk in coded:
            original = next((n for end in (".pdf", ".docx") if (n := file_of(source.pk, end)) in stored), "")
            text = source_texts.decoded(qda_projects.read_stored_file(own) or b"")
            found.append(SourceState(source.pk, source.title, text, original))
    return found


def _media(projects: list[str], state: ProjectState) -> dict[str, bytes]:
    files = {}
    for project_id in projects:
        folder = f"{qda_projects.FOLDER}/{project_id}/"
        for name, content in StoredFile.objects.filter(pk__startswith=folder).values_list("pk", "content"):
            path = name.removeprefix(folder)
            if path != qda_projects.XML:
                files[path.removeprefix("archive/")] = bytes(content)
    for source in state.sources:
        if source.original:
            ending = source.original[source.original.rindex(".") :]
            files[f"sources/{guid_of('source', source.id)}{ending}"] = (
                qda_projects.read_stored_file(source.original) or b""
            )
    return files


def _written(state: ProjectState) -> Iterator[str]:
    """Every name and text that goes into the XML."""
    yield from state.codebooks.values()
    yield from (text for code in state.codes for text in (code.name, code.definition))
    yield from (source.title for source in state.sources)
    yield from (text for coding in state.codings for text in (coding.coder, coding.memo))


def _tell(report: ExchangeReport, state: ProjectState, refused: int, *, codings: bool) -> None:
    report.add("codes", len(state.codes), CARRIED)
    report.add("sources", len(state.sources), CARRIED)
    report.add("codings", len(state.codings), CARRIED)
    report.add("coding_memos", sum(bool(c.memo) for c in state.codings), CARRIED)
    report.add("control_characters", sum(map(xml.is_unsafe, _written(state))), CARRIED)
    if not codings:
        return
    report.add("refused_sources", refused, LEFT)
    bare = Source.objects.exclude(pk__in=[source.id for source in state.sources]).count() - refused
    report.add("bare_sources", bare, LEFT)
    report.add("evidence", Evidence.objects.count(), LEFT)
    appraised = Source.objects.exclude(purpose="", current="", trust="", language="", consent="").count()
    report.add("source_details", appraised, LEFT)
    report.add("rounds", Coding.objects.exclude(session="").count(), LEFT)
    report.add("reconciliations", Coding.objects.exclude(reconciled_from="").count(), LEFT)
    report.add("rejections", Coding.objects.exclude(rejected_by="").count(), LEFT)
    report.add("matrix_summaries", MatrixSummary.objects.count(), LEFT)
    report.add("code_dates", Code.objects.exclude(created="").count(), LEFT)
