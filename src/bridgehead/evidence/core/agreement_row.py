"""What the table of agreement says of one code, one codebook or all codes."""

from dataclasses import dataclass

from bridgehead.methods.intercoder_agreement import Agreement

RARE = 0.1
"""Share of decisions up to which a code is rare, or so common that leaving it out is."""
HIGH = 0.9
"""Share of pairs that agree from which a low alpha needs an explanation."""
LOW = 0.4


@dataclass(frozen=True)
class AgreementRow:
    """A row of the table.

    Attributes
    ----------
    percent
        Share of pairs of coders that decided alike.
    kappa
        Cohen's, of two coders.
    ac1
        Gwet's AC1.
    applied
        Share of the decisions that applied a code.
    """

    alpha: Agreement
    percent: float | None = None
    kappa: float | None = None
    ac1: float | None = None
    applied: float | None = None

    @property
    def others(self) -> tuple[float | None, ...]:
        """The figures beside alpha: percent, applied, AC1, kappa."""
        return self.percent, self.applied, self.ac1, self.kappa

    @property
    def puzzles(self) -> bool:
        """Whether coders nearly always agree and alpha is low all the same, for a code is rare or nearly everywhere."""
        if self.alpha.value is None or self.percent is None or self.applied is None:
            return False
        rare = min(self.applied, 1 - self.applied) <= RARE
        return rare and self.percent >= HIGH and self.alpha.value < LOW
