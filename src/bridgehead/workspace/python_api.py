"""A workspace from a notebook: every table and every figure as a Polars frame."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bridgehead.kit.cli import open_store
from bridgehead.kit.errors import NotFound

if TYPE_CHECKING:
    import polars as pl


class Workspace:
    """An open workspace; made by `bridgehead.open_workspace`.

    One process has one workspace: a second call opens another only in a fresh process.
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        # A notebook runs inside an event loop, in which Django refuses to read without being told.
        os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        self.folder = open_store(Path(folder) if folder is not None else None)

    def __repr__(self) -> str:
        return f"Workspace({str(self.folder)!r})"

    @property
    def tables(self) -> list[str]:
        """Names of the case folder's tables."""
        from bridgehead.workspace.case_files import tables  # noqa: PLC0415 needs an open store

        return [table.name for table in tables()]

    def table(self, name: str) -> "pl.DataFrame":
        """A table of the case folder, as text in its canonical order.

        Raises
        ------
        NotFound
            If the case folder has no such table.
        """
        import polars as pl  # noqa: PLC0415 importing bridgehead loads nothing

        from bridgehead.kit.case_tables import header_of  # noqa: PLC0415 needs an open store
        from bridgehead.workspace.case_files import tables  # noqa: PLC0415
        from bridgehead.workspace.phrases import no_table  # noqa: PLC0415

        found = next((table for table in tables() if table.name == name), None)
        if found is None:
            raise NotFound(no_table(name, self.tables))
        return pl.DataFrame(found.export(), schema=dict.fromkeys(header_of(found), pl.String), orient="row")

    def influence(
        self, *, cluster: str = "", member: str = "", day: date | None = None, leave_out: Sequence[str] = ()
    ) -> "dict[str, pl.DataFrame]":
        """What difference a cluster makes, as tidy frames (docs/reference/influence.md).

        Parameters
        ----------
        cluster, member
            As `bridgehead influence` takes them.
        day
            The day that it is as of; today if it is not given.
        leave_out
            Ids of activities that are left out, with all that came of them.
        """
        from bridgehead.ecosystem.queries.record_scope import record_scope  # noqa: PLC0415 needs an open store
        from bridgehead.influence.services.influence_account import tables  # noqa: PLC0415 needs an open store

        return tables(record_scope(day, leave_out), cluster=cluster, member=member)

    def identity(
        self, subject: str, *, against: tuple[str, ...] = (), day: date | None = None, leave_out: Sequence[str] = ()
    ) -> dict[str, Any]:
        """The identity of a cluster or country, as `bridgehead identity --json` prints it; `day` as in `influence`."""
        from bridgehead.ecosystem.queries.record_scope import record_scope  # noqa: PLC0415 needs an open store
        from bridgehead.influence.schemas.regional_identity import IdentityAnswer  # noqa: PLC0415 needs an open store
        from bridgehead.influence.services.regional_identity import describe  # noqa: PLC0415

        return IdentityAnswer.of(describe(subject, record_scope(day, leave_out), against=against)).model_dump(
            by_alias=True
        )

    def effect(
        self, outcome: str, *, day: date | None = None, leave_out: Sequence[str] = (), **options: Any
    ) -> dict[str, Any]:
        """What participation changed in an outcome, as `bridgehead effect --json` prints it.

        Options are those of `influence.services.effect_estimates.estimate`: panel, cluster, covariates,
        placebo_outcomes; `day` and `leave_out` as in `influence`.
        """
        from bridgehead.ecosystem.queries.record_scope import record_scope  # noqa: PLC0415 needs an open store
        from bridgehead.influence.schemas.effect_estimates import EffectAnswer  # noqa: PLC0415 needs an open store
        from bridgehead.influence.services.effect_estimates import estimate  # noqa: PLC0415

        return EffectAnswer.of(estimate(outcome, record_scope(day, leave_out), **options)).model_dump(by_alias=True)

    def panel(self, name: str = "records", *, cluster: str = "") -> "pl.DataFrame":
        """A panel of units by period: an imported one, or the one that the records of today make."""
        from bridgehead.ecosystem.queries import cluster_in_question  # noqa: PLC0415
        from bridgehead.ecosystem.queries.record_scope import today  # noqa: PLC0415 needs an open store
        from bridgehead.influence.queries import panels  # noqa: PLC0415 needs an open store
        from bridgehead.workspace.phrases import no_panel  # noqa: PLC0415

        if name == panels.RECORDS:
            return panels.records_panel(cluster or cluster_in_question(), today())
        if name not in panels.stored_panels():
            raise NotFound(no_panel(name, [*panels.stored_panels(), panels.RECORDS]))
        return panels.panel(name)
