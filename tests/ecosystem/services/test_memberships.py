"""Memberships renewed, paid and ended; organisations that ask to join, accepted or declined."""

from typing import Any

import pytest
from django.utils import timezone

from bridgehead.ecosystem.core.membership_terms import MembershipTerms
from bridgehead.ecosystem.services import joining
from bridgehead.ecosystem.services.memberships import end_membership, record_payments, renew_memberships
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotAllowed, NotFound
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.mail.services.mail_kinds import is_wanted
from bridgehead.mail.tasks import deliver_outbox
from bridgehead.models import Actor, Change, Membership, MembershipFee, MembershipRequest, OutboxMail, Person
from bridgehead.settings.services.change_settings import save_settings
from bridgehead.workspace.services.personal_data import erase_person, export_person
from bridgehead.workspace.services.undo import undo_batch
from tests.world import keyed

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]
FLOW, COOL = "flow/hub/2020", "cool/hub/2020"
ASKED = {
    "name": "Nordlys Pumps",
    "size": "sme",
    "country": "DK",
    "kind": "full",
    "contact": "Ea Lund",
    "email": "ea@nordlys.example",
    "description": "Pumps",
    "consent": ["mail", "directory"],
}
MEMBER = Viewer(None, Role.MEMBER_OWNER, "flow")


def opened() -> None:
    save_settings({"joining": "open"}, viewer=COMMAND_LINE, seen=None)


def asked(**other: Any) -> str:
    return joining.request_membership({**ASKED, **other}).result


def test_memberships_are_renewed_for_a_year_in_one_batch_with_their_fee_and_a_mail() -> None:
    with batch("fees") as writer:
        writer.put(MembershipFee, [keyed(MembershipFee, kind="full", size="sme", amount=900.0, from_year=None)])
        writer.put(
            Membership,
            [
                {"id": FLOW, "kind": "full", "renews": "2026-12-31", "fee": None},
                {"id": COOL, "kind": "full", "renews": "", "fee": 50.0},
            ],
        )
    done = renew_memberships([FLOW, COOL], viewer=COMMAND_LINE, mail=True, deliver=deliver_outbox)
    flow, cool = Membership.objects.get(pk=FLOW), Membership.objects.get(pk=COOL)
    assert (done.result, flow.renews, flow.fee, cool.fee) == (2, "2027-12-31", 900.0, 50.0)
    assert cool.renews >= str(timezone.localdate().year)
    mail = OutboxMail.objects.get()
    assert mail.to == "ane@flow.example", "the other has no contact"
    assert "31 Dec 2027" in mail.body
    assert "900" in mail.body
    assert is_wanted(mail)
    undo_batch(done.batch, viewer=COMMAND_LINE)
    assert Membership.objects.get(pk=COOL).renews == ""
    assert not is_wanted(mail), "its day is no longer so"
    for verb in (renew_memberships, record_payments):
        with pytest.raises(NotFound):
            verb([FLOW, "gone"], viewer=COMMAND_LINE)
        with pytest.raises(NotAllowed):
            verb([FLOW], viewer=MEMBER)


def test_a_payment_pays_one_year_and_whoever_owes_an_earlier_one_owes_it_still() -> None:
    day = timezone.localdate()
    later = f"{day.year + 1}-07-01"
    with batch("renewals") as writer:
        writer.put(Membership, [{"id": FLOW, "renews": later}, {"id": COOL, "renews": later}])
        writer.put(Membership, [{"id": COOL, "paid_until": "2024-06-30"}])
    record_payments([FLOW, COOL], viewer=COMMAND_LINE)
    paid = dict(Membership.objects.values_list("pk", "paid_until"))
    assert (paid[FLOW], paid[COOL]) == (f"{day.year + 1}-06-30", "2025-06-30")
    record_payments([FLOW, COOL], viewer=COMMAND_LINE)
    paid = dict(Membership.objects.values_list("pk", "paid_until"))
    assert (paid[FLOW], paid[COOL]) == (f"{day.year + 2}-06-30", "2026-06-30")


def test_what_has_ended_or_was_changed_meanwhile_is_neither_renewed_nor_paid() -> None:
    seen = change_log.last_line()
    renew_memberships([FLOW], viewer=COMMAND_LINE, seen=seen)
    renewed = Membership.objects.get(pk=FLOW).renews
    for verb in (renew_memberships, record_payments):
        with pytest.raises(InputError, match=r"Flow Batteries after this list was shown"):
            verb([FLOW, COOL], viewer=COMMAND_LINE, seen=seen)
    end_membership(COOL, viewer=COMMAND_LINE, on="2024-05-01", reason="cost")
    for verb in (renew_memberships, record_payments):
        with pytest.raises(InputError, match=r"has ended. Add a new one"):
            verb([COOL], viewer=COMMAND_LINE)
    with pytest.raises(InputError):
        end_membership(FLOW, viewer=COMMAND_LINE, on="1900-01-01", reason="cost")
    assert Membership.objects.get(pk=FLOW).renews == renewed


def test_a_member_leaves_with_a_reason() -> None:
    end_membership(FLOW, viewer=COMMAND_LINE, on="2026-06-30", reason="cost")
    found = Membership.objects.get(pk=FLOW)
    assert (found.until, found.left_reason, found.renews) == ("2026-06-30", "cost", "")
    with pytest.raises(InputError):
        end_membership(FLOW, viewer=COMMAND_LINE, on="", reason="bored")
    with pytest.raises(NotAllowed):
        end_membership(FLOW, viewer=MEMBER, on="", reason="cost")


def test_who_asks_to_join_waits_once_and_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="closed"):
        asked()
    opened()
    id_ = asked()
    assert asked(name="NORDLYS pumps") == id_, "the same, sent again"
    found = MembershipRequest.objects.get(pk=id_)
    assert (found.status, found.consent, found.actor_id) == ("waiting", "mail;directory", None)
    assert not Actor.objects.filter(name="Nordlys Pumps").exists()
    monkeypatch.setattr(joining, "PER_HOUR", 1)
    with pytest.raises(InputError, match="Too many"):
        asked(name="Another", email="b@another.example")


def test_who_is_accepted_becomes_a_member_with_a_contact_and_a_mail() -> None:
    opened()
    id_ = asked()
    terms = MembershipTerms("associate", 400.0, "2026-11-01")
    with pytest.raises(NotAllowed):
        joining.accept_request(id_, viewer=MEMBER)
    done = joining.accept_request(id_, viewer=COMMAND_LINE, terms=terms, deliver=deliver_outbox)
    member = Actor.objects.get(pk=done.result)
    assert (member.name, member.kind, member.size, member.country) == ("Nordlys Pumps", "firm", "sme", "DK")
    person = Person.objects.get(actor=member)
    assert (person.name, person.email, person.consent) == ("Ea Lund", "ea@nordlys.example", "mail;directory")
    assert person.pk == f"{member.pk}-contact", "an id stays in the change log when a person is erased"
    held = Membership.objects.get(member=member)
    assert (held.cluster_id, held.kind, held.fee, held.since, held.renews) == (
        *("hub", "associate", 400.0),
        *("2026-11-01", "2027-11-01"),
    )
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.kind, is_wanted(mail)) == ("ea@nordlys.example", "membership", True)
    with pytest.raises(InputError, match="decided"):
        joining.decline_request(id_, viewer=COMMAND_LINE)
    undo_batch(done.batch, viewer=COMMAND_LINE)
    assert MembershipRequest.objects.get(pk=id_).status == "waiting"
    assert not is_wanted(mail)
    assert not Actor.objects.filter(pk=done.result).exists()
    with pytest.raises(InputError, match="Cool Machines is a member already"):
        joining.accept_request(id_, viewer=COMMAND_LINE, actor="cool", terms=MembershipTerms(since="2019"))
    end_membership(COOL, viewer=COMMAND_LINE, on="2025-12-31", reason="cost")
    assert joining.accept_request(id_, viewer=COMMAND_LINE, actor="cool").result == "cool"
    assert Membership.objects.filter(member="cool").count() == 2
    contact = Person.objects.get(email="ea@nordlys.example")
    assert contact.actor_id == "cool"
    assert [row["id"] for row in export_person(contact.pk, viewer=COMMAND_LINE)["membership_requests"]] == [id_]
    erase_person(contact.pk, viewer=COMMAND_LINE)
    assert not MembershipRequest.objects.filter(pk=id_).exists()
    lines = Change.objects.filter(table="membershiprequest", key=id_)
    assert not any(line.before or line.after for line in lines)


def test_who_is_declined_gets_the_reason() -> None:
    opened()
    id_ = asked()
    joining.decline_request(id_, viewer=COMMAND_LINE, reason="Only firms of the region.", deliver=deliver_outbox)
    assert MembershipRequest.objects.get(pk=id_).status == "declined"
    assert "Only firms of the region." in OutboxMail.objects.get().body
