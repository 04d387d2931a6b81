"""The scope of records on pages: who is offered it, what it keeps, what it says."""

import re

import pytest
from django.http import QueryDict

from bridgehead.ecosystem.services.scope_control import scope_control
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import COMMAND_LINE, Role
from tests.world import signed_in, world

__all__ = ["world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]

PAGES = (
    "/members/flow/profile",
    "/members/flow/pattern",
    "/members/flow/markets",
    "/members/flow/opportunities",
    "/members/flow/influence",
    "/compare?firm=flow",
    "/influence",
    "/influence/identity?subject=hub",
    "/influence/effects",
    "/opportunities/harbour-storage/matches",
    "/markets/SE",
)
FORM = re.compile(r'<details class="fold scope".*?</details>', re.DOTALL)


def form_of(path: str, role: Role = Role.ADMIN, of: str | None = None) -> str:
    answer = signed_in(role, of).get(path)
    assert answer.status_code == 200, path
    found = FORM.search(answer.content.decode())
    return found[0] if found else ""


@pytest.mark.parametrize("path", PAGES)
def test_every_page_with_figures_offers_it_and_says_what_is_left_out(path: str) -> None:
    asked = f"{path}{'&' if '?' in path else '?'}leave_out=trip&as_of=2020-05"
    page = signed_in(Role.ADMIN).get(asked).content.decode()
    assert "As of 31 May 2020: what is later is left out. Left out: " in page
    form = form_of(asked)
    assert 'value="2020-05"' in form
    assert '<input type="checkbox" name="leave_out" value="trip" checked>' in form
    assert "<details" in form_of(path)
    assert "is left out" not in signed_in(Role.ADMIN).get(path).content.decode()


def test_only_who_sees_the_evidence_of_all_is_offered_it() -> None:
    assert form_of("/members/flow/profile", Role.MEMBER_OWNER, "flow") == ""
    assert form_of("/members/flow/profile", Role.ANALYST)


def test_another_scope_keeps_the_rest_of_the_address_and_the_way_back_leaves_it_out() -> None:
    asked = QueryDict("firm=flow&firm=cool&as_of=2019&leave_out=trip&page=2&format=csv")
    control = scope_control(asked, COMMAND_LINE)
    assert control.kept == [("firm", "flow"), ("firm", "cool")]
    assert control.parameters == [("as_of", "2019"), ("leave_out", "trip")]
    assert control.without == "?firm=flow&firm=cool"
    assert "trip" not in [id_ for id_, _name in control.choices]


def test_a_day_that_is_none_is_said_beside_its_field_and_today_stands() -> None:
    form = form_of("/members/flow/profile?as_of=soon")
    assert "“soon” is not a date. Enter a year, month or day" in form
    assert "open" in form.partition(">")[0]
    control = scope_control(QueryDict("as_of=soon"), COMMAND_LINE)
    assert (control.text, control.parameters, control.without) == ("", [], "?")


def test_an_activity_that_is_none_is_not_found() -> None:
    with pytest.raises(NotFound, match="Activity “nothing” does not exist"):
        scope_control(QueryDict("leave_out=nothing"), COMMAND_LINE)
