"""The lists of tasks, interactions and documents; on a page and in a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.followup.models import Attachment, Interaction, Task
from bridgehead.followup.services.about import TEAM, holders, kinds
from bridgehead.framework.loader import load_framework
from bridgehead.kit import record_pages
from bridgehead.kit.list_page import filled_columns
from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.kit.template_tags import date_text, is_past


def task_table(name: str, rows: Any, order: str, *, names: Mapping[str, str], today: str) -> ListTable[Task]:
    """Tasks with what each is about.

    Parameters
    ----------
    names
        What a page calls the colleagues whose they are.
    today
        The day from which one is overdue.
    """

    def due(task: Task) -> str:
        late = not task.done and is_past(task.due, today)
        return format_html('<span class="{}">{}</span>', "late" if late else "", date_text(task.due))

    columns: Sequence[ListColumn[Task]] = (
        ListColumn("title", gettext_lazy("Task"), lambda task: task.title, html=_title, style="lead", sorts=True),
        ListColumn("about", gettext_lazy("About"), _about_text, html=_about),
        ListColumn("owner", gettext_lazy("Whose"), lambda task: names.get(task.owner, task.owner), sorts=True),
        ListColumn("due", gettext_lazy("Due"), lambda task: task.due, html=due, style="nowrap", sorts=True),
        ListColumn("done", gettext_lazy("Done on"), lambda task: task.done, html=_done, style="nowrap"),
        ListColumn("tick", gettext_lazy("Mark as done"), lambda _task: None, html=_tick, style="open", in_file=False),
    )
    used = filled_columns(rows, "done")
    shown = [column for column in columns if column.key != "done" or "done" in used]
    return ListTable(name, gettext_lazy("Tasks"), shown, rows, order, ticks="task")


def interaction_table(rows: Any, order: str, *, names: Mapping[str, str]) -> ListTable[Interaction]:
    """Interactions with who spoke with whom."""
    columns: Sequence[ListColumn[Interaction]] = (
        ListColumn("subject", gettext_lazy("Subject"), _subject, html=_subject_link, style="lead"),
        ListColumn("with", gettext_lazy("With"), _with_text, html=_with),
        ListColumn("channel", gettext_lazy("Channel"), _channel, style="nowrap"),
        ListColumn("by", gettext_lazy("Colleague"), lambda one: names.get(one.by, one.by)),
        ListColumn("date", gettext_lazy("Date"), lambda one: one.date, html=_date, style="nowrap", sorts=True),
        ListColumn("sender", gettext_lazy("Sender's address"), lambda one: one.sender, on_page=False),
        ListColumn("text", gettext_lazy("Text"), lambda one: one.text, on_page=False),
    )
    return ListTable("interactions", gettext_lazy("Interactions"), columns, rows, order, ticks="interaction")


def document_table(rows: Sequence[Attachment]) -> ListTable[Attachment]:
    """Documents of a record."""
    columns: Sequence[ListColumn[Attachment]] = (
        ListColumn("name", gettext_lazy("Document"), lambda one: one.name, html=_document, style="lead"),
        ListColumn("belongs", gettext_lazy("Belongs to"), _belongs_text, html=_belongs),
        ListColumn("size", gettext_lazy("Size in kB"), _kilobytes, style="number"),
        ListColumn("date", gettext_lazy("Added"), lambda one: one.date, html=_added, style="nowrap"),
        ListColumn("remove", gettext_lazy("Remove"), lambda _one: None, html=_remove, style="open", in_file=False),
    )
    return ListTable("documents", gettext_lazy("Documents"), columns, rows)


def _title(task: Task) -> str:
    return format_html('<a href="{}">{}</a>', reverse("record-edit", args=["task", task.pk]), task.title)


def _tick(task: Task) -> str:
    """A button of the form `tick-tasks` that ticks a task, or unticks it."""
    said = _("Reopen task: {title}") if task.done else _("Mark as done: {title}")
    return format_html(
        '<button class="linkish" form="tick-tasks" formaction="{}" name="done" value="{}" aria-label="{}">{}</button>',
        reverse("task-done", args=[task.pk]),
        "" if task.done else "on",
        said.format(title=task.title),
        _("Reopen") if task.done else _("Done"),
    )


def _done(task: Task) -> str:
    return date_text(task.done)


def _records(one: Any) -> list[Any]:
    """What something is about, the organisation of a person first."""
    every = (one.actor, one.person, one.opportunity, one.activity, one.application)
    return [record for record in every if record is not None]


def _about_text(one: Any) -> str:
    return " · ".join(str(record) for record in _records(one))


def _about(one: Any) -> str:
    return format_html_join(" · ", "{}", ((_record_link(record),) for record in _records(one)))


def _record_link(record: Any) -> str:
    where = record_pages.path_to(record)
    return format_html('<a href="{}">{}</a>', where, record) if where else str(record)


def _subject(one: Interaction) -> str:
    return one.subject or _("No subject")


def _subject_link(one: Interaction) -> str:
    return format_html('<a href="{}">{}</a>', reverse("interaction", args=[one.pk]), _subject(one))


def _with_text(one: Interaction) -> str:
    return _about_text(one) or one.sender


def _with(one: Interaction) -> str:
    unknown = format_html('<span class="quiet">{}</span>', one.sender or _("Not assigned"))
    return _about(one) or unknown


def _channel(one: Interaction) -> str:
    return str(load_framework().label("channel", one.channel))


def _date(one: Interaction) -> str:
    return date_text(one.date)


def _added(one: Attachment) -> str:
    return date_text(one.date)


def _holders(one: Attachment) -> list[tuple[str, str, str]]:
    """What a document belongs to besides what a page of following up is about: kind, label, id."""
    labels = {field.name: capfirst(str(field.verbose_name)) for field in one._meta.concrete_fields}
    kept = [(kind, getattr(one, kind if kind == TEAM else f"{kind}_id")) for kind in holders() if kind not in kinds()]
    return [(kind, labels[kind], id_) for kind, id_ in kept if id_]


def _belongs_text(one: Attachment) -> str:
    return ", ".join(label for _kind, label, _id in _holders(one))


def _belongs(one: Attachment) -> str:
    links = ((reverse("documents", args=[kind, id_]), label) for kind, label, id_ in _holders(one))
    return format_html_join(", ", '<a href="{}">{}</a>', links)


def _kilobytes(one: Attachment) -> float | None:
    return None if one.size is None else max(1, round(one.size / 1000))


def _document(one: Attachment) -> str:
    return format_html('<a href="{}">{}</a>', reverse("document", args=[one.pk]), one.name)


def _remove(one: Attachment) -> str:
    return format_html('<a href="{}">{}</a>', reverse("record-remove", args=["attachment", one.pk]), _("Remove"))
