"""Pages on one record, side by side."""

import re

import pytest

from bridgehead.ecosystem.models import Actor, Membership
from bridgehead.kit.permissions import Role
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TABS = re.compile(r'<nav aria-label="Pages on [^"]*"><ul class="plain">(.*?)</ul></nav>', re.DOTALL)
TAB = re.compile(r'<li><a href="([^"]*)"( aria-current="page")?>([^<]*)</a>')


def tabs(page: str, role: Role = Role.ADMIN, actor: str | None = None) -> list[tuple[str, bool]]:
    """The tabs of a page, each with whether it is the page shown."""
    found = TABS.search(signed_in(role, actor).get(page).content.decode())
    assert found
    return [(label, bool(current)) for _address, current, label in TAB.findall(found[1])]


@pytest.mark.parametrize(
    ("page", "current"),
    [
        ("/members/flow", "Overview"),
        ("/members/flow/profile", "Profile"),
        ("/members/flow/pattern", "Path abroad"),
        ("/members/flow/markets", "Markets"),
        ("/members/flow/opportunities", "Opportunities"),
        ("/members/flow/influence", "Influence"),
    ],
)
def test_each_page_on_a_member_shows_all_of_them(page: str, current: str) -> None:
    small_world()
    every = ["Overview", "Profile", "Follow-up", "Path abroad", "Markets", "Opportunities", "Influence", "Network"]
    every += ["Activities", "Applications"]
    assert tabs(page) == [(label, label == current) for label in every]


def test_a_page_that_is_not_open_to_the_viewer_is_no_tab() -> None:
    small_world()
    Actor.objects.create(id="other", name="Other", kind="firm")
    assert [label for label, _current in tabs("/members/flow", Role.MEMBER_OWNER, "other")] == [
        "Overview", "Network", "Activities",
    ]  # fmt: skip


def test_what_is_no_member_firm_has_no_page_of_influence_and_a_cluster_no_opportunities() -> None:
    small_world()
    Membership.objects.all().delete()
    assert "Influence" not in dict(tabs("/members/flow"))
    Actor.objects.create(id="hub2", name="Hub 2", kind="cluster")
    assert "Opportunities" not in dict(tabs("/members/hub2"))
