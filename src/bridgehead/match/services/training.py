"""Training the ranker on the workspace's own past."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from bridgehead.kit import partial_dates
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.core import feedback_examples
from bridgehead.match.core.feedback_examples import FeedbackCase
from bridgehead.match.core.history_builder import history
from bridgehead.match.core.mark_types import DISMISSING, GOOD, JOINED
from bridgehead.match.core.ranking.ranker_config import DEFAULT, RankerConfig
from bridgehead.match.core.ranking.training.examples import collect_examples, projects
from bridgehead.match.core.ranking.training.fit import fit
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.services import index_store, model_store
from bridgehead.match.services.model_store import StoredModel, TrainingRecord
from bridgehead.match.services.rank_actors import opportunity_query
from bridgehead.opportunities.models import Opportunity

AT_NIGHT = time(3)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
SEED = 0


def train(
    *, viewer: Viewer, seed: int = SEED, progress: Progress = no_progress, config: RankerConfig = DEFAULT
) -> StoredModel | None:
    """Learn from past projects and from what was said of candidates; used by every list from then on.

    Returns
    -------
    StoredModel or None
        None where the past is too short to learn from; what an earlier training found is then forgotten.

    Raises
    ------
    NotAllowed
        If the viewer may not train.
    """
    viewer.require(Verb.CHANGE, Resource.MATCH)
    index = index_store.current_index(progress=progress)
    past = history(index.records, index.day, as_then=True).before(index.day)
    found = collect_examples(past, index.day, progress, seed, config)
    if found is None:
        model_store.forget()
        return None
    lessons, names = found
    asked, unled = len({lesson.project for lesson in lessons}), len(projects(lessons, led=False))
    said = judgements()
    marked = progress(said, "learning from marks")
    lessons += feedback_examples.feedback_examples(history(index.records, index.day), marked, names, seed, config)
    about = TrainingRecord(
        date=timezone.localdate().isoformat(),
        seed=seed,
        lessons=asked,
        unled=unled,
        judged=len(said),
    )
    result = StoredModel(fit(lessons, names, seed, config), about)
    model_store.save(result)
    return result


def judgements() -> list[FeedbackCase]:
    """Opportunities of whose candidates somebody said that they suit it, or that they do not."""
    given = mark_reads.marks().filter(mark__in=(GOOD, JOINED, *DISMISSING))
    found: dict[str, list[tuple[str, bool, str]]] = {}
    for opportunity, actor, mark, day in given.values_list("opportunity_id", "actor_id", "mark", "date"):
        found.setdefault(opportunity, []).append((actor, mark not in DISMISSING, day))
    abouts = Opportunity.objects.in_bulk(list(found))
    return [
        FeedbackCase(
            opportunity=id_,
            day=min(partial_dates.starts(day) for _, _, day in said),
            query=opportunity_query(abouts[id_]),
            suited=frozenset(actor for actor, suits, _ in said if suits),
            unsuited=frozenset(actor for actor, suits, _ in said if not suits),
        )
        for id_, said in sorted(found.items())
    ]


def is_training_due() -> bool:
    """Whether a week has passed since the last training, there was none, or it is dated in the future."""
    known = model_store.load()
    return known is None or not -DAY <= timezone.localdate() - date.fromisoformat(known.about.date) < WEEK


def next_night(now: datetime) -> datetime:
    """The next three o'clock at night after a moment."""
    moment = datetime.combine(now.date(), AT_NIGHT, now.tzinfo)
    return moment + (timedelta(days=1) if moment <= now else timedelta())
