"""Memberships renewed for a year, paid and ended."""

from collections.abc import Collection, Mapping
from datetime import date

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.core.membership_terms import fee_for, next_renewal, paid_up_to
from bridgehead.ecosystem.models import Membership
from bridgehead.ecosystem.phrases import memberships as phrases
from bridgehead.ecosystem.queries.membership_records import fee_facts, first_contacts
from bridgehead.ecosystem.services.membership_mail_kind import about_renewal
from bridgehead.kit import change_log, partial_dates
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.template_tags import euros
from bridgehead.mail.models import MEMBERSHIP
from bridgehead.mail.services.outbox import queue_mail


def renew_memberships(
    keys: Collection[str],
    *,
    viewer: Viewer,
    mail: bool = False,
    deliver: Task[[], None] | None = None,
    seen: int | None = None,
) -> Receipt[int]:
    """Renew memberships for a year, in one batch; the result is how many.

    A membership without a fee gets that of its kind and of the member's size, where one is recorded.

    Parameters
    ----------
    mail
        Whether to write to the first contact of each, who has not refused mails.
    deliver
        The task that sends what waits.
    seen
        The last line of the change log when the list was drawn; what was changed since is not renewed twice.

    Raises
    ------
    NotAllowed
        If the viewer may not change memberships.
    NotFound
        If one of them is gone.
    InputError
        If one has ended, or was changed since the list was drawn.
    """
    viewer.require(Verb.CHANGE, Resource.TIE)
    today = timezone.localdate()
    found = _memberships(keys, on=today)
    with batch("membership.renew", viewer=viewer, names=_names(found)) as writer:
        _require_unchanged(keys, seen)
        facts = fee_facts()
        rows = []
        for one in found:
            renews = next_renewal(one.renews, one.since, today)
            known = fee_for(facts, kind=one.kind, size=one.member.size, year=int(renews[:4]))
            rows.append({"id": one.pk, "renews": renews, "fee": known if one.fee is None else one.fee})
        writer.put(Membership, rows)
        if mail:
            _write_to(found, {str(row["id"]): row for row in rows})
            if deliver is not None:
                transaction.on_commit(deliver.enqueue)
    return writer.receipt(len(found))


def record_payments(keys: Collection[str], *, viewer: Viewer, seen: int | None = None) -> Receipt[int]:
    """Record that one fee of each of these memberships is paid; the result is how many.

    Parameters
    ----------
    seen
        As for `renew_memberships`.

    Raises
    ------
    NotAllowed
        If the viewer may not change memberships.
    NotFound
        If one of them is gone.
    InputError
        If one has ended, or was changed since the list was drawn.
    """
    viewer.require(Verb.CHANGE, Resource.TIE)
    today = timezone.localdate()
    found = _memberships(keys, on=today)
    with batch("membership.paid", viewer=viewer, names=_names(found)) as writer:
        _require_unchanged(keys, seen)
        paid = {one.pk: paid_up_to(one.paid_until, one.renews, one.since, today) for one in found}
        writer.put(Membership, [{"id": key, "paid_until": day} for key, day in paid.items()])
    return writer.receipt(len(found))


def end_membership(key: str, *, viewer: Viewer, on: str, reason: str) -> Receipt[str]:
    """End a membership on a day, with the reason; the result is its key.

    Raises
    ------
    NotAllowed
        If the viewer may not change memberships.
    NotFound
        If it is gone.
    InputError
        If the day or the reason is none, or the day is before the membership began.
    """
    viewer.require(Verb.CHANGE, Resource.TIE)
    found = _memberships([key])[0]
    until = on or timezone.localdate().isoformat()
    if partial_dates.is_date(until) and partial_dates.is_before(until, found.since):
        raise InputError(expects("after_joining"), column="until", found=until)
    with batch("membership.leave", found.member_id, viewer=viewer, name=found.member.name) as writer:
        writer.put(Membership, [{"id": key, "until": until, "left_reason": reason, "renews": ""}])
    return writer.receipt(key)


def _memberships(keys: Collection[str], *, on: date | None = None) -> list[Membership]:
    """The memberships of these keys, by name; with a day, only such as have not ended by then."""
    found = Membership.objects.filter(pk__in=list(keys)).select_related("member", "cluster")
    rows = list(found.order_by("member__name", "pk"))
    if not rows or len(rows) < len(set(keys)):
        raise NotFound(phrases.no_such_membership())
    ended = [one.member.name for one in rows if on and not partial_dates.is_current("", one.until, on)]
    if ended:
        raise InputError("", sentence=phrases.have_ended(ended))
    return rows


def _require_unchanged(keys: Collection[str], seen: int | None) -> None:
    """Refuse what was changed since its list was drawn: a colleague may have renewed it just now."""
    if seen is None:
        return
    changed = change_log.later_lines(Membership, seen).filter(key__in=list(keys)).values_list("key", flat=True)
    names = Membership.objects.filter(pk__in=list(changed)).values_list("member__name", flat=True)
    if names:
        raise InputError("", sentence=phrases.changed_meanwhile(sorted(names)))


def _names(found: Collection[Membership]) -> list[str]:
    return [one.member.name for one in found]


def _write_to(found: Collection[Membership], rows: Mapping[str, Mapping[str, object]]) -> None:
    cluster, contacts = queries.workspace_name(), first_contacts([one.member_id for one in found])
    for one in found:
        contact = contacts.get(one.member_id)
        if contact is not None:
            row = rows[one.pk]
            fee = row["fee"]
            said = euros(fee) if isinstance(fee, float) else ""
            renews = str(row["renews"])
            text = phrases.renewal_body(contact.name, one.member.name, cluster, renews, said)
            mail = EmailMessage(phrases.renewal_subject(cluster), text, to=[contact.email])
            queue_mail(mail, kind=MEMBERSHIP, about=about_renewal(one.pk, renews))
