"""The words of cells in the languages of the EU and its neighbours: kinds, placeholders, totals, numbers of people."""

from math import inf

import pytest

from bridgehead.importers.core.organisation_kinds import denied_kind, kind_of, kind_of_word
from bridgehead.importers.core.placeholder_words import SAID
from bridgehead.importers.core.placeholders import Place, is_placeholder
from bridgehead.importers.core.size_words import size_by_people, size_of
from bridgehead.importers.core.total_rows import is_total
from bridgehead.importers.core.typed_numbers import read_number


def items(table: str) -> list[str]:
    """The items of a table."""
    return [item.strip() for item in table.replace("\n", " ").split("|")]


NAMED = {
    "public": """
        Göteborgs stad|Rīgas dome|Miljøministeriet|Stockholms stad|Malmö stad|Københavns Kommune
        |Ministry of Energy|Ministerstwo Klimatu|Ministerstvo životního prostředí|Ministrstvo za okolje
        |Ministarstvo gospodarstva|Министарство привреде|Министерство на енергетиката|Υπουργείο Ενέργειας
        |Energiaügyi Minisztérium|Ministerul Energiei|Ministère de la Transition|Ministero dell'Ambiente
        |Ministerio para la Transición|Ministério do Ambiente|Ministerie van Economische Zaken
        |Bundesministerium für Wirtschaft|Ympäristöministeriö|Keskkonnaministeerium|Ekonomikas ministrija
        |Energetikos ministerija|Ministeru tal-Ambjent|An Roinn Fuinnimh|Umweltministerium NRW|Klimadepartementet
        |Miljødirektoratet|Energistyrelsen|Naturvårdsverket|Energimyndigheten|Umweltbundesamt|Landratsamt München
        |Helsingin kaupunki|Tampereen kaupunki|Tallinna Linnavalitsus|Tartu linn|Jūrmalas pilsētas dome
        |Cēsu novada pašvaldība|Kauno miesto savivaldybė|Vilniaus miesto savivaldybės administracija
        |Gmina Miasto Gdynia|Urząd Miasta Krakowa|Město Plzeň|Mesto Košice|Hlavní město Praha|Občina Maribor
        |Mestna občina Ljubljana|Grad Zagreb|Општина Нови Сад|Budapest Főváros Önkormányzata
        |Primăria Municipiului București|Consiliul Județean Cluj|Столична община|Община Варна|Δήμος Θεσσαλονίκης
        |Περιφέρεια Αττικής|Ville de Lyon|Métropole de Lyon|Région Occitanie|Conseil départemental du Nord
        |Città di Torino|Regione Lombardia|Ayuntamiento de Bilbao|Junta de Andalucía|Gobierno de Navarra
        |Xunta de Galicia|Câmara Municipal do Porto|Gemeente Utrecht|Provincie Gelderland|Stad Antwerpen
        |Stadt Wien|Land Salzburg|Kunsill Lokali Sliema|Comhairle Cathrach Chorcaí|Dublin City Council
        |Kommunal forvaltning|Agencia Estatal de Meteorología|Agenzia Nazionale per l'energia
        |Agence nationale de la recherche|Agencja Rozwoju Regionalnego|Javna agencija za energijo
        |Latvijas Investīciju un attīstības aģentūra|Environment Agency|European Space Agency|Oslo kommune
        |Fylkeskommunen|Vestland fylkeskommune|İzmir Büyükşehir Belediyesi|Київська міська рада
        |Kraj Vysočina|Bratislavský samosprávny kraj|Województwo Mazowieckie|Region Hovedstaden
        |Länsstyrelsen i Skåne|Uudenmaan ELY virasto|Reykjavíkurborg
        """,
    "other": """
        Foundation for Heat|Novo Nordisk Foundation|Stiftung Warentest|Deutsche Bundesstiftung Umwelt
        |Fondation de France|Fundación Repsol|Fundació Bosch|Fondazione Cariplo|Fundação Gulbenkian|Fundacja WWF
        |Nadace Partnerství|Nadácia Pontis|Zaklada Hanns|Magyar Alapítvány|Fundația Terra|Фондация Зелено
        |Ίδρυμα Ωνάση|Maj ja Tor Nesslingin säätiö|SA Sihtasutus Kodanik|Stichting Natuur|Industriens Fonden
        |IHK Handelskammer Hamburg|Chamber of Commerce Dublin|Chambre de commerce de Paris
        |Cámara de Comercio de Madrid|Camera di Commercio di Milano|Krajowa Izba Gospodarcza|Hospodářská komora
        |Gospodarska zbornica Slovenije|Hrvatska gospodarska komora|Magyar Kereskedelmi és Iparkamara
        |Keskuskauppakamari|Eesti Kaubandus-Tööstuskoda|Wirtschaftskammer Österreich|Kamer van Koophandel
        |Εμπορικό Επιμελητήριο|Nationalmuseum|Musée d'Orsay|Museo del Prado|Muzeum Narodowe|Národní muzeum
        |Nemzeti Múzeum|Muzeul Antipa|Национален музей|Μουσείο Μπενάκη|Kansallismuseo|Eesti Rahva Muuseum
        |Latvijas Nacionālais muzejs|Lietuvos nacionalinis muziejus|Etnografski muzej|Rijksmuseum|Moesgaard Museum
        |Det Kgl. Bibliotek|Dansk Industri Forening|Svensk Energi förening|Confindustria|Polskie Stowarzyszenie
        |Svaz průmyslu|Zväz miest|Σύνδεσμος Βιομηχανιών
        """,
    "knowledge": """
        Latvijas Universitāte|Vilniaus universitetas|Masarykova univerzita|Uniwersytet Jagielloński
        |Universitatea Babeș|Εθνικό Μετσόβιο Πολυτεχνείο|Óbuda Egyetem|RISE Research Institutes of Sweden
        |Instituto Superior Técnico|Institut Jožef Stefan|Výzkumný ústav|Tallinna Tehnikaülikool
        |Rīgas Tehniskā augstskola|Kauno kolegija|University College Dublin|Háskólinn í Reykjavík|Fraunhofer ISE
        |Universität Wien|DTU
        """,
    "firm": """
        Škoda Auto a.s.|Land Rover|Hotel Metropole|Blue Digital Agency|Web Development Agency|Stadtwerke Köln GmbH
        |Grundfos Holding A/S|Foundation Medicine Inc|Museum Hotel ApS|Region Invest AB|Total Energies|Vestas
        |Tallink Aktsiaselts|Ministry of Sound Ltd|Danfoss|The Dome Ltd|Ørsted|Satelliit OÜ|Novo Nordisk A/S
        |Bestyrelse ApS|Kreisel Electric|Siemens|Neste Oyj|City Sonic|Polis Consult|Amet OÜ|Cityringen ApS|Landia
        |Vlada d.o.o.|Radar
        """,
}
DENIED = {
    "firm": """
        not a firm|ikke en virksomhed|kein Unternehmen|pas une entreprise|no es una empresa|non è un'impresa
        |não é uma empresa|geen bedrijf|inte ett företag|ei yritys|nie firma|není firma|nie je firma|ni podjetje
        |nije tvrtka|nem cég|nu este firmă|не е фирма|δεν είναι εταιρεία|ei ole ettevõte|nav uzņēmums|nėra įmonė
        |not a limited company|non-firm|nonfirm|ikke-virksomhed|no company|mhux kumpanija
        """,
    "knowledge": "not a university|keine Universität",
    "public": "ikke kommune|not public|no es un ayuntamiento|geen gemeente",
    "other": "kein Verein",
}
WORDS = {
    "firm": """
        Εταιρεία|Įmonė|Uzņēmums|Ettevõte|Podjetje|Cég|Фирма|Společnost|Spoločnosť|Kumpanija
        """,
    "public": "Ministerstwo|Община|Region|Kommun|Kommunal forvaltning|Vilniaus savivaldybė",
    "other": "Fundacja|Museum|Stiftelse|Non-profit|not for profit|ikke-statslig organisation|Chamber of commerce",
    "knowledge": "Korkeakoulu|Ülikool|Augstskola",
}
TOTALS = """
    Итого|Σ|Iš viso|Spolu|Kopā|Összesen|Celkem|Razem|Gesamt|Subtotal|Sub-total|I alt|Ialt:|Total:|Suma:|Σύνολο
    |Общо|Skupaj|Ukupno|Yhteensä|Kokku|Samtals|Toplam|Разом|Grand total|Total général|Totale generale
    |Total geral|Suma końcowa|Gesamtsumme|Summe:|Σ 12|∑: 12|Summa|Antal: 3|Count: 3|Anzahl 3
    |Number of members: 12|Liczba członków: 3|Počet členů: 4|Total (3)|Total: 3 members|Iš viso: 5 nariai
    |Celkem členů: 4|Flimkien|Iomlán|Всего|Totalt|Zwischensumme|Sammenlagt
    """
PEOPLE = {
    (32, 48): """
        περίπου 40|40 άτομα|40 εργαζόμενοι|40 чел.|около 40|примерно 40 человек|40 сотрудников|около 40 служители
        |близько 40 осіб|40 osób|około 40 pracowników|40 etatów|apie 40 darbuotojų|40 žmonių|apmēram 40 darbinieki
        |40 cilvēki|umbes 40 töötajat|40 inimest|cca 40|asi 40 zaměstnanců|40 zamestnancov|približno 40 zaposlenih
        |oko 40 zaposlenih|kb. 40 fő|circa 40 angajați|noin 40 henkilöä|madwar 40|ca. 40 ansatte
        """,
    (0, 50): """
        έως 50|μέχρι 50|κάτω από 50|до 50|не более 50|до 50 души|под 50|do 50|poniżej 50|nie więcej niż 50|iki 50
        |līdz 50|kuni 50|do 50 zaměstnanců|legfeljebb 50|50 fő alatt|până la 50
        """,
    (250, inf): """
        άνω των 250|более 250|над 250|ponad 250|powyżej 250|daugiau nei 250|vairāk nekā 250|üle 250|více než 250
        |viac ako 250|več kot 250|više od 250|250 fő felett|több mint 250|peste 250|yfir 250|from 250|ab 250
        """,
    (300, inf): """
        πάνω από 300|τουλάχιστον 300|свыше 300 сотрудников|не менее 300|300 и более|поне 300|понад 300 працівників
        |co najmniej 300|300 i więcej|virš 300|ne mažiau kaip 300|300 ir daugiau|vismaz 300|300 un vairāk
        |vähemalt 300|300 ja rohkem|alespoň 300|aspoň 300|vsaj 300|najmanje 300|legalább 300|cel puțin 300
        """,
    (0, 10): """
        λιγότεροι από 10|менее 10|mniej niż 10|mažiau nei 10|mazāk nekā 10|alla 10|méně než 10|menej ako 10
        |manje od 10|mai puțin de 10
        """,
    (10, 49): """
        10 έως 49|από 10 έως 49|от 10 до 49|od 10 do 49|nuo 10 iki 49|no 10 līdz 49|10 kuni 49|10 až 49
        """,
}
"""Between which two numbers a text says that they are."""


@pytest.mark.parametrize("kind", NAMED)
def test_what_an_organisation_is_called_says_what_it_is(kind: str) -> None:
    assert [name for name in items(NAMED[kind]) if kind_of(name) != kind] == []


@pytest.mark.parametrize("kind", DENIED)
def test_what_somebody_is_not_they_are_not(kind: str) -> None:
    assert [word for word in items(DENIED[kind]) if (kind_of_word(word), denied_kind(word)) != (None, kind)] == []
    assert kind_of("Holm Consult", denied=kind) != kind
    assert [word for word in items(WORDS[kind]) if (kind_of_word(word), denied_kind(word)) != (kind, "")] == []


@pytest.mark.parametrize("language", SAID)
def test_each_language_has_words_for_nothing(language: str) -> None:
    said = items(SAID[language])
    for case in (str, str.upper, str.capitalize):
        for around in ("{}", "({})", "- {} -", "{}.", "<{}>", '"{}"'):
            texts = [around.format(case(text)) for text in said]
            assert [text for text in texts if not is_placeholder(text, Place.ORGANISATION)] == []


def test_rows_of_totals_in_any_language() -> None:
    for cells in (["{}", "", ""], ["", "{}", "3"], ["{}", "1.200,50"]):
        rows = [[cell.format(word) for cell in cells] for word in items(TOTALS)]
        assert [row for row in rows if not is_total(row)] == []
    firms = "Total Energies|Summa AB|Count Basie|Sum Design|Σίγμα ΑΕ|Antal Consulting|Razem dla Ziemi|Media|Gesamt GmbH"
    assert not any(is_total([name, "3"]) for name in items(firms))
    assert [is_total(cells) for cells in (["Count"], ["Count", "3"], ["Antal", "Aarhus"])] == [False, True, False]


@pytest.mark.parametrize("ends", PEOPLE)
def test_numbers_of_people_in_any_language(ends: tuple[float, float]) -> None:
    found = {text: read_number(text) for text in items(PEOPLE[ends])}
    read = {text: number and (round(number.low), round(min(number.high, 1e9))) for text, number in found.items()}
    low, high = round(ends[0]), round(min(ends[1], 1e9))
    exact = {(40, 40)} if ends == (32, 48) else set[tuple[int, int]]()
    assert {text: value for text, value in read.items() if value not in {(low, high), *exact}} == {}
    assert {size_by_people(number) for number in found.values() if number} == {"large" if low >= 250 else "sme"}


def test_no_in_any_language_is_a_no() -> None:
    assert {size_of(word) for word in items("nei|Nei|нет|ні|όχι|hayır|ne|nie|non|nu|nem|ei|nē|nee|não")} == {"large"}
    assert {size_of(word) for word in items("joo|evet|ναι|да|так|tak|ano|áno|igen|jā|taip|jah|kyllä|sì|sim")} == {"sme"}
