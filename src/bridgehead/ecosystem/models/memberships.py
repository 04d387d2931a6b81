"""Who belongs to a cluster on which terms, what that costs, and who asked to join."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import (
    CountField,
    CountryField,
    DateField,
    LineField,
    LongTextField,
    NumberField,
    TermField,
)
from bridgehead.kit.models import KeyedRecord, NamedRecord

ACTOR = "bridgehead.Actor"


class Membership(KeyedRecord):
    """An actor's membership of a cluster, or a cluster's of a network of clusters.

    `fee` is what it pays a year, `paid_until` the day to which it has, `renews` the day on which the next year begins.
    """

    member = models.ForeignKey(ACTOR, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("Member"))
    cluster = models.ForeignKey(ACTOR, on_delete=models.PROTECT, related_name="members", verbose_name=_("Cluster"))
    since = DateField()
    until = DateField()
    kind = TermField(vocabulary="membership_kind", verbose_name=_("Kind of membership"))
    fee = NumberField(low=0, help_text="a year, in euros", verbose_name=_("Fee in euros a year"))
    renews = DateField(db_index=True, verbose_name=_("Renews on"))
    paid_until = DateField(verbose_name=_("Paid until"))
    left_reason = TermField(vocabulary="leaving_reason", verbose_name=_("Reason for leaving"))
    key_fields = ("member_id", "cluster_id", "since")

    def __str__(self) -> str:
        return self.member.name


class MembershipFee(KeyedRecord):
    """What a kind of membership costs a year, from a year on; of one size of organisation, or of all."""

    kind = TermField(vocabulary="membership_kind", blank=False, verbose_name=_("Kind of membership"))
    size = TermField(vocabulary="actor_size", verbose_name=_("Size (blank: all)"))
    amount = NumberField(low=0, verbose_name=_("Fee in euros a year"))
    from_year = CountField(low=1900, high=2200, verbose_name=_("From year"))
    key_fields = ("kind", "size", "from_year")


class MembershipRequest(NamedRecord):
    """An organisation that asked to join: what it said of itself, and what became of it.

    `name` is the organisation's; `consent` holds the purposes to which the contact agreed.
    """

    name = LineField(blank=False, verbose_name=_("Organisation"))
    size = TermField(vocabulary="actor_size")
    country = CountryField()
    city = LineField()
    website = LineField()
    description = LongTextField()
    kind = TermField(vocabulary="membership_kind", verbose_name=_("Kind of membership"))
    contact = LineField(verbose_name=_("Contact person"))
    role = LineField()
    email = LineField(max_length=320, db_index=True, verbose_name=_("Email"))
    phone = LineField()
    consent = LineField(verbose_name=_("Consent to"))
    message = LongTextField(verbose_name=_("Message"))
    date = DateField(db_index=True)
    status = TermField(vocabulary="request_status", blank=False, default="waiting", db_index=True)
    actor = models.ForeignKey(
        ACTOR,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="membership_requests",
        verbose_name=_("Became member"),
    )
    reason = LongTextField(verbose_name=_("Reason for the decision"))

    def __str__(self) -> str:
        return self.name
