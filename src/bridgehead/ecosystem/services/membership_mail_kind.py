"""Mails on memberships as a kind of mail of the outbox: one goes out only while what it says is so."""

from collections.abc import Mapping

from bridgehead.ecosystem.models import Membership, MembershipRequest
from bridgehead.kit.permissions import Viewer
from bridgehead.mail.models import MEMBERSHIP
from bridgehead.mail.services.mail_kinds import About, MailKind


def about_renewal(key: str, renews: str) -> Mapping[str, str]:
    """What a mail says of a membership: on which day it renews."""
    return {"membership": key, "renews": renews}


def about_decision(id_: str, status: str) -> Mapping[str, str]:
    """What a mail says of an application: how it was decided."""
    return {"request": id_, "status": status}


def is_still_so(about: About) -> bool:
    """Whether what a mail says is still so: nobody undid the renewal or the decision."""
    if "request" in about:
        return MembershipRequest.objects.filter(pk=about["request"], status=about.get("status", "")).exists()
    return Membership.objects.filter(pk=about.get("membership", ""), renews=about.get("renews", "")).exists()


def keep_decision(about: About, viewer: Viewer) -> None:
    """Nothing is taken back with a mail: a membership is renewed, and an application decided, without it too."""


MAIL_KINDS = {MEMBERSHIP: MailKind(is_still_so, keep_decision)}
