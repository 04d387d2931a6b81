"""The correction of a piece of evidence where its profile is read."""

from bridgehead.evidence.models import Evidence
from bridgehead.evidence.queries.codes import label_of
from bridgehead.framework.loader import load_framework
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.profile import phrases


def correct_evidence(
    evidence_id: str,
    *,
    origin: str | None = None,
    direction: str | None = None,
    seen: int | None = None,
    viewer: Viewer,
) -> Receipt[None]:
    """Correct a piece of evidence's origin or direction there and then; what stood before stays in the log.

    Parameters
    ----------
    seen
        The evidence's position in the change log when it was read (`kit.change_writer.Writer.require_fresh`).

    Raises
    ------
    NotAllowed
        If the viewer may not change evidence on this organisation.
    NotFound
        If there is no such evidence.
    InputError
        If the origin or direction is none of the framework's.
    Stale
        If somebody corrected it otherwise since.
    """
    given = {name: value for name, value in (("origin", origin), ("direction", direction)) if value is not None}
    found = Evidence.objects.filter(pk=evidence_id).values_list("actor_id", "actor__name", "code").first()
    owner, organisation, code = found or (None, None, "")
    viewer.require(Verb.CHANGE, Resource.EVIDENCE, owner=owner)
    if found is None:
        raise NotFound(phrases.unknown_evidence(evidence_id))
    label, of = label_of(code), organisation or ""
    with batch("evidence.correct", evidence_id, viewer=viewer, code=label, organisation=of) as writer:
        for name, value in given.items():
            if value and value not in load_framework().vocabularies[name]:
                raise InputError(
                    expects("one_of_or_blank", options=load_framework().vocabularies[name]), column=name, found=value
                )
        row = {"id": evidence_id, **given}
        writer.require_fresh(Evidence, row, seen)
        writer.put(Evidence, [row])
    return writer.receipt(None)
