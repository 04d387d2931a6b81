"""Panels in, estimates out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from bridgehead.ecosystem.models import StoredFile
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.influence.core import diff_in_diff, hazard, panel_csv
from bridgehead.influence.core.diff_in_diff import BIAS, Estimate, OutcomeEffect
from bridgehead.influence.core.hazard import Hazard
from bridgehead.influence.core.panel import CannotEstimate
from bridgehead.influence.queries import influence_account, panels
from bridgehead.kit import csv_files
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.receipt import Receipt

SIZE_LIMIT = 100 * 1024 * 1024
LONGEST_NAME = 60


@dataclass(frozen=True)
class EstimationResult:
    """An outcome's estimates, or why there are none.

    Attributes
    ----------
    source
        `records` or the name of the stored panel.
    refused, hazard_refused
        Why the data cannot carry the one or the other; blank if it can.
    """

    outcome: str
    source: str
    effect: OutcomeEffect | None
    refused: str
    hazard: Hazard | None
    hazard_refused: str


def import_panel(path: Path, *, name: str = "", who: int | None = None) -> Receipt[str]:
    """Store a panel of units by period; one of the same name is replaced.

    Returns
    -------
    Receipt[str]
        With the panel's name.

    Raises
    ------
    InputError
        At the first thing in the file that is not what it should be.
    """
    content = csv_files.content_of(path)
    if len(content) > SIZE_LIMIT:
        raise InputError(f"a file of at most {SIZE_LIMIT:,} bytes", file=path.name, found=f"{len(content):,} bytes")
    plain = re.sub(r"[^\w\-]+", "_", name or path.stem).strip("_")
    if not plain or plain == panels.RECORDS or len(plain) > LONGEST_NAME:
        expected = f"a name of at most {LONGEST_NAME} letters and digits other than {panels.RECORDS}"
        raise InputError(expected, column="name", found=plain)
    sheet = panel_csv.read(content, path.name)
    text = csv_files.render(sheet.header, (cells for _, cells in sheet.rows))
    with batch(f"import panel {plain}", who=who) as writer:
        stored = {"id": f"{panels.FOLDER}{plain}.csv", "content": text.encode("utf-8")}
        writer.put(StoredFile, [stored])
    return writer.receipt(plain)


def estimate(
    outcome: str,
    *,
    panel: str = "",
    cluster: str = "",
    covariates: Sequence[str] = (),
    placebo_outcomes: Sequence[str] = (),
) -> EstimationResult:
    """Estimate what the treatment changed in an outcome.

    Parameters
    ----------
    panel
        Name of a stored panel, or `records`; by default the only stored panel that has the outcome,
        else the records.
    cluster
        Whose activities are the treatment in the panel of the records; by default the cluster with
        most members.

    Raises
    ------
    InputError
        If there is no such panel or column.
    """
    source, frame = _find(outcome, panel, cluster)
    known = panels.columns(frame)
    for column in (outcome, *covariates, *placebo_outcomes):
        if column not in known:
            raise InputError(f"one of {', '.join(known)}", file=f"panel {source}", column="columns", found=column)
    found, refused, timed, timed_refused = None, "", None, ""
    try:
        found = diff_in_diff.effect(frame, outcome, covariates=covariates, placebo_outcomes=placebo_outcomes)
    except CannotEstimate as error:
        refused = str(error)
    try:
        timed = hazard.hazard(frame, outcome, covariates=covariates)
    except CannotEstimate as error:
        timed_refused = str(error)
    return EstimationResult(outcome, source, found, refused, timed, timed_refused)


def as_answer(found: EstimationResult) -> dict[str, Any]:
    """The estimates as `bridgehead effect --json` prints them; what is refused is null, with its reason."""
    answer: dict[str, Any] = {"outcome": found.outcome, "panel": found.source, "refused": found.refused or None}
    answer |= _effect(found.effect) if found.effect else dict.fromkeys(EMPTY)
    answer["hazard"] = _hazard(found.hazard) if found.hazard else None
    answer["reasons"] = {name: why for name, why in (("att", found.refused), ("hazard", found.hazard_refused)) if why}
    return answer


EMPTY = (
    "assumption",
    "statement",
    "doubts",
    "units",
    "att",
    "se",
    "interval",
    "p",
    "event_study",
    "pretrend_p",
    "sensitivity",
    "placebos",
    "two_way_fixed_effects",
)


def _effect(found: OutcomeEffect) -> dict[str, Any]:
    ready = found.prepared
    units = {
        "treated": ready.treated,
        "untreated": ready.untreated,
        "always_treated": ready.always,
        "incomplete": ready.incomplete,
    }
    return {
        "assumption": found.assumption,
        "statement": found.statement,
        "doubts": list(found.doubts),
        "units": units,
        **_estimate(found.overall),
        "event_study": [{"period": at.period, **_estimate(at.estimate)} for at in found.by_time],
        "pretrend_p": found.pretrend,
        "sensitivity": [{"m": v.m, "interval": v.interval} for v in found.sensitivity],
        "placebos": [{"what": p.what, **_estimate(p.estimate), "reason": p.reason or None} for p in found.placebos],
        "two_way_fixed_effects": {
            **_estimate(found.two_way.estimate),
            "forbidden_weight": found.two_way.forbidden,
            "bias": BIAS,
        },
    }


def _estimate(found: Estimate | None) -> dict[str, Any]:
    if found is None:
        return dict.fromkeys(("att", "se", "interval", "p"))
    return {"att": found.att, "se": found.error, "interval": found.interval, "p": found.p}


def _hazard(found: Hazard) -> dict[str, Any]:
    return {
        "ratio": found.ratio,
        "interval": found.interval,
        "p": found.p,
        "events": found.events,
        "events_after": found.events_after,
        "at_risk": found.at_risk,
        "assumption": found.assumption,
    }


def _find(outcome: str, panel: str, cluster: str) -> tuple[str, pl.DataFrame]:
    stored = panels.stored_panels()
    if panel and panel != panels.RECORDS and panel not in stored:
        raise InputError(f"one of the panels {', '.join([*stored, panels.RECORDS])}", column="panel", found=panel)
    holding = [name for name, columns in stored.items() if outcome in columns]
    if not panel and len(holding) > 1:
        raise InputError(f"--panel with one of {', '.join(holding)}, which all have {outcome}", column="panel")
    name = panel or (holding[0] if holding else panels.RECORDS)
    if name != panels.RECORDS:
        return name, panels.panel(name)
    of = influence_account.cluster(cluster).id if cluster else cluster_in_question()
    return name, panels.records_panel(of)
