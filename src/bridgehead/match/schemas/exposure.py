"""The JSON shapes of exposure."""

from pydantic import BaseModel

from bridgehead.framework.versions import VersionedAnswer, versions
from bridgehead.match.services.exposure import Exposure


class ExposureShareOut(BaseModel):
    """A group's share of those who may answer, and of exposure, with its 90 % interval."""

    group: str
    base: float
    exposure: float
    low: float
    high: float


class ExposureOut(VersionedAnswer):
    """Exposure by size, country and region."""

    lists: int
    actors: int
    by_size: list[ExposureShareOut]
    by_country: list[ExposureShareOut]
    by_region: list[ExposureShareOut]
    most: float
    even: float


def exposure_out(found: Exposure) -> ExposureOut:
    """Who gets recommended."""
    shares = ExposureOut.model_validate(found, from_attributes=True)
    return shares.model_copy(update={"versions": versions(found.method.version)})
