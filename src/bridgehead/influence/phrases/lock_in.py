"""Sentences on a cluster's signs of lock-in, for page and command alike."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.influence.core.findings import absence_bound
from bridgehead.influence.core.lock_in import FEWEST_THEMES, CognitiveLockIn, FunctionalLockIn, PoliticalLockIn
from bridgehead.influence.phrases.regional_identity import not_tested
from bridgehead.kit.phrases import share, signed
from bridgehead.profile.core.coded_reason import CodedReason


def lock_in_rows(
    functional: FunctionalLockIn, political: PoliticalLockIn, cognitive: CognitiveLockIn
) -> list[tuple[str, list[str]]]:
    """Each sign of lock-in with what was found, a sentence each."""
    return [
        (_("Functional: dependence on one supplier"), [_functional(functional)]),
        (_("Political: funding with a preset direction"), _political(political)),
        (_("Cognitive: narrowing themes and inward ties"), _cognitive(cognitive)),
    ]


def _functional(found: FunctionalLockIn) -> str:
    """Whether members depend on one supplier inside."""
    dependent, asked = len(found.dependent), len(found.shares)
    if dependent:
        return ngettext(
            "{n} member has at least half of its supplier ties with one organisation inside.",
            "{n} members have at least half of their supplier ties with one organisation inside.",
            dependent,
        ).format(n=dependent)
    if found.bound is None:
        return not_tested(CodedReason("no_supplier"))
    return ngettext(
        "No indication at the {n} member with a supplier; at most {bound} (95 % upper bound).",
        "No indication among {n} members with a supplier; at most {bound} (95 % upper bound).",
        asked,
    ).format(n=asked, bound=share(found.bound))


def _political(found: PoliticalLockIn) -> list[str]:
    """How much of what is done is paid for by a public body or a programme, a sentence each."""
    if not found.activities or found.share is None or found.interval is None:
        return [not_tested(CodedReason("no_activity"))]
    if not found.preset:
        none = ngettext(
            "No indication in {n} activity; at most {bound} (95 % upper bound).",
            "No indication among {n} activities; at most {bound} (95 % upper bound).",
            found.activities,
        )
        return [none.format(n=found.activities, bound=share(absence_bound(found.activities)))]
    paid = _(
        "{share} ({low} – {high}) of its activities are funded by a public body or a programme: {preset} of {all}."
    ).format(
        share=share(found.share),
        low=share(found.interval[0]),
        high=share(found.interval[1]),
        preset=found.preset,
        all=found.activities,
    )
    if found.concentration is None:
        return [paid]
    return [paid, _("Concentration of funders (Herfindahl index): {index:.2f}.").format(index=found.concentration)]


def _cognitive(found: CognitiveLockIn) -> list[str]:
    """Whether themes narrow and ties turn inwards, a sentence each."""
    said = [_themes(found)]
    if found.ei is not None:
        said.append(
            _(
                "Members' ties: {inside} inside, {outside} outside; E–I index {ei} (−1 all inside, 1 all outside)."
            ).format(inside=found.inside, outside=found.outside, ei=signed(found.ei))
        )
    return said


def _themes(found: CognitiveLockIn) -> str:
    if found.change is None or found.interval is None:
        return not_tested(CodedReason("few_themes", {"needed": FEWEST_THEMES}))
    narrow = _("Themes narrow.") if found.interval[1] < 1 else _("No indication that themes narrow.")
    change = _("Diversity of the later half divided by the earlier: {change:.2f} ({low:.2f} – {high:.2f}).").format(
        change=found.change, low=found.interval[0], high=found.interval[1]
    )
    return f"{narrow} {change}"
