"""The form by which a change is undone."""

from django import forms

from bridgehead.kit.forms import VerbForm


class UndoForm(VerbForm):
    """A change is taken back."""

    next = forms.CharField(required=False, widget=forms.HiddenInput)
