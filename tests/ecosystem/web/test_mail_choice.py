"""Whoever has an account is asked once whether they want mails, and the answer is kept on the person."""

import pytest
from django.test import Client

from bridgehead.ecosystem.models import Person, User
from bridgehead.ecosystem.services.mail_choice import is_to_be_asked
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from tests.world import small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PASSWORD = "a long password of nobody"


@pytest.fixture(autouse=True)
def world() -> None:
    small_world()


def account(email: str = "ida@flow.example", role: Role = Role.MEMBER_OWNER, actor: str | None = "flow") -> User:
    return User.objects.create_user("ida", email, PASSWORD, role=role, actor_id=actor)


def contact(id_: str, email: str, consent: str, actor: str = "flow") -> None:
    with batch("a contact") as writer:
        writer.put(Person, [{"id": id_, "actor_id": actor, "name": "Ida", "email": email, "consent": consent}])


def sign_in(address: str = "/accounts/login/") -> tuple[Client, str]:
    browser = Client()
    response = browser.post(address, {"login": "ida", "password": PASSWORD})
    return browser, response.headers["Location"]


@pytest.mark.parametrize("consent", ["", "pending", "yes, but only events"])
def test_an_unclear_answer_is_asked_for_once_and_kept_on_the_person(consent: str) -> None:
    account("IDA@flow.example")
    contact("ida", "ida@Flow.example", consent)
    browser, where = sign_in("/accounts/login/?next=/members")
    assert where == "/my-emails?next=%2Fmembers"
    assert "May Harbour Hub send you emails?" in browser.get(where).content.decode()
    refused = browser.post("/my-emails", {"wants": "perhaps"})
    assert refused.status_code == 400
    page = browser.post("/my-emails", {"wants": "yes", "next": "/members"})
    assert page.headers["Location"] == "/members"
    assert Person.objects.get(pk="ida").consent == "matchmaking;mail"
    assert sign_in()[1] == "/"
    browser.post("/my-emails", {"wants": "no", "next": "https://elsewhere.example"})
    assert Person.objects.get(pk="ida").consent == "no"


def test_an_account_without_a_contact_gets_one_that_holds_the_answer() -> None:
    found = account()
    browser, where = sign_in()
    browser.post(where, {"wants": "no"})
    assert Person.objects.values_list("actor_id", "email", "consent").get(email="ida@flow.example") == (
        "flow",
        "ida@flow.example",
        "no",
    )
    assert not is_to_be_asked(found)


def test_whoever_said_yes_or_no_anywhere_or_is_of_no_member_is_not_asked() -> None:
    found = account()
    assert is_to_be_asked(found)
    for consent in ("no thanks", "ja tak", "directory"):
        contact("elsewhere", "IDA@flow.example", consent, actor="port")
        assert not is_to_be_asked(found)
    Person.objects.filter(pk="elsewhere").delete()
    found.email = "no address"
    assert not is_to_be_asked(found)
    assert not is_to_be_asked(User(email="a@hub.example", role=Role.ADMIN))
    User.objects.filter(pk=found.pk).update(email="")
    browser, where = sign_in()
    assert where == "/"
    assert "This account does not qualify" in browser.get("/my-emails").content.decode()
    assert browser.post("/my-emails", {"wants": "yes"}).status_code == 404


def test_staff_see_what_is_not_clear() -> None:
    for number, consent in enumerate(("", "pending", "yes", "no", "directory")):
        contact(f"c{number}", f"c{number}@flow.example", consent)
    User.objects.create_user("admin", role=Role.ADMIN)
    staff = Client()
    staff.force_login(User.objects.get(username="admin"))
    page = staff.get("/people?consent=open").content.decode()
    assert "Not clear, counts as not asked: “pending”" in page
    assert ("c0@flow.example" in page, "c2@flow.example" in page, "c3@flow.example" in page) == (True, False, False)
    page = staff.get("/people?consent=directory").content.decode()
    assert ("c2@flow.example" in page, "c4@flow.example" in page, "c1@flow.example" in page) == (True, True, False)
    assert "c3@flow.example" in staff.get("/people?consent=no").content.decode()
    assert "gave no clear answer and get no emails" in staff.get("/mails").content.decode()
