"""Panels in, estimates out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import StoredFile
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.influence.core import diff_in_diff, hazard, panel_csv
from bridgehead.influence.core.effect_estimate import OutcomeEffect
from bridgehead.influence.core.hazard import Hazard
from bridgehead.influence.core.panel import CannotEstimate
from bridgehead.influence.queries import panels
from bridgehead.influence.services.influence_account import named_cluster
from bridgehead.kit import csv_files
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.profile.core.coded_reason import CodedReason

SIZE_LIMIT = 100 * 1024 * 1024
LONGEST_NAME = 60


@dataclass(frozen=True)
class EstimationResult:
    """An outcome's estimates, or why there are none.

    Attributes
    ----------
    source
        `records` or the name of the stored panel.
    scope
        Which records the panel was made of; a stored panel is as it was imported.
    refused, hazard_refused
        Why the data cannot carry the one or the other; None if it can.
    """

    outcome: str
    source: str
    scope: RecordScope
    effect: OutcomeEffect | None
    refused: CodedReason | None
    hazard: Hazard | None
    hazard_refused: CodedReason | None


def import_panel(path: Path, *, name: str = "", viewer: Viewer) -> Receipt[str]:
    """Store a panel of units by period; one of the same name is replaced.

    Returns
    -------
    Receipt[str]
        With the panel's name.

    Raises
    ------
    NotAllowed
        If the viewer may not import data.
    InputError
        At the first thing in the file that is not what it should be.
    """
    viewer.require(Verb.IMPORT, Resource.FIGURE)
    content = csv_files.content_of(path)
    if len(content) > SIZE_LIMIT:
        raise InputError(
            expects("file_up_to", limit=SIZE_LIMIT), file=path.name, found=finds("bytes", size=len(content))
        )
    plain = re.sub(r"[^\w\-]+", "_", name or path.stem).strip("_")
    if not plain or plain == panels.RECORDS or len(plain) > LONGEST_NAME:
        expected = expects("panel_name", limit=LONGEST_NAME, records=panels.RECORDS)
        raise InputError(expected, column="name", found=plain)
    sheet = panel_csv.read(content, path.name)
    text = csv_files.render(sheet.header, (cells for _, cells in sheet.rows))
    with batch("panel.import", plain, viewer=viewer, name=plain) as writer:
        stored = {"id": f"{panels.FOLDER}{plain}.csv", "content": text.encode("utf-8")}
        writer.put(StoredFile, [stored])
    return writer.receipt(plain)


def estimate(
    outcome: str,
    scope: RecordScope | None = None,
    *,
    panel: str = "",
    cluster: str = "",
    covariates: Sequence[str] = (),
    placebo_outcomes: Sequence[str] = (),
) -> EstimationResult:
    """Estimate what the treatment changed in an outcome.

    Parameters
    ----------
    scope
        Which records the panel is made of; today's, all of them, where it is None.
    panel
        Name of a stored panel, or `records`; by default the only stored panel that has the outcome,
        else the records.
    cluster
        Whose activities are the treatment in the panel of the records; by default the cluster with
        most members.

    Raises
    ------
    InputError
        If there is no such panel or column, or records are to be left out of a stored panel.
    """
    scope = scope or today()
    source, frame = _find(outcome, panel, cluster, scope)
    known = panels.columns(frame)
    for column in (outcome, *covariates, *placebo_outcomes):
        if column not in known:
            raise InputError(expects("one_of", options=known), file=f"panel {source}", column="columns", found=column)
    found, refused, timed, timed_refused = None, None, None, None
    try:
        found = diff_in_diff.effect(frame, outcome, covariates=covariates, placebo_outcomes=placebo_outcomes)
    except CannotEstimate as error:
        refused = error.reason
    try:
        timed = hazard.hazard(frame, outcome, covariates=covariates)
    except CannotEstimate as error:
        timed_refused = error.reason
    return EstimationResult(outcome, source, scope, found, refused, timed, timed_refused)


def _find(outcome: str, panel: str, cluster: str, scope: RecordScope) -> tuple[str, pl.DataFrame]:
    stored = panels.stored_panels()
    if panel and panel != panels.RECORDS and panel not in stored:
        raise InputError(expects("one_of_panels", options=[*stored, panels.RECORDS]), column="panel", found=panel)
    holding = [name for name, columns in stored.items() if outcome in columns]
    if not panel and len(holding) > 1:
        raise InputError(expects("panel_option", options=holding, outcome=outcome), column="panel")
    name = panel or (holding[0] if holding else panels.RECORDS)
    if name != panels.RECORDS:
        if scope != today():
            raise InputError(expects("records_panel", records=panels.RECORDS), column="panel", found=name)
        return name, panels.panel(name)
    of = named_cluster(cluster).id if cluster else cluster_in_question()
    return name, panels.records_panel(of, scope)
