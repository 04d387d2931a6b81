"""The country that a text means: as people write it, in the languages of the EU and its neighbours."""

import unicodedata

import pycountry
import pytest
from babel import Locale
from hypothesis import example, given
from hypothesis import strategies as st

from bridgehead.kit import countries
from bridgehead.kit.country_reader import DISSOLVED, NAMIBIA, SEVERAL, UNKNOWN, coded_country, read_country

EU = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()  # noqa: SIM905
NEIGHBOURS = "nb nn is uk tr ru zh zh_Hant ja ko ar".split()  # noqa: SIM905
OF_TWO = {"Congo", "Kongo", "Konqo"}
"""What a language calls one Congo and another language the other."""
NAMES = sorted(
    (name, code)
    for language in EU + NEIGHBOURS
    for code, name in Locale.parse(language).territories.items()
    if code in countries.names() and name not in OF_TWO
)

WRITTEN = {
    "NL": "The Netherlands|Holland|Pays-Bas|NETHERLANDS, THE|Nederland.|NLD|528|Netherlands (Kingdom of the)",
    "CZ": "Czech Republic|Czech Rep.|Česká republika|CZE|Ceska Republika|203|Czech",
    "DE": "Deutschland|DEU|DDR|DD|GER|Bundesrepublik Deutschland|Federal Republic of Germany|D|East Germany|276.0",
    "AT": "Österreich|Oesterreich|OSTERREICH|Republik Österreich|AUT",
    "DK": "DK - Denmark|Danmark/Denmark|Kgr. Danmark|Kongeriget Danmark|Denmark (DK)|DK Denmark|dk|d.k.|🇩🇰 Denmark"
    "|Daenemark|Danmark / Dänemark / Danemark|Copenhagen, Denmark|Denmark (EU)|DK-Denmark|ＤＫ"
    "| «Danmark» |208|id-Danimarka",
    "KR": "Korea, Republic of|Republic of Korea|Korea (Rep. of)|S. Korea|South-Korea|한국",
    "KP": "Korea, Dem. People's Rep.|North Korea|Korea (Democratic People's Republic of)",
    "GB": "England|Scotland|UK|U.K.|United Kingdom of Great Britain and Northern Ireland|N. Ireland|Wales"
    "|Storbritannien|GBR|Great Britain|Skotland|United Kingdom (England)|XI",
    "GR": "EL|Hellas|Ελλάδα|ΕΛΛΑΔΑ|GRC",
    "XK": "XKX|1A0|1A|Kosovo*|Kosovo (UNSCR 1244/99)|Kosovo under UNSC Resolution 1244|Kosova"
    "|Kosovo* (under UNSCR 1244/99)",
    "US": "USA|U.S.A.|u s a|U.S.|United States|Vereinigte Staaten",
    "BA": "Bosnia & Herzegovina|Bosnien-Hercegovina|Bosnia and Herzegovina",
    "CD": "Congo, Dem. Rep.|DR Congo|ZAR|ZR|Zaire",
    "CG": "Congo, Rep.|Republic of the Congo|COG",
    "IR": "Iran, Islamic Rep.|Iran (Islamic Republic of)",
    "BE": "Belgique/België|Kingdom of Belgium|Belgien",
    "CI": "Côte d’Ivoire|Cote d'Ivoire|Cote dIvoire|Ivory Coast",
    "TR": "Turkey|Türkiye|TURKIYE|Tyrkiet",
    "MK": "FYROM|Macedonia, FYR|North Macedonia|N. Macedonia",
    "MM": "Burma|BU|BUR",
    "RO": "ROM|Roumanie|Rumænien",
    "TL": "TP|TMP|East Timor",
    "TW": "Taiwan, Province of China|Republic of China",
    "CN": "P.R. China|China, People's Republic of|中国",
    "HK": "Hong Kong SAR, China",
    "SE": "Sverige|Kingdom of Sweden|SWE",
    "BY": "Hviderusland|Weißrussland|Belarus",
    "FO": "Færøerne|Faeroeerne|Faroe Is.",
    "NA": "Namibia|NAM",
}
READ = [(text, code) for code, texts in WRITTEN.items() for text in texts.split("|")]
UNREAD = {
    NAMIBIA: "NA|na|Na",
    SEVERAL: "Congo|Kongo|Denmark, Sweden|Denmark & Sweden|Danmark og Sverige|DK/SE|Georgia, USA|DK - Germany",
    DISSOLVED: "AN|YU|CS|SU|SCG|YUG|CSK|SUN|ANT|Yugoslavia|Czechoslovakia|USSR|Soviet Union|Sovjetunionen"
    "|Serbia and Montenegro|Netherlands Antilles",
    UNKNOWN: "EUN|EU|Europe|Atlantis|ZZ|45|+45|40|not Denmark|Denmark?|ex Denmark|Denmark (maybe)|Danish|Unknown"
    "|Nordics|outside Germany|former Germany, Poland?",
    "": "|  |-|N/A|n.a.|#N/A|\"\"|.",
}  # fmt: skip
NOT_READ = [(text, why) for why, texts in UNREAD.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "code"), READ)
def test_a_country_as_people_write_it(text: str, code: str) -> None:
    assert (read_country(text).code, read_country(text).why) == (code, "")


@pytest.mark.parametrize(("text", "why"), NOT_READ)
def test_what_is_no_country_for_certain_is_none_and_says_why(text: str, why: str) -> None:
    assert (read_country(text).code, read_country(text).why) == ("", why)


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


@given(
    st.sampled_from(NAMES),
    st.sampled_from([str, str.upper, str.lower, without_accents, "“{}”".format, " {}. ".format, "{}\n".format]),
)
@example(("Færøerne", "FO"), str.upper)
@example(("İrlanda", "IE"), str.lower)
def test_each_language_s_name_of_a_country_is_read_in_any_case_and_without_accents(named, written) -> None:  # type: ignore[no-untyped-def]
    name, code = named
    assert read_country(written(name)).code == code


@given(
    st.sampled_from(sorted(countries.names())), st.sampled_from(EU), st.sampled_from(["{} - {}", "{1} ({0})", "{} {}"])
)
def test_a_code_beside_its_name_is_one_country_and_beside_another_s_none(
    code: str, language: str, pattern: str
) -> None:
    names = Locale.parse(language).territories
    if code in names and names[code] not in OF_TWO and code != "NA":
        assert read_country(pattern.format(code, names[code])).code == code
        other = "SE" if code != "SE" else "PL"
        assert read_country(pattern.format(other, names[code])).code == ""


def test_every_code_of_iso_3166_is_read_and_every_name_of_ours_comes_back() -> None:
    for country in pycountry.countries:
        assert read_country(country.alpha_3).code == country.alpha_2
        assert read_country(country.numeric).code == country.alpha_2
        assert coded_country(country.alpha_2.lower()).code == country.alpha_2
    for code, name in countries.names().items():
        assert read_country(name).code == code
        assert read_country(code).code == ("" if code == "NA" else code)


@given(st.text(max_size=30))
def test_any_text_is_one_country_or_none_with_a_reason(text: str) -> None:
    found = read_country(text)
    assert found.code in {*countries.names(), ""}
    assert not (found.code and found.why)
