"""What each entry mode needs against a firm's profile (framework, section 3; study §2.4, fig. 2).

A description, not a forecast: the evidence that firms do better by such tables is mixed (Brouthers et
al. 2003 for, Wulff 2016 against).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bridgehead.framework.entry_modes import EntryMode
from bridgehead.profile.core.standing import Standing

ENOUGH = ("strong", "adequate")


@dataclass(frozen=True)
class NeedStatus:
    """One need of a mode and how the firm stands there."""

    component: str
    because: str
    label: str


@dataclass(frozen=True)
class ModeAdvice:
    """One entry mode against a firm's profile: needs that are met, that are not, and that nobody knows."""

    mode: str
    equity: bool
    resources: int
    control: int
    met: tuple[NeedStatus, ...]
    lacking: tuple[NeedStatus, ...]
    unknown: tuple[NeedStatus, ...]


def advise(modes: Iterable[EntryMode], standings: Mapping[str, Standing]) -> tuple[ModeAdvice, ...]:
    """Every mode's needs, sorted by how the firm stands on them; modes keep their order."""
    found = []
    for mode in modes:
        needs = [NeedStatus(n.component, n.because, standings[n.component].label) for n in mode.needs]
        found.append(
            ModeAdvice(
                mode=mode.id,
                equity=mode.equity,
                resources=mode.resources,
                control=mode.control,
                met=tuple(need for need in needs if need.label in ENOUGH),
                lacking=tuple(need for need in needs if need.label == "weak"),
                unknown=tuple(need for need in needs if need.label == "unknown"),
            )
        )
    return tuple(found)
