"""The frame of every page: headers, theme, errors."""

import re
from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from bridgehead.ecosystem.models import User
from bridgehead.kit.middleware import server_error
from bridgehead.kit.permissions import Role
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_pages_load_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.fixture
def account(db: None) -> None:
    User.objects.create_user("ane", password="let me see")


@pytest.mark.usefixtures("account")
def test_the_theme_is_remembered(client: Client) -> None:
    assert "data-theme" not in client.get("/accounts/login/").content.decode()
    assert (
        client.post("/theme", {"theme": "dark", "next": "/accounts/login/"}).headers["Location"] == "/accounts/login/"
    )
    assert 'data-theme="dark"' in client.get("/accounts/login/").content.decode()
    client.post("/theme", {"theme": ""})
    assert "data-theme" not in client.get("/accounts/login/").content.decode()


def test_the_theme_leads_nowhere_else(client: Client) -> None:
    assert client.post("/theme", {"theme": "dark", "next": "https://elsewhere.example/"}).headers["Location"] == "/"


def test_the_navigation_holds_what_the_role_may_open() -> None:
    assert 'href="/import"' in signed_in(Role.ADMIN).get("/").content.decode()
    assert 'href="/import"' not in signed_in(Role.MEMBER_OWNER).get("/").content.decode()


def test_nothing_is_here(client: Client) -> None:
    answer = signed_in(Role.ADMIN).get("/nothing/at/all")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_what_is_not_there_is_named_without_the_command_that_lists_the_rest() -> None:
    shown = signed_in(Role.ADMIN).get("/members/nobody").content.decode()
    assert "Actor “nobody” does not exist." in shown
    assert "bridgehead members" not in shown


@pytest.mark.parametrize(
    ("path", "place"), [("/matrix", "/sources"), ("/exposure", "/opportunities"), ("/members/nobody", "/members")]
)
def test_the_navigation_says_under_what_a_page_stands(path: str, place: str) -> None:
    shown = signed_in(Role.ADMIN).get(path).content.decode()
    assert f'<li><a href="{place}" aria-current="page">' in shown


def test_a_fault_of_ours_needs_no_database_to_be_said(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        shown = server_error(RequestFactory().get("/")).content.decode()
    assert "Something went wrong" in shown


def test_a_fault_of_ours_has_an_id_on_its_page_and_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    def broken(**_options: object) -> None:
        raise RuntimeError("a bug")

    settings.CONTACT = "help@cluster.example"
    monkeypatch.setattr("bridgehead.ecosystem.queries.actors", broken)
    client = signed_in(Role.ADMIN)
    client.raise_request_exception = False
    answer = client.get("/members")
    found = re.search(r"write to help@cluster.example with error (\w+)\.", answer.content.decode())
    assert answer.status_code == 500
    assert found is not None
    (line,) = [record for record in caplog.records if record.name == "bridgehead.kit.middleware"]
    assert line.getMessage() == f"error {found[1]} at /members"
    assert line.exc_info is not None
    assert "a bug" in str(line.exc_info[1])


@pytest.mark.usefixtures("account")
def test_signing_in_names_the_cluster_and_whom_to_write_to(client: Client, settings: Any) -> None:
    settings.CONTACT = "help@cluster.example"
    small_world()
    shown = client.get("/accounts/login/").content.decode()
    for part in ("Sign in to Harbour Hub", "Username or email", "Stay signed in", "Write to help@cluster.example"):
        assert part in shown


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/logout/", "/accounts/password/change/", "/accounts/2fa/"]
)
def test_account_pages_wear_the_same_frame(path: str) -> None:
    client = Client() if path.endswith("login/") else signed_in(Role.ADMIN)
    answer = client.get(path)
    assert answer.status_code == 200
    assert "kit/tokens.css" in answer.content.decode()


def test_a_second_factor_waits_for_no_verified_address(client: Client) -> None:
    User.objects.create_user("ida", email="ida@cluster.example", password="let me see", role=Role.ADMIN)
    client.login(username="ida", password="let me see")
    client.post("/accounts/reauthenticate/", {"password": "let me see"})
    assert 'name="code"' in client.get("/accounts/2fa/totp/activate/").content.decode()


def test_a_request_under_another_name_is_refused_with_a_page(client: Client) -> None:
    answer = client.get("/accounts/login/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "Invalid request" in answer.content.decode()
