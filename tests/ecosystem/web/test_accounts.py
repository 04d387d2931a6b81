"""Accounts on pages: list, invite, change, switch off."""

import re

import pytest
from django.test import Client

from bridgehead.ecosystem.models import User
from bridgehead.kit.permissions import Role
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def staff() -> Client:
    small_world()
    return signed_in(Role.ADMIN)


def test_the_list_shows_one_and_thirty(staff: Client) -> None:
    assert len(staff.get("/users").context["table"].rows) == 1
    for number in range(29):
        User.objects.create(username=f"colleague-{number}", role=Role.ADMIN)
    page = staff.get("/users")
    assert len(page.context["table"].rows) == 30
    assert "colleague-7" in page.content.decode()


def test_inviting_shows_the_link_and_sends_nothing(staff: Client, mailoutbox: list[object]) -> None:
    page = staff.post("/users", {"name": "bo", "role": "manager", "email": "bo@hub.example"}, follow=True)
    assert page.redirect_chain[-1][0] == "/users/bo"
    assert re.search(r"/accounts/password/reset/key/[^ <]+", page.content.decode())
    assert mailoutbox == []


def test_whoever_is_invited_chooses_a_password_and_is_led_to_sign_in(staff: Client) -> None:
    assert staff.get("/users").context["form"]["role"].value() == Role.MANAGER
    page = staff.post("/users", {"name": "bo", "role": "manager", "email": ""}, follow=True).content.decode()
    found = re.search(r"/accounts/password/reset/key/[^ <]+", page)
    assert found
    invited = Client()
    choosing = invited.get(found[0], follow=True)
    assert "<h1>Choose a password</h1>" in choosing.content.decode()
    where = choosing.redirect_chain[-1][0]
    words = {"password1": "a harbour at dawn", "password2": "a harbour at dawn"}
    assert 'href="/accounts/login/"' in invited.post(where, words, follow=True).content.decode()
    gone = Client().get(found[0], follow=True).content.decode()
    assert "<h1>This link no longer works</h1>" in gone
    assert 'href="/accounts/login/"' in gone


def test_an_account_that_is_switched_off_says_whom_to_ask(client: Client) -> None:
    User.objects.create_user("bo", role=Role.MANAGER, password="a harbour at dawn", is_active=False)
    page = client.post("/accounts/login/", {"login": "bo", "password": "a harbour at dawn"}, follow=True)
    assert "This account is switched off. Ask the cluster" in page.content.decode()


def test_what_is_wrong_stands_beside_its_field(staff: Client) -> None:
    taken = User.objects.get(role=Role.ADMIN).username
    for sent, field in (
        ({"name": taken, "role": "manager"}, "name"),
        ({"name": "bo", "role": "member_owner"}, "actor"),
        ({"name": "bo", "role": "member_owner", "actor": "nobody"}, "actor"),
        ({"name": "bo", "role": "boss"}, "role"),
        ({"name": "bo", "role": "manager", "email": "no address"}, "email"),
    ):
        answer = staff.post("/users", sent)
        assert answer.status_code == 400
        assert list(answer.context["form"].errors) == [field]
    assert not User.objects.filter(username="bo").exists()


def test_an_account_gets_another_role_and_is_switched_off(staff: Client) -> None:
    User.objects.create(username="bo", role=Role.ADMIN)
    staff.post("/users/bo", {"role": "member_owner", "actor": "flow", "email": "", "active": "on"})
    user = User.objects.get(username="bo")
    assert (user.role, user.actor_id, user.is_active) == ("member_owner", "flow", True)
    staff.post("/users/bo", {"role": "member_owner", "actor": "flow", "email": ""})
    assert not User.objects.get(username="bo").is_active
    assert "/accounts/password/reset/key/" in staff.post("/users/bo/link", follow=True).content.decode()
    assert "0 sessions ended" in staff.post("/users/bo/sign-out", follow=True).content.decode()
    assert "removed" in staff.post("/users/bo/second-step", follow=True).content.decode()


def test_the_menu_leads_there_for_staff_and_main_contacts(staff: Client) -> None:
    assert 'href="/users"' in staff.get("/members").content.decode()
    member = signed_in(Role.MEMBER_COLLEAGUE, "flow")
    assert 'href="/users"' not in member.get("/members").content.decode()
    assert member.get("/users").status_code == 403


def test_an_organisation_is_chosen_by_its_name(staff: Client) -> None:
    page = staff.get("/users").content.decode()
    assert 'hx-get="/records/actor/choices?field=actor"' in page
    staff.post("/users", {"name": "bo", "role": "member_owner", "actor": "flow batteries"})
    assert User.objects.get(username="bo").actor_id == "flow"
    assert 'value="Flow Batteries"' in staff.get("/users/bo").content.decode()
    staff.post("/users/bo", {"role": "member_owner", "actor": "Cool Machines", "email": "", "active": "on"})
    assert User.objects.get(username="bo").actor_id == "cool"
    answer = staff.post("/users/bo", {"role": "member_owner", "actor": "Nobody’s", "email": "", "active": "on"})
    assert "“Nobody’s” is not on record." in answer.content.decode()
    staff.post("/users/bo", {"role": "manager", "actor": "", "email": "", "active": "on"})
    assert User.objects.get(username="bo").actor_id is None


def test_the_page_lists_sessions(staff: Client) -> None:
    User.objects.create_user("bo", password="ships at the quay", role=Role.MANAGER)
    assert "Signed in nowhere." in staff.get("/users/bo").content.decode()
    browser = Client()
    browser.post("/accounts/login/", {"login": "bo", "password": "ships at the quay"})
    browser.get("/members")
    page = staff.get("/users/bo")
    assert len(page.context["sessions"].rows) == 1
    assert page.context["sessions"].rows[0].since is not None
    staff.post("/users/bo/sign-out")
    assert browser.get("/members").status_code == 302
