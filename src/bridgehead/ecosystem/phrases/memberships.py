"""Memberships in words: kinds of record, changes, reasons for concern, mails to those who asked to join."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.ecosystem.core.members_at_risk import RiskReason
from bridgehead.kit.phrases import and_list
from bridgehead.kit.record_phrases import RecordPhrases
from bridgehead.kit.template_tags import short_date

RECORDS = {
    "membership": RecordPhrases(
        name=gettext_lazy("Membership"),
        add=gettext_lazy("Add membership"),
        edit=gettext_lazy("Edit membership"),
        remove=gettext_lazy("Remove membership"),
        added=gettext_lazy("Membership added"),
        changed=gettext_lazy("Membership changed"),
        removed=gettext_lazy("Membership removed"),
    ),
    "membership_fee": RecordPhrases(
        name=gettext_lazy("Fee"),
        add=gettext_lazy("Add fee"),
        edit=gettext_lazy("Edit fee"),
        remove=gettext_lazy("Remove fee"),
        added=gettext_lazy("Fee added"),
        changed=gettext_lazy("Fee changed"),
        removed=gettext_lazy("Fee removed"),
    ),
    "membership_request": RecordPhrases(
        name=gettext_lazy("Membership application"),
        add=gettext_lazy("Add membership application"),
        edit=gettext_lazy("Edit membership application"),
        remove=gettext_lazy("Remove membership application"),
        added=gettext_lazy("Membership application added"),
        changed=gettext_lazy("Membership application changed"),
        removed=gettext_lazy("Membership application removed"),
    ),
}

RULES = {
    "no_participation": gettext_lazy("No participation for 12 months"),
    "fee_overdue": gettext_lazy("Fee overdue"),
    "only_first_quarter": gettext_lazy("Took part in its first 90 days only"),
    "no_contact": gettext_lazy("No contact for 6 months"),
    "invitations_declined": gettext_lazy("At least 2 invitations declined in 12 months, none accepted"),
    "survey_unanswered": gettext_lazy("A survey of the last 12 months unanswered"),
}
"""What each rule on members at risk asks."""


def risk_reason(reason: RiskReason) -> str:
    """Why a member is at risk, with what it rests on."""
    if reason.code == "invitations_declined":
        text = ngettext("{count} invitation declined", "{count} invitations declined in 12 months", reason.count)
        return text.format(count=reason.count)
    if reason.code == "survey_unanswered":
        return ngettext("{count} survey unanswered", "{count} surveys unanswered", reason.count).format(
            count=reason.count
        )
    if not reason.day:
        return str(_NEVER[reason.code])
    return str(_SINCE[reason.code]).format(date=short_date(reason.day))


_NEVER = {
    "no_participation": gettext_lazy("No participation recorded"),
    "no_contact": gettext_lazy("No contact recorded"),
}
_SINCE = {
    "no_participation": gettext_lazy("Last took part: {date}"),
    "no_contact": gettext_lazy("Last contact: {date}"),
    "fee_overdue": gettext_lazy("Fee paid until {date} only"),
    "only_first_quarter": gettext_lazy("Took part in its first 90 days only; last {date}"),
}


def memberships_changed(parameters: Mapping[str, Any], one: str, several: str) -> str:
    """What was done to memberships, in the list of changes."""
    names = list(parameters["names"])
    return (one if len(names) == 1 else several).format(names=and_list(names))


def renewed(parameters: Mapping[str, Any]) -> str:
    """Whose membership was renewed."""
    return memberships_changed(parameters, _("Membership of {names} renewed"), _("Memberships of {names} renewed"))


def paid(parameters: Mapping[str, Any]) -> str:
    """Whose fee was recorded as paid."""
    return memberships_changed(parameters, _("Fee of {names} recorded as paid"), _("Fees of {names} recorded as paid"))


def forgotten(parameters: Mapping[str, Any]) -> str:
    """How many applications were kept too long, and went."""
    text = ngettext(
        "{count} membership application deleted", "{count} membership applications deleted", parameters["count"]
    )
    return text.format(count=parameters["count"])


CHANGES = {
    "membership.renew": renewed,
    "membership.paid": paid,
    "membership.leave": gettext_lazy("Membership of {name} ended"),
    "membership.request": gettext_lazy("{name} applied for membership"),
    "membership.accept": gettext_lazy("{name} accepted as a member"),
    "membership.decline": gettext_lazy("Membership application of {name} declined"),
    "membership.forget": forgotten,
}


def renewed_count(count: int) -> str:
    """How many memberships were renewed."""
    return ngettext("{count} membership renewed.", "{count} memberships renewed.", count).format(count=count)


def paid_count(count: int) -> str:
    """How many fees were recorded as paid."""
    return ngettext("{count} fee recorded as paid.", "{count} fees recorded as paid.", count).format(count=count)


def renewal_subject(cluster: str) -> str:
    """The subject of the mail on a renewed membership."""
    return _("Your membership of {cluster}").format(cluster=cluster)


def renewal_body(contact: str, member: str, cluster: str, until: str, fee: str) -> str:
    """The mail on a renewed membership."""
    text = _(
        "Dear {contact},\n\nThe membership of {member} in {cluster} is renewed. The next renewal is on {until}.\n\n"
        "Kind regards\n{cluster}\n"
    )
    with_fee = _(
        "Dear {contact},\n\nThe membership of {member} in {cluster} is renewed. The next renewal is on {until}.\n"
        "The fee is {fee} a year.\n\nKind regards\n{cluster}\n"
    )
    shown = with_fee if fee else text
    return shown.format(contact=contact, member=member, cluster=cluster, until=short_date(until), fee=fee)


def request_subject(cluster: str) -> str:
    """The subject of the mails on an application."""
    return _("Your membership application to {cluster}").format(cluster=cluster)


def accepted_body(contact: str, name: str, cluster: str) -> str:
    """The mail to an organisation that became a member."""
    text = _("Dear {contact},\n\n{name} is now a member of {cluster}. Welcome!\n\nKind regards\n{cluster}\n")
    return text.format(contact=contact, name=name, cluster=cluster)


def declined_body(contact: str, name: str, cluster: str, reason: str) -> str:
    """The mail to an organisation that was declined."""
    if reason:
        text = _(
            "Dear {contact},\n\nThank you for the application of {name}. {cluster} cannot accept it.\n\n{reason}\n\n"
            "Kind regards\n{cluster}\n"
        )
        return text.format(contact=contact, name=name, cluster=cluster, reason=reason)
    text = _(
        "Dear {contact},\n\nThank you for the application of {name}. {cluster} cannot accept it.\n\n"
        "Kind regards\n{cluster}\n"
    )
    return text.format(contact=contact, name=name, cluster=cluster)


def no_such_membership() -> str:
    """What is said where a membership is gone."""
    return _("This membership does not exist any more. Reload the list.")


def no_such_request(id_: str) -> str:
    """What is said where a membership application is gone."""
    return _("Membership application “{id}” does not exist.").format(id=id_)


def joining_closed(contact: str) -> str:
    """What is said where nobody can apply here."""
    return _("Membership applications are closed here. Write to {contact}.").format(contact=contact)


def too_many_requests(contact: str) -> str:
    """What is said where more apply than anybody could read."""
    return _("Too many applications arrived in a short time. Try again in an hour, or write to {contact}.").format(
        contact=contact
    )


def too_many_from_here(contact: str) -> str:
    """What is said where one address of the network sends application after application."""
    return _("Too many applications were sent from here. Try again in an hour, or write to {contact}.").format(
        contact=contact
    )


def member_already(name: str) -> str:
    """What is said where who asks to join is a member."""
    return _("{name} is a member already. Decline the application, or end the present membership first.").format(
        name=name
    )


def decided_already() -> str:
    """What is said where an application was decided before."""
    return _("This application is decided already.")


def have_ended(names: Collection[str]) -> str:
    """Memberships that are over are neither renewed nor paid."""
    text = ngettext("The membership of {names} has ended.", "The memberships of {names} have ended.", len(names))
    return text.format(names=and_list(names)) + " " + _("Add a new one if they join again.")


def changed_meanwhile(names: Collection[str]) -> str:
    """A colleague changed memberships after the list was drawn."""
    text = _("Somebody changed the membership of {names} after this list was shown. Nothing was saved; look again.")
    return text.format(names=and_list(names))


def not_written_to(names: Collection[str]) -> str:
    """Members that got no mail on their renewal."""
    return _("No email to {names}: no contact person has an address and takes emails.").format(names=and_list(names))


def leaves_on(name: str, day: str) -> str:
    """A membership that ends on a day to come."""
    return _("{name} leaves on {date}.").format(name=name, date=short_date(day))
