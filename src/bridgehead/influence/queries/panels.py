"""Panels of units by period: stored ones, and the one that the records make."""

import io
from collections.abc import Sequence

import polars as pl

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Actor, Indicator, StoredFile
from bridgehead.ecosystem.queries.record_scope import begun, entries_in, memberships_in, participations_in, ties_in
from bridgehead.influence.core.panel import KEYS
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects

FOLDER = "panels/"
RECORDS = "records"
OUTCOMES = ("entries", "first_entry", "ties_abroad")
MOST_YEARS = 60


def stored_panels() -> dict[str, tuple[str, ...]]:
    """Name of each stored panel to its columns other than the keys; other files in its folder are none."""
    found = {}
    for id_, content in StoredFile.objects.filter(id__startswith=FOLDER).order_by("id").values_list("id", "content"):
        header = bytes(content).split(b"\n", 1)[0].decode("utf-8", "replace").split(",")
        if header[: len(KEYS)] == [*KEYS]:
            found[id_.removeprefix(FOLDER).removesuffix(".csv")] = tuple(header[len(KEYS) :])
    return found


def panel_choices() -> dict[str, tuple[str, ...]]:
    """The panel of the records, then each stored one, to what an estimate can be asked of."""
    firms = Indicator.objects.filter(subject_kind="actor", period__regex=r"^\d{4}$", value__isnull=False)
    names = firms.order_by("indicator").values_list("indicator", flat=True).distinct()
    return {RECORDS: tuple(dict.fromkeys([*OUTCOMES, *names])), **stored_panels()}


def panel(name: str) -> pl.DataFrame:
    """A stored panel.

    Raises
    ------
    InputError
        If the file is no panel: a case folder may bring any.
    """
    id_ = f"{FOLDER}{name}.csv"
    content = bytes(StoredFile.objects.values_list("content", flat=True).get(pk=id_))
    try:
        frame = pl.read_csv(io.BytesIO(content), infer_schema=False)
        numbers = [column for column in frame.columns if column not in KEYS]
        return frame.with_columns(pl.col("time", "first_treatment").cast(pl.Int64), pl.col(numbers).cast(pl.Float64))
    except pl.exceptions.PolarsError as error:
        expected = expects("stored_panel")
        raise InputError(expected, file=id_, found=str(error).partition("\n")[0]) from error


def records_panel(cluster: str, scope: RecordScope) -> pl.DataFrame:
    """The panel that the records in scope make: every firm by year.

    A firm is treated from the year of its first dated part in an activity of the cluster, or of its
    membership, whichever is earlier; a member whose date is unknown is left out, since it is neither
    treated at a known time nor untreated.

    Returns
    -------
    DataFrame
        The keys; `entries` (markets explored or entered so far), `first_entry` (1 from the first),
        `ties_abroad` (dated ties with other countries so far), `founded`, `large`, and every yearly
        indicator of firms.
    """
    starts, undated = _starts(cluster, scope)
    columns = ("id", "country", "founded", "size")
    firms = {
        row[0]: row[1:] for row in Actor.objects.filter(kind="firm").values_list(*columns) if row[0] not in undated
    }
    entries, ties, indicators = _entries(firms, scope), _ties(firms, scope), _indicators(firms, scope)
    seen = [year for dated in (entries, ties) for years in dated.values() for year in years] + list(starts.values())
    seen += [year for _, year, _ in indicators]
    years = range(max(min(seen), max(seen) - MOST_YEARS), max(seen) + 1) if seen else range(0)
    cells = []
    for firm, (_, founded, size) in firms.items():
        for year in years:
            entered = sum(when <= year for when in entries.get(firm, ()))
            tied = sum(when <= year for when in ties.get(firm, ()))
            large = 1.0 if size == "large" else 0.0 if size else None
            born = float(founded[:4]) if founded else None
            cells.append((firm, year, starts.get(firm), float(entered), float(entered > 0), float(tied), born, large))
    names = (*KEYS.items(), *((name, pl.Float64) for name in (*OUTCOMES, "founded", "large")))
    frame = pl.DataFrame(cells, schema=dict(names), orient="row")
    if not indicators:
        return frame
    wide = pl.DataFrame(
        [(f, y, n, v) for (f, y, n), v in indicators.items()],
        schema={"unit": pl.String, "time": pl.Int64, "name": pl.String, "value": pl.Float64},
        orient="row",
    ).pivot("name", index=["unit", "time"], values="value")
    wide = wide.select("unit", "time", *(c for c in wide.columns if c not in frame.columns))
    return frame.join(wide, on=["unit", "time"], how="left")


def _starts(cluster: str, scope: RecordScope) -> tuple[dict[str, int], set[str]]:
    """Firm to the year of its first part in the cluster, and those that take part at an unknown time."""
    parts = participations_in(scope).filter(activity__organiser=cluster, actor__kind="firm")
    dated = [(firm, since or start) for firm, since, start in parts.values_list("actor_id", "since", "activity__start")]
    members = memberships_in(scope).filter(cluster=cluster, member__kind="firm").values_list("member_id", "since")
    first: dict[str, int] = {}
    for firm, date in [*dated, *members]:
        if date:
            first[firm] = min(int(date[:4]), first.get(firm, 9999))
    return first, {firm for firm, _ in [*dated, *members]} - set(first)


def _entries(firms: dict[str, tuple[str, str, str]], scope: RecordScope) -> dict[str, list[int]]:
    first: dict[tuple[str, str], int] = {}
    rows = entries_in(scope).filter(status__in=("explored", "entered")).exclude(date="").exclude(market="")
    for firm, market, date in rows.values_list("firm_id", "market", "date"):
        if firm in firms and date:
            first[firm, market] = min(int(date[:4]), first.get((firm, market), 9999))
    found: dict[str, list[int]] = {}
    for (firm, _), year in first.items():
        found.setdefault(firm, []).append(year)
    return found


def _ties(firms: dict[str, tuple[str, str, str]], scope: RecordScope) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows = ties_in(scope).exclude(since="").values_list("a_id", "a__country", "b_id", "b__country", "since")
    for a, ours, b, theirs, since in rows:
        for firm, home, other in ((a, ours, theirs), (b, theirs, ours)):
            if firm in firms and since and home and other and home != other:
                found.setdefault(firm, []).append(int(since[:4]))
    return found


def _indicators(firms: dict[str, tuple[str, str, str]], scope: RecordScope) -> dict[tuple[str, int, str], float]:
    found = Indicator.objects.filter(begun("period", scope.as_of), subject_kind="actor", value__isnull=False)
    rows = found.exclude(period="")
    return {
        (subject, int(period), name): float(value)
        for subject, period, name, value in rows.values_list("subject", "period", "indicator", "value")
        if subject in firms and len(period) == 4 and value is not None
    }


def columns(frame: pl.DataFrame) -> Sequence[str]:
    """A panel's outcomes and covariates."""
    return [name for name in frame.columns if name not in KEYS]
