"""Sentences on industrial identity and lock-in."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from bridgehead.framework.cordis_identity import ProjectSet
from bridgehead.influence.core.perceived_identity import PERCEIVERS, Perception
from bridgehead.influence.phrases.reason_texts import reason_text
from bridgehead.kit.phrases import and_list, running
from bridgehead.profile.core.coded_reason import CodedReason


def identity_strength(verdict: str) -> str:
    """Whether a region's industrial identity is strong."""
    return {
        "strong": _("Strength: more outside partners than the comparison regions"),
        "weak": _("Strength: fewer outside partners than the comparison regions"),
        "unknown": _("Strength: not enough data"),
    }.get(verdict, _("Strength: no difference from the comparison regions"))


def identity_focus(verdict: str) -> str:
    """Whether a region's industrial identity is general."""
    return {
        "general": _("Focus: broader than the comparison regions"),
        "narrow": _("Focus: narrower than the comparison regions"),
        "unknown": _("Focus: not enough data"),
    }.get(verdict, _("Focus: no difference from the comparison regions"))


def compared_with(names: Iterable[str]) -> str:
    """The regions that an identity is compared with."""
    listed = and_list(names)
    if not listed:
        return _("No country to compare with has ten recorded activities. Import more, such as projects from CORDIS.")
    return _("Compared with {names}. Only countries with at least ten recorded activities are compared.").format(
        names=listed
    )


def perceiver_label(perceiver: str) -> str:
    """Who perceives a region's identity."""
    return {
        "insider": _("Insiders"),
        "official": _("Officials"),
        "outsider": _("Outsiders"),
    }.get(perceiver, _("Not recorded"))


def perceived_identity(seen: Mapping[str, Perception]) -> str:
    """Whose perception of a region's identity is known."""
    if not any(found.mentions for found in seen.values()):
        return _("Perception: no evidence recorded")
    known = [perceiver_label(name).lower() for name, found in seen.items() if name and found.known]
    if not known:
        return _("Perception: not enough evidence that names the perceiver")
    if len(known) == len(PERCEIVERS):
        return _("Perceived by {perceivers}").format(perceivers=and_list(known))
    missing = [perceiver_label(name).lower() for name in PERCEIVERS if not seen[name].known]
    return _("Perceived by {perceivers}; not enough evidence from {missing}").format(
        perceivers=and_list(known), missing=and_list(missing)
    )


def shipped_figures(projects: ProjectSet) -> str:
    """Where the figures of public projects come from."""
    return _("{holds}; ships with Bridgehead. Source: {source}, {licence}.").format(
        holds=projects.holds, source=projects.source, licence=projects.licence
    )


def hierarchy_label(hierarchy: str) -> str:
    """The codes by which a focus is measured."""
    return {
        "programme": _("By programme code of activities"),
        "cpv": _("By CPV code of their opportunities"),
    }.get(hierarchy, _("By theme"))


def not_tested(reason: CodedReason) -> str:
    """A sign of lock-in that could not be looked for."""
    return _("Not tested. {reason}").format(reason=reason_text(reason))


def period_label(period: str) -> str:
    """A period of years; all of them together."""
    return _("All years") if period == "all" else period


def not_computed(name: str) -> str:
    """What of an identity could not be computed, by the name of its reason."""
    part, _dot, rest = name.partition(".")
    if part == "focus":
        return _("Focus, {hierarchy}").format(hierarchy=running(hierarchy_label(rest.partition(".")[0])))
    return {"strength": _("Strength"), "lockin": _("Lock-in")}.get(part, part)


def unknown_subject(id_: str) -> str:
    """Neither a cluster nor a country has the id."""
    return _("“{id}” is neither a cluster nor a country. Use a cluster's id or a country's two letters.").format(id=id_)
