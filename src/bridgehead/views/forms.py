"""Forms on saved views."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.kit import vocabularies
from bridgehead.kit.access_table import Resource
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.forms import VerbForm
from bridgehead.kit.permissions import Viewer
from bridgehead.views.services.saved_views import SHARED


class ViewForm(VerbForm):
    """A view's name, who sees it, and how often it writes to its owner."""

    name = forms.CharField(max_length=200, label=_("Name"))
    shared = forms.BooleanField(required=False, label=_("Share with everyone"))
    mail = forms.ChoiceField(required=False, label=_("Email me what is new or due in it"))

    def __init__(self, *args: Any, viewer: Viewer, is_own: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["mail"]
        choice.choices = [("", _("Never")), *vocabularies.terms("view_mail").items()]
        if not is_own:
            del self.fields["mail"]
        if not viewer.may_set(Resource.SAVED_VIEW, SHARED):
            del self.fields["shared"]


class NewView(ViewForm):
    """A new view: the list and what is asked of it besides."""

    page = forms.CharField(max_length=40, widget=forms.HiddenInput)
    address = forms.CharField(required=False, max_length=TEXT_LENGTH, widget=forms.HiddenInput)


class KeepAddress(VerbForm):
    """What a view is to show from now on."""

    address = forms.CharField(required=False, max_length=TEXT_LENGTH, widget=forms.HiddenInput)


class ViewButton(VerbForm):
    """One press: remove a view, stop its emails."""

    next = forms.CharField(required=False, widget=forms.HiddenInput)
