"""What a file is, by what it holds: the names in a bundle, the keys of its JSON, the headings of its tables.

Each function answers with the kinds that the file can be: one where there is no doubt, several that somebody must
choose from, or none. Names of kinds are those of the formats of an import (`workspace.services.import_formats`).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

MEMBERS, ATTENDANCE, CALLS, TED, CASE = "members", "attendance", "calls", "ted", "case"
CORDIS, H2020, H2020_FP7 = "cordis", "h2020", "h2020-fp7"
PROJECT, CODEBOOK, CODINGS, PANEL, INDICATORS = "project", "codebook", "codings", "panel", "indicators"
Kinds = tuple[str, ...]

YES, ENCODING, DATES, KEEP_GOING, ACTIVITY = "yes", "encoding", "dates", "keep_going", "activity"
OPTIONS: Mapping[str, tuple[str, ...]] = {
    MEMBERS: (YES, ENCODING, DATES, KEEP_GOING),
    ATTENDANCE: (ACTIVITY, ENCODING, KEEP_GOING),
    CALLS: (DATES, KEEP_GOING),
    **dict.fromkeys((TED, CORDIS, H2020, H2020_FP7), (ENCODING, DATES, KEEP_GOING)),
}
"""Kind to what somebody can say of how such a file is read; of the other kinds nothing."""

KEY = re.compile(r'"([\w.\-]{1,60})"\s*:')
TED_KEYS = {"publication-number", "notice-title", "notice-type", "notices"}
CALL_KEYS = {"topicId", "callStatus", "callIdentifier", "topicConditions"}

OF_ORGANISATIONS = frozenset(
    {
        "cvr",
        "vat",
        "pic",
        "lei",
        "kind",
        "size",
        "employees",
        "founded",
        "sector",
        "capabilities",
        "description",
        "member_since",
        "member_until",
        "aliases",
        "cluster",
    }
)
"""Fields that only a list of organisations has a column for."""
NAMED = frozenset({"name", "cvr", "vat", "pic", "lei"})
PLACES = frozenset({"country", "region", "city", "website"})
PEOPLE = frozenset({"contact_name", "first_name", "last_name"})
REACHED = frozenset({"contact_email", "contact_phone", "contact_role"})
CAME = re.compile(
    r"\b(attended|attendance|attendees?|attending|participants?|guests?|check(ed)?[ -]?in|arrived|showed up|no[ -]show"
    r"|tickets?|registered at|registration (date|time)|registered on|dietary|seat|deltager\w*|fremmødt?e?|mødt"
    r"|tilmeldt|tilmeldingsdato|billet\w*|kost|teilnehmer\w*|teilgenommen|anmeldedatum|anwesend|deltagare|närvarande"
    r"|deelnemers?|aanwezig|participants?|présents?|asistentes?|asistencia|partecipant[ei]|presenza|uczestni\w+"
    r"|obecność|osallistuj\w+)\b",
    re.IGNORECASE,
)
"""Words of a list of who came, in a heading, a title, the name of a sheet or a file."""
BELONG = re.compile(
    r"(member|medlem|mitglied|leden|adhérent|miembro|soci\b|członk|jäsen|contacts?\b|kontakt|contacto|contatt)",
    re.IGNORECASE,
)
"""Words of a list of members or contacts."""


@dataclass(frozen=True)
class ListSigns:
    """What is known of a table: the fields that its columns were taken for, and the words around it.

    Attributes
    ----------
    as_members, as_people
        Fields, where it is read as a list of members and as one of people who came.
    headings
        As they stand.
    around
        Title, name of the sheet, name of the file.
    """

    as_members: frozenset[str]
    as_people: frozenset[str]
    headings: Sequence[str]
    around: str = ""


def kinds_with(option: str) -> Kinds:
    """The kinds of files that take one of the options."""
    return tuple(kind for kind, options in OPTIONS.items() if option in options)


def of_names(names: Collection[str], case_names: Collection[str]) -> Kinds:
    """What a folder or zip is, by the names of its files.

    Parameters
    ----------
    case_names
        The names of the files of a case folder.
    """
    last = {PurePosixPath(name.replace("\\", "/")).name.removesuffix(".gz") for name in names}
    if any(name.lower().endswith(".qde") for name in last):
        return (PROJECT,)
    if {"project.csv", "organization.csv"} <= last:
        return (CORDIS,)
    if "notices.csv" in last:
        return (TED,)
    known = last & set(case_names)
    if "participations.csv" in last and known <= {"participations.csv"} and "manifest.json" not in last:
        return (H2020_FP7,) if "fp7_edges.csv" in last else (H2020,)
    return (CASE,) if known or "manifest.json" in last else ()


def of_json(text: str) -> Kinds:
    """What the beginning of a file of JSON is, by its keys."""
    keys = set(KEY.findall(text))
    found = [kind for kind, signs in ((CALLS, CALL_KEYS), (TED, TED_KEYS)) if keys & signs]
    if not found and "identifier" in keys and keys & {"title", "metadata"}:
        return (CALLS,)
    return tuple(found)


def of_headings(
    headings: Sequence[str], tables: Mapping[str, Collection[str]], panel: Collection[Collection[str]]
) -> Kinds:
    """What a table is that a program wrote, by headings that are its own; none for a list that somebody keeps.

    Parameters
    ----------
    tables
        `codings`, `indicators` and the files of the case folder to their columns.
    panel
        Of each key of a panel the headings that it goes by.
    """
    plain = {heading.strip().lower() for heading in headings if heading.strip()}
    joined = {re.sub(r"[\s.\-]+", "_", heading) for heading in plain}
    signs = (
        (TED, "publication-number" in plain),
        (CORDIS, "frameworkprogramme" in plain or {"projectid", "organisationid"} <= plain),
        (H2020, {"rcn", "pic", "role"} <= plain),
        (PANEL, all(joined & set(words) for words in panel) and len(joined) > len(panel)),
        (CODINGS, {"source", "code"} <= plain <= set(tables[CODINGS])),
        (INDICATORS, plain == set(tables[INDICATORS])),
        (CASE, any(plain == set(columns) for columns in tables.values())),
    )
    return next(((kind,) for kind, fits in signs if fits), ())


def of_list(signs: ListSigns) -> Kinds:
    """Whether a list that somebody keeps is one of members or contacts, or of who came to an activity."""
    people, reached = signs.as_people & PEOPLE, signs.as_people & REACHED
    named = signs.as_members & NAMED
    told = signs.as_members & OF_ORGANISATIONS if named or people or reached else frozenset()
    if any(CAME.search(heading) for heading in signs.headings) and (people or reached):
        return (MEMBERS, ATTENDANCE) if told else (ATTENDANCE,)
    if told or {"name", "contact_name"} <= signs.as_members:
        return (MEMBERS,)
    if "name" in signs.as_members and (not people or (signs.as_members & PLACES and not reached)):
        return (MEMBERS,)
    came, belong = bool(CAME.search(signs.around)), bool(BELONG.search(signs.around))
    if came != belong and (people or reached):
        return (ATTENDANCE,) if came else (MEMBERS,)
    return (MEMBERS, ATTENDANCE)
