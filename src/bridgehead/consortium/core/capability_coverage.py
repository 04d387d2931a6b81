"""Which capabilities an actor has, each with the words that show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bridgehead.match.core.ranking.retrieval.tokenizer import stems


@dataclass(frozen=True)
class CapabilityPassage:
    """Words about an actor: a capability it names, its description, or a project it took part in.

    Attributes
    ----------
    kind
        `capability`, `description` or `activity`, the strongest first.
    label
        What a page calls it; for an activity its name.
    """

    kind: str
    id: str
    label: str
    text: str


@dataclass(frozen=True)
class CapabilityCoverage:
    """A capability and the passage that shows it."""

    capability: str
    passage: CapabilityPassage


def find_capabilities(
    capabilities: Iterable[str], passages: Iterable[CapabilityPassage]
) -> Mapping[str, CapabilityCoverage]:
    """Capability to the first passage in which all of its words occur, as stems; those without one are left out.

    All words must stand in one passage: *energy storage in buildings* is not shown by a project on
    buildings and another on energy.
    """
    known = [(passage, set(stems(passage.text))) for passage in passages]
    found = {}
    for capability in capabilities:
        words = set(stems(capability))
        passage = next((p for p, said in known if words and words <= said), None)
        if passage is not None:
            found[capability] = CapabilityCoverage(capability, passage)
    return found
