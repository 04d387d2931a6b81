"""The report of an exchange: what was carried, what is kept beside, what could not be carried, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bridgehead.evidence.core.qda import placing, quirks, repair
from bridgehead.evidence.core.qda.normalisation import NormalisedProject
from bridgehead.evidence.core.qda.project_nodes import ParsedProject
from bridgehead.evidence.core.qda.xml import NS

CARRIED, KEPT, LEFT = "carried", "kept beside", "not carried"
BESIDE = {
    "Variables/Variable": "variables",
    "Cases/Case": "cases",
    "Sets/Set": "sets",
    "Links/Link": "links",
    "Graphs/Graph": "graphs",
}


@dataclass(frozen=True)
class ReportLine:
    """What became of one kind of thing.

    Attributes
    ----------
    kind
        A code; `evidence.phrases` words it, and why it became what it did.
    about
        What the reason names: counts by coder, a way to count, names of files.
    """

    kind: str
    count: int
    fate: str
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class ExchangeReport:
    """What an exchange did, in the order a reader wants it."""

    lines: list[ReportLine] = field(default_factory=list)

    def add(self, kind: str, count: int, fate: str, **about: Any) -> None:
        """Add a line, unless there is none of it."""
        if count:
            self.lines.append(ReportLine(kind, count, fate, about))


def of_import(reading: ParsedProject, canonical: NormalisedProject, *, strangers: int) -> ExchangeReport:
    """What an import carried; `strangers` counts files in the archive that nothing refers to."""
    report = ExchangeReport()
    report.add("codes", len(reading.codes), CARRIED)
    report.add("sources", len(reading.sources), CARRIED)
    by = Counter(coding.coder for coding in reading.codings)
    report.add("codings", len(reading.codings), CARRIED, coders=dict(sorted(by.items())))
    report.add("coding_memos", sum(bool(coding.memo) for coding in reading.codings), CARRIED)
    _add_positions(report, canonical)
    _add_quirks(report, canonical)
    _add_kept(report, reading)
    _add_trouble(report, reading, canonical, strangers)
    return report


def _add_positions(report: ExchangeReport, canonical: NormalisedProject) -> None:
    for rule, count in canonical.countings.items():
        about = {"unit": rule.unit.value, "line_end": rule.line_end.value, "last": rule.last, "shift": rule.shift}
        report.add("placed_texts", count, CARRIED, **about)
    report.add("line_ends", canonical.line_ends, CARRIED)
    for kind, fate in PLACED.items():
        report.add(kind, canonical.placed[kind], fate)


def _add_kept(report: ExchangeReport, reading: ParsedProject) -> None:
    for path, kind in BESIDE.items():
        steps = "/".join(f"{NS}{step}" for step in path.split("/"))
        report.add(kind, len(reading.root.findall(steps)), KEPT)
    report.add("variable_values", len(list(reading.root.iter(f"{NS}VariableValue"))), KEPT)
    report.add("notes", len(reading.root.findall(f"{NS}Notes/{NS}Note")), KEPT)
    report.add("media_codings", sum(bool(coding.place) for coding in reading.codings), KEPT)
    tags = ("PlainText", "Transcript", "Picture", "PDF", "Audio", "Video")
    selections = [s for tag in tags for s in reading.root.iter(f"{NS}{tag}Selection")]
    report.add("uncoded_selections", sum(s.find(f"{NS}Coding") is None for s in selections), KEPT)
    report.add("colours", sum(code.element.get("color") is not None for code in reading.codes), KEPT)
    report.add("dates", sum("DateTime" in name for element in reading.root.iter() for name in element.attrib), KEPT)
    report.add("users", len(reading.coders), KEPT)


PLACED = {
    placing.CLIPPED: CARRIED,
    placing.TURNED: CARRIED,
    placing.BEYOND: KEPT,
    placing.UNQUOTED: CARRIED,
}
QUIRKS = {
    quirks.NAMESPACE: ("other_elements", CARRIED),
    quirks.CHANGED: ("other_shapes", CARRIED),
    quirks.EMPTY: ("empty_elements", LEFT),
    quirks.DROPPED: ("unreadable_values", LEFT),
    repair.MADE: ("made_guids", CARRIED),
    repair.ORDERED: ("other_order", CARRIED),
    repair.UNKNOWN: ("unknown_elements", LEFT),
}


def _add_quirks(report: ExchangeReport, canonical: NormalisedProject) -> None:
    for quirk, (kind, fate) in QUIRKS.items():
        report.add(kind, canonical.habits[quirk], fate)
    for ending, kind in ((".docx", "docx_texts"), (".rtf", "rtf_texts")):
        report.add(kind, canonical.from_rich[ending], CARRIED)


def named_first(paths: Sequence[str]) -> list[str]:
    """The files that a line names: the first three."""
    return [path.partition("internal://")[2] or path for path in paths[:3]]


def _add_trouble(report: ExchangeReport, reading: ParsedProject, canonical: NormalisedProject, strangers: int) -> None:
    report.add("outside_media", len(canonical.outside), KEPT)
    report.add("missing_media", len(canonical.missing), KEPT, files=named_first(canonical.missing))
    report.add("stray_files", strangers, KEPT)
    report.add("lost_selections", canonical.without_text, KEPT)
    report.add("unread_documents", len(canonical.unread), KEPT, files=named_first(canonical.unread))
    report.add("case_passages", reading.case_passages, KEPT)
    report.add("lost_codings", reading.lost_codes, KEPT)
    for kind, count in reading.shortened.items():
        report.add(kind, count, KEPT)
