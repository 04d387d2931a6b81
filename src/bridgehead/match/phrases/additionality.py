"""Additionality in words."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.framework.loader import load_framework
from bridgehead.kit.phrases import and_list, country_inside, or_list
from bridgehead.match.core.additionality import Additionality

FEW_MARKETS = 3
"""Up to how many markets a phrase names."""


def weak_in(components: Sequence[str]) -> str:
    """Where the opportunity raises what is weak."""
    return _("Weak in {components}, so support helps most").format(components=_components(components))


def adequate_in(components: Sequence[str]) -> str:
    """Where it raises what is adequate."""
    return _("Room to improve in {components}").format(components=_components(components))


def strong_in(components: Sequence[str]) -> str:
    """Where it raises what is strong."""
    return _("Already strong in {components}").format(components=_components(components))


def unknown_in(components: Sequence[str]) -> str:
    """Where it raises what has no evidence."""
    return _("No evidence on {components}").format(components=_components(components))


def names_no_advantage() -> str:
    """An opportunity that states no component."""
    return _("The opportunity names no advantage")


def names_no_market() -> str:
    """An opportunity without a market."""
    return _("No market named; network distance not counted")


def at_home(country: str) -> str:
    """A firm whose home is the market."""
    return _("Home market: no introduction needed")


def no_path(markets: Sequence[str]) -> str:
    """Markets that a firm's own network does not reach."""
    if len(markets) > FEW_MARKETS:
        return _("No own path to any of {count} markets").format(count=len(markets))
    return _("No own path to {countries}").format(countries=or_list(map(country_inside, markets)))


def connected(country: str) -> str:
    """A market that a firm's own network is inside of."""
    return _("Already connected in {country}").format(country=country_inside(country))


def introductions_away(country: str, count: int) -> str:
    """A market that introductions lead to."""
    text = ngettext("{count} introduction away from {country}", "{count} introductions away from {country}", count)
    return text.format(count=count, country=country_inside(country))


def would_have_happened(activities: Sequence[str], answered: int) -> str:
    """What a firm answered about help of the same kind."""
    named = {"activities": and_list(activities), "n": len(activities), "answered": answered}
    if len(activities) == answered:
        return _("Own answer on {activities} (the same kind of help): it would have happened anyway").format(**named)
    return _(
        "Own answer on {activities}: it would have happened anyway ({n} of {answered} answers on the same kind of help)"
    ).format(**named)


def unknown_additionality(found: Additionality) -> str:
    """Why additionality has no value."""
    if not found.raised:
        return _("The opportunity names no advantage")
    return _("No evidence on {components}").format(components=_components(found.unknown))


def additionality_basis(found: Additionality) -> str:
    """How many of the advantages that are raised a value rests on."""
    return _("{known} of {all} known").format(known=len(found.known), all=found.raised)


def additionality_value(found: Additionality) -> str:
    """The figure with what it rests on: `0.35 (2 of 3 known)`, or `unknown`."""
    if found.value is None:
        return _("unknown")
    if not found.unknown:
        return f"{found.value:.2f}"
    return f"{found.value:.2f} ({additionality_basis(found)})"


def _components(codes: Iterable[str]) -> str:
    labels = load_framework().vocabularies["component"]
    return and_list(labels.get(code, code).lower() for code in codes)
