"""Sentences on estimated effects: assumption, result, checks, hazard."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.influence.core.diff_in_diff import DOUBT
from bridgehead.influence.core.effect_estimate import OutcomeEffect, Placebo
from bridgehead.influence.core.hazard import Hazard
from bridgehead.influence.phrases.reason_texts import outcome_label, placebo_text, reason_text
from bridgehead.kit.phrases import and_list, probability
from bridgehead.profile.core.coded_reason import CodedReason


def panel_of_records() -> str:
    """The panel that the records of the workspace make."""
    return _("Records of this workspace")


def effect_assumption(found: OutcomeEffect) -> str:
    """What has to hold for the estimate to be the effect."""
    covariates = found.prepared.covariates
    named = {"outcome": outcome_label(found.outcome), "covariates": and_list(covariates)}
    trend = (
        _(
            "Without the treatment, {outcome} of treated firms would have moved as among untreated firms with the same "
            "{covariates}."
        )
        if covariates
        else _("Without the treatment, {outcome} of treated firms would have moved as among untreated firms.")
    )
    rest = _("No firm acted on the treatment before it started, and treated firms did not affect untreated ones.")
    return f"{trend.format(**named)} {rest}"


def effect_statement(found: OutcomeEffect) -> str:
    """The result in sentences that do not exceed the assumption."""
    low, high = found.overall.interval
    named = {
        "outcome": outcome_label(found.outcome),
        "effect": f"{found.overall.att:+.3g}",
        "low": f"{low:+.3g}",
        "high": f"{high:+.3g}",
    }
    if low <= 0 <= high:
        text = _(
            "No effect on {outcome} is shown: the estimate is {effect} (90 % interval {low} to {high}). The interval "
            "includes zero."
        )
    else:
        text = _(
            "If the assumption holds, the treatment changed {outcome} by {effect} on average (90 % interval {low} to "
            "{high})."
        )
    warning = f" {_('See the warnings: the checks cast doubt on the assumption.')}" if found.doubts else ""
    return text.format(**named) + warning


def pretrend_title(found: OutcomeEffect) -> str:
    """What the chart around the start says of the time before it."""
    if found.pretrend is None:
        return _("Too little happened before the start to compare trends")
    if found.pretrend < DOUBT:
        return _("Trends differed before the start (p {p})").format(p=probability(found.pretrend))
    return _("No difference in trends before the start (p {p})").format(p=probability(found.pretrend))


def placebo_name(found: Placebo) -> str:
    """What a placebo pretends."""
    return placebo_text(found.lead, found.outcome)


def two_way_bias() -> str:
    """Why two-way fixed effects are shown beside the estimate only."""
    return _(
        "Two-way fixed effects also compare late starters with early ones that are already treated. Where effects grow "
        "or differ, those comparisons enter with the wrong sign (Goodman-Bacon 2021)."
    )


def hazard_ratio(found: Hazard) -> str:
    """How much likelier the event is after taking part."""
    return ngettext(
        "Hazard ratio {ratio} (90 % interval {low}–{high}): chance of the first event in a period, after taking part "
        "compared with before. {events} event, {after} after taking part.",
        "Hazard ratio {ratio} (90 % interval {low}–{high}): chance of the first event in a period, after taking part "
        "compared with before. {events} events, {after} after taking part.",
        found.events,
    ).format(
        ratio=f"{found.ratio:.2f}",
        low=f"{found.interval[0]:.2f}",
        high=f"{found.interval[1]:.2f}",
        events=found.events,
        after=found.events_after,
    )


def hazard_assumption(found: Hazard) -> str:
    """What has to hold for the ratio to be an effect."""
    alike = (
        _("Among firms of the same period with the same {covariates}, those who took part would otherwise have had the "
          "same chance of the event.").format(covariates=and_list(found.covariates))
        if found.covariates
        else _("Among firms of the same period, those who took part would otherwise have had the same chance of the "
               "event.")
    )  # fmt: skip
    rest = _(
        "This rarely holds, since firms join because they are about to go abroad. Read the ratio as a description."
    )
    return f"{alike} {rest}"


def no_hazard(reason: CodedReason) -> str:
    """A hazard that could not be estimated."""
    return _("No hazard ratio. {reason}").format(reason=reason_text(reason))


def no_estimate(outcome: str, panel: str, reason: CodedReason) -> str:
    """An estimate that the data cannot carry."""
    return _("No estimate for {outcome} ({panel}): not enough data. {reason}").format(
        outcome=outcome_label(outcome), panel=panel, reason=reason_text(reason)
    )
