"""What cites a source: evidence, ties, market entries, outcomes, answers, relations between levels, findings."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import Counterfactual, Entry, Outcome, Source, Tie
from bridgehead.evidence.queries.codes import labels
from bridgehead.evidence.queries.evidence import visible_evidence
from bridgehead.framework.template_tags import term
from bridgehead.influence.models import Finding, Relation
from bridgehead.kit.record_pages import path_to
from bridgehead.kit.template_tags import country


@dataclass(frozen=True)
class SourceCitation:
    """A record that cites a source.

    Attributes
    ----------
    kind
        What it is, in a word.
    text
        What it says.
    about
        Whom it is about; blank where nobody.
    locator
        Where in the source; blank where it does not say.
    path
        Of the page that shows it; blank where none does.
    """

    kind: str
    text: str
    about: str = ""
    locator: str = ""
    path: str = ""


def source_citations(source: Source, *, coder: str) -> list[SourceCitation]:
    """Whatever cites a source, kind after kind; of evidence what a coder may see."""
    return [*_evidence(source, coder), *_records(source)]


def _evidence(source: Source, coder: str) -> Iterator[SourceCitation]:
    pieces = list(visible_evidence(coder).filter(source=source).select_related("actor").order_by("locator", "pk"))
    names = labels({piece.code for piece in pieces})
    for piece in pieces:
        about = piece.actor.name if piece.actor else ""
        text = piece.summary or piece.quote or names[piece.code]
        yield SourceCitation(
            _("Evidence: {code}").format(code=names[piece.code]), text, about, piece.locator, path_to(piece)
        )
    cited = {piece.pk for piece in pieces}
    for finding in Finding.objects.order_by("statement", "pk"):
        if cited.intersection(finding.supports):
            yield SourceCitation(_("Finding, for"), finding.statement, path=path_to(finding))
        if cited.intersection(finding.contradicts):
            yield SourceCitation(_("Finding, against"), finding.statement, path=path_to(finding))


def _records(source: Source) -> Iterator[SourceCitation]:
    for tie in Tie.objects.filter(source=source).select_related("a", "b").order_by("a__name", "b__name", "pk"):
        kind = term(tie.kind, "tie_kind")
        yield SourceCitation(_("Tie"), f"{kind}: {tie.b.name}", tie.a.name, path=path_to(tie))
    for entry in Entry.objects.filter(source=source).select_related("firm").order_by("firm__name", "market", "pk"):
        how = [country(entry.market), term(entry.status, "entry_status"), term(entry.mode, "entry_mode")]
        text = ", ".join(filter(None, how))
        yield SourceCitation(_("Market entry"), text, entry.firm.name, path=path_to(entry))
    for outcome in Outcome.objects.filter(source=source).select_related("actor", "activity").order_by("date", "pk"):
        text = outcome.summary or f"{term(outcome.kind, 'outcome_kind')}: {outcome.activity.name}"
        yield SourceCitation(_("Outcome"), text, outcome.actor.name, path=path_to(outcome.activity))
    asked = Counterfactual.objects.filter(source=source).select_related("actor", "activity").order_by("pk")
    for one in asked:
        text = f"{term(one.answer, 'counterfactual_answer')}: {one.activity.name}"
        yield SourceCitation(_("Without the cluster"), text, one.actor.name, path=path_to(one.activity))
    for relation in Relation.objects.filter(source=source).order_by("from_level", "to_level", "pk"):
        levels = f"{term(relation.from_level, 'level')} → {term(relation.to_level, 'level')}"
        yield SourceCitation(
            _("Influence between levels"), relation.summary or levels, "", relation.locator, path_to(relation)
        )
