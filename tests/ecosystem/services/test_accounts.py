"""Accounts: only whoever may change accounts creates one, with a password worth its name."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from bridgehead.ecosystem.models import Actor, User
from bridgehead.ecosystem.services.accounts import (
    accounts,
    add_user,
    edit_account,
    end_sessions,
    find_account,
    invite_user,
    password_link,
    remove_second_step,
    sessions_of,
)
from bridgehead.kit.errors import InputError, NotAllowed, NotFound
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.mail.models import OutboxMail

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_an_account_is_created_once() -> None:
    assert add_user("ane", password="a harbour at dawn", viewer=COMMAND_LINE).role == Role.ADMIN
    with pytest.raises(InputError):
        add_user("ane", password="a harbour at dawn", viewer=COMMAND_LINE)
    assert add_user("ida", password="a harbour at dawn", viewer=COMMAND_LINE).role == Role.MANAGER


def test_a_member_creates_none() -> None:
    with pytest.raises(NotAllowed):
        add_user("bo", password="a harbour at dawn", viewer=Viewer(1, Role.MEMBER_OWNER, "flow"))
    assert not User.objects.filter(username="bo").exists()


@pytest.fixture
def colleague() -> str:
    add_user("ida", password="a harbour at dawn", viewer=COMMAND_LINE)
    return invite_user("bo", email="bo@hub.example", viewer=COMMAND_LINE).result


def test_an_invited_colleague_chooses_a_password_by_a_link_that_works_once(colleague: str) -> None:
    link = password_link(colleague, viewer=COMMAND_LINE).result
    browser = Client()
    assert not browser.login(username="bo", password="")
    shown = browser.get(link, follow=True)
    where = shown.redirect_chain[-1][0]
    browser.post(where, {"password1": "ships at the quay", "password2": "ships at the quay"})
    assert Client().login(username="bo", password="ships at the quay")
    assert "token_fail" in Client().get(link, follow=True).context


def test_whoever_loses_a_role_or_is_switched_off_is_signed_out(colleague: str) -> None:
    browser = Client()
    browser.force_login(User.objects.get(username=colleague))
    assert browser.get("/changes").status_code == 200
    edit_account(colleague, active=False, viewer=COMMAND_LINE)
    assert browser.get("/changes").status_code == 302
    edit_account(colleague, active=True, viewer=COMMAND_LINE)
    assert browser.get("/changes").status_code == 302
    browser.force_login(User.objects.get(username=colleague))
    assert end_sessions(colleague, viewer=COMMAND_LINE).result == 1
    assert browser.get("/changes").status_code == 302


def test_an_address_alone_leaves_a_session_as_it_is(colleague: str) -> None:
    browser = Client()
    browser.force_login(User.objects.get(username=colleague))
    edit_account(colleague, email="bo@new.example", viewer=COMMAND_LINE)
    assert browser.get("/changes").status_code == 200


def test_one_address_is_of_one_account_and_staff_give_it(colleague: str) -> None:
    for taken in ("bo@hub.example", "BO@Hub.example"):
        with pytest.raises(InputError):
            invite_user("eva", email=taken, viewer=COMMAND_LINE)
        with pytest.raises(InputError):
            edit_account("ida", email=taken, viewer=COMMAND_LINE)
    edit_account(colleague, email="Bo@hub.example", viewer=COMMAND_LINE)
    found = User.objects.get(username=colleague)
    EmailAddress.objects.create(user=found, email="bo@hub.example", primary=True)
    edit_account(colleague, email="bo@new.example", viewer=COMMAND_LINE)
    assert not EmailAddress.objects.filter(user=found).exists(), "the old address opens nothing"
    browser = Client()
    browser.force_login(found)
    for action in ("action_add", "action_primary"):
        assert browser.post("/accounts/email/", {action: "", "email": "ida@hub.example"}).status_code == 404
    found.refresh_from_db()
    assert found.email == "bo@new.example"


def test_the_page_of_a_lost_password_writes_to_known_addresses_and_to_where_the_settings_say(
    colleague: str, settings: Any
) -> None:
    settings.ADDRESS = "https://hub.example"
    browser = Client()
    for address in ("nobody@hub.example", "bo@hub.example"):
        answer = browser.post("/accounts/password/reset/", {"email": address}, HTTP_HOST="127.0.0.1")
        assert answer.headers["Location"] == "/accounts/password/reset/done/", "it tells nobody who has an account"
    [mail] = OutboxMail.objects.all()
    assert (mail.to, colleague) == ("bo@hub.example", "bo")
    [link] = re.findall(r"https://hub\.example(/accounts/password/reset/key/\S+)", mail.body)
    assert b"password1" in Client().get(link, follow=True).content


@pytest.fixture
def attempts_forgotten() -> Iterator[None]:
    yield
    cache.clear()


@pytest.mark.usefixtures("attempts_forgotten")
def test_after_ten_wrong_passwords_a_page_of_ours_says_what_to_do(colleague: str) -> None:
    wrong = {"login": colleague, "password": "not this one"}
    answers = [Client().post("/accounts/login/", wrong) for _ in range(12)]
    assert "Too many failed login attempts" in answers[-1].content.decode()
    tried = [Client().post("/accounts/login/", {**wrong, "login": f"somebody-{n}"}) for n in range(30)]
    assert tried[-1].status_code == 429
    assert "Too many attempts" in tried[-1].content.decode()


@pytest.mark.parametrize("given", [{"role": "member_owner"}, {"active": False}])
def test_the_last_active_administrator_stays(given: dict[str, Any]) -> None:
    add_user("ida", password="a harbour at dawn", viewer=COMMAND_LINE)
    Actor.objects.create(id="flow", name="Flow", kind="firm")
    with pytest.raises(InputError, match="last active administrator"):
        edit_account("ida", **given, actor="flow", viewer=COMMAND_LINE)
    assert User.objects.get(username="ida").is_active
    assert User.objects.get(username="ida").role == Role.ADMIN


def test_a_role_or_an_organisation_that_there_is_not_is_refused(colleague: str) -> None:
    for given, column in (
        ({"role": "boss"}, "role"),
        ({"actor": "nobody"}, "actor"),
        ({"role": "member_owner"}, "actor"),
    ):
        with pytest.raises(InputError) as error:
            edit_account(colleague, **given, viewer=COMMAND_LINE)
        assert error.value.column == column


def test_a_member_reads_and_changes_no_account(colleague: str) -> None:
    member = Viewer(1, Role.MEMBER_OWNER, "flow")
    for verb in (edit_account, password_link, end_sessions, remove_second_step):
        with pytest.raises(NotAllowed):
            verb(colleague, viewer=member)
    for role in set(Role) - {Role.ADMIN, Role.MANAGER, Role.MEMBER_OWNER}:
        with pytest.raises(NotAllowed):
            accounts(viewer=Viewer(1, role, "flow"))
    with pytest.raises(NotFound):
        find_account("nobody", viewer=COMMAND_LINE)


def test_a_members_main_contact_sees_the_accounts_of_the_own_organisation(colleague: str) -> None:
    for id_ in ("flow", "cool"):
        Actor.objects.create(id=id_, name=id_, kind="firm")
        invite_user(f"of-{id_}", role=Role.MEMBER_COLLEAGUE, actor=id_, viewer=COMMAND_LINE)
    member = Viewer(1, Role.MEMBER_OWNER, "flow")
    assert [user.username for user in accounts(viewer=member)] == ["of-flow"]
    assert find_account("of-flow", viewer=member).actor_id == "flow"
    for other in ("of-cool", colleague):
        with pytest.raises(NotFound):
            find_account(other, viewer=member)
    with pytest.raises(NotAllowed):
        accounts(viewer=Viewer(1, Role.MEMBER_OWNER, None))


def test_a_lost_device_is_forgotten(colleague: str) -> None:
    user = User.objects.get(username=colleague)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert remove_second_step(colleague, viewer=COMMAND_LINE).result == 1
    assert not Authenticator.objects.filter(user=user).exists()


def test_sessions_are_listed_with_their_times(colleague: str) -> None:
    edit_account(colleague, role=Role.MANAGER, viewer=COMMAND_LINE)
    user = User.objects.get(username=colleague)
    user.set_password("ships at the quay")
    user.save()
    assert sessions_of(colleague, viewer=COMMAND_LINE) == []
    before = timezone.now() - timedelta(seconds=2)
    by_form, by_key = Client(), Client()
    by_form.post("/accounts/login/", {"login": colleague, "password": "ships at the quay"})
    by_key.force_login(user)
    since = [session.since for session in sessions_of(colleague, viewer=COMMAND_LINE)]
    assert len(since) == 2
    noted = [moment for moment in since if moment is not None]
    assert len(noted) == 1
    assert before < noted[0] <= timezone.now()
    assert all(session.until > timezone.now() for session in sessions_of(colleague, viewer=COMMAND_LINE))
    with pytest.raises(NotAllowed):
        sessions_of(colleague, viewer=Viewer(None, Role.READER))
    with pytest.raises(NotFound):
        sessions_of("nobody", viewer=COMMAND_LINE)
