"""Words that every template may use to lead to forms: links to add and edit, drawn for whoever may follow them."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bridgehead.kit import doors, record_kinds, record_phrases
from bridgehead.kit.permissions import Verb
from bridgehead.kit.reference_fields import ReferenceInput, TagsInput

register = template.Library()


@register.filter
def own_page(address: str | None) -> str:
    """An address that a form was given to lead back to, if it is a page of ours; else blank."""
    return address if address and url_has_allowed_host_and_scheme(address, None) else ""


@register.simple_tag(takes_context=True)
def add_link(
    context: dict[str, Any], kind: str, heading: str = "", value: str = "", style: str = ""
) -> SafeString | str:
    """A link to add a record of a kind, for whoever may; it leads back to this page.

    Parameters
    ----------
    heading, value
        A column of its file, and what the form has in it already.
    style
        Classes of the link, `button second`.
    """
    file = record_kinds.record_kind(kind)
    owner = value if heading and heading == file.owner.removesuffix("_id") else None
    if not context["viewer"].may(Verb.CHANGE, file.resource, owner=owner):
        return ""
    known = {heading: value} if heading else {}
    query = urlencode({**known, "next": context["request"].get_full_path()})
    where, text = reverse("record-new", args=[kind]), record_phrases.phrases_of(kind).add
    return format_html('<a class="{}" href="{}?{}">{}</a>', style, where, query, text)


@register.simple_tag(takes_context=True)
def may_edit(context: dict[str, Any], kind: str) -> bool:
    """Whether whoever looks may edit every record of a kind."""
    viewer = context.get("viewer")
    return bool(kind) and viewer is not None and viewer.may(Verb.CHANGE, record_kinds.record_kind(kind).resource)


@register.simple_tag(takes_context=True)
def may_open(context: dict[str, Any], route: str, method: str = "GET", **ids: str) -> bool:
    """Whether whoever looks gets through to a page, or may send to it: what they may not is not drawn."""
    viewer = context.get("viewer")
    return viewer is not None and doors.may_open(viewer, route, ids, method)


@register.simple_tag(takes_context=True)
def edit_link(context: dict[str, Any], kind: str, key: str, owner: str = "", style: str = "") -> SafeString | str:
    """A link to edit a record, for whoever may; it leads back to this page."""
    if not context["viewer"].may(Verb.CHANGE, record_kinds.record_kind(kind).resource, owner=owner or None):
        return ""
    query = urlencode({"next": context["request"].get_full_path()})
    where, name = reverse("record-edit", args=[kind, key]), record_phrases.phrases_of(kind).edit
    return format_html('<a class="{}" href="{}?{}" title="{}">{}</a>', style, where, query, name, _("Edit"))


@register.simple_tag
def settable_columns(kind: str) -> list[tuple[str, str]]:
    """The columns that several records of a kind may be given one value of, with their labels."""
    return record_kinds.settable_columns(kind)


@register.simple_tag
def has_tags(kind: str) -> bool:
    """Whether records of a kind have tags."""
    return "tags" in record_kinds.record_kind(kind).headings.split()


@register.simple_tag
def tags_input(kind: str, name: str) -> SafeString:
    """The control in which tags are typed, with suggestions of those that there are."""
    return TagsInput(kind).render("tags", "", {"id": f"tags-{name}", "placeholder": _("Tag")})


@register.simple_tag
def activity_input(name: str) -> SafeString:
    """The control in which an activity is picked by typing its name."""
    return ReferenceInput("activity").render("activity", "", {"id": f"activity-{name}", "placeholder": _("Activity")})


PENCIL = SafeString('<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M10.8 2.2l3 3-8.3 8.3-3.9.9.9-3.9z"/></svg>')


@register.simple_tag(takes_context=True)
def edit_fact(context: dict[str, Any], kind: str, record: Any, column: str, owner: str = "") -> SafeString | str:
    """A pencil beside one fact, for whoever may edit it: opens its field there, without a script the form."""
    if not _may_edit_fact(context, kind, column, owner):
        return ""
    label = _("Edit: {fact}").format(fact=_label_of(record, column))
    return _fact_link(context, kind, record, column, PENCIL, format_html('aria-label="{0}" title="{0}"', label))


@register.simple_tag(takes_context=True)
def missing_facts(context: dict[str, Any], kind: str, record: Any, columns: str, owner: str = "") -> SafeString | str:
    """Of some columns those that nothing is recorded in, each a link that opens its field; for whoever may edit."""
    open_ = [column for column in columns.split() if _may_edit_fact(context, kind, column, owner)]
    blank = [column for column in open_ if getattr(record, column) in ("", None, [])]
    links = ((_fact_link(context, kind, record, column, _label_of(record, column), ""),) for column in blank)
    row = '<div><dt>{}</dt><dd class="fact"><span>{}</span></dd></div>'
    return format_html(row, _("Not recorded"), format_html_join(", ", "{}", links)) if blank else ""


def _may_edit_fact(context: dict[str, Any], kind: str, column: str, owner: str) -> bool:
    resource, who = record_kinds.record_kind(kind).resource, context["viewer"]
    return bool(who.may(Verb.CHANGE, resource, owner=owner or None) and who.may_set(resource, column))


def _label_of(record: Any, column: str) -> str:
    return capfirst(str(record._meta.get_field(column).verbose_name))


def _fact_link(context: dict[str, Any], kind: str, record: Any, column: str, text: str, named: str) -> SafeString:
    where = reverse("record-fact", args=[kind, column, record.pk])
    query = urlencode({"next": context["request"].get_full_path()})
    swap = SafeString('hx-target="closest .fact" hx-swap="beforeend" hx-sync="this:drop"')
    return format_html(
        '<a class="edit-fact" href="{0}?{1}" hx-get="{0}?{1}" {2} {3}>{4}</a>', where, query, swap, named, text
    )
