"""The small world, and those who look at it."""

from tests.world import flow, staff, world

__all__ = ["flow", "staff", "world"]
