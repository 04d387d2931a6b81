"""Reasons for a rank in words: past work, network, programme, country, market."""

from collections.abc import Iterable, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.kit import countries
from bridgehead.kit.phrases import and_list, country_inside

Pairs = Sequence[tuple[str, str]]
"""Partners, each with an activity that was shared with it."""


def similar_projects(count: int, projects: Sequence[str]) -> str:
    """Past work whose text is like the query's."""
    text = ngettext("Worked on a similar project: {projects}", "Worked on {count} similar projects: {projects}", count)
    return text.format(count=count, projects=and_list(projects))


def related_work(projects: Sequence[str]) -> str:
    """Past work that shares some words."""
    return _("Related past work: {projects}").format(projects=and_list(projects))


def partners_topic(projects: Sequence[str]) -> str:
    """Projects without a text whose participants work on the topic."""
    return _("Partners in {projects} work on this topic").format(projects=and_list(projects))


def capability(capabilities: Sequence[str]) -> str:
    """What an actor says it can do."""
    text = ngettext("Capability: {capabilities}", "Capabilities: {capabilities}", len(capabilities))
    return text.format(capabilities=and_list(capabilities))


def own_description(words: Sequence[str]) -> str:
    """Words that an actor's description shares."""
    return _("Own description mentions {words}").format(words=and_list(words))


def name_words(words: Sequence[str], initials: Sequence[str] = ()) -> str:
    """Words of the query in an actor's name."""
    return _("Name contains {words}").format(words=_quoted(words))


def name_initials(initials: Sequence[str], words: Sequence[str] = ()) -> str:
    """An actor's initials in the query."""
    return _("Abbreviation: {initials}").format(initials=and_list(initials))


def name_words_and_initials(words: Sequence[str], initials: Sequence[str]) -> str:
    """Both."""
    text = _("Name contains {words} and is abbreviated as {initials}")
    return text.format(words=_quoted(words), initials=and_list(initials))


def knows_similar(actors: Sequence[str]) -> str:
    """Ties to whoever did similar projects."""
    return _("Knows {actors}, which worked on similar projects").format(actors=and_list(actors))


def worked_with_similar(partners: Pairs) -> str:
    """Joint work with whoever did similar projects."""
    return _("Worked with {partners}, which worked on similar projects").format(partners=_partners(partners))


def knows_lead(lead: str) -> str:
    """A tie to the lead or buyer."""
    return _("Knows {lead}").format(lead=lead)


def worked_with_lead(lead: str, projects: Sequence[str]) -> str:
    """Joint work with the lead or buyer."""
    return _("Worked with {lead} in {projects}").format(lead=lead, projects=and_list(projects))


def worked_earlier_with_lead(lead: str, projects: Sequence[str]) -> str:
    """Joint work with the lead or buyer, long ago."""
    return _("Worked earlier with {lead} in {projects}").format(lead=lead, projects=and_list(projects))


def knows_partner(lead: str, actors: Sequence[str]) -> str:
    """A tie to a partner of the lead."""
    text = ngettext("Knows {actors}, a partner of {lead}", "Knows {actors}, partners of {lead}", len(actors))
    return text.format(lead=lead, actors=and_list(actors))


def worked_with_partner(lead: str, partners: Pairs) -> str:
    """Joint work with a partner of the lead."""
    text = ngettext(
        "Worked with {partners}, a partner of {lead}", "Worked with {partners}, partners of {lead}", len(partners)
    )
    return text.format(lead=lead, partners=_partners(partners))


def same_programme(count: int, projects: Sequence[str]) -> str:
    """Projects of the query's programme or class."""
    text = ngettext(
        "{count} project in the same programme: {projects}",
        "{count} projects in the same programme: {projects}",
        count,
    )
    return text.format(count=number_format(count, force_grouping=True), projects=and_list(projects))


def same_country(country: str) -> str:
    """An actor of the query's country."""
    return _("Based in {country}").format(country=country_inside(country))


def country_of_lead(country: str) -> str:
    """An actor of the buyer's or lead's country."""
    return _("Based in the buyer's country: {country}").format(country=countries.name(country))


def usual_country(country: str) -> str:
    """A country that similar projects have often."""
    return _("Organisations from {country} often join similar projects").format(country=country_inside(country))


def paired_country(country: str, other: str) -> str:
    """A country that often works with the query's."""
    text = _("Organisations from {country} often work with {other}")
    return text.format(country=country_inside(country), other=country_inside(other))


def usual_group(group: str) -> str:
    """A kind of actor that similar projects have often."""
    return {
        "firm": _("Similar projects often include firms"),
        "knowledge": _("Similar projects often include knowledge institutions"),
        "public": _("Similar projects often include public organisations"),
        "sme": _("Similar projects often include SMEs"),
        "large": _("Similar projects often include large firms"),
    }[group]


def track_record(count: int, projects: Sequence[str]) -> str:
    """How much an actor took part in, whatever is asked."""
    text = ngettext("{count} activity in total: {projects}", "{count} activities in total, latest: {projects}", count)
    return text.format(count=number_format(count, force_grouping=True), projects=and_list(projects))


def home_market(country: str) -> str:
    """An actor that is at home in the market."""
    return _("Based in the market: {country}").format(country=countries.name(country))


def market_ties(markets: Sequence[str], actors: Sequence[str]) -> str:
    """Ties into the market."""
    return _("Ties to {countries} through {actors}").format(countries=_places(markets), actors=and_list(actors))


def market_activities(markets: Sequence[str], projects: Sequence[str]) -> str:
    """Activities in the market."""
    return _("Activities in {countries}: {projects}").format(countries=_places(markets), projects=and_list(projects))


def market_partners(markets: Sequence[str], partners: Pairs) -> str:
    """Joint work with organisations of the market."""
    text = _("Worked with organisations in {countries}: {partners}")
    return text.format(countries=_places(markets), partners=_partners(partners))


def _partners(partners: Pairs) -> str:
    return and_list(_("{partner} ({activity})").format(partner=who, activity=what) for who, what in partners)


def _places(codes: Iterable[str]) -> str:
    return and_list(map(country_inside, codes))


def _quoted(words: Iterable[str]) -> str:
    return and_list(_("“{word}”").format(word=word) for word in words)
