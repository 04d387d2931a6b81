"""The report of an exchange: what was carried, what is kept beside, what could not be carried, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bridgehead.evidence.core import habits
from bridgehead.evidence.core.canonical import NS, Canonical
from bridgehead.evidence.core.reading import Reading

CARRIED, KEPT, LEFT = "carried", "kept beside", "not carried"
BESIDE = {
    "Variables/Variable": "variables",
    "Cases/Case": "cases",
    "Sets/Set": "sets",
    "Links/Link": "links",
    "Graphs/Graph": "graphs",
}


@dataclass(frozen=True)
class Line:
    """What became of one kind of thing."""

    what: str
    count: int
    fate: str
    why: str = ""


@dataclass
class Report:
    """What an exchange did, in the order a reader wants it."""

    lines: list[Line] = field(default_factory=list)

    def add(self, what: str, count: int, fate: str, why: str = "") -> None:
        """Add a line, unless there is none of it."""
        if count:
            self.lines.append(Line(what, count, fate, why))

    def as_json(self) -> dict[str, list[dict[str, object]]]:
        """The shape that `--json` prints."""
        return {"report": [{"what": x.what, "count": x.count, "fate": x.fate, "why": x.why} for x in self.lines]}


def of_import(reading: Reading, canonical: Canonical, *, strangers: int) -> Report:
    """What an import carried; `strangers` counts files in the archive that nothing refers to."""
    report = Report()
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


def _positions(canonical: Canonical) -> Iterator[Line]:
    for way, count in canonical.countings.items():
        yield Line("texts with selections", count, CARRIED, f"positions were counted in {way}; now in code points")
    yield Line("line ends of two characters", canonical.line_ends, CARRIED, "now one character; positions follow")


def _beside(reading: Reading) -> Iterator[Line]:
    why = "no column holds them; an export has them again"
    for path, what in BESIDE.items():
        steps = "/".join(f"{NS}{step}" for step in path.split("/"))
        yield Line(what, len(reading.root.findall(steps)), KEPT, why)
    yield Line("values of variables", len(list(reading.root.iter(f"{NS}VariableValue"))), KEPT, why)
    notes = reading.root.findall(f"{NS}Notes/{NS}Note")
    yield Line("notes", len(notes), KEPT, "those on codings are their memos, all are in the list of memos; " + why)
    places = sum(bool(coding.place) for coding in reading.codings)
    yield Line("codings of pictures, pages or recordings", places, KEPT, "their place is kept and named, not drawn")
    tags = ("PlainText", "Transcript", "Picture", "PDF", "Audio", "Video")
    selections = [s for tag in tags for s in reading.root.iter(f"{NS}{tag}Selection")]
    bare = sum(s.find(f"{NS}Coding") is None for s in selections)
    yield Line("selections without a code", bare, KEPT, why)
    coloured = sum(code.element.get("color") is not None for code in reading.codes)
    yield Line("colours of codes", coloured, KEPT, why)
    dates = sum("DateTime" in name for element in reading.root.iter() for name in element.attrib)
    yield Line("dates of creation and change", dates, KEPT, why)
    yield Line("users", len(reading.coders), KEPT, "codings carry their names; GUIDs are kept")


HABITS = {
    habits.NAMESPACE: ("elements of another version of the standard", CARRIED, "read as those of the published schema"),
    habits.CHANGED: ("colours, dates and marks of another shape", CARRIED, "written as the schema wants them"),
    habits.EMPTY: ("lists and attributes that hold nothing", LEFT, "the schema has no empty ones"),
    habits.DROPPED: ("colours and dates that are none", LEFT, "the schema has no place for them"),
}


def _habits(canonical: Canonical) -> Iterator[Line]:
    for kind, (what, fate, why) in HABITS.items():
        yield Line(what, canonical.habits[kind], fate, why)
    why = "the project has no plain text of them; each paragraph and each cell of a table is a line"
    yield Line("texts taken from a DOCX", canonical.from_docx, CARRIED, why)


def _trouble(reading: Reading, canonical: Canonical, strangers: int) -> Iterator[Line]:
    yield Line("media outside the project", len(canonical.outside), KEPT, "only their paths are in the project")
    yield Line("files that nothing refers to", strangers, KEPT)
    yield Line(
        "selections of a text that is not there",
        canonical.without_text,
        KEPT,
        "the project has no text to place them in",
    )
    yield Line("documents whose text cannot be read here", len(canonical.unread), KEPT, ", ".join(canonical.unread[:3]))
    yield Line("passages of a case", reading.case_passages, KEPT, "the tool codes them with a case, which is no code")
    yield Line("codings of an unknown code", reading.lost_codes, KEPT, "the project has no code of that GUID")
    for what, count in reading.shortened.items():
        yield Line(f"too long {what}", count, KEPT, "shortened in the table; whole in the project that is kept")
