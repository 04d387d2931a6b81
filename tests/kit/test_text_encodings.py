"""Texts in the encodings that people's programs wrote: read as they were meant, or somebody is asked; no rubbish."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgehead.kit.errors import InputError
from bridgehead.kit.letter_models import languages_of, likelihood
from bridgehead.kit.text_encodings import as_utf8, wide_encoding

WEST = ("cp1252", "iso8859-1", "iso8859-15", "cp850", "mac-roman")
CENTRAL = ("cp1250", "iso8859-2", "cp852", "mac-latin2")
LISTS = {
    "Denmark": ((*WEST, "cp865"), "Grøn Strøm A/S,Ålborg", "Æblegård Vand ApS,Nykøbing", "Ærø Færge,Brøndby"),
    "NO": ((*WEST, "cp865"), "Havvær Måling AS,Tromsø", "Fjære Kraft AS,Ålesund", "Øst Elektro,Bodø"),
    "Sweden": (WEST, "Värme & Kyla AB,Göteborg", "Ånga Förening,Malmö", "Sjö Energi,Växjö"),
    "Germany": ((*WEST, "cp437"), "Müller & Söhne GmbH,Lübeck", "Weiß Straßenbau,Köln", "Grüne Wärme,Düren"),
    "FR": ((*WEST, "cp437"), "Société Générale de l'Eau,Évry", "Énergie Côtière,Béziers", "Forêt Mât,Besançon"),
    "Poland": (CENTRAL, "Łódź Ciepło sp. z o.o.,Łódź", "Żółw Energia,Gdańsk", "Wiatr Północ,Wrocław"),
    "CZ": (CENTRAL, "Příbramská teplárenská,Příbram", "Žďár Energie,Plzeň", "Řízení Vody,Třebíč"),
    "Hungary": (CENTRAL, "Fővárosi Vízművek,Győr", "Hőerőmű Kft,Szűr", "Zöld Erő Zrt,Pécs"),
    "HR": (CENTRAL, "Šibenik čisti d.o.o.,Šibenik", "Zagrebačke vode,Zaprešić", "Sunčane kuće,Čakovec"),
    "Greece": (("iso8859-7", "cp1253", "cp737"), "Ελληνική Ενέργεια ΑΕ,Αθήνα", "Ηλιακή Θέρμανση,Θεσσαλονίκη"),
    "Malta": (("iso8859-3",), "Għaqda Ħaddiema,Żejtun", "Ċentru Ġdid,Birżebbuġa"),
    "GR": (("iso8859-7", "cp1253"), "Άλφα Α.Ε.,Άρτα", "Όμιλος Ήλιος,Άμφισσα"),
    "BG": (("cp1251", "iso8859-5", "cp866"), "Зелена Енергия ООД,София", "Вятър АД,Пловдив"),
    "Ukraine": (("cp1251", "koi8-u"), "Зелена енергія ТОВ,Київ", "Тепло і вода,Львів"),
    "Turkey": (("cp1254", "cp857"), "Güneş Enerjisi A.Ş.,İzmir", "Yeşil Güç,Eskişehir"),
    "Lithuania": (("cp1257", "cp775"), "Šiaulių energija,Šiauliai", "Žalia jėga,Kėdainiai"),
    "Latvia": (("cp1257", "cp775"), "Rīgas siltums,Rīga", "Zaļā enerģija,Jūrmala"),
    "Japan": (("cp932", "euc-jp"), "東和電機株式会社,東京", "白山計測,大阪"),
}
EACH = [(country, encoding) for country, (encodings, *_) in LISTS.items() for encoding in encodings]


def table(country: str, rows: list[str] | tuple[str, ...], *, told: bool = True) -> str:
    return "Name,City,Country\n" + "".join(f"{row},{country if told else ''}\n" for row in rows)


def read(content: bytes) -> str | None:
    """The text, or nothing where somebody is asked."""
    try:
        return as_utf8(content, "list.csv").decode()
    except InputError as error:
        return None if error.code == "encoding_open" else str(error)


@pytest.mark.parametrize(("country", "encoding"), EACH)
def test_the_letters_of_the_country_tell_the_encoding(country: str, encoding: str) -> None:
    _, *rows = LISTS[country]
    text = table(country, rows)
    assert read(text.encode(encoding)) == text


@settings(max_examples=300)
@given(st.sampled_from(EACH), st.data())
def test_whatever_the_rows_no_rubbish_comes_out(one: tuple[str, str], data: st.DataObject) -> None:
    country, encoding = one
    _, *rows = LISTS[country]
    chosen = data.draw(st.lists(st.sampled_from(rows), min_size=1, unique=True))
    text = table(country, chosen, told=data.draw(st.booleans()))
    assert read(text.encode(encoding)) in (text, None)


RARE = (
    ("iso8859-3", "Türkiye", "Güneş Enerji A.Ş.,İzmir", "Yıldız,İstanbul"),
    ("iso8859-16", "Romania", "Întreprinderea Țara,București", "Șantier Constanța,Iași"),
    ("cp1250", "Romania", "Întreprinderea Ţara,Bucureşti", "Şantier Constanţa,Iaşi"),
    ("iso8859-16", "Poland", "Żółć Sp.,Kraków", "Łódź Energia,Łódź"),
    ("iso8859-16", "France", "Œuvre Française,Évry", "Société Générale,Orléans"),
    ("iso8859-15", "France", "Œuvre Française,Évry", "Cœur de Forêt,Orléans"),
    ("iso8859-16", "Hungary", "Gyöngyös Kft,Győr", "Fűtőmű,Hódmezővásárhely"),
    ("iso8859-16", "Croatia", "Čakovec Žito,Čakovec", "Šibenik,Đakovo"),
    ("iso8859-4", "Estonia", "Õhu Šokolaad,Põltsamaa", "Žanr,Jõhvi"),
)


@given(st.sampled_from(RARE), st.booleans(), st.data())
def test_a_rare_encoding_is_read_right_or_asked(one: tuple[str, ...], told: bool, data: st.DataObject) -> None:
    encoding, country, *rows = one
    text = table(country, data.draw(st.lists(st.sampled_from(rows), min_size=1, unique=True)), told=told)
    assert read(text.encode(encoding)) in (text, None)


@given(st.sampled_from(sorted(LISTS)), st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_wide_encodings_need_no_mark(country: str, encoding: str) -> None:
    _, *rows = LISTS[country]
    text = table(country, rows)
    assert wide_encoding(text.encode(encoding)) == encoding
    assert as_utf8(text.encode(encoding), "list.csv").decode() == text
    marked = ("\ufeff" + text).encode(encoding)
    assert as_utf8(marked, "list.csv").decode().removeprefix("\ufeff") == text


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_utf8_stays_as_it_is(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert as_utf8(text.encode(), "list.csv") == text.encode()


def test_lists_that_were_put_together_are_read_line_by_line() -> None:
    text = table("Denmark", ["Brønd,Ærø", "Grøn Strøm,Ålborg"])
    first, second, third = text.splitlines(keepends=True)
    assert read(first.encode() + second.encode() + third.encode("cp1252")) == text


def test_a_near_tie_names_the_readings_and_how_to_choose() -> None:
    """Byte F8 is ø in Windows-1252 and ř in Windows-1250: without a country and a second letter nobody can tell."""
    with pytest.raises(InputError) as error:
        as_utf8("Name;City\nKřik;Oslo\n".encode("cp1250"), "list.csv")
    assert error.value.code == "encoding_open"
    assert "cp1250" in str(error.value)
    assert "cp1252" in str(error.value)
    assert "--encoding" in str(error.value)
    assert as_utf8(b"K\xf8ik\n", "list.csv", "cp1250").decode() == "Křik\n"


def test_an_encoding_that_was_said_is_not_doubted() -> None:
    with pytest.raises(InputError) as error:
        as_utf8(b"Name\nK\x81k\n", "list.csv", "cp1252")
    assert error.value.row == 2
    with pytest.raises(InputError):
        as_utf8(b"\xff\xfea", "list.csv")


def test_languages_are_those_of_the_country() -> None:
    assert languages_of("DK") == ("da", "de"), "German is official in a part of Denmark"
    assert {"fi", "sv"} <= set(languages_of("FI"))


@pytest.mark.parametrize(
    ("right", "wrong", "language"),
    [
        ("Grøn", "Gr¿n", "da"),
        ("Grøn", "Gržn", "da"),
        ("Müller", "MÅller", "de"),
        ("Łódź", "£ódŸ", "pl"),
        ("Ενέργεια", "Енщсцеий", "el"),
        ("ÅRHUS", "åRHUS", "da"),
    ],
)
def test_letters_of_the_language_are_likelier(right: str, wrong: str, language: str) -> None:
    assert likelihood(right, language) > likelihood(wrong, language) + 3
    assert likelihood("Aarhus", language) == 0
