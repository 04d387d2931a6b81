"""What tells of a person is found however it is written, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.workspace.core.erased_words import BLOT, ErasedWords

ANE = ErasedWords(("Ane Bæk O'Hara", "Bo"), ("ane@flow.example",), ("+45 12 34 56 78", "112"))


@pytest.mark.parametrize(
    "text",
    [
        "Ane Bæk O'Hara", "ANE  BÆK\nO'HARA", "O'Hara, Ane Bæk", "(Ane Bæk O&#x27;Hara)", "note-ane-baek-o-hara-2",
        "words=Ane+B%C3%A6k+O%27Hara", "ane.baek.o.hara", "ANE@flow.example", "ane%40flow.example", "12345678",
        "call 12 34 56 78!", "+4512345678", "0045 1234-5678", "(+45) 12.34.56.78",
    ],
)  # fmt: skip
def test_a_person_is_found_however_they_are_written(text: str) -> None:
    assert ANE.are_in(text)
    assert not ANE.are_in(ANE.blotted(text))
    assert any(probe.lower() in text.lower() for probe in ANE.probes) or "\n" in text or "." in text


@pytest.mark.parametrize(
    "text",
    ["Jane Bæk O'Hara", "Ane Bæk O'Harason", "Ane", "Bo", "112", "diane@flow.example", "912345678", "123456780", ""],
)
def test_others_are_left(text: str) -> None:
    assert ANE.blotted(text) == text


@given(st.text(), st.text())
def test_positions_in_a_text_stay(before: str, after: str) -> None:
    blotted = ANE.blotted(f"{before} ane@flow.example {after}")
    assert len(blotted) == len(f"{before} ane@flow.example {after}")
    assert blotted[len(before) + 1 : len(before) + 17] == BLOT * 16


def test_json_loses_them_in_names_and_values_and_ids_are_given_others() -> None:
    value = {"Ane Bæk O'Hara": ["12345678", 5, None, {"source_id": "talk-ane"}]}
    assert ANE.blotted_values(value, {"talk-ane": "talk-erased"}) == {
        BLOT * 14: [BLOT * 8, 5, None, {"source_id": "talk-erased"}]
    }


def test_nobody_is_in_no_text() -> None:
    assert not ErasedWords(("Bo",), ("",), ("112",))
    assert not ErasedWords().are_in("anything")
