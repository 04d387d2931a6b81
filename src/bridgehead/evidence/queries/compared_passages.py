"""What the coders of a source marked, place by place, and what was decided on each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bridgehead.evidence.core.coder_comparison import CodedSpan, align_codings
from bridgehead.evidence.models import Coding
from bridgehead.evidence.queries import codes, codings, source_texts
from bridgehead.evidence.queries.coding_sessions import RECONCILED

LONGEST = 400


@dataclass(frozen=True)
class DecidedPassage:
    """Overlapping codings of one code, and the decision on them.

    Attributes
    ----------
    source, session
        Where they are, and in which coding round.
    code, label
        The code and its name.
    by
        What each coder marked, also of those who marked nothing.
    ids
        The codings, as a form sends them.
    first
        The coding that the passage is opened by.
    agreed
        Whether every coder marked something here.
    differs_in_extent
        Whether all did, but not the same characters.
    accepted
        Whether one of them was accepted for all; `accepted_by` names who did it, blank where the log does not.
    rejected_by
        Who rejected them; blank where nobody did.
    """

    source: str
    session: str
    code: str
    label: str
    excerpt: str
    by: Mapping[str, Sequence[CodedSpan]]
    ids: str
    first: str
    agreed: bool
    differs_in_extent: bool
    accepted: bool
    accepted_by: str
    rejected_by: str

    @property
    def differs(self) -> bool:
        """Whether coders differ on it, in whether the code applies or in where."""
        return not self.agreed or self.differs_in_extent

    @property
    def undecided(self) -> bool:
        """Whether coders differ and nobody decided."""
        return self.differs and not self.accepted and not self.rejected_by


def compared_passages(
    source: str, session: str, found: Sequence[Coding], coders: Sequence[str]
) -> list[DecidedPassage]:
    """The passages that these coders marked in a source, in the order of the text.

    Parameters
    ----------
    found
        All codings of the source in that round, reconciled ones among them.
    """
    text = source_texts.text_of(source)
    reconciled = [c for c in found if c.coder == RECONCILED]
    who = codings.coding_authors([c.pk for c in reconciled])
    names = codes.labels({c.code for c in found})
    spans = [CodedSpan(c.pk, c.start, c.end, c.code, c.coder) for c in found if c.coder != RECONCILED]
    rejected = {c.pk: c.rejected_by for c in found if c.rejected_by}
    rows = []
    for passage in align_codings(spans):
        ids = {span.id for span in passage.marks}
        accepted = next((c for c in reconciled if ids & set(c.reconciled_from.split(";"))), None)
        agreed = passage.agreed(coders)
        rows.append(
            DecidedPassage(
                source=source,
                session=session,
                code=passage.code,
                label=names[passage.code],
                excerpt=_("Whole source") if passage.start is None else text[passage.start : passage.end][:LONGEST],
                by={coder: passage.by(coder) for coder in coders},
                ids=" ".join(sorted(ids)),
                first=passage.marks[0].id,
                agreed=agreed,
                differs_in_extent=agreed and not passage.same,
                accepted=accepted is not None,
                accepted_by=(who.get(accepted.pk) or "") if accepted else "",
                rejected_by=next((rejected[id_] for id_ in sorted(ids) if id_ in rejected), ""),
            )
        )
    return rows
