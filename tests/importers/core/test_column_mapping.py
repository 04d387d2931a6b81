"""What the columns of a member list are taken for: the kinds of heading that people write."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.importers.core.column_mapping import HeadingWords, propose, reason_for
from bridgehead.importers.core.name_normalisation import normalise_name
from bridgehead.importers.readers.member_lists import HEADINGS, known_headings

NAMES = ("North Pumps A/S", "Vandtek ApS", "Aalborg Universitet", "Kommune Odense", "Blue Filters")
TEXTS = (
    "Pumps and leak detection for city water networks",
    "Sensors for water quality; monitoring software",
    "University: water engineering",
    "City government",
    "Membrane filters for waste water",
)
DESCRIBED = (
    "What we do", "Beskrivelse", "Activities", "About", "About us", "Hvad vi laver", "Hvad laver I?",
    "Beskrivelse af virksomheden (max 200 tegn)", "Description (EN)", "What does your company do?", "What you offer",
    "Was macht Ihr Unternehmen?", "Tätigkeit", "Taetigkeitsbeschreibung", "Über uns", "Vad gör ni?", "Verksamhet",
    "Hva gjør bedriften?", "Wat doet uw bedrijf?", "Que faites-vous ?", "Activité de l'entreprise",
    "Descripción de la empresa", "Cosa fate?", "Opis działalności firmy", "Kuvaus yrityksestä", "Profile 2024",
)  # fmt: skip
OTHER_TEXTS = (
    "What do you need?", "Needs", "Job description", "Dietary requirements", "Last activity", "Comments", "Intern note",
    "Cluster activities", "What do you want to do?",
)  # fmt: skip


def field_of(heading: str, values: tuple[str, ...] = TEXTS, *others: str) -> str:
    headings = ("Company", *others, heading)
    rows = [[name, *[value] * len(others), value] for name, value in zip(NAMES, values, strict=True)]
    return propose(headings, rows, known_headings(), {})[-1].field


@pytest.mark.parametrize("heading", DESCRIBED)
def test_what_an_organisation_does_is_its_description(heading: str) -> None:
    assert field_of(heading) == "description"


@pytest.mark.parametrize("heading", OTHER_TEXTS)
def test_other_texts_are_not_its_description(heading: str) -> None:
    assert field_of(heading) == "-"


def test_sentences_under_an_unknown_heading_are_a_description_and_said_to_be_guessed() -> None:
    words = HeadingWords(known_headings())
    assert field_of("Elevator pitch") == "description"
    assert reason_for("Elevator pitch", "description", words) == "contents"
    assert reason_for("What does your company do?", "description", words) == "heading"
    assert reason_for("Name", "name", words) == "heading"
    assert reason_for("Elevator pitch", "-", words) == ""
    assert field_of("Level", ("gold", "gold", "silver", "gold", "basic")) == "-"


def test_a_date_or_a_flag_is_no_description_whatever_its_heading_says() -> None:
    assert field_of("Activity in our area", ("2024-01-01", "2023", "", "5", "yes")) == "-"


def test_of_two_headings_of_one_field_the_plainer_one_is_taken() -> None:
    headings = ("Company", "Notes", "What we do")
    found = propose(headings, [["North Pumps A/S", "call in May", TEXTS[0]]], known_headings(), {})
    assert [column.field for column in found] == ["name", "-", "description"]


WORDS = HeadingWords(known_headings())
DECORATION = st.sampled_from(["", " ", ":", "?", " *", "\ufeff", ".", " …", "_", "  "])


@given(
    st.sampled_from([h for field, hs in known_headings().items() if field != "ignored" for h in hs]),
    st.sampled_from([str.lower, str.upper, str.title, str.capitalize]),
    DECORATION,
    DECORATION,
    st.sampled_from([" ", "-", "_", "  ", "/"]),
)
def test_case_and_punctuation_change_no_meaning(heading: str, case: object, before: str, after: str, gap: str) -> None:
    written = before + case(heading).replace(" ", gap) + after  # type: ignore[operator]
    assert WORDS.meaning_of(written)[0] == WORDS.meaning_of(heading)[0] != ""


def test_no_heading_stands_for_two_fields() -> None:
    listed = tomllib.loads(Path(HEADINGS).read_text(encoding="utf-8"))
    seen = [normalise_name(heading) for headings in listed.values() for heading in headings]
    assert sorted(seen) == sorted(set(seen))
