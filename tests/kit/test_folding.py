"""Case and accents in every script, by one function for search and filters."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.kit.folding import Words, closeness, fold, same_key, squeeze


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Grøn Strøm A/S", "gron strom a/s"),
        ("ŁÓDŹ Đorđe Straße ẞ Æbleø œuvre Þór Ħal", "lodz dorde strasse ss aebleo oeuvre thor hal"),
        ("İstanbul ISPARTA ısı", "istanbul isparta isi"),
        ("ΗΛΙΑΚΉ ενέργειας", "ηλιακη ενεργειασ"),
        ("Ёлка ЇЖАК Й", "елка іжак и"),
        ("ｆｕｌｌ ﬃ ㈱ №", "full ffi (株) no"),
        ("がｶﾞガ", "がガガ"),
        ("ไฟฟ้า", "ไฟฟ้า"),
        ("٣٤", "34"),
        ("so\N{SOFT HYPHEN}lar", "solar"),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


def test_what_is_folded_stays_as_it_is() -> None:
    signs = [chr(code) for code in range(0x20, sys.maxunicode) if not 0xD800 <= code <= 0xDFFF]
    changed = {sign for sign in signs[:0x20000] if fold(fold(sign)) != fold(sign)}
    assert changed == set()


letters = st.characters(codec="utf-8", categories=("L", "M", "N"))


@given(st.text(letters, min_size=1, max_size=12), st.text(st.characters(codec="utf-8"), max_size=10))
def test_a_word_is_found_in_any_case_taken_apart_or_hyphenated(word: str, rest: str) -> None:
    wanted = Words(word)
    lone = unicodedata.normalize("NFC", word)
    for text in (lone, lone.upper(), lone.swapcase(), unicodedata.normalize("NFD", word), lone.casefold()):
        if fold(text) == fold(word):  # not so for a few letters whose capital is that of another
            assert wanted.are_in([rest, text])
    assert wanted.are_in(["‐".join(lone)]) or any(map(unicodedata.combining, word))


@given(st.text(max_size=20), st.text(max_size=20))
def test_names_are_one_by_their_folded_letters(one: str, other: str) -> None:
    assert closeness(one, one) == 3
    assert (closeness(one, other) > 0) is (one.strip() == other.strip() or same_key(one) == same_key(other))
    assert squeeze(squeeze(fold(one))) == squeeze(fold(one))


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("", "anything", True),
        ("100%", "ENERGI-DANMARK 100%", True),
        ("100%", "ENERGI 100", False),
        ("_", "trading of", False),
        ("_", "trading_of", True),
        ("tradingof", "trading_of", True),
        ("%", "a", False),
        ("C++", "C units", False),
        ("a b", "b\na", True),
        ("ab", "a\nb", False),
        ("station", "investation", True),
        ("art", "smar t", False),
        ("timelapse", "time lapse", True),
    ],
)
def test_words_in_texts(words: str, text: str, found: bool) -> None:
    assert Words(words).are_in(text.split("\n")) is found
