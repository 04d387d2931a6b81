"""A new workspace: whoever has the server's console creates the first account, once."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from bridgehead.ecosystem.models import User
from bridgehead.ecosystem.services.first_account import create_first_account, first_account_code
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE, Role
from tests.world import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

GIVEN = {"name": "ane", "email": "ane@hub.example", "password": "harbour lights 9"}


@pytest.fixture(autouse=True)
def _no_code() -> Iterator[None]:
    yield
    (Path(settings.WORKSPACE) / "first-account.code").unlink(missing_ok=True)


def test_a_new_workspace_leads_from_the_first_page_to_its_first_account() -> None:
    code = first_account_code()
    stranger = Client()
    answer = stranger.get("/", follow=True)
    assert answer.redirect_chain[-1][0] == "/first-account"
    assert "Create the first account" in answer.content.decode()
    assert f'value="{code}"' in stranger.get("/first-account", {"code": code}).content.decode()
    answer = stranger.post("/first-account", {**GIVEN, "code": f" {code.lower().replace('-', '')}"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/set-up")
    user = User.objects.get()
    assert (user.username, user.email, user.role) == ("ane", "ane@hub.example", COMMAND_LINE.role)
    assert stranger.get("/").status_code == 200
    assert Client().login(username="ane", password="harbour lights 9")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": "AAAAA-AAAAA"}, "This code is not the one that the server printed."),
        ({"code": ""}, "This field is required."),
        ({"password": "12345678"}, "This password is too common"),
        ({"name": ""}, "This field is required."),
    ],
)
def test_what_is_refused_stands_beside_its_field(given: dict[str, str], said: str) -> None:
    answer = Client().post("/first-account", {**GIVEN, "code": first_account_code(), **given})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "harbour lights 9" not in answer.content.decode()
    assert not User.objects.exists()


def test_without_a_code_from_the_console_nobody_gets_in() -> None:
    stranger = Client()
    assert "bridgehead serve" in stranger.get("/first-account").content.decode()
    assert stranger.post("/first-account", {**GIVEN, "code": ""}).status_code == 400
    assert not User.objects.exists()


def test_where_there_are_accounts_there_is_no_first_one() -> None:
    code = first_account_code()
    create_first_account("ane", password="harbour lights 9", code=code)
    assert first_account_code() == ""
    with pytest.raises(InputError, match="has an account now"):
        create_first_account("bo", password="harbour lights 9", code=code)
    stranger = Client()
    assert stranger.get("/first-account").headers["Location"] == "/"
    assert stranger.post("/first-account", {**GIVEN, "name": "bo", "code": code}).headers["Location"] == "/"
    assert "Sign in" in stranger.get("/", follow=True).content.decode()
    assert list(User.objects.values_list("username", flat=True)) == ["ane"]


def test_a_code_is_made_once_and_read_by_nobody_else() -> None:
    code = first_account_code()
    assert first_account_code() == code
    assert len(code) == 11
    path = Path(settings.WORKSPACE) / "first-account.code"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_account_that_the_command_made_ends_it() -> None:
    first_account_code()
    signed_in(Role.ADMIN)
    assert Client().get("/first-account").headers["Location"] == "/"
    assert first_account_code() == ""
