"""Forms of accounts: signing in, inviting, changing, switching off."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context as allauth
from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.access_phrases import ROLES
from bridgehead.kit.audit_log import Event, record_event
from bridgehead.kit.forms import VerbForm
from bridgehead.kit.permissions import Role
from bridgehead.kit.reference_fields import ReferenceField


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name or address, password, and whether to stay signed in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].label = _("Username or email")
        self.fields["login"].widget.attrs.pop("placeholder", None)
        if "remember" in self.fields:
            self.fields["remember"].label = _("Stay signed in")


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    """The code of the second step; a wrong one is put down."""

    def clean_code(self) -> str:
        """Look at the code.

        Raises
        ------
        ValidationError
            If it is wrong, or too many were.
        """
        try:
            code: str = super().clean_code()
        except ValidationError:
            record_event(Event.CODE_FAILED, who=self.user.pk, request=allauth.request)
            raise
        return code


class InviteAccount(VerbForm):
    """A colleague or a member's person gets an account."""

    name = forms.CharField(label=_("Username"), max_length=150)
    email = forms.EmailField(label=_("Email"), required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=lambda: [(role, label) for role, label in ROLES.items()], initial=Role.MANAGER
    )
    actor = ReferenceField("actor", label=_("Organisation"), required=False, help_text=_("For a member’s account"))


class EditAccount(VerbForm):
    """An account's role, organisation and address, and whether it is switched on."""

    role = forms.ChoiceField(label=_("Role"), choices=lambda: [(role, label) for role, label in ROLES.items()])
    actor = ReferenceField("actor", label=_("Organisation"), required=False, help_text=_("For a member’s account"))
    email = forms.EmailField(label=_("Email"), required=False)
    active = forms.BooleanField(label=_("Can sign in"), required=False)


class NewPasswordLink(VerbForm):
    """A link by which a password is chosen is made."""


class EndSessions(VerbForm):
    """An account is signed out everywhere."""


class RemoveSecondStep(VerbForm):
    """An account's two-step sign-in is forgotten."""


class FirstAccount(VerbForm):
    """The first account of a workspace."""

    name = forms.CharField(label=_("Username"), max_length=150, widget=forms.TextInput({"autocomplete": "username"}))
    email = forms.EmailField(label=_("Email (optional)"), required=False)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters."),
    )
    code = forms.CharField(
        label=_("Code from the server's console"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("The server printed it when it started."),
    )
