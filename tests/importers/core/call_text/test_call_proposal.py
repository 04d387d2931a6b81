"""What a text says of an opportunity: golden values, blanks, and no text that breaks it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bridgehead.importers.core.call_text.call_proposal import CallDocument, CallProposal, read_call
from bridgehead.importers.readers.call_cues import call_vocabulary


def read(text: str, today: str = "") -> CallProposal:
    return read_call(CallDocument(text), call_vocabulary(), today=today)


DEADLINES = {
    "Deadline: 12.3.2026": "2026-03-12",
    "DEADLINE DATE: 12 Mar 2026": "2026-03-12",
    "Date limite: 12 mars 2026": "2026-03-12",
    "Angebotsfrist\n12. März 2026, 12:00 Uhr": "2026-03-12",
    "Applications must be submitted before 12 March 2026. The project ends by 31 December 2028.": "2026-03-12",
    "Submission period: 12 January 2026 – 12 March 2026": "2026-03-12",
    "Deadline extended from 1 March 2026 to 12 March 2026": "2026-03-12",
    "Deadline for questions: 1 March 2026. Deadline for tenders: 12 March 2026.": "2026-03-12",
    "Opening date: 1 January 2026 | Next deadline: 12 March 2026 17:00 (Brussels time)": "2026-03-12",
    "Published\tDeadline\tCountry\n2026-01-01\t2026-03-12\tGreece": "2026-03-12",
    "IV.2.2) Time limit for receipt of tenders\nDate: 12/03/2026\nLocal time: 12:00\n"
    "IV.2.7) Conditions for opening of tenders\nDate: 13/03/2026": "2026-03-12",
    "Bindefrist: 30.4.2026. Die Angebote sind bis zum 12.03.2026 einzureichen.": "2026-03-12",
    "Tarjoukset on jätettävä 12.3.2026 mennessä.": "2026-03-12",
    "Az ajánlatokat 2026. március 12-ig kell benyújtani.": "2026-03-12",
    "Publication date: 12 March 2026": "",
    "Regulation (EU) 2021/695 of 28 April 2021. Decision of 7 July 2021.": "",
    "The grant will be signed by 30 June 2027. Applicants submit proposals online.": "",
    "Opening: 13 March 2026. Deadline: 12 March 2026": "",
    "Tenders are valid until 12 March 2026": "",
}


@pytest.mark.parametrize("text", DEADLINES)
def test_the_deadline_is_the_last_day_to_answer_and_no_other(text: str) -> None:
    assert read(text).values.get("deadline", "") == DEADLINES[text]


def test_several_deadlines_are_choices_and_the_next_cut_off_comes_first() -> None:
    text = "Cut-off dates: 12 March 2026, 12 September 2026"
    assert read(text).values["deadline"] == "2026-03-12"
    later = read(text, today="2026-05-01")
    assert later.values["deadline"] == "2026-09-12"
    assert [reading.value for reading in later.readings["deadline"]] == ["2026-09-12", "2026-03-12"]


def test_the_other_order_of_day_and_month_is_a_choice() -> None:
    found = read("Deadline: 03/12/2026")
    assert found.values["deadline"] == "2026-12-03"
    assert [reading.value for reading in found.readings["deadline"]] == ["2026-12-03", "2026-03-12"]


COUNTRIES = {
    "Country: Greece": ["GR"],
    "Countries: DNK, FRA": ["DK", "FR"],
    "Land: Österreich": ["AT"],
    "Country\nUK": ["GB"],
    "Χώρα: Ελλάδα": ["GR"],
    "Buyer country: ITA": ["IT"],
    "Italy-Genoa: Architectural design services\nTender": ["IT"],
    "Contracting authority\nVille de Labège\n31670 Labège\nFrance\nDescription: work in Spain and Italy": ["FR"],
    "NUTS code: PL52\nTender": ["PL"],
    "Ordregiver: Aarhus Kommune, 8000 Aarhus, www.aarhus.dk": ["DK"],
    "Horizon Europe. Projects cooperate with Ukraine, Brazil and Kenya.": [],
    "Horizon Europe\nEligible countries: Iceland, Norway": [],
    "This island has a market in which no one is.": [],
}


@pytest.mark.parametrize("text", COUNTRIES)
def test_countries_are_those_of_the_buyer_or_of_a_label(text: str) -> None:
    assert read(text).values.get("countries", []) == COUNTRIES[text]


BUDGETS = {
    "Estimated total value: 1 500 000,00 EUR": 1_500_000,
    "Geschätzter Gesamtwert: 325.000,00 EUR\n6) Text": 325_000,
    "Budget: €2,5 million": 2_500_000,
    "Budget per project: EUR 3.5 to 4 million. Total budget: EUR 16 million": 4_000_000,
    "EU contribution of around EUR 4.00 million": 4_000_000,
    "Turnover above EUR 2 million": None,
    "Value: 1 500 000 DKK": None,
}


@pytest.mark.parametrize("text", BUDGETS)
def test_the_budget_is_in_euros_and_what_one_project_gets_comes_first(text: str) -> None:
    assert read(text).values.get("budget") == BUDGETS[text]


def test_another_currency_is_told_and_not_proposed() -> None:
    assert [amount.value for amount in read("Value: 1 500 000 DKK").other_currency] == ["1 500 000 DKK"]


def test_cpv_codes_are_known_ones_beside_their_name_or_with_a_check_digit() -> None:
    assert read("CPV: 71220000, 45000000\nPhone 12345678").values["cpv"] == ["71220000", "45000000"]
    assert read("Code 71220000-6").values["cpv"] == ["71220000"]
    assert "cpv" not in read("Phone 71220000").values
    assert "cpv" not in read("CPV: 01220000").values


def test_conditions_are_read_where_the_text_says_who_may_answer() -> None:
    text = (
        "Eligible applicants: SMEs and universities established in Denmark or Sweden. Large firms know municipalities."
    )
    assert read(text).values["eligibility"] == ["sme", "knowledge", "country: DK, SE"]
    assert "eligibility" not in read("Eligible applicants: not SMEs. Universities know about this.").values


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Pumps for water works\nCPV: 42122000", "Pumps for water works"),
        ("Contract notice 031680-2017\nTitle: Pumps for water works\nCountry: DK", "Pumps for water works"),
        (
            "Home\nLog in\nPumps for water works \nand for harbours\nDeadline: 12.3.2026",
            "Pumps for water works and for harbours",
        ),
        ("Title: Pumps for water works. Country: Denmark. CPV: 42122000", "Pumps for water works"),
        ("Deadline: 12.3.2026", None),
        ("", None),
    ],
)
def test_the_title_is_labelled_or_the_first_line_that_says_something(text: str, title: str | None) -> None:
    assert read(text).values.get("title") == title


def test_a_reading_says_where_it_stands() -> None:
    found = read("Pumps for water works\fTender\nDeadline: 12 March 2026, noon")
    (deadline,) = found.readings["deadline"]
    passage = found.passage(deadline)
    assert passage is not None
    assert (passage.before, passage.value, passage.after, passage.page) == (
        "Deadline: ", "12 March 2026", ", noon", 2,
    )  # fmt: skip


NEAR = (
    "Deadline: {}",
    "Closing date\n{}",
    "Frist: {} 12:00",
    "Proposals can be submitted until {}.",
    "Termin składania ofert: {} r.",
)
WAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%Y-%m-%dT17:00:00+01:00")


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(NEAR),
    st.sampled_from(WAYS),
    st.text("xyz \n", max_size=50),
)
def test_a_date_near_a_cue_is_found(day: date, near: str, way: str, around: str) -> None:
    text = f"{around}\n\n{near.format(day.strftime(way))}\n\n{around}"
    assert day.isoformat() in [reading.value for reading in read(text).readings["deadline"]]


@given(st.text(st.characters(blacklist_categories=("Nd", "Nl", "No", "Cs"))))
def test_a_text_without_numbers_has_neither_date_nor_budget_nor_code(text: str) -> None:
    assert not {"deadline", "opens", "budget", "cpv"} & set(read(text).values)


PIECES = st.lists(
    st.sampled_from(
        [
            "Deadline",
            ":",
            "12.3.2026",
            " to ",
            "\n",
            "\t",
            "country",
            "DK",
            "EUR 1 000",
            "CPV 71220000",
            "title",
            "\f",
            "until",
            "Buyer",
            "€",
            "Ǆ",
            "ﬁ",
            "İ",
        ]
    )
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(), PIECES.map("".join)))
@example("\ud800")
@example("İ" * 50 + " Deadline: 12.3.2026")
def test_no_text_breaks_it_and_every_reading_stands_in_the_text(text: str) -> None:
    found = read(text)
    for readings in found.readings.values():
        for reading in readings:
            assert 0 <= reading.start <= reading.end <= len(text)
            found.passage(reading)
    assert set(found.values) <= set(found.readings)


@pytest.mark.parametrize(
    "unit", ["x", "a-", "www.", "\n", "12.3.2026\t", "title:\n", "EUR 1 to ", "keywords: a, ", "+45 ", "eligible not "]
)
def test_long_texts_without_sense_are_read_to_their_end(unit: str) -> None:
    assert read((unit * 200_000)[:200_000]).text
