"""The JSON shape of introductions."""

from pydantic import BaseModel, Field

from bridgehead.network.services.introductions import Introduction, Introductions


class PathStepAnswer(BaseModel):
    """From one actor to the next: through what, and whom to ask."""

    from_: str = Field(serialization_alias="from")
    to: str
    what: list[str]
    activity: str | None
    people: list[str]


class IntroductionPathAnswer(BaseModel):
    """A chain of actors; its strength is the product of those of its steps."""

    strength: float
    steps: list[PathStepAnswer]

    @classmethod
    def of(cls, found: Introduction) -> "IntroductionPathAnswer":
        """The answer for a chain."""
        steps = [
            PathStepAnswer(
                from_=each.step.start.id,
                to=each.step.end.id,
                what=list(each.step.what),
                activity=each.activity.pk if each.activity else None,
                people=[person.pk for person in each.people],
            )
            for each in found.steps
        ]
        return cls(strength=round(found.path.strength, 4), steps=steps)


class IntroductionsAnswer(BaseModel):
    """The shortest and the strongest chain between two actors; both are left out where there is none."""

    from_: str = Field(serialization_alias="from")
    to: str
    shortest: IntroductionPathAnswer | None = None
    strongest: IntroductionPathAnswer | None = None

    @classmethod
    def of(cls, found: Introductions) -> "IntroductionsAnswer":
        """The answer for two actors."""
        if found.shortest is None or found.strongest is None:
            return cls(from_=found.start.pk, to=found.end.pk)
        return cls(
            from_=found.start.pk,
            to=found.end.pk,
            shortest=IntroductionPathAnswer.of(found.shortest),
            strongest=IntroductionPathAnswer.of(found.strongest),
        )
