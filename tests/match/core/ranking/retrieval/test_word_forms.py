"""Words asked for in another form than a few documents hold; a large collection is asked as it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.match.core.ranking.retrieval.text_index import TextIndex
from bridgehead.match.core.ranking.retrieval.word_forms import FEW, is_form_of, is_part_of, other_forms
from bridgehead.match.core.shared_terms import shared_terms

MEMBERS = [
    "Pumps and leak detection for city water networks",
    "Sensors for water quality; monitoring software",
    "University: water engineering",
    "City government",
    "Membrane filters for waste water",
]
PUMPS, SENSORS, FILTERS = 0, 1, 4


def first(text: str, documents: list[str] = MEMBERS) -> int | None:
    found = TextIndex.build(documents).match(text).words
    return int(found.argmax()) if found.max() > 0 else None


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("leaks in water networks", PUMPS),
        ("leakage", PUMPS),
        ("leaky mains", PUMPS),
        ("Leakages detected", PUMPS),
        ("pumpe", PUMPS),
        ("sensorer", SENSORS),
        ("membranes", FILTERS),
        ("wastewater", FILTERS),
        ("wind turbines", None),
        ("leadership", None),
    ],
)
def test_a_few_members_are_found_by_any_form_of_their_words(text: str, document: int | None) -> None:
    assert first(text) == document


def test_two_words_find_the_compound_that_a_document_writes() -> None:
    assert first("waste water", ["Wastewater plants", "City government", "Sensors"]) == 0


def test_what_the_documents_say_is_asked_as_it_is() -> None:
    index = TextIndex.build([*MEMBERS, "Leakage of gas"])
    known = {index.vocabulary[at] for at in index.match("leakage").known}
    assert known == {"leakage"}


def test_a_large_collection_is_asked_as_it_is() -> None:
    many = MEMBERS + ["City government"] * (FEW - len(MEMBERS) + 1)
    assert first("leakage", many) is None
    assert first("leakage", many[:-1]) == PUMPS


def test_reasons_name_the_words_in_the_form_of_the_description() -> None:
    assert shared_terms(MEMBERS[PUMPS], "leakage", any_form=True) == ["leak"]
    assert shared_terms(MEMBERS[FILTERS], "wastewater plants", any_form=True) == ["waste", "water"]
    assert shared_terms(MEMBERS[PUMPS], "leakage in networks", any_form=True) == ["networks"]
    assert shared_terms(MEMBERS[PUMPS], "wind", any_form=True) == []
    assert shared_terms(MEMBERS[PUMPS], "leakage") == []


@given(st.text("abcdefg", min_size=1, max_size=8), st.text("abcdefg", min_size=1, max_size=8))
def test_forms_are_mutual_and_a_word_is_no_part_of_itself(one: str, other: str) -> None:
    assert is_form_of(one, other) == is_form_of(other, one)
    assert not is_part_of(one, one)
    assert not (is_part_of(one, other) and is_part_of(other, one))


@given(st.lists(st.text("abcde", min_size=4, max_size=6), min_size=1, max_size=5))
def test_no_known_word_gets_another_form(words: list[str]) -> None:
    vocabulary = np.array(sorted(set(words)), dtype=np.str_)
    assert other_forms(dict.fromkeys(words, 1), vocabulary) == {}
