"""The lists of a group's people and of templates: their columns on a page and in a file."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _

from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.template_tags import language
from bridgehead.mailings.models import MailTemplate
from bridgehead.mailings.phrases import purpose_text
from bridgehead.mailings.services.group_mail import MailedPerson

EDIT = '<button class="linkish" name="edit" value="{}" form="mailing">{}</button>{}'


def recipient_table(found: Sequence[MailedPerson]) -> ListTable[MailedPerson]:
    """Each of a group with what becomes of them."""
    columns = (
        ListColumn[MailedPerson]("name", _("Name"), lambda m: m.person.name, style="lead"),
        ListColumn[MailedPerson](
            "organisation",
            _("Organisation"),
            lambda m: m.person.actor.name,
            html=lambda m: link("member", m.person.actor_id, m.person.actor.name),
        ),
        ListColumn[MailedPerson]("email", _("Email"), lambda m: m.person.email),
        ListColumn[MailedPerson]("outcome", _("Outcome"), lambda m: m.outcome_text),
        ListColumn[MailedPerson]("language", _("Language"), lambda m: m.language_text if m.gets_it else ""),
        ListColumn[MailedPerson]("edit", _("Text"), lambda _row: "", html=_edit, in_file=False),
    )
    return ListTable("recipients", _("Recipients"), columns, found, has_files=False)


def template_table(found: QuerySet[MailTemplate]) -> ListTable[MailTemplate]:
    """Templates of mails, each in its languages."""
    columns = (
        ListColumn[MailTemplate]("name", _("Name"), lambda t: t.name, style="lead"),
        ListColumn[MailTemplate](
            "language", _("Language"), lambda t: t.language, html=lambda t: language(t.language) or _("Default")
        ),
        ListColumn[MailTemplate](
            "purpose", _("Purpose"), lambda t: t.purpose, html=lambda t: purpose_text(t.purpose) if t.purpose else ""
        ),
        ListColumn[MailTemplate]("subject", _("Subject"), lambda t: t.subject),
    )
    return ListTable("templates", _("Templates"), columns, found, record="mail_template", keys_as_headings=True)


def _edit(row: MailedPerson) -> str:
    if not row.gets_it:
        return ""
    edited = format_html(' <span class="quiet small">{}</span>', _("edited")) if row.is_edited else ""
    return format_html(EDIT, row.person.pk, _("Show and edit"), edited)
