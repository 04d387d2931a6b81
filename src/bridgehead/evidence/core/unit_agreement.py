"""Agreement on units of text: sentences, paragraphs or whole sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bridgehead.evidence.core.agreement_row import AgreementRow
from bridgehead.evidence.core.coded_material import AppliedCode, CodedMaterial
from bridgehead.evidence.core.text_units import CodingUnit, cut_units, overlapped_units
from bridgehead.methods import intercoder_agreement
from bridgehead.methods.intercoder_agreement import Agreement, MeasurementLevel
from bridgehead.methods.unitising_agreement import Section

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
VALUES: Mapping[MeasurementLevel, Sequence[float]] = {
    MeasurementLevel.NOMINAL: (0.0, 1.0),
    MeasurementLevel.ORDINAL: (0.0, 1.0, 2.0, 3.0),
}


@dataclass(frozen=True)
class UnitDecisions:
    """What coders decided on units.

    Attributes
    ----------
    codes
        Along the last axis of `values`.
    values
        Coders × units × codes: 0 where a code was not applied, else 1 or the salience; NaN where a coder did not code
        the source, or did not judge the salience.
    empty
        Units that nobody coded with anything.
    """

    codes: Sequence[str]
    level: MeasurementLevel
    values: Floats
    empty: Bools

    def coded_only(self) -> "UnitDecisions":
        """The same without units that nobody coded with anything."""
        return UnitDecisions(self.codes, self.level, self.values[:, ~self.empty, :], self.empty)

    def row(self, codes: Iterable[str]) -> AgreementRow:
        """Agreement over all decisions on some codes, a code on a unit each; what is drawn again is the unit."""
        place = {code: k for k, code in enumerate(self.codes)}
        data = self.values[:, :, [place[code] for code in codes]]
        coders, units, count = data.shape
        if not data.size:
            return AgreementRow(Agreement(None, None, 0, "no_codings"))
        ordinal = self.level is MeasurementLevel.ORDINAL
        if ordinal and not (np.nan_to_num(data) > 0).any():
            return AgreementRow(Agreement(None, None, 0, "no_salience"))
        flat = data.reshape(coders, units * count)
        counts = intercoder_agreement.value_counts(flat, VALUES[self.level])
        groups = None if count == 1 else np.repeat(np.arange(units), count)
        given = int(counts.sum())
        return AgreementRow(
            intercoder_agreement.alpha(counts, level=self.level, groups=groups),
            intercoder_agreement.percent(counts),
            intercoder_agreement.kappa(flat[0], flat[1]) if coders == 2 else None,
            None if ordinal else intercoder_agreement.ac1(counts),
            float(counts[:, 1:].sum() / given) if given else None,
        )


def unit_decisions(material: CodedMaterial, unit: CodingUnit, level: MeasurementLevel) -> UnitDecisions:
    """What coders decided on the units of all texts."""
    units = {source: cut_units(text, unit) or [(0, 0)] for source, text in material.texts.items()}
    begins = dict(zip(units, np.cumsum([0, *map(len, units.values())])[:-1].tolist(), strict=True))
    coders = {coder: i for i, coder in enumerate(material.coders)}
    codes = {code: k for k, code in enumerate(material.codes)}
    values = np.full((len(coders), sum(map(len, units.values())), len(codes)), np.nan)
    for source, readers in material.readers().items():
        for coder in readers:
            values[coders[coder], begins[source] : begins[source] + len(units[source])] = 0
    empty = np.ones(values.shape[1], dtype=np.bool_)
    # Judged passages come last, so that they stand where another on the same unit was not judged.
    for mark in sorted(material.marks, key=lambda mark: mark.salience is not None):
        numbers = begins[mark.source] + np.array(_units_of(mark, units[mark.source]), dtype=np.int64)
        empty[numbers] = False
        if mark.code in codes:
            at = coders[mark.coder], numbers, codes[mark.code]
            values[at] = np.fmax(values[at], _value(mark, level)) if _judged(mark, level) else np.nan
    return UnitDecisions(list(codes), level, values, empty)


def _units_of(mark: AppliedCode, units: Sequence[Section]) -> range:
    if mark.start is None:
        return range(len(units))
    return overlapped_units(units, mark.start, mark.end or mark.start)


def _judged(mark: AppliedCode, level: MeasurementLevel) -> bool:
    return level is MeasurementLevel.NOMINAL or mark.salience is not None


def _value(mark: AppliedCode, level: MeasurementLevel) -> float:
    return 1.0 if level is MeasurementLevel.NOMINAL else float(mark.salience or 0)
