"""A ranking and its candidates in words."""

from collections.abc import Callable, Mapping

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.framework.loader import load_framework
from bridgehead.kit import countries, partial_dates
from bridgehead.match.core.coded_phrase import CodedPhrase
from bridgehead.match.core.match_result import Candidate, RankingMethod, Reason
from bridgehead.match.phrases.additionality import (
    additionality_value,
    adequate_in,
    at_home,
    connected,
    introductions_away,
    names_no_advantage,
    names_no_market,
    no_path,
    strong_in,
    unknown_in,
    weak_in,
    would_have_happened,
)
from bridgehead.match.phrases.rank_reasons import (
    capability,
    country_of_lead,
    home_market,
    knows_lead,
    knows_partner,
    knows_similar,
    market_activities,
    market_partners,
    market_ties,
    name_initials,
    name_words,
    name_words_and_initials,
    own_description,
    paired_country,
    partners_topic,
    related_work,
    same_country,
    same_programme,
    similar_projects,
    track_record,
    usual_country,
    usual_group,
    worked_earlier_with_lead,
    worked_with_lead,
    worked_with_partner,
    worked_with_similar,
)
from bridgehead.opportunities.phrases import eligibility_phrase


def reason(found: Reason) -> str:
    """A reason in words."""
    return phrase(found.phrase)


def phrase(found: CodedPhrase) -> str:
    """A phrase of a core in words."""
    return PHRASES[found.code](**found.parameters)


PHRASES: Mapping[str, Callable[..., str]] = {
    "past_work.similar": similar_projects,
    "past_work.related": related_work,
    "past_work.partners": partners_topic,
    "description.capability": capability,
    "description.words": own_description,
    "name.words": name_words,
    "name.initials": name_initials,
    "name.words_and_initials": name_words_and_initials,
    "partners.knows": knows_similar,
    "partners.worked": worked_with_similar,
    "network.knows": knows_lead,
    "network.joint": worked_with_lead,
    "network.earlier": worked_earlier_with_lead,
    "network.knows_partner": knows_partner,
    "network.partner": worked_with_partner,
    "programme": same_programme,
    "country.same": same_country,
    "country.lead": country_of_lead,
    "country.usual": usual_country,
    "country.pair": paired_country,
    "role": usual_group,
    "career": track_record,
    "market.home": home_market,
    "market.ties": market_ties,
    "market.activities": market_activities,
    "market.partners": market_partners,
    "additionality.weak": weak_in,
    "additionality.adequate": adequate_in,
    "additionality.strong": strong_in,
    "additionality.unknown": unknown_in,
    "additionality.none_stated": names_no_advantage,
    "additionality.no_market": names_no_market,
    "additionality.home": at_home,
    "additionality.unreached": no_path,
    "additionality.inside": connected,
    "additionality.introductions": introductions_away,
    "additionality.answered": would_have_happened,
    "eligibility": eligibility_phrase,
}
"""By code of a phrase, what words it."""


def method(found: RankingMethod) -> str:
    """How a list was ranked."""
    if not found.trained:
        return _("Ranked with standard weights")
    named = {
        "projects": number_format(found.lessons, force_grouping=True),
        "judged": number_format(found.judged, force_grouping=True),
        "date": date_words(found.trained),
    }
    if not found.judged:
        return _("Ranked by a model trained on {projects} past projects ({date})").format_map(named)
    text = ngettext(
        "Ranked by a model trained on {projects} past projects and feedback on {judged} opportunity ({date})",
        "Ranked by a model trained on {projects} past projects and feedback on {judged} opportunities ({date})",
        found.judged,
    )
    return text.format_map(named)


def ranked_by(found: RankingMethod) -> str:
    """By which model a list was ranked, and by which rules its figures are computed."""
    return f"{method(found)}. {computed_by()}"


def date_words(text: str) -> str:
    """A partial date within a line of text: 2019, May 2019, 31 May 2019; blank where it is."""
    if not text:
        return ""
    shape = {4: "Y", 7: "F Y"}.get(len(text), "j F Y")
    return date_format(partial_dates.starts(text), shape)


def eligible_cell(answer: bool | None) -> str:
    """Whether an actor is eligible, as a table says it."""
    return {True: _("Yes"), False: _("No"), None: _("Unclear")}[answer]


def kind_and_size(candidate: Candidate) -> str:
    """What kind of organisation a candidate is."""
    framework = load_framework()
    kind = framework.label("actor_kind", candidate.kind)
    if not candidate.size:
        return kind
    return _("{kind}, {size}").format(kind=kind, size=framework.label("actor_size", candidate.size))


def named_candidate(candidate: Candidate) -> str:
    """A candidate by name, kind and country."""
    if not candidate.country:
        return _("{name} ({kind})").format(name=candidate.name, kind=kind_and_size(candidate))
    named = {"name": candidate.name, "kind": kind_and_size(candidate), "country": country(candidate.country)}
    return _("{name} ({kind}, {country})").format_map(named)


def country(code: str) -> str:
    """A country; blank where it is unknown."""
    return countries.name(code) if code else ""


def eligible(answer: bool | None) -> str:
    """Whether an actor is eligible, within a line of text."""
    return {True: _("eligible"), False: _("not eligible"), None: _("eligibility unclear")}[answer]


def candidate_lines(place: int, what: str, candidate: Candidate) -> str:
    """A candidate as text: who or what it is, then a reason a line."""
    named = {"what": what, "fit": f"{candidate.score:.2f}", "eligible": eligible(candidate.eligible)}
    texts = [reason(each) for each in candidate.reasons]
    if candidate.additionality is None:
        head = _("{what}: fit {fit}, {eligible}").format_map(named)
    else:
        named["added"] = additionality_value(candidate.additionality)
        head = _("{what}: fit {fit}, additionality {added}, {eligible}").format_map(named)
        texts += [phrase(each) for each in candidate.additionality.reasons]
    return "\n".join([f"{place:3d}. {head}", *(f"      {text}" for text in texts)])


def opportunity_or_text() -> str:
    """What a ranking is asked about: one of the two."""
    return _("Give either an opportunity id or --text.")
