"""The research report: codebook, matrix, agreement, tables, figure 3d, findings, evidence with numbered sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bridgehead.influence.core.influence_account import InfluenceAccount
from bridgehead.kit.table_export import ExportTable
from bridgehead.report.core import report_parts
from bridgehead.report.core.report_parts import Citations, CitedEvidence

FIRMS_ACROSS = 3
MOST_IN_A_CELL = 3
AT_MOST = 400


@dataclass(frozen=True)
class CodebookSection:
    """A codebook: its name, and its codes with what each means."""

    name: str
    codes: Sequence[tuple[str, str, str]]


def report(
    title: str,
    account: InfluenceAccount,
    codebooks: Sequence[CodebookSection],
    tables: Sequence[ExportTable],
    cited: Citations,
    words: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """The data of the research report.

    Parameters
    ----------
    tables
        The study's tables 5–8.
    cited
        The evidence on the firms, and all that findings rest on.
    words
        Vocabularies by name: `component`, `code`, `origin`, `actor` for names, and `general` for what is of no actor.
    """
    network, names = account.network, words["actor"]
    findings = report_parts.findings(account.findings, cited)  # first, since it comes first and numbers the sources
    found = {
        "title": title,
        "firms": [names[firm] for firm in account.firms],
        "codebooks": [{"name": book.name, "codes": [list(code) for code in book.codes]} for book in codebooks],
        "matrix": _matrix(account, cited, words),
        "tables": [_table(sheet) for sheet in tables],
        "losses": [{**vars(loss), "firm": names[loss.firm]} for loss in (network.losses if network else ())],
        "arrows": report_parts.arrows(account.arrows),
        "findings": findings,
        "evidence": _evidence(cited, words),
        "shows_evidence": True,
    }
    return found | {"sources": cited.numbers.listed()}


def without_evidence(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same report with its figures and findings alone: nothing of what was said, and by whom."""
    quiet: dict[str, list[Any]] = {"supports": [], "contradicts": [], "explanations": []}
    findings = [finding | quiet for finding in data["findings"]]
    return {**data, "findings": findings, "matrix": [], "evidence": [], "sources": [], "shows_evidence": False}


def _matrix(
    account: InfluenceAccount, cited: Citations, words: Mapping[str, Mapping[str, str]]
) -> list[dict[str, Any]]:
    """Firms × components in blocks of a few firms, each cell what its weightiest pieces say."""
    cells: dict[tuple[str, str], list[CitedEvidence]] = {}
    for piece in sorted(cited.pieces.values(), key=lambda p: (p.hoped_for, -p.salience, p.id)):
        cells.setdefault((piece.actor, piece.code), []).append(piece)
    blocks = [account.firms[start : start + FIRMS_ACROSS] for start in range(0, len(account.firms), FIRMS_ACROSS)]
    return [
        {
            "firms": [words["actor"][firm] for firm in block],
            "rows": [
                {
                    "label": words["component"][component],
                    "cells": [
                        [cited.said(p) for p in cells.get((firm, component), [])[:MOST_IN_A_CELL]] for firm in block
                    ],
                }
                for component in next(iter(account.standings.values()), {})
            ],
        }
        for block in blocks
    ]


def _table(sheet: ExportTable) -> dict[str, Any]:
    rows = [["" if c is None else f"{c:.2f}" if isinstance(c, float) else str(c) for c in row] for row in sheet.rows]
    return {"title": sheet.title, "headings": list(sheet.headings), "rows": rows}


def _evidence(cited: Citations, words: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    """The pieces by actor and code, the first of them where there are very many."""
    names = words["actor"]
    rows = sorted(cited.pieces.values(), key=lambda p: (names.get(p.actor, ""), p.code, p.id))[:AT_MOST]
    grouped: dict[str, list[dict[str, Any]]] = {}
    for piece in rows:
        line = cited.said(piece) | {
            "code": words["code"].get(piece.code, piece.code),
            "origin": words["origin"].get(piece.origin, piece.origin),
        }
        grouped.setdefault(names.get(piece.actor, words["general"][""]), []).append(line)
    return [{"actor": actor, "rows": lines} for actor, lines in grouped.items()]
