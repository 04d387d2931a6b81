"""Entry modes as data."""

from bridgehead.framework.entry_modes import modes
from bridgehead.framework.loader import load_framework


def test_every_mode_of_the_vocabulary_has_needs_in_components_of_the_framework() -> None:
    assert set(modes()) == set(load_framework().vocabularies["entry_mode"])
    needs = [need for mode in modes().values() for need in mode.needs]
    assert all(need.component in load_framework().components and need.because for need in needs)


def test_equity_modes_tie_up_the_most() -> None:
    found = list(modes().values())
    assert max(m.resources for m in found if not m.equity) < min(m.resources for m in found if m.equity)
