"""Notes, tasks, contacts with people, documents and working hours; each is about up to five records.

A document can belong to more kinds of record: to those that its foreign keys name, and to a team.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import (
    AccountField,
    CountField,
    DateField,
    IdField,
    LineField,
    LongTextField,
    NumberField,
    TermField,
)
from bridgehead.kit.models import KeyedRecord, NamedRecord

ACTOR = "bridgehead.Actor"
PERSON = "bridgehead.Person"
OPPORTUNITY = "bridgehead.Opportunity"
ACTIVITY = "bridgehead.Activity"
APPLICATION = "bridgehead.Application"


class AboutRecords(NamedRecord):
    """A record about an organisation, a person, an opportunity, an activity or an application, or several of them."""

    actor = models.ForeignKey(
        ACTOR,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("Organisation"),
    )
    person = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("Person")
    )
    opportunity = models.ForeignKey(
        OPPORTUNITY, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    activity = models.ForeignKey(ACTIVITY, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss")
    application = models.ForeignKey(
        APPLICATION,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("Application"),
    )

    class Meta:
        abstract = True


class Note(AboutRecords):
    """What a colleague wants the others to know."""

    date = DateField()
    by = AccountField(verbose_name=_("Written by"))
    text = LongTextField(blank=False)


class Interaction(AboutRecords):
    """A contact with somebody: who spoke with whom, when, by which channel, about what.

    `sender` is the address that an email came from, `message_id` what its sender's server called it.
    """

    channel = TermField(vocabulary="channel", blank=False)
    direction = TermField(vocabulary="contact_direction")
    date = DateField(db_index=True)
    by = AccountField(verbose_name=_("Colleague"))
    subject = LineField()
    text = LongTextField()
    sender = LineField(max_length=320, verbose_name=_("Sender's address"))
    message_id = LineField(db_index=True, max_length=500, verbose_name=_("Message-ID"))

    def __str__(self) -> str:
        return self.subject


class Task(AboutRecords):
    """What is to be done, by whom and by when; done once it has the day on which it was."""

    title = LineField(blank=False)
    due = DateField(db_index=True)
    remind = DateField(verbose_name=_("Remind on"))
    owner = AccountField(db_index=True, verbose_name=_("Whose"))
    done = DateField(verbose_name=_("Done on"))
    interaction = models.ForeignKey(
        Interaction,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
        verbose_name=_("Agreed in interaction"),
    )
    description = LongTextField()

    def __str__(self) -> str:
        return self.title


def _holder(model: str, label: Any) -> "models.ForeignKey[Any, Any]":
    """A record to which a document belongs."""
    return models.ForeignKey(
        model, null=True, blank=True, on_delete=models.PROTECT, related_name="attachments", verbose_name=label
    )


class Attachment(AboutRecords):
    """A document that belongs to a record; its content is a stored file.

    Each foreign key names a record that it belongs to; `team` a saved team of the opportunity.
    """

    name = LineField(blank=False, verbose_name=_("File name"))
    file = LineField(blank=False, verbose_name=_("Stored file"))
    media_type = LineField(max_length=100, verbose_name=_("Type"))
    size = CountField(low=0, verbose_name=_("Size in bytes"))
    date = DateField()
    by = AccountField(verbose_name=_("Added by"))
    interaction = _holder("bridgehead.Interaction", _("Interaction"))
    task = _holder("bridgehead.Task", _("Task"))
    note = _holder("bridgehead.Note", _("Note"))
    source = _holder("bridgehead.Source", _("Source"))
    membership = _holder("bridgehead.Membership", _("Membership"))
    support = _holder("bridgehead.Support", _("Support"))
    tie = _holder("bridgehead.Tie", _("Tie"))
    entry = _holder("bridgehead.Entry", _("Market entry"))
    outcome = _holder("bridgehead.Outcome", _("Outcome"))
    team = IdField(blank=True, default="", db_index=True, verbose_name=_("Saved team"))

    def __str__(self) -> str:
        return self.name


class StaffHours(KeyedRecord):
    """Hours that a colleague worked on a day for an activity or a member, or for neither."""

    person = AccountField(blank=False, verbose_name=_("Colleague"))
    activity = models.ForeignKey(ACTIVITY, null=True, blank=True, on_delete=models.PROTECT, related_name="staff_hours")
    actor = models.ForeignKey(
        ACTOR,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="staff_hours",
        verbose_name=_("Organisation"),
    )
    date = DateField(blank=False, db_index=True)
    hours = NumberField(low=0, high=24)
    key_fields = ("person", "date", "activity_id", "actor_id")
