"""A standing in words, for the templates of this and later stages."""

from django import template

from bridgehead.profile import phrases
from bridgehead.profile.core.standing import Standing
from bridgehead.profile.core.statements import Statement

register = template.Library()


@register.filter
def standing_label(standing: Standing) -> str:
    """A standing with its number of pieces."""
    return phrases.standing_label(standing)


@register.filter
def statement_words(found: Statement) -> str:
    """A statement with its voices."""
    return phrases.statement_words(found)
