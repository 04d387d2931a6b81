"""Commands on the difference that a cluster makes."""

from typing import Annotated

import typer

ClusterOption = Annotated[str, typer.Option("--cluster", metavar="CLUSTER", help="Cluster [default: your own]")]


def listed(text: str) -> tuple[str, ...]:
    """Names with commas between them."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def two(value: float | None) -> str:
    """A figure with two digits; blank where there is none."""
    return "" if value is None else f"{value:.2f}"


def interval_text(interval: tuple[float, float] | None) -> str:
    """An interval with two digits; blank where there is none."""
    return "" if interval is None else f"[{interval[0]:.2f}, {interval[1]:.2f}]"
