"""Forms on mails to a group."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.kit import vocabularies
from bridgehead.kit.field_limits import LINE_LENGTH, TEXT_LENGTH
from bridgehead.kit.form_fields import SeveralField, TextField
from bridgehead.kit.forms import VerbForm
from bridgehead.mailings.queries import KINDS, template_names
from bridgehead.mailings.services.group_mail import GroupMail, MailText

LONGEST_SUBJECT = 300
SUBJECT, TEXT = "subject:", "text:"
"""How the fields begin in which the mail of one person is edited; their id follows."""


class GroupMailForm(VerbForm):
    """Who is written to, for what purpose, and what."""

    kind = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in KINDS], widget=forms.HiddenInput)
    view = forms.CharField(required=False, max_length=LINE_LENGTH, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)
    step = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    edit = forms.CharField(required=False, max_length=LINE_LENGTH, widget=forms.HiddenInput)
    keys = SeveralField(required=False)
    purpose = forms.ChoiceField(
        label=_("Purpose"), help_text=_("Only people who agreed to this purpose get the email.")
    )
    template = forms.ChoiceField(
        required=False, label=_("Template"), help_text=_("Each person gets it in their language, where it has that.")
    )
    subject = forms.CharField(required=False, max_length=LONGEST_SUBJECT, label=_("Subject"))
    text = TextField(
        required=False,
        max_length=TEXT_LENGTH,
        label=_("Text"),
        help_text=_(
            "Leave subject and text empty to use the template. {name}, {organisation}, {cluster} are filled in."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        purpose, template = self.fields["purpose"], self.fields["template"]
        purpose.choices = list(vocabularies.terms("mail_purpose").items())  # type: ignore[attr-defined]
        template.choices = [("", _("No template")), *((n, n) for n in template_names())]  # type: ignore[attr-defined]

    @property
    def group(self) -> dict[str, Any]:
        """The ticked rows that a list sent, for a form that is to be filled in."""
        given: dict[str, Any] = {name: self.sent(name) for name in ("kind", "view", "next")}
        return {**given, "keys": self["keys"].value()}

    def without_steps(self) -> "GroupMailForm":
        """The form as a page draws it: which button is pressed is said by the button."""
        for name in ("step", "edit"):
            self.fields.pop(name, None)
        return self

    @property
    def asked(self) -> GroupMail:
        """What is to be sent to whom."""
        given = self.cleaned_data
        return GroupMail(
            kind=given["kind"],
            keys=tuple(given["keys"]),
            view=given["view"],
            purpose=given["purpose"],
            template=given["template"],
            own=MailText(given["subject"], given["text"]),
            edits=self.edits,
        )

    @property
    def edits(self) -> Mapping[str, MailText]:
        """What single people get instead, by their id."""
        sent = {name: self.data.get(name, "").replace("\0", "") for name in self.data}
        people = [name.removeprefix(SUBJECT) for name in sent if name.startswith(SUBJECT)]
        return {
            id_: MailText(
                sent[f"{SUBJECT}{id_}"][:300], sent.get(f"{TEXT}{id_}", "").replace("\r\n", "\n")[:TEXT_LENGTH]
            )
            for id_ in people
        }


class WithdrawConsent(VerbForm):
    """One press: no more mails on this purpose."""
