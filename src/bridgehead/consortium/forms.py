"""Forms of teams, invitations and applications: save a team, invite its members, apply, move on."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bridgehead.consortium.models import Application, Invitation, TeamSeat
from bridgehead.consortium.phrases import STATUSES
from bridgehead.kit.form_fields import SeveralField, form_field
from bridgehead.kit.forms import RecordForm

LONGEST_QUESTION = 8_000


class QuestionForm(RecordForm):
    """A form under a question: it carries the question along, to lead back to it."""

    query = forms.CharField(required=False, max_length=LONGEST_QUESTION, widget=forms.HiddenInput)

    @property
    def asked(self) -> QueryDict:
        """The question, as the words of an address; none where it cannot be read."""
        said = self.sent("query")
        return QueryDict(said if len(said) <= LONGEST_QUESTION else "")


class TeamForm(QuestionForm):
    """A proposed team: what both its buttons send.

    `seen` is where the change log stood when the team was proposed.
    """

    name = form_field(TeamSeat, "name", label=_("Team name"), required=False)
    actor = SeveralField(
        label=_("Members"), error_messages={"required": _("This team has no members. Search for a team first.")}
    )
    role = SeveralField(label=_("Roles"))

    def clean(self) -> None:
        """Each member has its role."""
        super().clean()
        if len(self.cleaned_data.get("actor", ())) != len(self.cleaned_data.get("role", ())):
            self.add_error("role", _("Each member needs one role."))

    @property
    def members(self) -> dict[str, str]:
        """Actor to role."""
        return dict(zip(self.cleaned_data["actor"], self.cleaned_data["role"], strict=True))


class SaveTeamForm(TeamForm):
    """Save a team under a name."""

    name = form_field(TeamSeat, "name", label=_("Team name"))


class InviteForm(TeamForm):
    """Invite the members of a team."""


class AnswerForm(QuestionForm):
    """Record an answer to an invitation."""

    # As a field it stands in `fields`; what a page answers with keeps its name.
    status = forms.ChoiceField(choices=list(STATUSES.items()), label=_("Status"))  # type: ignore[assignment]
    note = form_field(Invitation, "note", label=_("Note"))


class StartApplicationForm(QuestionForm):
    """Start an application for an opportunity, of a saved team or of nobody yet."""

    team = form_field(Application, "team", required=False)


class MoveApplicationForm(RecordForm):
    """Move an application to another stage."""

    columns: ClassVar = {"submitted": "on", "decided": "on", "amount_granted": "amount"}

    stage = form_field(Application, "stage")
    on = form_field(Application, "submitted", label=_("Date"), required=False)
    on.help_text = _("Of the submission or decision; blank is today.")
    amount = form_field(Application, "amount_granted", required=False)
    reason = form_field(Application, "reason", required=False)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def asked_for(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in ("stage", "on", "amount", "reason", "seen")}
