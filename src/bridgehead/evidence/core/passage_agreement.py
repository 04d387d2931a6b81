"""Agreement on where passages begin and end: alpha for unitising, with intervals by drawing blocks of text again."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bridgehead.evidence.core.agreement_row import AgreementRow
from bridgehead.evidence.core.coded_material import CodedMaterial
from bridgehead.evidence.core.text_units import CodingUnit, cut_units
from bridgehead.methods.bootstrap import SEED
from bridgehead.methods.bootstrap import interval as percentiles
from bridgehead.methods.intercoder_agreement import Agreement
from bridgehead.methods.unitising_agreement import (
    Section,
    Unitising,
    Units,
    alpha_of_unitising,
    merge_overlaps,
    unitising,
)

DRAWS = 199
BLOCKS = 200
Block = tuple[str, int, int]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class PassageExtents:
    """Disagreement about the passages of each code: of each group of texts, on the whole first, then on each resample.

    Attributes
    ----------
    groups
        A group for each set of coders: texts that the same people read follow one another as one continuum. Texts
        that fewer than two read are left out.
    """

    groups: Sequence[dict[str, list[Unitising]]]

    def row(self, codes: Iterable[str]) -> AgreementRow:
        """Alpha for unitising over some codes."""
        parts = [group[code] for code in codes for group in self.groups]
        if not parts:
            return AgreementRow(Agreement(None, None, 0, "no_pairs"))
        values = [alpha_of_unitising(draw) for draw in zip(*parts, strict=True)]
        count = sum(draws[0].units for draws in parts)
        if values[0] is None:
            return AgreementRow(Agreement(None, None, count, "one_value"))
        redrawn = np.array([np.nan if value is None else value for value in values[1:]])
        return AgreementRow(Agreement(values[0], percentiles(redrawn) if len(redrawn) else None, count))


def passage_extents(material: CodedMaterial) -> PassageExtents:
    """How the passages of coders lie on each other, in all texts that two or more of them read."""
    groups: dict[frozenset[str], list[str]] = {}
    for source, readers in material.readers().items():
        if len(readers) > 1 and material.texts[source]:
            groups.setdefault(readers, []).append(source)
    total = sum(len(material.texts[source]) for sources in groups.values() for source in sources)
    random = np.random.default_rng(SEED)
    return PassageExtents(
        [_disagreements(material, sources, sorted(coders), total, random) for coders, sources in groups.items()]
    )


def _disagreements(
    material: CodedMaterial, sources: Sequence[str], coders: Sequence[str], total: int, random: np.random.Generator
) -> dict[str, list[Unitising]]:
    blocks = _blocks(material, sources, total // BLOCKS)
    passages = _placed(material, blocks, coders)
    lengths = np.array([end - start for _, start, end in blocks])
    drawn = [np.arange(len(blocks)), *random.integers(0, len(blocks), (DRAWS, len(blocks)))]
    return {code: [_laid_out(passages[code], lengths, draw) for draw in drawn] for code in material.codes}


def _blocks(material: CodedMaterial, sources: Sequence[str], least: int) -> list[Block]:
    """Stretches of text that no passage crosses, so that they can be drawn again whole."""
    coded: dict[str, list[Section]] = {}
    for mark in material.marks:
        if mark.start is not None and mark.end is not None:
            coded.setdefault(mark.source, []).append((mark.start, mark.end))
    blocks = []
    for source in sources:
        text = material.texts[source]
        taken = merge_overlaps(coded.get(source, []))
        begin = 0
        for at, _ in cut_units(text, CodingUnit.PARAGRAPH):
            crossed = int(np.searchsorted(taken[:, 0], at)) - 1
            if at - begin > least and (crossed < 0 or taken[crossed, 1] <= at):
                blocks.append((source, begin, at))
                begin = at
        blocks.append((source, begin, len(text)))
    return blocks


def _placed(material: CodedMaterial, blocks: Sequence[Block], coders: Sequence[str]) -> dict[str, list[Units]]:
    """For each code and coder the passages as rows block, beginning in it, end in it; in order of the blocks."""
    begins: dict[str, list[int]] = {}
    numbers: dict[str, int] = {}
    for number, (source, start, _) in enumerate(blocks):
        begins.setdefault(source, []).append(start)
        numbers.setdefault(source, number)
    placed: dict[str, list[list[tuple[int, int, int]]]] = {code: [[] for _ in coders] for code in material.codes}
    for mark in material.marks:
        if mark.code in placed and mark.start is not None and mark.end is not None and mark.source in begins:
            within = bisect_right(begins[mark.source], mark.start) - 1
            at = begins[mark.source][within]
            passage = numbers[mark.source] + within, mark.start - at, mark.end - at
            placed[mark.code][coders.index(mark.coder)].append(passage)
    return {
        code: [np.array(sorted(own), dtype=np.int64).reshape(-1, 3) for own in found] for code, found in placed.items()
    }


def _laid_out(passages: Sequence[Units], lengths: Indices, drawn: Indices) -> Unitising:
    """Disagreement on the text that the drawn blocks make, one after the other."""
    offsets = np.concatenate([[0], np.cumsum(lengths[drawn])])
    by_block = np.argsort(drawn, kind="stable")
    times = np.bincount(drawn, minlength=len(lengths))
    first = np.cumsum(times) - times
    units = []
    for own in passages:
        repeated = times[own[:, 0]]
        row = np.repeat(np.arange(len(own)), repeated)
        turn = np.arange(len(row)) - np.repeat(np.cumsum(repeated) - repeated, repeated)
        at = offsets[by_block[first[own[row, 0]] + turn]]
        units.append(merge_overlaps(own[row, 1:] + at[:, None]))
    return unitising(units, int(offsets[-1]))
