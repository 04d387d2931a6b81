"""What words of a list say: sizes with their negations, kinds beside legal forms, signs for nothing, totals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.importers.core.organisation_kinds import kind_of, kind_of_word
from bridgehead.importers.core.placeholders import Place, is_doubtful_name, is_placeholder
from bridgehead.importers.core.size_words import size_of
from bridgehead.importers.core.total_rows import is_total

CASES = st.sampled_from([str, str.upper, str.lower, str.title])
DENIED = [
    "Non-SME", "not an SME", "ikke SMV", "er ikke en SMV", "kein KMU", "ist kein KMU", "Nicht-KMU", "non-PME",
    "pas une PME", "n'est pas une PME", "no PYME", "no es PYME", "nie MŚP", "to nie MŚP", "ei pk-yritys", "non PMI",
    "não é PME", "geen MKB", "geen mkb-bedrijf", "icke-SMF", "inte ett SMF", "nem KKV", "nu este IMM", "není MSP",
    "nije MSP", "ni MSP", "nav MVU", "ei ole VKE", "nėra MVĮ", "не е МСП", "δεν είναι ΜΜΕ", "no (large)",
    "Large (not SME)", "Large", "Stor", "mid-cap", "250+", ">= 250", "N", "nej", "nein", "0", "false",
]  # fmt: skip
SMALL = [
    "SME", "SMV", "KMU", "PME", "PYME", "MŚP", "pk-yritys", "ΜΜΕ", "МСП", "Y", "J", "ja", "yes", "sí", "x", "1", "✓",
    "Small and medium", "Micro (<10)", "Small (10-49)", "små og mellemstore virksomheder", "Kleinunternehmen", "<250",
    "10-49 employees", "Start-up", "mellemstor", "medium-sized enterprise", "yes (SME)", "Mittelstand",
]  # fmt: skip
DOUBTFUL = [
    "Ikke lille", "not large", "Medium-large", "Small mid-cap", "Enterprise", "unknown", "SME until 2019", "yes, large",
    "not non-SME", "SME (500)", "maybe", "50+", "S", "L", "SME or large",
]  # fmt: skip


@given(st.sampled_from(DENIED), CASES)
def test_who_is_no_sme_is_large(text: str, case: object) -> None:
    assert size_of(case(text)) == "large"  # type: ignore[operator]


@given(st.sampled_from(SMALL), CASES)
def test_who_is_one_is_one(text: str, case: object) -> None:
    assert size_of(case(text)) == "sme"  # type: ignore[operator]


@given(st.sampled_from(DOUBTFUL), CASES)
def test_what_leaves_the_size_open_says_nothing(text: str, case: object) -> None:
    assert size_of(case(text)) is None  # type: ignore[operator]


@given(st.text(min_size=1, max_size=30))
def test_no_text_ends_in_an_error(text: str) -> None:
    assert size_of(text) in {None, "", "sme", "large"}
    assert kind_of(text) in {"firm", "knowledge", "public", "other"}
    assert kind_of_word(text) != ""
    assert is_placeholder(text) or not any(is_placeholder(text, place) for place in Place)


NAMED = {
    "firm": [
        "University Hotels ApS", "Vestas Wind Systems A/S", "Stadtwerke Köln GmbH", "Kommune Consult AS",
        "UAB Universitetas", "AGUAS DE LA UNIVERSIDAD S.A.", "Institute Brands Ltd", "Region Invest AB",
        "Blue Design Agency", "Regione Servizi S.p.A.", "Politechnika Sp. z o.o.", "Universidad Textil, S.L.",
        "Gmina Serwis spółka z o.o.", "COMUNE SERVIZI SPA", "University Press public limited company",
        "Община Строй ЕООД", "Δήμος Εμπορική Α.Ε.", "SIA Universitāte", "Ville de Mode SARL", "Odense Vandskole",
        "Municipality Services Ltd (UK)", "東和電機",
    ],
    "public": [
        "Comune di Milano", "COMUNE DI ROMA", "Ville de Paris", "Ville de Spa", "VILLE DE SPA", "Gemeinde Weyarn",
        "Gemeente As", "Ayuntamiento de Madrid", "Concello de As Neves", "Gmina Wrocław", "Aarhus Kommune",
        "Region Midtjylland", "Région Bretagne", "City of London", "Cork County Council", "Stadt Köln",
        "Universitätsstadt Tübingen", "Primăria Cluj", "Município de Lisboa", "Община Пловдив", "Δήμος Αθηναίων",
        "Helsingin kaupunki", "Tallinna linn", "Vilniaus miesto savivaldybė", "Občina Kranj", "Općina Split",
        "Budapest Főváros Önkormányzata", "Obec Lhota", "Rīgas pašvaldība", "Danish Energy Agency", "Malmö kommun",
    ],
    "knowledge": [
        "Universidad de Navarra", "Uniwersytet Warszawski", "Hochschule München", "Politecnico di Milano",
        "Aarhus Universitet", "Technische Universität Berlin", "Univerzita Karlova", "Tartu Ülikool",
        "Helsingin yliopisto", "Πανεπιστήμιο Πατρών", "Софийски университет", "Politechnika Wrocławska",
        "Chalmers tekniska högskola", "Szegedi Tudományegyetem", "Latvijas Universitāte", "Univerza v Ljubljani",
        "Sveučilište u Zagrebu", "Fraunhofer-Gesellschaft e.V.", "Ecole Polytechnique", "Université de Sa",
    ],
    "other": ["Dansk Miljø e.V.", "Amis asbl", "Bundesverband Windenergie e.V.", "Dansk Fjernvarme Forening"],
}  # fmt: skip
WORDED = {
    "firm": [
        "Public limited company", "University spin-off", "Private company", "SME", "Start-up", "A/S", "GmbH", "PRC",
        "State-owned company", "Public company", "Research company", "kommunalt selskab", "Przedsiębiorstwo", "private",
    ],
    "knowledge": ["University", "Private university", "Public university", "Research organisation", "HES", "REC",
                  "Universidad", "Vidensinstitution", "Business school"],
    "public": ["Public", "Municipality", "Public authority", "Gemeinde", "Ayuntamiento", "PUB", "offentlig", "by"],
    "investor": ["Venture capital fund", "Bank", "Private equity", "Investor"],
    "cluster": ["klynge", "Cluster organisation"],
    "other": ["NGO", "Non-profit company", "Industry association", "forening", "OTH"],
    None: ["Prospect", "Technology provider", "Company / University", "not a company", "Non-firm", "ikke virksomhed"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in NAMED.items() for name in names])
def test_a_legal_form_says_more_than_the_words_of_a_name(kind: str, name: str) -> None:
    assert kind_of(name) == kind


@given(
    st.sampled_from(NAMED["knowledge"][:8]), st.sampled_from(["GmbH", "ApS", "Ltd", "S.p.A.", "A/S", "s.r.o.", "Oy"])
)
def test_whoever_has_the_form_of_a_firm_is_one(name: str, form: str) -> None:
    assert kind_of(name) == "knowledge"
    assert kind_of(f"{name} {form}") == "firm"


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in WORDED.items() for word in words])
def test_what_an_organisation_is_says_more_than_how_it_is_called(kind: str | None, word: str) -> None:
    assert kind_of_word(word) == kind


@given(
    st.sampled_from(["n/a", "N.A.", "-", "–", "?", "??", "...", "ikke oplyst", "keine Angabe", "unknown", "#N/A",
                     "#I/T", "#VÆRDI!", "(blank)", "non renseigné", "brak danych", "ei tiedossa", "k.A."]),
    CASES,
    st.sampled_from(["", " ", "\u00a0"]),
)  # fmt: skip
def test_signs_that_stand_for_nothing(text: str, case: object, space: str) -> None:
    for place in set(Place) - {Place.ANSWER}:
        assert is_placeholder(space + case(text) + space, place)  # type: ignore[operator]


def test_what_may_be_a_name_is_one_where_such_names_stand() -> None:
    def nothing(place: Place, names: str) -> set[bool]:
        return {is_placeholder(name, place) for name in names.split()}

    assert nothing(Place.PERSON, "Tom Na Null 東和 A 0 Nina Noa ✓") == {False}
    assert nothing(Place.PERSON, "TBD tbd brak BRAK ingen NULL null None n/a") == {True}
    assert nothing(Place.ORGANISATION, "NC ND KA NAV Null Brak Tom ☃") == {False}
    assert nothing(Place.ORGANISATION, "TBD none NULL na ingen n/a unknown") == {True}
    assert [is_doubtful_name(name) for name in ("Tom", "Na", "Null Holm", "Null", "Brak")] == [False] * 3 + [True] * 2
    assert not is_placeholder("Leer", Place.TOWN)
    assert is_placeholder("leer", Place.TOWN)
    assert not any(is_placeholder(code, Place.COUNTRY) for code in ("NA", "NR", "NC"))
    assert not any(is_placeholder(word, Place.ANSWER) for word in ("none", "ingen", "afventer", "ikke oplyst"))
    assert is_placeholder("n/a", Place.ANSWER)


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        (["Total", "", "45"], True), (["I alt", "12 345"], True), (["", "Sum:", "1.200,50"], True), (["Razem"], True),
        (["Grand total (12 members)", ""], True), (["Total kr 12.000"], True), (["Insgesamt", "7 Firmen", "9"], False),
        (["Total", "France"], False), (["Total ApS", "", ""], False), (["", "12"], False), (["Havn", "12"], False),
    ],
)  # fmt: skip
def test_a_row_of_totals_is_one_of_numbers(cells: list[str], total: bool) -> None:
    assert is_total(cells) is total
