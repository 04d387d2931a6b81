"""Following up on pages of other stages: the way to the documents of a record."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.followup.models import Attachment
from bridgehead.followup.services.about import TEAM, holders, kinds
from bridgehead.kit.permissions import Resource, Verb

register = template.Library()


@register.simple_tag(takes_context=True)
def documents_link(
    context: dict[str, Any], kind: str, key: str, style: str = "", *, counts: bool = True
) -> SafeString | str:
    """A link to the documents of a record, for whoever may see them; blank of kinds that have none.

    Parameters
    ----------
    counts
        Whether it says how many there are, for which the store is asked.
    """
    viewer = context.get("viewer")
    if kind not in holders() or viewer is None or not viewer.may(Verb.VIEW, Resource.NOTE):
        return ""
    count = counts and Attachment.objects.filter(**{TEAM if kind == TEAM else f"{kind}_id": key}).count()
    text = _("Documents ({count})").format(count=count) if count else _("Documents")
    where = reverse(f"follow-up-{kind}", args=[key]) if kind in kinds() else reverse("documents", args=[kind, key])
    return format_html('<a class="{}" href="{}">{}</a>', style, where, text)
