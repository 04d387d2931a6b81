"""Why a figure is missing, an estimate is refused or doubted, a rule decided: a sentence a code."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.phrases import and_list, probability, share
from bridgehead.profile.core.coded_reason import CodedReason


def reason_text(found: CodedReason) -> str:
    """Why a figure is missing, an estimate is refused or doubted, a rule decided: as a sentence."""
    return _REASONS[found.code](found.parameters)


Parameters = Mapping[str, Any]


def _fixed(text: Any) -> Callable[[Parameters], str]:
    return lambda given: str(text).format(**given)


def outcome_label(column: str) -> str:
    """What an estimate is asked of, in words: a column that the records make, else the column's own name."""
    named = {"entries": _("market entries"), "first_entry": _("first market entry"), "ties_abroad": _("ties abroad")}
    return named.get(column) or column.replace("_", " ")


def placebo_text(lead: int, outcome: str) -> str:
    """What a placebo pretends: another start, or another outcome."""
    if not lead:
        return outcome_label(outcome)
    return ngettext("Start {n} period earlier", "Start {n} periods earlier", lead).format(n=lead)


def _placebo_effect(given: Parameters) -> str:
    what = placebo_text(given["lead"], given["outcome"])
    return _("The placebo “{what}” shows an effect (p {p}).").format(what=what, p=probability(given["p"]))


def _not_an_event(given: Parameters) -> str:
    return _("“{outcome}” is not an event. A hazard ratio needs an outcome of 0, and 1 from the event on.").format(
        outcome=outcome_label(given["outcome"])
    )


def _pretrend_differs(given: Parameters) -> str:
    return _("Trends differed before the start (p {p}).").format(p=probability(given["p"]))


def _no_overlap(given: Parameters) -> str:
    return _("By {covariates}, {share} of treated firms are unlike every untreated firm.").format(
        covariates=and_list(given["covariates"]), share=share(given["share"])
    )


def _few_periods(given: Parameters) -> str:
    return ngettext(
        "Too few periods: {found} period of at least {needed}.",
        "Too few periods: {found} of at least {needed}.",
        given["found"],
    ).format(**given)


def _none_showed_it(given: Parameters) -> str:
    return ngettext(
        "The {asked} organisation asked did not show it.",
        "None of the {asked} organisations asked showed it.",
        given["asked"],
    ).format(**given)


def _supported(given: Parameters) -> str:
    return ngettext(
        "The lower bound {low} is above one half, and {voices} independent source supports the claim.",
        "The lower bound {low} is above one half, and {voices} independent sources support the claim.",
        given["voices"],
    ).format(low=_beside_one_half(given["low"]), voices=given["voices"])


def _refuted(given: Parameters) -> str:
    return _("The upper bound {high} is below one half.").format(high=_beside_one_half(given["high"]))


def _beside_one_half(bound: float) -> str:
    """A bound with two digits, or as many as it takes to tell it from one half."""
    shown = (f"{bound:.{digits}f}" for digits in range(2, 9))
    return next((text for text in shown if float(text) != 0.5), f"{bound:.2f}")


def _recommendation(given: Parameters) -> str:
    if not given["voices"]:
        return _("No evidence supports the recommendation.")
    return ngettext(
        "{voices} independent source supports the recommendation.",
        "{voices} independent sources support the recommendation.",
        given["voices"],
    ).format(**given)


def _in_no_family(given: Parameters) -> str:
    return ngettext(
        "{parts} part in an activity of a kind that belongs to no funnel is left out.",
        "{parts} parts in activities of kinds that belong to no funnel are left out.",
        given["parts"],
    ).format(**given)


_REASONS: Mapping[str, Callable[[Parameters], str]] = {
    # account
    "no_cluster": _fixed(gettext_lazy("The workspace has no cluster.")),
    # funnels
    "in_no_family": _in_no_family,
    "no_part": _fixed(gettext_lazy("No part in such an activity is recorded.")),
    "step_not_recorded": _fixed(gettext_lazy("Nothing recorded on such activities speaks of this step.")),
    # need and use
    "few_pairs": _fixed(gettext_lazy("Fewer than two pairs of firm and advantage have evidence.")),
    "same_use": _fixed(gettext_lazy("Use of the cluster is the same for all pairs.")),
    "same_standing": _fixed(gettext_lazy("The firms' own standing is the same for all pairs.")),
    "few_firms": _fixed(gettext_lazy("Fewer than {needed} firms have evidence.")),
    "no_order_in_resamples": _fixed(gettext_lazy("Most resamples of the firms have no order.")),
    # findings
    "absence_contradicted": _fixed(gettext_lazy("Evidence shows what the claim says is absent.")),
    "nobody_asked": _fixed(gettext_lazy("The claim does not name who was asked.")),
    "none_showed_it": _none_showed_it,
    "supported": _supported,
    "refuted": _refuted,
    "sources_disagree": _fixed(gettext_lazy("Sources disagree.")),
    "single_voice": _fixed(gettext_lazy("Only one independent source supports the claim.")),
    "low_bound": _fixed(gettext_lazy("The lower bound {low:.2f} is not above one half.")),
    "recommendation": _recommendation,
    # identity and lock-in
    "no_codes": _fixed(gettext_lazy("No recorded activity has a code of this kind.")),
    "few_coded_activities": _fixed(gettext_lazy("Fewer than {needed} activities have a code.")),
    "no_comparison": _fixed(
        gettext_lazy("No comparison country has {needed} recorded activities and an outside partner.")
    ),
    "lock_in_of_clusters": _fixed(gettext_lazy("Lock-in is measured for clusters only.")),
    "no_supplier": _fixed(gettext_lazy("No member has a recorded supplier.")),
    "no_activity": _fixed(gettext_lazy("No activities recorded.")),
    "few_themes": _fixed(gettext_lazy("One half of the dated activities has fewer than {needed} themes.")),
    # estimates
    "few_periods": _few_periods,
    "few_treated": _fixed(gettext_lazy("Too few treated firms: {found} of at least {needed}.")),
    "few_untreated": _fixed(gettext_lazy("Too few untreated firms: {found} of at least {needed}.")),
    "outcome_is_treatment": _fixed(
        gettext_lazy(
            "The outcome states the treatment: no value at the start is found without it. An estimate would only "
            "repeat a definition."
        )
    ),
    "outcome_starts_with_treatment": _fixed(
        gettext_lazy(
            "The outcome states the treatment: it is {value:g} for every firm until the treatment starts, and for none "
            "when it does."
        )
    ),
    "no_overlap": _no_overlap,
    "cohort_not_comparable": _fixed(
        gettext_lazy("One group of starters is too small or too unlike the untreated firms to compare.")
    ),
    "no_standard_error": _fixed(gettext_lazy("The groups of starters are too small for a standard error.")),
    "few_periods_before": _fixed(gettext_lazy("Too few periods before the start.")),
    # warnings
    "pretrend_unknown": _fixed(gettext_lazy("Too little happened before the start to compare trends.")),
    "pretrend_differs": _pretrend_differs,
    "no_sensitivity": _fixed(gettext_lazy("The effect of different trends cannot be computed.")),
    "placebo_effect": _placebo_effect,
    "small_difference_explains": _fixed(
        gettext_lazy("Trends that differ {m:g} times as much as before the start could explain the effect.")
    ),
    "mostly_incomplete": _fixed(
        gettext_lazy("{incomplete} firms with missing values are left out, more than the {used} that are used.")
    ),
    # hazard
    "not_an_event": _not_an_event,
    "few_events": _fixed(
        gettext_lazy(
            "Too few events: {events} of at least {needed}, {after} after taking part; at least {on_a_side} are needed "
            "before and after."
        )
    ),
    "hazard_diverges": _fixed(gettext_lazy("Periods or covariates separate the events, so no ratio can be computed.")),
}
