"""A member's page: everything with its origin for staff, one's own for a member."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bridgehead.kit.change_writer import batch
from bridgehead.models import Actor, Evidence, Tie
from tests.world import HOSTILE, actor

pytestmark = [pytest.mark.django_db, pytest.mark.database]

OWN = ("Port of Gothenburg", "Knows the port through the trip.", "ane@flow.example")


def test_staff_see_facts_ties_evidence_and_people(staff: Client) -> None:
    text = staff.get("/members/flow").content.decode()
    for part in (*OWN, "12345678", "Energy storage", "member of Harbour Hub", "Trip to Gothenburg", "line 12"):
        assert part in text


def test_what_is_only_hoped_for_is_shown_and_counts_for_nothing(staff: Client) -> None:
    with batch("hope") as writer:
        hoped = {"code": "Oa.capital", "direction": "strength", "origin": "internal", "prospective": "yes"}
        writer.put(Evidence, [{"id": "hope", "actor_id": "flow", "summary": "May win a grant.", **hoped}])
    text = staff.get("/members/flow").content.decode()
    part = text.split("May win a grant.")[0].rsplit("<details data-row>", 1)[1]
    assert "(hoped for)" in part
    assert 'class="sign"' not in part
    assert "+1" not in part


def test_a_member_sees_the_same_of_itself(flow: Client) -> None:
    text = flow.get("/members/flow").content.decode()
    assert all(part in text for part in OWN)


def test_a_member_sees_no_ties_evidence_or_people_of_another(world: None) -> None:
    from bridgehead.kit.permissions import Role
    from tests.world import signed_in

    text = signed_in(Role.MEMBER_OWNER, "cool").get("/members/flow").content.decode()
    assert not any(part in text for part in OWN)
    assert "Some of what is known of another organisation is not shown to members." in text


def test_what_people_write_is_text(staff: Client) -> None:
    with batch("hostile") as writer:
        writer.put(Actor, [actor("bad", HOSTILE, website="javascript:alert(1)", description=HOSTILE)])
        writer.put(Evidence, [{"id": "e9", "actor_id": "bad", "code": "Oa.capital", "summary": HOSTILE}])
    for path in ("/members/bad", "/members?words=script", "/evidence/e9"):
        text = staff.get(path).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text
        assert "javascript:" not in text


def test_the_number_of_queries_does_not_grow(
    staff: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(33) as few:
        staff.get("/members/flow")
    with batch("more") as writer:
        writer.put(Actor, [actor(f"x{i}", f"X {i}") for i in range(30)])
        writer.put(Tie, [{"id": f"t{i}", "a_id": "flow", "b_id": f"x{i}", "kind": "contact"} for i in range(30)])
        rows = [{"id": f"m{i}", "actor_id": "flow", "code": "Oa.capital", "source_id": "talk"} for i in range(30)]
        writer.put(Evidence, rows)
    with django_assert_max_num_queries(len(few)):
        staff.get("/members/flow")


def test_an_id_that_nobody_has_is_a_page_of_its_own(staff: Client) -> None:
    answer = staff.get("/members/nobody")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_tabs_lead_to_the_pages_that_one_may_open(staff: Client, flow: Client) -> None:
    tabs = ("Overview", "Profile", "Path abroad", "Markets", "Opportunities", "Influence", "Network", "Activities")
    for client in (staff, flow):
        shown = client.get("/members/flow").content.decode().partition('aria-label="Pages on Flow Batteries"')[2]
        shown = shown.partition("</nav>")[0]
        assert [tab for tab in tabs if f">{tab}</a>" in shown] == list(tabs)
        assert 'href="/compare?firm=flow">Compare</a>' in client.get("/members/flow").content.decode()
    other = flow.get("/members/cool").content.decode()
    assert "/members/cool/profile" not in other
    assert "/activities?actor=cool" in other
    assert "Compare</a>" not in other


def test_a_standing_is_drawn(staff: Client) -> None:
    shown = staff.get("/members/flow").content.decode().partition('id="profile"')[2].partition("</section>")[0]
    assert '<svg class="interval"' in shown
    assert "&lt;" not in shown
