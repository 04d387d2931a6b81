"""Pressed five times at once, a thing happens once, and nobody is told that it failed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connections
from django.test import Client

from bridgehead.ecosystem.models import Actor, Person, User
from bridgehead.ecosystem.services.accounts import edit_account, invite_user
from bridgehead.importers.models import ColumnChoice, DistinctPair
from bridgehead.importers.services.duplicates import mark_distinct
from bridgehead.importers.services.import_file import remember_columns
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotFound, Repeated
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.mail.services.delivery import deliver
from bridgehead.mail.services.outbox import queue_mail
from bridgehead.match.models import Mark
from bridgehead.opportunities.models import Opportunity
from bridgehead.workspace.services.merge_actors import merge_actors
from bridgehead.workspace.services.personal_data import erase_person
from bridgehead.workspace.services.undo import undo_batch
from tests.world import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

PRESSES = 5


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each of some acts gives that begin together; an error that it raises."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Exception as error:  # noqa: BLE001 what it is, the test says
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def presses(client: Client, path: str, **typed: str) -> list[Any]:
    """Five windows that send the same form; what each is answered."""

    def press() -> Any:
        window = Client()
        window.cookies = client.cookies.copy()
        return window.post(path, typed)

    return at_once(*[press] * PRESSES)


@pytest.fixture
def staff() -> Client:
    return signed_in(Role.ADMIN)


@pytest.fixture(autouse=True)
def two() -> int:
    with batch("two") as writer:
        writer.put(
            Actor, [{"id": id_, "name": f"Havn {id_}", "kind": "firm", "city": id_} for id_ in ("havn", "havn-2")]
        )
    return writer.record.pk


@pytest.mark.parametrize("token", ["", "the same form"])
def test_an_undo(staff: Client, two: int, token: str) -> None:
    answers = presses(staff, f"/changes/{two}/undo", token=token)
    (undone,) = Batch.objects.filter(undoes=two)
    assert {(a.status_code, a.headers.get("Location")) for a in answers} == {(302, f"/changes/{undone.pk}")}
    assert not Actor.objects.exists()


@pytest.mark.parametrize("token", ["", "the same form"])
def test_a_merge(staff: Client, token: str) -> None:
    answers = presses(staff, "/duplicates/havn/havn-2/merge", keep="havn-2", token=token)
    merged = Batch.objects.latest("pk")
    assert {(a.status_code, a.headers.get("Location")) for a in answers} == {(302, f"/changes/{merged.pk}")}
    assert Batch.objects.count() == 2
    assert Actor.objects.get().description == "Havn havn also had: city havn."


def test_a_merge_both_ways(staff: Client) -> None:
    answers = at_once(
        lambda: merge_actors("havn", "havn-2", viewer=COMMAND_LINE),
        lambda: merge_actors("havn-2", "havn", viewer=COMMAND_LINE),
    )
    merged = Batch.objects.latest("pk").pk
    assert Actor.objects.count() == 1
    assert sorted(type(a).__name__ for a in answers) == ["Receipt", "Repeated"]
    assert {a.batch for a in answers} == {merged}
    undo_batch(merged, viewer=COMMAND_LINE)
    assert merge_actors("havn", "havn-2", viewer=COMMAND_LINE).batch != merged, "undone, they can be merged again"
    with batch("remove") as writer:
        writer.remove(Actor, ["havn"])
    with pytest.raises(NotFound):
        merge_actors("havn", "havn-2", viewer=COMMAND_LINE)


def test_opposite_things_leave_no_contradiction(staff: Client, two: int) -> None:
    answers = at_once(
        lambda: undo_batch(two, viewer=COMMAND_LINE),
        lambda: merge_actors("havn", "havn-2", viewer=COMMAND_LINE),
        lambda: mark_distinct("havn", "havn-2", viewer=COMMAND_LINE),
    )
    assert not [a for a in answers if isinstance(a, Exception) and not isinstance(a, NotFound | Repeated)]
    assert Actor.objects.count() in {0, 1}


def test_telling_apart(staff: Client) -> None:
    answers = presses(staff, "/duplicates/havn/havn-2/apart") + presses(staff, "/duplicates/havn-2/havn/apart")
    assert {(a.status_code, a.headers.get("Location")) for a in answers} == {(302, "/duplicates")}
    assert DistinctPair.objects.count() == 1
    assert staff.post("/duplicates/havn/nobody/apart").status_code == 404


def test_columns_that_are_remembered() -> None:
    chosen = {f"Heading {n}": "city" for n in range(30)} | {"x" * 301: "name"}
    turned = dict(reversed(chosen.items()))
    answers = at_once(
        *[lambda: remember_columns(chosen, viewer=COMMAND_LINE), lambda: remember_columns(turned, viewer=COMMAND_LINE)]
        * 3
    )
    assert {type(a).__name__ for a in answers} == {"Receipt"}
    assert ColumnChoice.objects.count() == 30


def test_accounts() -> None:
    """One name and one address are one account's, and an administrator stays."""
    made = at_once(*[lambda: invite_user("ane", email="ane@x.example", viewer=COMMAND_LINE)] * PRESSES)
    assert sorted(type(a).__name__ for a in made) == ["InputError"] * (PRESSES - 1) + ["Receipt"]
    admins = [User.objects.create_user(name, role=Role.ADMIN).username for name in ("bo", "eva")]
    User.objects.filter(role=Role.ADMIN).exclude(username__in=admins).update(role=Role.MANAGER)
    at_once(*[lambda name=name: edit_account(name, role=Role.MANAGER, viewer=COMMAND_LINE) for name in admins])
    assert User.objects.filter(role=Role.ADMIN, is_active=True).count() == 1


def test_a_mail_is_sent_by_one() -> None:
    (row,) = queue_mail(EmailMessage("Once", "…", to=["ane@x.example"]))
    at_once(*[lambda: deliver(row.pk)] * PRESSES)
    assert [message.subject for message in mail.outbox] == ["Once"]


def test_erasing_a_person() -> None:
    with batch("contact") as writer:
        writer.put(Person, [{"id": "ane", "actor_id": "havn", "name": "Ane Holm", "email": "ane@example.org"}])
        writer.put(Opportunity, [{"id": "call", "title": "Call", "kind": "call"}])
        offered = {"opportunity_id": "call", "actor_id": "havn", "mark": "offered", "date": "2026-01-05", "by": "ane"}
        writer.put(Mark, [{"id": Mark.key_of(offered), **offered}])
    answers = at_once(*[lambda: erase_person("ane", viewer=COMMAND_LINE)] * PRESSES)
    assert sorted(type(a).__name__ for a in answers) == ["NotFound"] * (PRESSES - 1) + ["Receipt"]
    log = str(list(Change.objects.values_list("before", "after")))
    assert not any(word in log for word in ("Ane", "ane@", "'ane'"))
