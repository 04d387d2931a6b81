"""A manager corrects an address, adds a contact, types a call in, changes its deadline and undoes it."""

import re

import pytest
from playwright.sync_api import expect

from bridgehead.ecosystem.models import Actor, Person, Tie
from bridgehead.opportunities.models import Opportunity
from tests.stories.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


REFUSED = "400 (Bad Request)"
"""What the browser says of a form that came back."""


def forget_refusals(desk: Desk) -> None:
    desk.complaints[:] = [complaint for complaint in desk.complaints if REFUSED not in complaint]


def test_a_manager_enters_what_a_day_brings(desk: Desk) -> None:
    page = desk.open("/members/flow")
    page.get_by_role("main").get_by_title("Edit organisation").click()
    page.get_by_label("City").fill("Aarhus")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("status").first).to_contain_text("Organisation changed.")
    expect(page).to_have_url(f"{desk.base}/members/flow")
    assert Actor.objects.get(pk="flow").city == "Aarhus"

    page.get_by_text("Add a record", exact=True).click()
    page.get_by_role("link", name="Add contact person").click()
    expect(page.get_by_label("Organisation (required)")).to_have_value("Flow Batteries")
    page.get_by_role("button", name="Add contact person").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    page.get_by_label("Name (required)").fill("Bo Lund")
    page.get_by_role("button", name="Add contact person").click()
    expect(page.get_by_text("Bo Lund")).to_be_visible()
    assert Person.objects.get(name="Bo Lund").actor_id == "flow"

    page = desk.open("/opportunities")
    page.get_by_role("link", name="Add opportunity").click()
    page.get_by_label("Title (required)").fill("Leaks in water networks")
    page.get_by_label("Kind (required)").select_option(value="challenge")
    page.get_by_label("Countries").fill("Sweden; NO")
    page.get_by_label("Deadline").fill("31/5/2099")
    page.get_by_role("button", name="Add opportunity").click()
    expect(page.get_by_text("Enter a date (2019, 2019-05 or 2019-05-31).")).to_be_visible()
    expect(page.get_by_label("Title (required)")).to_have_value("Leaks in water networks")
    page.get_by_label("Deadline").fill("2099-05-31")
    page.get_by_role("button", name="Add opportunity").click()
    found = Opportunity.objects.get(title="Leaks in water networks")
    assert (found.countries, found.deadline) == (["SE", "NO"], "2099-05-31")

    page = desk.open(f"/opportunities/{found.pk}")
    page.get_by_title("Edit opportunity").click()
    page.get_by_label("Deadline").fill("2099-06-30")
    page.get_by_role("button", name="Save changes").click()
    page.get_by_role("status").first.get_by_role("link", name="Undo").click()
    page.get_by_role("button", name=re.compile("Undo")).click()
    expect(page.get_by_role("status").first).to_contain_text("undone")
    assert Opportunity.objects.get(pk=found.pk).deadline == "2099-05-31"
    forget_refusals(desk)


def test_a_fact_is_edited_where_it_stands(desk: Desk) -> None:
    page = desk.open("/members/flow")
    page.get_by_label("Edit: Sector").click()
    sector = page.get_by_label("Sector", exact=True)
    expect(sector).to_be_focused()
    page.keyboard.press("Escape")
    expect(sector).to_have_count(0)
    expect(page.get_by_label("Edit: Sector")).to_be_focused()

    page.get_by_role("link", name="Founded").click()
    page.get_by_label("Founded").fill("long ago")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Enter a date (2019, 2019-05 or 2019-05-31).")).to_be_visible()
    page.get_by_label("Founded").fill("2014-05")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Organisation changed. Undo")
    expect(page.get_by_text("May 2014")).to_be_visible()
    assert Actor.objects.get(pk="flow").founded == "2014-05"
    forget_refusals(desk)


def test_a_tie_to_an_organisation_that_is_not_on_record(desk: Desk) -> None:
    page = desk.open("/records/tie/new?a=flow&next=/members/flow")
    other = page.get_by_label("Other organisation (required)")
    other.press_sequentially("Cool M")
    expect(page.locator("#id_b-choices option")).to_have_count(1)
    expect(page.locator("#id_b-choices option[value='Cool Machines']")).to_be_attached()
    other.fill("Søby Værft")
    page.get_by_label("Kind (required)").select_option(value="customer")
    page.get_by_role("button", name="Add tie").click()
    page.get_by_label("Add it as a new").select_option(value="firm")
    page.get_by_role("button", name="Add tie").click()
    expect(page.get_by_role("link", name="Søby Værft")).to_be_visible()
    assert Tie.objects.get(a="flow", b__name="Søby Værft").kind == "customer"
    forget_refusals(desk)


def test_the_name_of_an_organisation_that_is_on_record(desk: Desk) -> None:
    page = desk.open("/records/actor/new")
    page.get_by_label("Name (required)").press_sequentially("Flow Batterie ApS")
    expect(page.locator("#similar")).to_contain_text("Flow Batteries")


def test_a_call_is_pasted_corrected_and_stands_in_the_list(desk: Desk) -> None:
    page = desk.open("/opportunities")
    page.get_by_role("link", name="From a text or file").click()
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_text("Paste a text or choose a file.")).to_be_visible()
    page.get_by_label("Text", exact=True).fill(
        "Smart pumps for harbours\nContracting authority: Port of Gothenburg, Sweden\n"
        "Cut-off dates: 17 March 2099 and 17 September 2099\nEstimated total value: 1 500 000 EUR\n"
        "Eligible applicants: SMEs established in Denmark or Sweden.\n"
    )
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_label("Title (required)")).to_have_value("Smart pumps for harbours")
    expect(page.get_by_label("Countries")).to_have_value("Sweden")
    expect(page.get_by_label("Deadline")).to_have_value("2099-03-17")
    expect(page.locator("mark", has_text="17 March 2099")).to_be_visible()
    page.get_by_role("button", name="Use this").click()
    expect(page.get_by_label("Deadline")).to_have_value("2099-09-17")
    page.get_by_label("Deadline").fill("2099-09-18")
    page.get_by_role("button", name="Add opportunity").click()
    expect(page.get_by_role("status").first).to_contain_text("Opportunity added.")
    expect(page).to_have_url(f"{desk.base}/opportunities")
    expect(page.get_by_role("row", name=re.compile("Smart pumps for harbours"))).to_contain_text("18 Sep 2099")
    found = Opportunity.objects.get(title="Smart pumps for harbours")
    assert (found.buyer, found.countries, found.budget) == ("port", ["SE"], 1_500_000)
    assert found.eligibility == ["sme", "country: DK, SE"]
    forget_refusals(desk)
