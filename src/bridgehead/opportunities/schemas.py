"""The JSON shapes of opportunities, as the command and the API give them."""

from pydantic import BaseModel, ConfigDict


class OpportunitySummary(BaseModel):
    """An opportunity in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    title: str
    kind: str
    buyer: str
    countries: list[str]
    opens: str
    deadline: str
    budget: float | None
    status: str
    url: str


class OpportunityOut(OpportunitySummary):
    """An opportunity."""

    eligibility: list[str]
    description: str


class OpportunityPage(BaseModel):
    """A page of opportunities."""

    count: int
    items: list[OpportunityOut]


class OpportunityListOut(BaseModel):
    """Opportunities as the command `opportunities` gives them."""

    opportunities: list[OpportunitySummary]
