"""What a file is, by its names, its keys, its headings; a list that may be either is doubtful."""

import pytest

from bridgehead.workspace.core.file_kinds import (
    ATTENDANCE,
    CALLS,
    CASE,
    CODINGS,
    CORDIS,
    H2020,
    H2020_FP7,
    INDICATORS,
    MEMBERS,
    PANEL,
    PROJECT,
    TED,
    ListSigns,
    of_headings,
    of_json,
    of_list,
    of_names,
)

CASE_NAMES = {"actors.csv", "participations.csv", "people.csv"}
TABLES = {CODINGS: {"id", "source", "code", "start"}, INDICATORS: {"id", "year", "value"}, "people": {"id", "name"}}
PANEL_KEYS = (("unit", "id", "firm"), ("time", "year"), ("first_treatment", "treated_from"))


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (["a/project.csv", "a/organization.csv", "a/topics.csv"], (CORDIS,)),
        (["project.csv"], ()),
        (["participations.csv.gz", "programme_parts.csv.gz"], (H2020,)),
        (["participations.csv", "fp7_edges.csv"], (H2020_FP7,)),
        (["participations.csv", "manifest.json"], (CASE,)),
        (["case/participations.csv", "case/actors.csv"], (CASE,)),
        (["notices.csv"], (TED,)),
        (["My.QDE", "sources/a.txt"], (PROJECT,)),
        (["photo.jpg"], ()),
    ],
)
def test_names_in_a_bundle(names: list[str], kinds: tuple[str, ...]) -> None:
    assert of_names(names, CASE_NAMES) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ('[{"topicId": "A", "title": "T"', (CALLS,)),
        ('{"results": [{"metadata": {"identifier": ["A"]}}]}', (CALLS,)),
        ('{"notices": [{"publication-number": "1-2026"', (TED,)),
        ('{"publication-number": "1-2026", "topicId": "A"}', (CALLS, TED)),
        ('{"anything": 1}', ()),
    ],
)
def test_keys_of_json(text: str, kinds: tuple[str, ...]) -> None:
    assert of_json(text) == kinds


@pytest.mark.parametrize(
    ("headings", "kinds"),
    [
        (["publication-number", "notice-title"], (TED,)),
        (["id", "frameworkProgramme"], (CORDIS,)),
        (["projectID", "organisationID", "role"], (CORDIS,)),
        (["rcn", "role", "pic"], (H2020,)),
        (["Firm", "Year", "Treated from", "entries"], (PANEL,)),
        (["Firm", "Year", "Treated from"], ()),
        (["source", "code"], (CODINGS,)),
        (["source", "code", "my note"], ()),
        (["value", "year", "id"], (INDICATORS,)),
        (["id", "name"], (CASE,)),
        (["id", "name", "town"], ()),
    ],
)
def test_headings_that_a_program_writes(headings: list[str], kinds: tuple[str, ...]) -> None:
    assert of_headings(headings, TABLES, PANEL_KEYS) == kinds


EITHER = (MEMBERS, ATTENDANCE)
LISTS = [
    # fields as members, fields as people who came, headings, words around, kinds
    ("name cvr", "name", "Company;CVR", "", (MEMBERS,)),
    ("name", "name", "Virksomhed", "", (MEMBERS,)),
    ("name country", "contact_name", "Name;Country", "", (MEMBERS,)),
    ("name contact_email", "name contact_email", "Company;Email", "", (MEMBERS,)),
    ("name contact_name", "name contact_name", "Company;Contact person", "", (MEMBERS,)),
    ("name", "contact_name", "Name", "", EITHER),
    ("name contact_email", "first_name name contact_email", "First name;Company;Email", "", EITHER),
    ("name contact_email", "first_name name contact_email", "First name;Company;Email", "Deltagerliste", (ATTENDANCE,)),
    ("name contact_email", "first_name name contact_email", "First name;Company;Email", "our contacts.csv", (MEMBERS,)),
    ("name contact_email", "first_name name contact_email", "First name;Company;Email", "members came.csv", (MEMBERS,)),
    ("name contact_email", "first_name contact_email", "First name;Email", "member participants", EITHER),
    ("name", "contact_name name", "Deltager;Virksomhed", "", (ATTENDANCE,)),
    ("name city", "first_name contact_email", "First name;Email;Ticket type;City", "", (ATTENDANCE,)),
    ("name cvr", "contact_name", "Participant;CVR", "", EITHER),
    ("description", "", "A long text", "", EITHER),
    ("", "", "x;y", "", EITHER),
]


@pytest.mark.parametrize(("members", "people", "headings", "around", "kinds"), LISTS)
def test_lists_that_somebody_keeps(
    members: str, people: str, headings: str, around: str, kinds: tuple[str, ...]
) -> None:
    signs = ListSigns(frozenset(members.split()), frozenset(people.split()), headings.split(";"), around)
    assert of_list(signs) == kinds
