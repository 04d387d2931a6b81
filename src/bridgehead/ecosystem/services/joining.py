"""Organisations that ask to join: their request kept, accepted as a member, or declined."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.core.membership_terms import MembershipTerms, a_year_after
from bridgehead.ecosystem.models import Actor, Membership, MembershipRequest, Person
from bridgehead.ecosystem.phrases import memberships as phrases
from bridgehead.ecosystem.queries.membership_records import (
    WAITING,
    is_member_from,
    membership_request,
    requests_of_last_hour,
)
from bridgehead.ecosystem.services.membership_mail_kind import about_decision
from bridgehead.kit import partial_dates
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.erasure import forget_lines, logged_keys
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.middleware import contact as whom_to_ask
from bridgehead.kit.permissions import COMMAND_LINE, Resource, Verb, Viewer
from bridgehead.kit.quotation_marks import strip_stray_quotes
from bridgehead.kit.readable_ids import free_id
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.word_filter import called
from bridgehead.mail.models import MEMBERSHIP, OutboxMail
from bridgehead.mail.services.outbox import queue_mail
from bridgehead.settings.models import OPEN
from bridgehead.settings.queries import workspace_settings

PER_HOUR, AT_ONCE = 20, 200
"""How many requests are taken within an hour, and how many may wait: a form that anybody may send has bounds."""
OF_ACTOR = ("name", "size", "country", "city", "website", "description")
ACCEPTED, DECLINED = "accepted", "declined"
UNKNOWN_TERMS = MembershipTerms()


def is_open() -> bool:
    """Whether the form is open to the public."""
    return workspace_settings().joining == OPEN


def request_membership(values: Mapping[str, Any]) -> Receipt[str]:
    """Keep what an organisation said of itself on the public form, for staff to decide; the result is its id.

    Whoever sends the same again while it waits is not kept twice. Nobody is signed in: the form stands for itself.

    Parameters
    ----------
    values
        Columns of a `MembershipRequest`, without date and status; `consent` is a list of purposes
        (`ecosystem.core.consent`).

    Raises
    ------
    InputError
        If the form is closed, more came than anybody can read, or a value is not accepted.
    """
    if not is_open():
        raise InputError("", sentence=phrases.joining_closed(whom_to_ask()))
    named = {key: strip_stray_quotes(str(values.get(key, ""))) for key in ("name", "contact")}
    with batch("membership.request", viewer=COMMAND_LINE, name=named["name"]) as writer:
        waiting = MembershipRequest.objects.filter(status=WAITING)
        same = called(waiting.filter(email__iexact=values["email"]), named["name"], ("name",)).first()
        if same is not None:
            return Receipt(same.pk)
        if requests_of_last_hour() >= PER_HOUR or waiting.count() >= AT_ONCE:
            raise InputError("", sentence=phrases.too_many_requests(whom_to_ask()))
        today = timezone.localdate().isoformat()
        id_ = free_id(MembershipRequest, f"{named['name']}-{today}")
        given = {**values, **named, "consent": ";".join(values.get("consent", ())) or "no"}
        writer.put(MembershipRequest, [{"id": id_, **given, "date": today, "status": WAITING}])
    return writer.receipt(id_)


def accept_request(
    id_: str,
    *,
    viewer: Viewer,
    actor: str = "",
    actor_kind: str = "firm",
    terms: MembershipTerms = UNKNOWN_TERMS,
    deliver: Task[[], None] | None = None,
) -> Receipt[str]:
    """Make an organisation that asked to join a member; the result is the organisation's id.

    Parameters
    ----------
    actor
        The organisation on record that it is; blank makes a new one.
    actor_kind
        Of a new one.
    terms
        Of the membership; it begins today where they say no day, and renews a year later.
    deliver
        The task that sends the mail that says so; None writes none.

    Raises
    ------
    NotAllowed
        If the viewer may not add organisations, contacts and memberships.
    NotFound
        If there is no such request, or no such organisation.
    InputError
        If it is decided already, there is no cluster to join, or the organisation is a member.
    """
    for resource in (Resource.ACTOR, Resource.CONTACT, Resource.TIE):
        viewer.require(Verb.CHANGE, resource)
    named, cluster = membership_request(id_), queries.cluster_in_question()
    if not cluster:
        raise InputError(expects("cluster_to_join"), column="actor", found=finds("nothing"))
    began = terms.since or timezone.localdate().isoformat()
    with batch("membership.accept", id_, viewer=viewer, name=named.name) as writer:
        found = _undecided(id_)
        if actor and is_member_from(actor, cluster, max(partial_dates.starts(began), timezone.localdate())):
            raise InputError("", column="actor", sentence=phrases.member_already(queries.actor(actor).name))
        member = queries.actor(actor).pk if actor else _new_actor(writer, found, actor_kind)
        _keep_contact(writer, found, member)
        row: dict[str, Any] = {"member_id": member, "cluster_id": cluster, "since": began}
        row |= {"kind": terms.kind or found.kind, "fee": terms.fee, "renews": a_year_after(began)}
        writer.put(Membership, [{"id": Membership.key_of(row), **row}])
        writer.put(MembershipRequest, [{"id": id_, "status": ACCEPTED, "actor_id": member}])
        _write(found, ACCEPTED, phrases.accepted_body, deliver)
    return writer.receipt(member)


def decline_request(
    id_: str, *, viewer: Viewer, reason: str = "", deliver: Task[[], None] | None = None
) -> Receipt[str]:
    """Decline an organisation that asked to join; the result is the id of its request.

    Parameters
    ----------
    reason
        Goes into the mail as it is.
    deliver
        The task that sends the mail; None writes none.

    Raises
    ------
    NotAllowed
        If the viewer may not decide on requests.
    NotFound
        If there is no such request.
    InputError
        If it is decided already.
    """
    viewer.require(Verb.CHANGE, Resource.CONTACT)
    named = membership_request(id_)
    with batch("membership.decline", id_, viewer=viewer, name=named.name) as writer:
        found = _undecided(id_)
        writer.put(MembershipRequest, [{"id": id_, "status": DECLINED, "reason": reason.strip()}])

        def body(contact: str, name: str, cluster: str) -> str:
            return phrases.declined_body(contact, name, cluster, reason.strip())

        _write(found, DECLINED, body, deliver)
    return writer.receipt(id_)


def requests_of(person: Person) -> list[dict[str, Any]]:
    """The requests that were sent from a person's address, whole."""
    found = MembershipRequest.objects.filter(email__iexact=person.email) if person.email else ()
    return [{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields} for row in found]


def erase_requests(writer: Writer, person: Person) -> None:
    """Erase the requests that were sent from a person's address, with their lines of the change log."""
    forget_requests(writer, [str(row["id"]) for row in requests_of(person)])
    forget_lines(MembershipRequest, logged_keys(MembershipRequest, {"email__iexact": person.email}), person.pk)


def forget_requests(writer: Writer, keys: Collection[str]) -> None:
    """Erase requests, with their lines of the change log and their mails of the outbox."""
    writer.remove(MembershipRequest, keys)
    forget_lines(MembershipRequest, keys)
    OutboxMail.objects.filter(kind=MEMBERSHIP, about__request__in=list(keys)).delete()


def _undecided(id_: str) -> MembershipRequest:
    found = membership_request(id_)
    if found.status != WAITING:
        raise InputError("", sentence=phrases.decided_already())
    return found


def _new_actor(writer: Writer, found: MembershipRequest, kind: str) -> str:
    id_ = free_id(Actor, found.name)
    writer.put(Actor, [{"id": id_, "kind": kind, **{name: getattr(found, name) for name in OF_ACTOR}}])
    return id_


def _keep_contact(writer: Writer, found: MembershipRequest, member: str) -> None:
    """The contact who asked, unless one with the same address is on record there.

    Their id does not name them: ids outlive an erasure.
    """
    if not found.contact or Person.objects.filter(actor=member, email__iexact=found.email).exists():
        return
    row = {"actor_id": member, "name": found.contact, "role": found.role, "email": found.email}
    row |= {"phone": found.phone, "consent": found.consent}
    writer.put(Person, [{"id": free_id(Person, f"{member}-contact"), **row}])


def _write(
    found: MembershipRequest, status: str, body: Callable[[str, str, str], str], deliver: Task[[], None] | None
) -> None:
    if deliver is None or not found.email:
        return
    cluster = queries.workspace_name()
    text = body(found.contact or found.name, found.name, cluster)
    mail = EmailMessage(phrases.request_subject(cluster), text, to=[found.email])
    queue_mail(mail, kind=MEMBERSHIP, about=about_decision(found.pk, status))
    transaction.on_commit(deliver.enqueue)
