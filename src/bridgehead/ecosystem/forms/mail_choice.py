"""The answer to whether mails are wanted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.forms import VerbForm


class MailChoice(VerbForm):
    """Yes or no, a button each."""

    next = forms.CharField(required=False, widget=forms.HiddenInput)
    wants = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
