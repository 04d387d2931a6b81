"""What becomes of each column of the case folder in the panel without names: nothing is in it that is not said here."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

SHARED_BY = 3
"""How many organisations, or rows where a table has no organisation, must share a text for it to stay."""
SCALE = 100
"""The largest number that counts as a point on a scale: a longer one may be a telephone number."""
SEPARATOR = ";"
PREFIX = "n"


class Treatment(StrEnum):
    """What becomes of a column.

    Attributes
    ----------
    KEPT
        Stays as it is: numbers, dates, countries, terms of a vocabulary.
    NUMBERED
        Each text, or each item of a list, gets a number: the same text the same one, in all files.
    ROW
        The number of the row's id: its name.
    CODE
        A code of the framework stays, one of a codebook gets a number.
    SUBJECT
        A country stays, an organisation gets a number.
    SHARED
        Stays where `SHARED_BY` organisations have the same, else gets a number.
    SCALED
        Stays where it is a number from -`SCALE` to `SCALE`, else is blank.
    PUBLISHED
        Stays where the row has a public address; else a title gets the row's number, all other is blank.
    DROPPED
        Is not there.
    """

    KEPT = "kept"
    NUMBERED = "numbered"
    ROW = "row"
    CODE = "code"
    SUBJECT = "subject"
    SHARED = "shared"
    SCALED = "scaled"
    PUBLISHED = "published"
    DROPPED = "dropped"


def _file(**columns: str) -> Mapping[str, Treatment]:
    """Columns, separated by spaces, by their treatment."""
    return {name: Treatment(how) for how, names in columns.items() for name in names.split()}


DROPPED_FILES = frozenset(
    {
        *("identifiers", "people", "matrix_summaries", "notes", "interactions", "tasks", "attachments"),
        *("saved_views", "mail_templates"),
        "membership_requests",
        *("event_forms", "event_questions", "registrations", "left_out_names"),
    }
)
"""Files that do nothing but name, contact or quote."""

PANEL_COLUMNS: Mapping[str, Mapping[str, Treatment]] = MappingProxyType(
    {
        "actors": _file(
            numbered="id",
            row="name",
            kept="kind size staff turnover placeholder invented emergence country founded declared_strategy",
            shared="region sector",
            dropped="tags city capabilities description website aliases owner",
        ),
        "memberships": _file(numbered="member cluster", kept="since until kind fee renews paid_until left_reason"),
        "fees": _file(kept="kind size amount from_year"),
        "ties": _file(numbered="id a b after activity source", kept="kind market since until origin"),
        "activities": _file(
            numbered="id after organiser funder programme opportunity",
            row="name",
            kept="kind start end market mechanisms country cancelled",
            dropped="themes external_id description tags start_time end_time venue city time_zone",
        ),
        "participations": _file(
            numbered="activity actor", shared="role", kept="contribution since until chosen_by", dropped="outcome"
        ),
        "outcomes": _file(
            numbered="id activity actor counterpart source",
            kept="kind date value market reported_by",
            dropped="summary",
        ),
        "counterfactuals": _file(
            numbered="activity actor source", kept="wave date answer months share", dropped="through"
        ),
        "entries": _file(numbered="id firm after activity opportunity source", kept="market date status mode origin"),
        "sources": _file(
            numbered="id voice",
            row="title",
            kept="kind form minutes language date purpose current trust",
            dropped="role place chosen_by file confidentiality consent",
        ),
        "indicators": _file(
            subject="subject", kept="subject_kind indicator period value unit", dropped="source licence"
        ),
        "meetings": _file(
            numbered="id activity slot table participants tie", shared="status useful", kept="due", dropped="next_step"
        ),
        "wishes": _file(numbered="activity from to", kept="weight"),
        "slots": _file(numbered="activity slot site table", kept="start end"),
        "hours": _file(numbered="person activity actor", kept="date hours"),
        "availability": _file(numbered="activity actor slot"),
        "instruments": _file(numbered="id", row="name", kept="kind cost hours capacity raises"),
        "support": _file(numbered="actor instrument", kept="period hours cost", dropped="outcome"),
        "opportunities": _file(
            numbered="id buyer",
            kept="kind countries opens deadline budget share_financed rule_set cpv language status",
            published="title capabilities eligibility external_id url",
            dropped="description tags",
        ),
        "opportunity_components": _file(numbered="opportunity", kept="component raises weight needs"),
        "teams": _file(numbered="id opportunity name actor", shared="role", kept="pinned"),
        "invitations": _file(numbered="id opportunity actor", shared="status", kept="date", dropped="note"),
        "applications": _file(
            numbered="id opportunity team lead activity",
            row="name",
            kept="stage amount_asked amount_granted submitted decided",
            dropped="owner reason description",
        ),
        "codebooks": _file(numbered="id", row="name", dropped="version"),
        "codes": _file(code="id parent", numbered="codebook", row="name", kept="preset created", dropped="definition"),
        "coding_sessions": _file(numbered="name opened_by", kept="opened_at"),
        "codings": _file(
            numbered="id source coder session reconciled_from rejected_by",
            code="code",
            kept="start end",
            dropped="memo",
        ),
        "evidence": _file(
            numbered="id actor activity source coding after coder",
            code="code",
            kept="direction salience origin mechanism language date prospective perceived_by",
            dropped="locator summary quote translation",
        ),
        "relations": _file(
            numbered="id source", kept="from_level to_level directness strength", dropped="locator summary"
        ),
        "findings": _file(numbered="id supports contradicts asked", kept="kind prior", dropped="statement"),
        "marks": _file(numbered="opportunity actor by", shared="mark", kept="date", dropped="reason"),
        "survey_answers": _file(numbered="actor", shared="survey item", scaled="value", kept="date"),
    }
)

Number = Callable[[str], str]
Row = Sequence[str]


@dataclass(frozen=True)
class UnnamedTable:
    """A table of the panel: its headings and its rows, in the order of their new texts."""

    header: tuple[str, ...]
    rows: list[list[str]]


def without_names(
    file: str, header: Sequence[str], rows: Sequence[Row], *, owner: str, number: Number, codes: Collection[str]
) -> UnnamedTable:
    """A table of the case folder as the panel has it.

    Parameters
    ----------
    file
        Its name, one of `PANEL_COLUMNS`.
    rows
        Texts, one for each heading.
    owner
        The heading under which a row's organisation stands; blank where a row counts for itself.
    number
        The number of a text; never of a blank one.
    codes
        The framework's codes.
    """
    treatments = PANEL_COLUMNS[file]
    kept = [name for name in header if treatments[name] is not Treatment.DROPPED]
    named = [dict(zip(header, row, strict=True)) for row in rows]
    shared = {name: _shared(named, name, owner) for name in kept if treatments[name] is Treatment.SHARED}
    made = _Cells(number, frozenset(codes), shared)
    return UnnamedTable(tuple(kept), sorted([made.cell(treatments[name], name, row) for name in kept] for row in named))


def _shared(rows: Sequence[Mapping[str, str]], name: str, owner: str) -> frozenset[str]:
    """The texts of a column that enough organisations share."""
    of: dict[str, set[str]] = defaultdict(set)
    for place, row in enumerate(rows):
        of[row[name]].add(row[owner] if owner else str(place))
    return frozenset(text for text, owners in of.items() if len(owners) >= SHARED_BY)


@dataclass(frozen=True)
class _Cells:
    number: Number
    codes: frozenset[str]
    shared: Mapping[str, frozenset[str]]

    def cell(self, how: Treatment, name: str, row: Mapping[str, str]) -> str:
        text = row[name]
        if not text:
            return ""
        stays = {
            Treatment.KEPT: True,
            Treatment.CODE: text in self.codes,
            Treatment.SUBJECT: row.get("subject_kind") == "country",
            Treatment.SHARED: text in self.shared.get(name, ()),
            Treatment.SCALED: _is_on_scale(text),
            Treatment.PUBLISHED: bool(row.get("url")),
        }.get(how, False)
        if stays:
            return text
        if how is Treatment.ROW or (how is Treatment.PUBLISHED and name == "title"):
            return self._numbered(row["id"])
        return "" if how in {Treatment.SCALED, Treatment.PUBLISHED} else self._numbered(text)

    def _numbered(self, text: str) -> str:
        return SEPARATOR.join(self.number(item) for item in text.split(SEPARATOR))


def _is_on_scale(text: str) -> bool:
    try:
        return abs(float(text)) <= SCALE
    except ValueError:
        return False
