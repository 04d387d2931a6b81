"""Exposure in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.framework.loader import load_framework
from bridgehead.framework.regions import region_text
from bridgehead.kit import countries
from bridgehead.kit.phrases import share
from bridgehead.match.core.exposure import ExposureShare
from bridgehead.match.core.match_result import ExposureFloor


def sme_exposure(smes: ExposureShare | None) -> str:
    """Whether SMEs get as much exposure as there are SMEs."""
    if smes is None:
        return _("No SME is recorded.")
    if smes.low <= smes.base <= smes.high:
        text = _("SMEs are represented in proportion: {seen} of exposure, {base} of eligible organisations.")
    elif smes.exposure < smes.base:
        text = _("SMEs are under-represented: {seen} of exposure, {base} of eligible organisations.")
    else:
        text = _("SMEs are over-represented: {seen} of exposure, {base} of eligible organisations.")
    return text.format(seen=share(smes.exposure), base=share(smes.base))


def concentration(most: float, even: float) -> str:
    """How much of all exposure the ten most recommended get."""
    if even < 0.005:
        text = _("The ten most recommended get {most} of exposure; equal shares would give less than {even}.")
        return text.format(most=share(most), even=share(0.01))
    text = _("The ten most recommended get {most} of exposure; equal shares would give {even}.")
    return text.format(most=share(most), even=share(even))


def minimum_share(floor: ExposureFloor) -> str:
    """What a minimum share for SMEs did to a list."""
    named = {
        "share": share(floor.share),
        "asked": share(floor.asked),
        "count": number_format(len(floor.lifted), force_grouping=True),
    }
    if not floor.lifted:
        text = _("SMEs get {share} of exposure in this list; the minimum is {asked}. No SME had to be moved up.")
    else:
        text = ngettext(
            "SMEs get {share} of exposure in this list; the minimum is {asked}. {count} SME was moved up.",
            "SMEs get {share} of exposure in this list; the minimum is {asked}. {count} SMEs were moved up.",
            len(floor.lifted),
        )
    return text.format_map(named)


def exposure_group(group: str) -> str:
    """A size of firm, or a kind of actor, as a table names it."""
    framework = load_framework()
    if group == "firm":
        return _("Firm of unknown size")
    return framework.vocabularies["actor_size"].get(group) or framework.label("actor_kind", group)


def exposure_country(country: str) -> str:
    """A country as a table names it."""
    return countries.name(country) if country else _("Unknown")


def exposure_region(region: str) -> str:
    """A region as a table names it."""
    return region_text(region) if region else _("Unknown")
