"""Coders beside each other: who was compared, how far they agree, what was decided."""

from collections.abc import Mapping, Sequence

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.evidence.queries.compared_passages import DecidedPassage
from bridgehead.kit.phrases import and_list

NO_ALPHA: Mapping[str, Promise] = {
    "no_codings": gettext_lazy("no coded sources"),
    "no_pairs": gettext_lazy("no source was coded by two coders"),
    "one_value": gettext_lazy("all values are the same"),
    "no_salience": gettext_lazy("nobody judged the salience"),
}


def agreement_title(coders: Sequence[str], unit: str) -> str:
    """Whose agreement a table shows, and on what."""
    if not coders:
        return _("Coder agreement: no coded sources")
    return _("Agreement of {coders} per {unit}").format(coders=and_list(coders), unit=unit)


def coder_names(coders: Sequence[str]) -> str:
    """Who was compared."""
    return _("Coders: {coders}.").format(coders=and_list(coders))


def no_alpha(reason: str) -> str:
    """Why there is no figure of agreement."""
    return str(NO_ALPHA.get(reason, ""))


def alpha_missing(reason: str) -> str:
    """What stands in place of an alpha."""
    return _("Alpha not available: {reason}").format(reason=no_alpha(reason))


def low_though_alike(applied: float) -> str:
    """Why alpha is low where coders nearly always decided alike."""
    if applied > 1 / 2:
        return _("Applied nearly everywhere, so chance alone explains most of the agreement. Compare AC1.")
    return _("Rarely applied, so chance alone explains most of the agreement. Compare AC1.")


def left_undecided(coder: str) -> str:
    """None of several passages could be decided for a coder."""
    return _("Nothing was decided: {coder} has no coding in these passages, or several in each.").format(coder=coder)


def passages_shown(left: int, count: int) -> str:
    """How many passages coders differ on and nobody decided, of how many."""
    text = ngettext("{left} of {n} passage left to decide.", "{left} of {n} passages left to decide.", count)
    return text.format(left=number_format(left, 0), n=number_format(count, 0))


def decision(row: DecidedPassage) -> str:
    """What was decided on passages of several coders; blank where nothing was."""
    if row.accepted:
        return _("Accepted by {who}").format(who=row.accepted_by or "–")
    return _("Rejected by {who}").format(who=row.rejected_by) if row.rejected_by else ""
