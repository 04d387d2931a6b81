"""Letters that were written twice come back as they were; what has no certain reading is told, what is right stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.importers.core.double_encoding import is_garbled, rejoined
from bridgehead.importers.core.member_rows import read

NAMES = """
    København Ålborg Ærø Øster Århus Malmö Göteborg Zürich Łódź Kraków Plzeň Ústí České Győr Škoda Žilina Õismäe Kärdla
    Rīga Ķekava Šiauliai Čačak Timișoara Iași Αθήνα София Θεσσαλονίκη Москва Київ İzmir Şişli Évora São Nîmes Étampes
    Œuvre Móstoles Logroño l’Hospitalet Ísafjörður Þór Ħamrun Ċirkewwa Straße ÅRHUS KØBENHAVN MÅLØV
    """.split()  # noqa: SIM905
USUAL = (
    "cp1252",
    "iso-8859-1",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "mac-roman",
    "cp437",
    "cp850",
    "cp852",
)
RIGHT = (
    """
    “BLÅ”|BLÅ…|»österreich«|AMANHÃ|TĂŞNAD|Рівне|РІВНЕ|Різне|Ёлка|ΓΈΛΟΣ|CAFÉ”|Ñandú|Ånd–Ål|Søren’s Café™|Müller®|20 °C
    |5 √2|Băile Govora|Ştefăneşti|Ąžuolas|Žemaitija|Dům U Černé|Přerov|ŘÍČANY|ŠIAULIŲ BANKAS|Δήμος Αθηναίων|«Русь»
    |Р. Сѓ|№ 5
    |Ниш – Ћуприја|Џеп|Őrség|Ñuñoa|Île-de-France|ÇA|Öğüş|IŞIK|ÇİÇEK|Õpetaja|東和電機|100%|a=b|São Paulo|Â|Ã
    """.replace("\n    ", "")
    .strip()
    .split("|")
)


def twice(text: str, encoding: str) -> str:
    """A text in UTF-8 that was read in another encoding, as programs do it."""
    bytes_ = (bytes([byte]) for byte in text.encode())
    signs = ((byte, byte.decode(encoding, "replace")) for byte in bytes_)
    return "".join(chr(byte[0]) if sign == "\ufffd" else sign for byte, sign in signs)


@given(st.sampled_from(NAMES), st.sampled_from(USUAL), st.integers(1, 2), st.sampled_from(["{}", "Ny {} A/S", "{} 2"]))
def test_what_was_written_twice_is_what_it_was(name: str, encoding: str, times: int, around: str) -> None:
    text = around.format(name)
    for _ in range(times):
        text = twice(text, encoding)
    assert rejoined(text) == around.format(name)


@pytest.mark.parametrize("text", ["K=C3=B8benhavn", "K%C3%B8benhavn", r"K\u00f8benhavn"])
def test_letters_that_a_program_spelled_are_letters(text: str) -> None:
    assert rejoined(text) == "København"
    assert read({"city": text})[0] == {"city": "København"}


@pytest.mark.parametrize("text", [*NAMES, *RIGHT, "https://x.example/K%C3%B8"])
def test_what_is_right_stays(text: str) -> None:
    assert (rejoined(text), is_garbled(text)) == (text, False)


@pytest.mark.parametrize("text", ["KÃ\x7fbenhavn Ã~lle", "├bo├", "RÃ~e Ã¦Ã§Ã\x8f√"])
def test_what_has_no_reading_is_told(text: str) -> None:
    values, faults = read({"name": text})
    assert values == {}
    assert [fault.expected.code for fault in faults] == ["letters_kept"]
