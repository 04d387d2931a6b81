"""Forms of the set-up: the cluster, its members, colleagues, what is out there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import Actor, Person
from bridgehead.importers.phrases import FORMAT_PHRASES
from bridgehead.kit import countries
from bridgehead.kit.access_phrases import ROLES
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.form_fields import QuickSelect, TextField, UploadField, form_field
from bridgehead.kit.forms import VerbForm
from bridgehead.kit.permissions import OF_MEMBERS, Role

OPPORTUNITY_FORMATS = ("calls", "ted")


def _country(*, required: bool) -> forms.ChoiceField:
    """A country, or none yet."""

    def choices() -> list[tuple[str, Any]]:
        return [("", _("Choose")), *sorted(countries.names().items(), key=lambda item: item[1])]

    return forms.ChoiceField(label=_("Country"), choices=choices, widget=QuickSelect, required=required)


class ClusterForm(VerbForm):
    """The cluster whose workspace this is."""

    name = form_field(Actor, "name", label=_("Name of the cluster"))
    country = _country(required=True)
    accent = forms.CharField(
        label=_("Accent colour"), required=False, max_length=7, widget=forms.TextInput({"type": "color"})
    )
    logo = UploadField(label=_("Logo (optional)"), required=False, help_text=_("PNG, JPEG or WebP."))

    def __init__(self, *args: Any, faces: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not faces:
            del self.fields["accent"], self.fields["logo"]


class MemberListForm(VerbForm):
    """A list of members: a file, or rows that were pasted."""

    file = UploadField(label=_("File"), required=False)
    pasted = TextField(label=_("Or paste rows"), required=False, max_length=TEXT_LENGTH)

    def clean(self) -> None:
        """One of them is given."""
        super().clean()
        given = [name for name in ("file", "pasted") if self.cleaned_data.get(name)]
        if not self.errors and len(given) != 1:
            self.add_error("file", _("Choose a file or paste rows.") if not given else _("Choose one of the two."))


class OneMemberForm(VerbForm):
    """One member, typed in."""

    name = form_field(Actor, "name", label=_("Name"))
    country = _country(required=False)
    description = form_field(Actor, "description", label=_("What it does"))
    contact = form_field(Person, "name", label=_("Contact person"), required=False)
    email = forms.EmailField(label=_("Email of the contact person"), required=False)


class ColleagueForm(VerbForm):
    """A colleague gets an account."""

    name = forms.CharField(label=_("Username"), max_length=150)
    email = forms.EmailField(label=_("Email"), required=False)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=lambda: [(role, label) for role, label in ROLES.items() if role not in OF_MEMBERS],
        initial=Role.MANAGER.value,
    )


class OpportunityFileForm(VerbForm):
    """A file of calls or tenders."""

    format = forms.ChoiceField(
        label=_("Format"), choices=lambda: [(name, FORMAT_PHRASES[name][0]) for name in OPPORTUNITY_FORMATS]
    )
    file = UploadField(label=_("File"), error_messages={"required": _("Choose a file.")})


class JoinForm(VerbForm):
    """Organisations that were listed before the cluster become its members."""


class SkipForm(VerbForm):
    """A step is skipped, or the whole set-up dismissed."""
