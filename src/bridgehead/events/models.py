"""Registration for an event: its form, its own questions, who registered, and names that are no organisation's."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import (
    CountField,
    DateField,
    LineField,
    ListField,
    LongTextField,
    MomentField,
    TermField,
)
from bridgehead.kit.models import KeyedRecord, NamedRecord

ACTIVITY = "bridgehead.Activity"
ACTOR = "bridgehead.Actor"
PERSON = "bridgehead.Person"
MOST_SEATS = 100_000


class EventForm(KeyedRecord):
    """How one registers for an activity: who may, when, for how many seats, and what is asked.

    When and where it is stands in the activity.
    """

    activity = models.ForeignKey(ACTIVITY, on_delete=models.PROTECT, related_name="event_forms")
    access = TermField(vocabulary="event_access", blank=False, default="public", verbose_name=_("Who may register"))
    opens = DateField(verbose_name=_("Registration opens"))
    closes = DateField(verbose_name=_("Last day to register"))
    capacity = CountField(low=1, high=MOST_SEATS, verbose_name=_("Seats"))
    waiting_list = TermField(vocabulary="yes_no", verbose_name=_("Waiting list"))
    asks = ListField(item="term:registration_field", verbose_name=_("Asked"))
    text = LongTextField(verbose_name=_("Text"))
    key_fields = ("activity_id",)


class EventQuestion(KeyedRecord):
    """A question of the cluster's own that the form of an event asks."""

    activity = models.ForeignKey(ACTIVITY, on_delete=models.PROTECT, related_name="event_questions")
    number = CountField(low=1, verbose_name=_("Number"))
    kind = TermField(vocabulary="question_kind", blank=False, verbose_name=_("Answer"))
    question = LineField(blank=False, max_length=200, verbose_name=_("Question"))
    options = ListField(verbose_name=_("Choices"))
    required = TermField(vocabulary="yes_no", verbose_name=_("Must be answered"))
    key_fields = ("activity_id", "question")


class Registration(NamedRecord):
    """Somebody who was invited to an event or registered for it: personal data, used for this event.

    Attributes
    ----------
    number
        Its place in the order of registering: who waits moves up by it.
    answers
        Of the form's own questions: question, colon, answer.
    actor
        The organisation on record that they come from, where it is known.
    consent
        Whether the cluster may write to them about other events.
    thanked
        The day on which the thank-you mail was written.
    """

    activity = models.ForeignKey(ACTIVITY, on_delete=models.PROTECT, related_name="registrations")
    number = CountField(low=1, verbose_name=_("Number"))
    name = LineField(max_length=200, verbose_name=_("Name"))
    email = LineField(max_length=254, db_index=True, verbose_name=_("Email"))
    organisation = LineField(max_length=200, verbose_name=_("Organisation as given"))
    role = LineField(max_length=200, verbose_name=_("Role"))
    phone = LineField(max_length=60, verbose_name=_("Phone"))
    dietary = LineField(max_length=500, verbose_name=_("Dietary needs"))
    answers = ListField(verbose_name=_("Answers"))
    actor = models.ForeignKey(
        ACTOR, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations",
        verbose_name=_("Organisation on record"),
    )  # fmt: skip
    person = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations",
        verbose_name=_("Contact person"),
    )  # fmt: skip
    status = TermField(vocabulary="registration_status", blank=False, db_index=True, verbose_name=_("Status"))
    consent = TermField(vocabulary="yes_no", verbose_name=_("May be written to about other events"))
    thanked = DateField(verbose_name=_("Thanked on"))
    created = MomentField(verbose_name=_("Registered on"))

    def __str__(self) -> str:
        return self.name or self.email


class LeftOutName(KeyedRecord):
    """A name on attendance lists that stands for no organisation, as somebody decided: it is not asked again."""

    name = LineField(blank=False, max_length=200, verbose_name=_("Name on attendance lists"))
    key_fields = ("name",)
