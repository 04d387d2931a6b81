"""The framework's words on a page: labels of terms and codes, origins in their fixed colours."""

from collections.abc import Iterable, Mapping

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.framework.consortium_rule_files import rule_set
from bridgehead.framework.loader import load_framework
from bridgehead.framework.regions import region_text
from bridgehead.kit import svg
from bridgehead.kit.errors import NotFound

register = template.Library()

ORIGIN_COLOURS: Mapping[str, str] = {
    "internal": "own",
    "own_network": "own",
    "cluster": "cluster",
    "cluster_network": "cluster",
    "public_programme": "public",
    "partner": "other",
    "home_region": "other",
}


@register.simple_tag
def computed(section: str) -> SafeString:
    """A link from a figure to the section that says how it is computed."""
    return format_html('<a href="{}#{}">{}</a>', reverse("figures"), section, _("How is this computed?"))


@register.filter
def term(id_: str, vocabulary: str) -> str:
    """What a page shows for a term of a vocabulary."""
    return load_framework().label(vocabulary, id_) if id_ else ""


@register.filter
def region(code: str) -> str:
    """A region by its name and its code."""
    return region_text(code)


@register.filter
def terms(ids: Iterable[str], vocabulary: str) -> str:
    """What a page shows for several terms."""
    return ", ".join(load_framework().label(vocabulary, id_) for id_ in ids)


@register.filter
def rules(name: str) -> str:
    """What a page shows for a set of rules; a name of a cluster's own as it is."""
    try:
        return rule_set(name).label
    except NotFound:
        return name


@register.filter
def origin(id_: str) -> SafeString | str:
    """An origin in words, with its colour before it."""
    if not id_:
        return ""
    mark = svg.swatch(ORIGIN_COLOURS.get(id_, "other"))
    return format_html('<span class="origin">{}{}</span>', mark, load_framework().label("origin", id_))


def shares(counts: Mapping[str, float]) -> list[svg.StripPart]:
    """Sizes by origin as the parts of a strip: own, cluster, public, other, then what nobody said."""
    labels = {
        "own": _("Own"),
        "cluster": _("Cluster"),
        "public": _("Public"),
        "other": _("Other"),
        "unsaid": _("Not recorded"),
    }
    sizes = dict.fromkeys(labels, 0.0)
    for id_, size in counts.items():
        sizes[ORIGIN_COLOURS.get(id_, "other") if id_ else "unsaid"] += size
    return [svg.StripPart(colour, label, sizes[colour]) for colour, label in labels.items()]
