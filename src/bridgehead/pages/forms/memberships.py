"""Forms of memberships: renew, pay, end; ask to join, accept, decline."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.core.consent import PURPOSES
from bridgehead.ecosystem.core.membership_terms import MembershipTerms
from bridgehead.ecosystem.models import Actor, Membership, MembershipRequest
from bridgehead.kit import countries
from bridgehead.kit.field_limits import LARGEST_ID
from bridgehead.kit.form_fields import QuickSelect, SeveralField, form_field
from bridgehead.kit.forms import VerbForm

NEW = "new"
LONGEST = 4_000
"""Letters of a text on the public form."""
PURPOSE_LABELS = {
    "directory": _("Show me as contact in the member directory"),
    "matchmaking": _("Suggest me to possible partners"),
    "mail": _("Send me opportunities by email"),
    "research": _("Use my answers in research on the cluster"),
}


class RenewForm(VerbForm):
    """Renew the ticked memberships for a year."""

    keys = SeveralField(error_messages={"required": _("Select at least one membership.")})
    mail = forms.BooleanField(required=False)
    next = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_ID, widget=forms.HiddenInput)


class PaidForm(VerbForm):
    """Record the fees of the ticked memberships as paid."""

    keys = SeveralField(error_messages={"required": _("Select at least one membership.")})
    next = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_ID, widget=forms.HiddenInput)


class EndMembershipForm(VerbForm):
    """End a membership, with the reason."""

    key = forms.ChoiceField(label=_("Membership"))
    until = form_field(Membership, "until", label=_("Last day"), required=False)
    left_reason = form_field(Membership, "left_reason", required=True)

    def __init__(self, *args: Any, memberships: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["key"]
        choice.choices = memberships


class MembershipRequestForm(VerbForm):
    """Apply for membership, without an account.

    `homepage` is for programs that fill in every field: people do not see it, and whoever fills it in is not kept.
    """

    name = form_field(MembershipRequest, "name", label=_("Organisation"))
    size = form_field(MembershipRequest, "size", label=_("Size"), required=False, empty=_("Choose"))
    country = forms.ChoiceField(label=_("Country"), required=False, widget=QuickSelect)
    city = form_field(MembershipRequest, "city", label=_("City"), required=False)
    website = form_field(MembershipRequest, "website", label=_("Website"), required=False)
    description = form_field(MembershipRequest, "description", label=_("What do you do?"), required=False)
    kind = form_field(MembershipRequest, "kind", required=False, empty=_("Not decided"))
    contact = form_field(MembershipRequest, "contact", required=True)
    role = form_field(MembershipRequest, "role", label=_("Role"), required=False)
    email = forms.EmailField(label=_("Email"), max_length=320)
    phone = form_field(MembershipRequest, "phone", label=_("Phone"), required=False)
    message = form_field(MembershipRequest, "message", required=False)
    consent = forms.MultipleChoiceField(
        label=_("I also agree to this (optional)"),
        required=False,
        choices=[(purpose, PURPOSE_LABELS[purpose]) for purpose in PURPOSES],
        widget=forms.CheckboxSelectMultiple,
    )
    agrees = forms.BooleanField(
        label=_("I agree that the cluster keeps these details to decide on the application"),
        error_messages={"required": _("Without this, the application cannot be kept.")},
    )
    homepage = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["country"]
        choice.choices = [("", _("Choose")), *sorted(countries.names().items(), key=lambda pair: pair[1])]
        for name in ("description", "message"):
            self.fields[name].validators.append(_at_most)

    @property
    def is_from_a_program(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data.get("homepage"))

    @property
    def asked(self) -> dict[str, Any]:
        """What the service keeps."""
        left_out = {"token", "agrees", "homepage"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class AcceptForm(VerbForm):
    """Make who asked to join a member: an organisation on record, or a new one."""

    actor = forms.ChoiceField(label=_("Organisation"), widget=forms.RadioSelect)
    actor_kind = form_field(Actor, "kind", label=_("Kind of organisation"))
    kind = form_field(Membership, "kind", required=False)
    fee = form_field(Membership, "fee", required=False)
    since = form_field(Membership, "since", label=_("Member since"), required=False)
    mail = forms.BooleanField(label=_("Write to the contact person"), required=False)

    def __init__(self, *args: Any, similar: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["actor"]
        choice.choices = [*similar, (NEW, _("A new organisation"))]
        if not similar:
            choice.initial = NEW
        choice.error_messages["required"] = _("Choose whether it is one of these or a new organisation.")

    @property
    def existing(self) -> str:
        """The organisation on record that was chosen; blank for a new one."""
        chosen: str = self.cleaned_data["actor"]
        return "" if chosen == NEW else chosen

    @property
    def terms(self) -> MembershipTerms:
        """On which terms."""
        return MembershipTerms(*(self.cleaned_data[name] for name in ("kind", "fee", "since")))


class DeclineRequestForm(VerbForm):
    """Decline who asked to join."""

    reason = form_field(MembershipRequest, "reason", label=_("Reason"), required=False)
    mail = forms.BooleanField(label=_("Write to the contact person"), required=False)


def _at_most(text: str) -> None:
    if len(text) > LONGEST:
        raise forms.ValidationError(_("Use at most %(n)s letters."), params={"n": f"{LONGEST:,}"})
