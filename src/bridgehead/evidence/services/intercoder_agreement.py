"""Agreement of the coders of a workspace, per code, per codebook and overall."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from bridgehead.ecosystem.models import Source
from bridgehead.evidence.core.text_units import CodingUnit, cut_units, overlapped_units
from bridgehead.evidence.models import Code, Coding, Evidence
from bridgehead.evidence.queries import coding_sessions, source_texts
from bridgehead.evidence.queries.codes import codes_of
from bridgehead.evidence.queries.evidence import require_known
from bridgehead.kit.models import Change
from bridgehead.methods import intercoder_agreement
from bridgehead.methods.bootstrap import SEED
from bridgehead.methods.bootstrap import interval as percentiles
from bridgehead.methods.intercoder_agreement import Agreement, MeasurementLevel, Section

TEXT_DRAWS = 199
BLOCKS = 200
MOST_ANSWERS = 32
RESTS_ON = ("coding", "code", "codebook", "evidence", "source", "storedfile", "codingsession")
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class AgreementRow:
    """What the agreement table says of one code, codebook or everything."""

    alpha: Agreement
    percent: float | None = None
    kappa: float | None = None


@dataclass(frozen=True)
class AgreementTable:
    """Agreement as it was asked for.

    Attributes
    ----------
    uncoded
        Units that nobody coded with anything, and whether they are counted.
    """

    unit: CodingUnit
    level: MeasurementLevel
    coders: Sequence[str]
    codes: Mapping[str, AgreementRow]
    codebooks: Mapping[str, AgreementRow]
    overall: AgreementRow
    uncoded: int = 0
    counted: bool = True


def cached_agreement(**asked: Any) -> AgreementTable | None:
    """The answer to the same question as before, if nothing that it rests on has changed since."""
    return _ANSWERS.get(_question(asked))


def load_agreement(**asked: Any) -> AgreementTable:
    """The answer, worked out if it is not kept, and kept for whoever asks next."""
    question = _question(asked)
    found = _ANSWERS.pop(question, None) or agreement_table(**asked)
    _ANSWERS[question] = found
    while len(_ANSWERS) > MOST_ANSWERS:
        _ANSWERS.pop(next(iter(_ANSWERS)))
    return found


_ANSWERS: dict[tuple[object, ...], AgreementTable] = {}


def _question(asked: dict[str, Any]) -> tuple[object, ...]:
    latest = Change.objects.filter(table__in=RESTS_ON).order_by("-pk").values_list("pk", "batch__at").first()
    return (connection.settings_dict["NAME"], Coding.objects.count(), latest, *sorted(asked.items()))


@dataclass
class _Material:
    """Codings of blind coders, with the texts they are of."""

    coders: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    marks: list[tuple[str, int | None, int | None, str, str, float]] = field(default_factory=list)


def agreement_table(
    *,
    unit: CodingUnit = CodingUnit.PARAGRAPH,
    level: MeasurementLevel = MeasurementLevel.NOMINAL,
    session: str = "",
    source: str = "",
    codebook: str = "",
    count_uncoded: bool = True,
    seen_by: str | None = None,
) -> AgreementTable:
    """Agreement of whoever coded, reconciled codings apart.

    Parameters
    ----------
    unit
        Units of the text; `text` asks how well the coders' passages themselves lie on each other (alpha
        for unitising).
    level
        `ordinal` compares the salience that codings were judged with, 0 where there is none.
    count_uncoded
        Whether units that nobody coded with anything count, as agreement that no code applies.
    seen_by
        A coder, who is told of what they may see only; the command line sees all.

    Raises
    ------
    InputError
        If there is no such session, source or codebook.
    """
    require_known(codebook=codebook, session=session, source=source)
    material = _material(session=session, source=source, codebook=codebook, level=level, seen_by=seen_by)
    books = _books(material.codes)
    if unit is CodingUnit.TEXT:
        return _of_text(material, books)
    data, empty = _data(material, unit)
    if not count_uncoded:
        data = data[:, ~empty, :]
    rows = {code: _row(data[:, :, k : k + 1], level) for k, code in enumerate(material.codes)}
    overall = _row(data, level)
    place = {code: k for k, code in enumerate(material.codes)}
    by_book = {
        book: overall if len(codes) == len(place) else _row(data[:, :, [place[code] for code in codes]], level)
        for book, codes in books.items()
    }
    return AgreementTable(unit, level, material.coders, rows, by_book, overall, int(empty.sum()), count_uncoded)


def _material(*, session: str, source: str, codebook: str, level: MeasurementLevel, seen_by: str | None) -> _Material:
    found = Coding.objects.exclude(coder__in=("", coding_sessions.RECONCILED))
    found = found.filter(session=session) if session else found
    found = found.filter(source=source) if source else found
    if seen_by is not None:
        found = found.filter(session__in=coding_sessions.opened())
    codes = codes_of(codebook) if codebook else None
    salience = dict(Evidence.objects.exclude(coding=None).values_list("coding", "salience"))
    columns = ("source", "start", "end", "code", "coder", "pk")
    rows = found.order_by("pk").values_list(*columns)
    ordinal = level is MeasurementLevel.ORDINAL
    marks = [
        (*row, float(salience.get(pk) or 0) if ordinal else 1) for *row, pk in rows if codes is None or row[3] in codes
    ]
    sources = sorted({mark[0] for mark in marks})
    read = source_texts.texts_of(Source.objects.filter(pk__in=sources).order_by("pk").values_list("pk", flat=True))
    marks = [mark for mark in marks if mark[0] in read]
    return _Material(
        coders=sorted({mark[4] for mark in marks}),
        codes=sorted({mark[3] for mark in marks}),
        texts=read,
        marks=marks,
    )


def _books(codes: Collection[str]) -> dict[str, list[str]]:
    """The codes that were used, by codebook; the framework's own under its name."""
    book_of = dict(Code.objects.filter(pk__in=codes).values_list("pk", "codebook"))
    books: dict[str, list[str]] = {}
    for code in codes:
        books.setdefault(book_of.get(code, "framework"), []).append(code)
    return dict(sorted(books.items()))


def _data(material: _Material, unit: CodingUnit) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Coders × units × codes with NaN where a coder did not code the source; which units nobody coded."""
    units = {source: cut_units(text, unit) or [(0, 0)] for source, text in material.texts.items()}
    offsets = dict(zip(units, np.cumsum([0, *(len(found) for found in units.values())])[:-1], strict=True))
    shape = (len(material.coders), sum(len(found) for found in units.values()), len(material.codes))
    data = np.full(shape, np.nan)
    coder_at = {coder: i for i, coder in enumerate(material.coders)}
    code_at = {code: k for k, code in enumerate(material.codes)}
    for source, coder in {(mark[0], mark[4]) for mark in material.marks}:
        at = int(offsets[source])
        data[coder_at[coder], at : at + len(units[source]), :] = 0
    for source, start, end, code, coder, value in material.marks:
        own = units[source]
        numbers = range(len(own)) if start is None else overlapped_units(own, start, end or start)
        for number in numbers:
            cell = (coder_at[coder], int(offsets[source]) + number, code_at[code])
            data[cell] = max(data[cell], value)
    return data, ~(np.nan_to_num(data) > 0).any(axis=(0, 2))


def _row(data: Floats, level: MeasurementLevel) -> AgreementRow:
    """Agreement over all decisions, a code on a unit each; what is drawn again is the unit."""
    coders, units, codes = data.shape
    if not data.size:
        return AgreementRow(Agreement(None, None, 0, "no_codings"))
    flat = data.reshape(coders, units * codes)
    values = (0.0, 1.0) if level is MeasurementLevel.NOMINAL else (0.0, 1.0, 2.0, 3.0)
    counts = intercoder_agreement.value_counts(flat, values)
    groups = None if codes == 1 else np.repeat(np.arange(units), codes)
    kappa = intercoder_agreement.kappa(flat[0], flat[1]) if coders == 2 else None
    return AgreementRow(
        intercoder_agreement.alpha(counts, level=level, groups=groups), intercoder_agreement.percent(counts), kappa
    )


def _of_text(material: _Material, books: Mapping[str, Sequence[str]]) -> AgreementTable:
    """Alpha for unitising on all texts, one after the other; intervals by drawing blocks of text again."""
    blocks = _blocks(material)
    passages = _placed(material, blocks)
    lengths = np.array([end - start for _, start, end in blocks])
    random = np.random.default_rng(SEED)
    drawn = [np.arange(len(blocks)), *random.integers(0, len(blocks), (TEXT_DRAWS, len(blocks)))]
    parts = {code: [_laid_out(passages[code], lengths, draw) for draw in drawn] for code in material.codes}
    rows = {code: AgreementRow(_unitised([parts[code]])) for code in material.codes}
    by_book = {book: AgreementRow(_unitised([parts[code] for code in codes])) for book, codes in books.items()}
    overall = AgreementRow(_unitised(list(parts.values())))
    return AgreementTable(CodingUnit.TEXT, MeasurementLevel.NOMINAL, material.coders, rows, by_book, overall)


Draws = Sequence[intercoder_agreement.Unitising]
Block = tuple[str, int, int]


def _unitised(parts: Sequence[Draws]) -> Agreement:
    """From each code's disagreements, on the whole first and then on each resample."""
    if not parts:
        return Agreement(None, None, 0, "no_codings")
    values = [intercoder_agreement.alpha_of_unitising(draw) for draw in zip(*parts, strict=True)]
    count = sum(draws[0].units for draws in parts)
    if values[0] is None:
        return Agreement(None, None, count, "one_coder")
    redrawn = np.array([np.nan if value is None else value for value in values[1:]])
    return Agreement(values[0], percentiles(redrawn) if len(redrawn) else None, count)


def _blocks(material: _Material) -> list[Block]:
    """Stretches of text that no passage crosses, about 200 in all, so that they can be drawn again whole."""
    least = sum(map(len, material.texts.values())) // BLOCKS
    coded: dict[str, list[Section]] = {}
    for source, start, end, *_ in material.marks:
        if start is not None and end is not None:
            coded.setdefault(source, []).append((start, end))
    blocks = []
    for source, text in material.texts.items():
        taken = intercoder_agreement.merge_overlaps(coded.get(source, []))
        begin = 0
        for at, _ in cut_units(text, CodingUnit.PARAGRAPH):
            crossed = int(np.searchsorted(taken[:, 0], at)) - 1
            if at - begin > least and (crossed < 0 or taken[crossed, 1] <= at):
                blocks.append((source, begin, at))
                begin = at
        if text:
            blocks.append((source, begin, len(text)))
    return blocks


def _placed(material: _Material, blocks: Sequence[Block]) -> dict[str, list[intercoder_agreement.Units]]:
    """For each code and coder the passages as rows block, beginning in it, end in it; in order of the blocks."""
    begins = [(source, start) for source, start, _ in blocks]
    coder_at = {coder: i for i, coder in enumerate(material.coders)}
    placed: dict[str, list[list[tuple[int, int, int]]]] = {code: [[] for _ in coder_at] for code in material.codes}
    for source, start, end, code, coder, _ in material.marks:
        if start is not None and end is not None and material.texts.get(source):
            number = bisect_right(begins, (source, start)) - 1
            at = blocks[number][1]
            placed[code][coder_at[coder]].append((number, start - at, end - at))
    return {
        code: [np.array(sorted(own), dtype=np.int64).reshape(-1, 3) for own in found] for code, found in placed.items()
    }


def _laid_out(
    passages: Sequence[intercoder_agreement.Units], lengths: npt.NDArray[np.int64], drawn: npt.NDArray[np.int64]
) -> intercoder_agreement.Unitising:
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
        units.append(intercoder_agreement.merge_overlaps(own[row, 1:] + at[:, None]))
    return intercoder_agreement.unitising(units, int(offsets[-1]))
