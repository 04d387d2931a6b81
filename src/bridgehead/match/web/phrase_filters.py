"""Phrases of matching in templates: `{{ reason|reason_text }}`. The settings name this module, so no page loads it."""

from django import template

from bridgehead.match import phrases

register = template.Library()
register.filter("reason_text", phrases.reason)
register.filter("phrase_text", phrases.phrase)
register.filter("method_text", phrases.method)
register.filter("minimum_share_text", phrases.minimum_share)
register.filter("unknown_additionality_text", phrases.unknown_additionality)
register.filter("additionality_basis_text", phrases.additionality_basis)
