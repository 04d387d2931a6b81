"""Marks on the pages: who may give them, how they show, how they are taken back."""

import pytest
from django.test import Client

from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.match.services.marks import mark
from bridgehead.models import Mark
from tests.world import HOSTILE, flow, signed_in, staff, world

__all__ = ["flow", "staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HARBOUR = "harbour-storage"
MATCHES = f"/opportunities/{HARBOUR}/matches"
FLOW = f"/opportunities/{HARBOUR}/marks/flow"
SCRIPTED = {"HX-Request": "true"}


def text(client: Client, path: str = MATCHES) -> str:
    return client.get(path).content.decode()


def test_staff_mark_a_candidate_and_see_who_did(staff: Client) -> None:
    part = staff.post(FLOW, {"mark": "good"}, headers=SCRIPTED).content.decode()
    assert part.lstrip().startswith('<div class="marks">')
    assert "admin-None" in part
    assert Mark.objects.get().by == "admin-None"
    assert '<span class="what">Good match</span>' in text(staff)


def test_without_a_script_the_page_comes_back_and_says_what_happened(staff: Client) -> None:
    there = staff.post(FLOW, {"mark": "not_for_them", "reason": "too small", "next": MATCHES}, follow=True)
    assert there.redirect_chain == [(MATCHES, 302)]
    said = there.content.decode()
    assert "Flow Batteries is hidden from this ranking." in said
    assert "too small" in said.partition("1 hidden")[2]
    assert staff.post(FLOW, {"back": "not_for_them", "next": "https://elsewhere.example"}).headers["Location"] == (
        f"/opportunities/{HARBOUR}"
    )
    assert not Mark.objects.exists()


def test_a_reason_from_outside_is_only_text(staff: Client) -> None:
    staff.post(FLOW, {"mark": "not_for_them", "reason": HOSTILE})
    assert HOSTILE not in text(staff)
    assert "&lt;script&gt;" in text(staff)


def test_a_member_says_no_for_its_own_organisation_and_takes_it_back(flow: Client) -> None:
    assert "Decline" in text(flow, "/members/flow/opportunities")
    flow.post(FLOW, {"mark": "declined", "reason": "no time"})
    assert "Energy storage for the harbour" not in text(flow, "/members/flow/opportunities")
    assert "Marked as not suitable for Flow Batteries" in text(flow)
    assert "no time" in text(flow)
    assert "no time" in text(flow, "/members/flow")
    flow.post(FLOW, {"back": "declined"})
    assert not Mark.objects.exists()


@pytest.mark.parametrize("word", ["good", "contacted", "joined", "not_for_them"])
def test_a_member_gives_no_other_mark_and_none_for_others(flow: Client, word: str) -> None:
    assert flow.post(FLOW, {"mark": word}).status_code == 403
    assert flow.post(f"/opportunities/{HARBOUR}/marks/cool", {"mark": "declined"}).status_code == 403
    mark(HARBOUR, "flow", word, viewer=COMMAND_LINE)
    assert flow.post(FLOW, {"back": word}).status_code == 403


def test_what_staff_say_is_theirs(flow: Client) -> None:
    mark(HARBOUR, "flow", "not_for_them", why="slow to answer", by="ida", viewer=COMMAND_LINE)
    for path in (MATCHES, "/members/flow", "/"):
        assert "slow to answer" not in text(flow, path)
    assert "slow to answer" in text(signed_in(Role.ADMIN), "/members/flow")
    assert "Ties and evidence of another organisation" not in text(flow, "/members/flow")


def test_a_mark_is_no_plain_link_and_no_word_of_ones_own(staff: Client) -> None:
    assert staff.get(FLOW).status_code == 405
    assert staff.post(FLOW, {"mark": "splendid"}).status_code == 400
    assert staff.post(FLOW, {"back": "good"}).status_code == 302, "nobody says so any more, as was asked for"
    assert staff.post(f"/opportunities/{HARBOUR}/marks/nobody", {"mark": "good"}).status_code == 404


@pytest.mark.usefixtures("world")
def test_the_number_of_reads_does_not_grow_with_marks(django_assert_max_num_queries: object) -> None:
    client = signed_in(Role.ADMIN)
    for actor in ("flow", "cool", "port"):
        mark(HARBOUR, actor, "contacted", by="ida", viewer=COMMAND_LINE)
    text(client)
    with django_assert_max_num_queries(33):  # type: ignore[operator]
        text(client)
