"""How far a workspace is set up: read from what it holds, so that it is true however the data came in."""

from dataclasses import dataclass

from django.db.models import QuerySet

from bridgehead.ecosystem.models import Actor, Membership, User
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.importers.models import SkippedStep
from bridgehead.importers.phrases import STEPS
from bridgehead.kit.models import Change
from bridgehead.opportunities.models import Opportunity

MEMBER_LISTS = ("members.import", "member.add")
"""Actions of the change log by which members come in."""
CLUSTERS = ("cluster", "cluster_network")
ALL = "all"
"""Stands for every step, where the set-up was dismissed."""


@dataclass(frozen=True)
class SetUpStep:
    """A step of the set-up.

    Attributes
    ----------
    done
        Whether the workspace holds what the step brings.
    skipped
        Whether the cluster does without for now.
    """

    name: str
    done: bool
    skipped: bool

    @property
    def title(self) -> str:
        """What it is called."""
        return str(STEPS[self.name])

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody."""
        return not self.done and not self.skipped


@dataclass(frozen=True)
class SetUp:
    """The steps of the set-up in their order, and whether it was dismissed as a whole."""

    steps: tuple[SetUpStep, ...]
    dismissed: bool

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done for step in self.steps)

    @property
    def is_open(self) -> bool:
        """Whether a step waits for somebody, and nobody dismissed them."""
        return not self.dismissed and any(step.is_open for step in self.steps)

    @property
    def next(self) -> str:
        """The first step that waits; blank where none does."""
        return next((step.name for step in self.steps if step.is_open), "")

    def beside(self, name: str) -> tuple[str, str]:
        """The steps before and after one; blank at either end."""
        names = [step.name for step in self.steps]
        at = names.index(name)
        return names[at - 1] if at else "", names[at + 1] if at + 1 < len(names) else ""


def usual_cluster() -> str:
    """The cluster whose members a list holds unless it says otherwise: the workspace's own; blank for none."""
    own = cluster_in_question()
    return own if Actor.objects.filter(pk=own, kind="cluster").exists() else ""


def listed_outside() -> QuerySet[Actor]:
    """Organisations that came in as members while there was no cluster, and belong to none since; by name."""
    came = Change.objects.filter(batch__action__in=MEMBER_LISTS, table="actor", action=Change.Action.ADD)
    found = Actor.objects.filter(pk__in=came.values("key"), memberships=None).exclude(kind__in=CLUSTERS)
    return found.order_by("name", "pk")


def set_up() -> SetUp:
    """How far the workspace is set up."""
    own, skipped = usual_cluster(), set(SkippedStep.objects.values_list("pk", flat=True))
    members = Membership.objects.filter(cluster=own) if own else Actor.objects.exclude(kind="cluster")
    done = {
        "cluster": bool(own),
        "members": members.exists(),
        "colleagues": User.objects.count() > 1,
        "opportunities": Opportunity.objects.exists(),
    }
    return SetUp(tuple(SetUpStep(name, done[name], name in skipped) for name in STEPS), ALL in skipped)
