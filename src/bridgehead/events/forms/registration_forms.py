"""Forms of events: how one registers, the registration itself, invitations, cancelling."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.events import phrases
from bridgehead.events.core.answers import by_question
from bridgehead.events.models import EventForm, EventQuestion, Registration
from bridgehead.events.services.event_settings import MOST_QUESTIONS
from bridgehead.events.services.register import RegistrationAnswers
from bridgehead.framework.loader import load_framework
from bridgehead.kit.field_limits import LINE_LENGTH
from bridgehead.kit.form_fields import TextField, form_field
from bridgehead.kit.forms import RecordForm, VerbForm

LONGEST_LIST = 40_000
LONGEST_ANSWER = 300
SIGNS_OF_ADDRESSES = ("://", "www.", "<", ">")
DAY = forms.DateInput(attrs={"type": "date"})


def _drawn(name: str, widget: forms.Widget | None = None, **options: Any) -> forms.Field:
    found = form_field(EventForm, name, required=False, **options)
    if widget is not None:
        found.widget = widget
    return found


class EventSettings(RecordForm):
    """How one registers for an event; rows for questions of one's own stand below."""

    access = form_field(EventForm, "access")
    opens = _drawn("opens", DAY)
    closes = _drawn("closes", DAY)
    capacity = _drawn("capacity")
    waiting_list = forms.BooleanField(required=False, label=gettext_lazy("Waiting list when all seats are taken"))
    asks = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Ask for"),
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: list(load_framework().vocabularies["registration_field"].items()),
    )
    text = _drawn("text")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["capacity"].help_text = _("Leave blank for any number.")
        self.fields["text"].help_text = _(
            "Shown on the registration page and in the calendar: programme, price, directions."
        )
        for number in range(1, MOST_QUESTIONS + 1):
            self.fields[f"question_{number}"] = form_field(
                EventQuestion, "question", required=False, label=_("Question {n}").format(n=number)
            )
            self.fields[f"kind_{number}"] = form_field(EventQuestion, "kind", required=False, empty=_("Short text"))
            self.fields[f"options_{number}"] = form_field(
                EventQuestion, "options", required=False, label=_("Choices, separated by ;")
            )
            self.fields[f"required_{number}"] = forms.BooleanField(required=False, label=_("Must be answered"))

    @staticmethod
    def drawn_with(form: EventForm | None, questions: Sequence[EventQuestion]) -> dict[str, Any]:
        """What the fields hold: of a form that is there, or what is usual."""
        if form is None:
            return {"access": "public", "waiting_list": True, "asks": ["organisation"]}
        names = ("access", "opens", "closes", "capacity", "asks", "text")
        found = {name: getattr(form, name) for name in names} | {"waiting_list": form.waiting_list == "yes"}
        for number, each in enumerate(questions[:MOST_QUESTIONS], start=1):
            found |= {f"question_{number}": each.question, f"kind_{number}": each.kind}
            found |= {f"options_{number}": each.options, f"required_{number}": each.required == "yes"}
        return found

    @property
    def form_values(self) -> dict[str, Any]:
        """The columns of the form."""
        names = ("access", "opens", "closes", "capacity", "asks", "text")
        said = self.cleaned_data
        return {name: said[name] for name in names} | {"waiting_list": "yes" if said["waiting_list"] else "no"}

    @property
    def question_values(self) -> list[dict[str, Any]]:
        """The columns of each question that was filled in."""
        said = self.cleaned_data
        return [
            {
                "question": said[f"question_{n}"].strip(),
                "kind": said[f"kind_{n}"] or "text",
                "options": said[f"options_{n}"] if said[f"kind_{n}"] == "choice" else [],
                "required": "yes" if said[f"required_{n}"] else "no",
            }
            for n in range(1, MOST_QUESTIONS + 1)
            if said[f"question_{n}"].strip()
        ]

    @property
    def question_rows(self) -> list[tuple[Any, ...]]:
        """The fields of each question, for the page."""
        names = ("question", "kind", "options", "required")
        return [tuple(self[f"{name}_{n}"] for name in names) for n in range(1, MOST_QUESTIONS + 1)]

    @property
    def has_questions(self) -> bool:
        """Whether any row is in use, so that the page shows them."""
        return any(self.sent(f"question_{n}").strip() for n in range(1, MOST_QUESTIONS + 1))


class RegisterForm(VerbForm):
    """Register for an event. `website` is a trap: people do not see it, and programs that fill in everything do."""

    name = form_field(Registration, "name", required=True, label=gettext_lazy("Your name"))
    email = forms.EmailField(max_length=254, label=gettext_lazy("Email"))
    website = forms.CharField(required=False, max_length=LINE_LENGTH, label=gettext_lazy("Leave this field blank"))

    def __init__(self, *args: Any, event: EventForm, questions: Sequence[EventQuestion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = questions
        self.asked = [name for name in ("organisation", "role", "phone", "dietary") if name in event.asks]
        for asked in self.asked:
            self.fields[asked] = form_field(Registration, asked, required=False)
        if "organisation" in self.fields:
            self.fields["organisation"].label = _("Organisation")
        for each in questions:
            self.fields[f"q{each.number}"] = _question_field(each)
        self.fields["consent"] = forms.BooleanField(
            required=False, label=_("You may write to me about other events as well.")
        )
        for name, value in (("name", "name"), ("email", "email"), ("organisation", "organization"), ("phone", "tel")):
            if name in self.fields:
                self.fields[name].widget.attrs["autocomplete"] = value

    def clean_name(self) -> str:
        """A name, and no advertisement."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if any(sign in name.casefold() for sign in SIGNS_OF_ADDRESSES):
            raise forms.ValidationError(phrases.no_name())
        return name

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what people do not see."""
        return bool(self.sent("website"))

    @property
    def shown(self) -> Iterator[Any]:
        """The fields that people fill in, in order; consent stands apart."""
        return (self[name] for name in self.fields if name not in {"token", "website", "consent"})

    def answers(self, email: str = "") -> RegistrationAnswers:
        """What was filled in; of a registration whose address is known, with that."""
        said = self.cleaned_data
        return RegistrationAnswers(
            name=said["name"],
            email=email or said["email"],
            **{name: " ".join(str(said[name]).split()) for name in self.asked},
            answers={each.question: said[f"q{each.number}"] or "" for each in self.questions},
            consent=said["consent"],
        )


class OwnRegistrationForm(RegisterForm):
    """Change one's own registration, or answer an invitation: the address stays."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["email"]

    @staticmethod
    def drawn_with(found: Registration, questions: Sequence[EventQuestion]) -> dict[str, Any]:
        """What the fields hold."""
        answers = by_question(found.answers, [each.question for each in questions])
        names = ("name", "organisation", "role", "phone", "dietary")
        return (
            {name: getattr(found, name) for name in names}
            | {"consent": found.consent == "yes"}
            | {f"q{each.number}": answers.get(each.question, "") for each in questions}
        )


class CancelRegistration(VerbForm):
    """Cancel a registration."""


class TellCalledOff(VerbForm):
    """Tell those who registered that an event was called off."""


class InvitePeople(VerbForm):
    """Invite people to an event."""

    people = TextField(
        max_length=LONGEST_LIST,
        label=gettext_lazy("Whom to invite"),
        help_text=gettext_lazy(
            "One person a line, such as Ane Holm <ane@flow.example>. Each person gets a link of their own."
        ),
    )


def _question_field(each: EventQuestion) -> forms.Field:
    needed = each.required == "yes"
    shared: Mapping[str, Any] = {
        "label": each.question,
        "required": needed,
        "error_messages": {"required": phrases.answer_missing()},
    }
    if each.kind == "text":
        return forms.CharField(max_length=LONGEST_ANSWER, **shared)
    options = [(_("Yes"), _("Yes")), (_("No"), _("No"))] if each.kind == "yes_no" else [(o, o) for o in each.options]
    return forms.ChoiceField(choices=[("", _("Choose")), *options], **shared)
