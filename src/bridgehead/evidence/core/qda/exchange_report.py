"""The report of an exchange: what was carried, what is kept beside, what could not be carried, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bridgehead.evidence.core.qda import quirks
from bridgehead.evidence.core.qda.normalisation import NS, NormalisedProject
from bridgehead.evidence.core.qda.parser import ParsedProject

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
    """What became of one kind of thing."""

    what: str
    count: int
    fate: str
    why: str = ""


@dataclass
class ExchangeReport:
    """What an exchange did, in the order a reader wants it."""

    lines: list[ReportLine] = field(default_factory=list)

    def add(self, what: str, count: int, fate: str, why: str = "") -> None:
        """Add a line, unless there is none of it."""
        if count:
            self.lines.append(ReportLine(what, count, fate, why))

    def as_json(self) -> dict[str, list[dict[str, object]]]:
        """The shape that `--json` prints."""
        return {"report": [{"what": x.what, "count": x.count, "fate": x.fate, "why": x.why} for x in self.lines]}


def of_import(reading: ParsedProject, canonical: NormalisedProject, *, strangers: int) -> ExchangeReport:
    """What an import carried; `strangers` counts files in the archive that nothing refers to."""
    report = ExchangeReport()
    report.add("codes", len(reading.codes), CARRIED)
    report.add("sources", len(reading.sources), CARRIED)
    by = Counter(coding.coder or "no coder" for coding in reading.codings)
    report.add("codings", len(reading.codings), CARRIED, ", ".join(f"{name} {n}" for name, n in sorted(by.items())))
    report.add("memos of codings", sum(bool(coding.memo) for coding in reading.codings), CARRIED)
    for line in (
        *_positions(canonical),
        *_habits(canonical),
        *_beside(reading),
        *_trouble(reading, canonical, strangers),
    ):
        report.add(line.what, line.count, line.fate, line.why)
    return report


def _positions(canonical: NormalisedProject) -> Iterator[ReportLine]:
    for way, count in canonical.countings.items():
        yield ReportLine(
            "texts with selections", count, CARRIED, f"positions were counted in {way}; now in code points"
        )
    yield ReportLine("line ends of two characters", canonical.line_ends, CARRIED, "now one character; positions follow")


def _beside(reading: ParsedProject) -> Iterator[ReportLine]:
    why = "no column holds them; an export has them again"
    for path, what in BESIDE.items():
        steps = "/".join(f"{NS}{step}" for step in path.split("/"))
        yield ReportLine(what, len(reading.root.findall(steps)), KEPT, why)
    yield ReportLine("values of variables", len(list(reading.root.iter(f"{NS}VariableValue"))), KEPT, why)
    notes = reading.root.findall(f"{NS}Notes/{NS}Note")
    yield ReportLine(
        "notes", len(notes), KEPT, "those on codings are their memos, all are in the list of memos; " + why
    )
    places = sum(bool(coding.place) for coding in reading.codings)
    yield ReportLine(
        "codings of pictures, pages or recordings", places, KEPT, "their place is kept and named, not drawn"
    )
    tags = ("PlainText", "Transcript", "Picture", "PDF", "Audio", "Video")
    selections = [s for tag in tags for s in reading.root.iter(f"{NS}{tag}Selection")]
    bare = sum(s.find(f"{NS}Coding") is None for s in selections)
    yield ReportLine("selections without a code", bare, KEPT, why)
    coloured = sum(code.element.get("color") is not None for code in reading.codes)
    yield ReportLine("colours of codes", coloured, KEPT, why)
    dates = sum("DateTime" in name for element in reading.root.iter() for name in element.attrib)
    yield ReportLine("dates of creation and change", dates, KEPT, why)
    yield ReportLine("users", len(reading.coders), KEPT, "codings carry their names; GUIDs are kept")


HABITS = {
    quirks.NAMESPACE: ("elements of another version of the standard", CARRIED, "read as those of the published schema"),
    quirks.CHANGED: ("colours, dates and marks of another shape", CARRIED, "written as the schema wants them"),
    quirks.EMPTY: ("lists and attributes that hold nothing", LEFT, "the schema has no empty ones"),
    quirks.DROPPED: ("colours and dates that are none", LEFT, "the schema has no place for them"),
}


def _habits(canonical: NormalisedProject) -> Iterator[ReportLine]:
    for kind, (what, fate, why) in HABITS.items():
        yield ReportLine(what, canonical.habits[kind], fate, why)
    why = "the project has no plain text of them; each paragraph and each cell of a table is a line"
    yield ReportLine("texts taken from a DOCX", canonical.from_docx, CARRIED, why)


def _trouble(reading: ParsedProject, canonical: NormalisedProject, strangers: int) -> Iterator[ReportLine]:
    yield ReportLine("media outside the project", len(canonical.outside), KEPT, "only their paths are in the project")
    yield ReportLine("files that nothing refers to", strangers, KEPT)
    yield ReportLine(
        "selections of a text that is not there",
        canonical.without_text,
        KEPT,
        "the project has no text to place them in",
    )
    yield ReportLine(
        "documents whose text cannot be read here", len(canonical.unread), KEPT, ", ".join(canonical.unread[:3])
    )
    yield ReportLine(
        "passages of a case", reading.case_passages, KEPT, "the tool codes them with a case, which is no code"
    )
    yield ReportLine("codings of an unknown code", reading.lost_codes, KEPT, "the project has no code of that GUID")
    for what, count in reading.shortened.items():
        yield ReportLine(f"too long {what}", count, KEPT, "shortened in the table; whole in the project that is kept")
