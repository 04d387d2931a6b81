"""The JSON shapes of following up."""

from collections.abc import Iterable

from pydantic import BaseModel

from bridgehead.followup.models import Interaction, Task
from bridgehead.followup.services.mail_in import FiledMail


class TaskOut(BaseModel):
    """A task; dates are partial dates, blank where there is none; ids are blank where it is about no such record."""

    id: str
    title: str
    due: str
    owner: str
    done: str
    actor: str
    opportunity: str
    activity: str


class TasksOut(BaseModel):
    """Tasks by their dates."""

    tasks: list[TaskOut]

    @classmethod
    def of(cls, found: Iterable[Task]) -> "TasksOut":
        """The answer for some tasks."""
        return cls(
            tasks=[
                TaskOut(
                    id=task.pk,
                    title=task.title,
                    due=task.due,
                    owner=task.owner,
                    done=task.done,
                    actor=task.actor_id or "",
                    opportunity=task.opportunity_id or "",
                    activity=task.activity_id or "",
                )
                for task in found
            ]
        )


class InteractionOut(BaseModel):
    """An interaction; `actor` is blank where it is assigned to nobody."""

    id: str
    channel: str
    direction: str
    date: str
    by: str
    actor: str
    subject: str
    sender: str


class InteractionsOut(BaseModel):
    """Interactions, the latest first."""

    interactions: list[InteractionOut]

    @classmethod
    def of(cls, found: Iterable[Interaction]) -> "InteractionsOut":
        """The answer for some interactions."""
        return cls(
            interactions=[
                InteractionOut(
                    id=one.pk,
                    channel=one.channel,
                    direction=one.direction,
                    date=one.date,
                    by=one.by,
                    actor=one.actor_id or "",
                    subject=one.subject,
                    sender=one.sender,
                )
                for one in found
            ]
        )


class FiledMailOut(BaseModel):
    """What became of an email: `outcome` is filed, already_filed, own, automatic, bulk or bounce."""

    file: str
    outcome: str
    interaction: str
    actor: str
    sender: str
    subject: str
    not_kept: list[str]


class MailInOut(BaseModel):
    """What became of each email, in the order in which they were given."""

    mails: list[FiledMailOut]

    @classmethod
    def of(cls, found: Iterable[tuple[str, FiledMail]]) -> "MailInOut":
        """The answer for some emails, each with its file."""
        return cls(
            mails=[
                FiledMailOut(
                    file=file,
                    outcome=mail.outcome,
                    interaction=mail.interaction,
                    actor=mail.actor,
                    sender=mail.sender,
                    subject=mail.subject,
                    not_kept=list(mail.not_kept),
                )
                for file, mail in found
            ]
        )
