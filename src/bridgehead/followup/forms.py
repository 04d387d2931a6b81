"""Forms of following up: a note, a task, an interaction, a document, a week of hours."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.forms.colleagues import ColleagueField
from bridgehead.followup.models import Interaction, Note, StaffHours, Task
from bridgehead.followup.services.staff_hours import DAYS, HoursRow
from bridgehead.followup.services.tasks import NewTask
from bridgehead.kit.errors import BridgeheadError, InputError
from bridgehead.kit.field_limits import ID_LENGTH
from bridgehead.kit.form_fields import QuickSelect, UploadField, UploadsField, form_field
from bridgehead.kit.forms import RecordForm, VerbForm
from bridgehead.kit.reference_fields import ReferenceField

SPARE_ROWS = 3


class NoteText(VerbForm):
    """A note."""

    text = form_field(Note, "text", label=_("Note"))


class TaskForm(VerbForm):
    """A task."""

    title = form_field(Task, "title", label=_("Task"))
    due = form_field(Task, "due", label=_("Due"))
    owner = ColleagueField(label=_("Whose"), required=False)

    @property
    def task(self) -> NewTask:
        """The task that was typed."""
        return NewTask(**{name: self.cleaned_data[name] for name in ("title", "due", "owner")})


class InteractionForm(VerbForm):
    """Who spoke with whom, when, by which channel, what next, by when, whose."""

    columns = {"title": "next_step"}  # noqa: RUF012 as the base class has it

    channel = form_field(Interaction, "channel", label=_("Channel"))
    direction = form_field(Interaction, "direction", label=_("Who contacted whom"), empty=_("Not recorded"))
    date = form_field(Interaction, "date", label=_("Date"))
    person = forms.ChoiceField(label=_("Person"), required=False, widget=QuickSelect)
    subject = form_field(Interaction, "subject", label=_("Subject"))
    text = form_field(Interaction, "text", label=_("What was said"))
    next_step = form_field(Task, "title", label=_("Next step"), required=False)
    due = form_field(Task, "due", label=_("By"))
    owner = ColleagueField(label=_("Whose"), required=False)

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = [("", _("Nobody in particular")), *people]  # type: ignore[attr-defined]

    @property
    def agreed(self) -> NewTask | None:
        """The next step that was typed; None where none was."""
        given = self.cleaned_data
        return NewTask(given["next_step"], given["due"], given["owner"]) if given["next_step"] else None

    def clean(self) -> dict[str, Any]:
        """Ask for the next step where a date for it is given."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("due") and not cleaned.get("next_step"):
            self.add_error("next_step", _("Enter the next step that is due."))
        return cleaned


class DocumentForm(VerbForm):
    """A document is added."""

    file = UploadField(
        label=_("Document"),
        help_text=_("PDF, office document, picture or text, at most 25 MB"),
        error_messages=dict.fromkeys(("required", "empty"), _("Choose a document.")),
    )


class MailsForm(VerbForm):
    """Emails are filed, each a file."""

    files_given = UploadsField(
        label=_("Emails"),
        help_text=_("One or several .eml files. Most mail programs save one when you drag a message to a folder."),
        error_messages=dict.fromkeys(("required", "empty"), _("Choose at least one email.")),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files_given"].widget.attrs["accept"] = ".eml,message/rfc822"

    @property
    def mails(self) -> list[tuple[str, bytes]]:
        """Each file's name and content."""
        return [(file.name, file.read()) for file in self.cleaned_data["files_given"]]


class TaskDone(VerbForm):
    """A task is ticked, or unticked."""

    next = forms.CharField(required=False, widget=forms.HiddenInput)
    done = forms.BooleanField(required=False)


class HoursRowForm(forms.Form):
    """Hours for one thing: seven days from Monday on."""

    activity = ReferenceField("activity", required=False, label=_("Activity"), max_length=ID_LENGTH)
    actor = ReferenceField("actor", required=False, label=_("Organisation"), max_length=ID_LENGTH)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("activity", "actor"):  # on a phone the columns have no headings
            self.fields[name].widget.attrs["placeholder"] = self.fields[name].label
        for day in range(DAYS):
            field = form_field(StaffHours, "hours", required=False)
            field.widget.attrs |= {"step": "0.25", "min": "0", "max": "24", "inputmode": "decimal"}
            self.fields[f"day{day}"] = field

    @property
    def days(self) -> list[forms.BoundField]:
        """The fields of the days."""
        return [self[f"day{day}"] for day in range(DAYS)]

    @property
    def total(self) -> float:
        """The hours of all days, as far as they are numbers."""
        return sum(_hours(day.value()) for day in self.days)

    @property
    def row(self) -> HoursRow:
        """What was typed; of a spare row that was left blank, nothing."""
        given = self.cleaned_data  # Django leaves it empty where nothing was typed
        hours = tuple(given.get(f"day{day}") for day in range(DAYS))
        return HoursRow(given.get("activity") or "", given.get("actor") or "", hours)


HoursRows = forms.formset_factory(HoursRowForm, extra=SPARE_ROWS, max_num=100, absolute_max=100)


class WeekForm(RecordForm):
    """A week of hours: a row for each thing that they were worked for."""

    def __init__(self, *args: Any, rows: Sequence[dict[str, Any]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = HoursRows(self.data if self.is_bound else None, initial=list(rows), prefix="row")

    def clean(self) -> dict[str, Any]:
        """Refuse the whole where a row is refused."""
        if not self.rows.is_valid():
            raise forms.ValidationError(_("Correct the marked rows."))
        return super().clean() or self.cleaned_data

    def refuse(self, error: BridgeheadError) -> None:
        """Show what is wrong with a row beside its field."""
        if isinstance(error, InputError) and error.row and error.column:
            self.rows.forms[error.row - 1].add_error(error.column, capfirst(error.reason))
            self.add_error(None, _("Correct the marked rows."))
        else:
            super().refuse(error)

    @property
    def worked(self) -> list[HoursRow]:
        """The rows that were typed."""
        return [form.row for form in self.rows.forms]


def rows_of(stored: Iterable[StaffHours], monday: date) -> list[dict[str, Any]]:
    """What a week's form shows of stored hours: a row for each thing."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for one in stored:
        key = (one.activity_id or "", one.actor_id or "")
        row = rows.setdefault(key, {"activity": key[0], "actor": key[1]})
        row[f"day{(date.fromisoformat(one.date) - monday).days}"] = one.hours
    return list(rows.values())


def _hours(value: Any) -> float:
    try:
        return max(0.0, min(float(value), 24.0))
    except (TypeError, ValueError):
        return 0.0
