"""Training the ranker on the workspace's own past, by hand or by the server's worker at night."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from bridgehead.kit import dates
from bridgehead.kit.progress import Progress, silent
from bridgehead.kit.series import put_down
from bridgehead.match import disk, queries, trained
from bridgehead.match.core import judged
from bridgehead.match.core.history import history
from bridgehead.match.core.judged import Judged
from bridgehead.match.core.marks import DISMISSING, GOOD, JOINED
from bridgehead.match.core.ranking.ranker_config import DEFAULT, RankerConfig
from bridgehead.match.core.ranking.training.examples import collect_examples, projects
from bridgehead.match.core.ranking.training.fit import fit
from bridgehead.match.services.ranking import as_query
from bridgehead.match.trained import About, Trained
from bridgehead.opportunities.models import Opportunity

AT_NIGHT = time(3)
WEEK = timedelta(days=7)
SEED = 0


def train(*, seed: int = SEED, progress: Progress = silent, config: RankerConfig = DEFAULT) -> Trained | None:
    """Learn from past projects and from what was said of candidates; used by every list from then on.

    Returns
    -------
    Trained or None
        None where the past is too short to learn from; what an earlier training found is then forgotten.
    """
    index = disk.current(progress=progress)
    past = history(index.records, index.day, as_then=True).before(index.day)
    found = collect_examples(past, index.day, progress, seed, config)
    if found is None:
        trained.forget()
        return None
    lessons, names = found
    asked, unled = len({lesson.project for lesson in lessons}), len(projects(lessons, led=False))
    said = judgements()
    marked = progress(said, "learning from marks")
    lessons += judged.lessons(history(index.records, index.day), marked, names, seed, config)
    about = About(
        date=timezone.localdate().isoformat(),
        seed=seed,
        lessons=asked,
        unled=unled,
        judged=len(said),
    )
    result = Trained(fit(lessons, names, seed, config), about)
    trained.save(result)
    return result


def judgements() -> list[Judged]:
    """Opportunities of whose candidates somebody said that they suit it, or that they do not."""
    marks = queries.marks().filter(mark__in=(GOOD, JOINED, *DISMISSING))
    found: dict[str, list[tuple[str, bool, str]]] = {}
    for opportunity, actor, mark, day in marks.values_list("opportunity_id", "actor_id", "mark", "date"):
        found.setdefault(opportunity, []).append((actor, mark not in DISMISSING, day))
    abouts = Opportunity.objects.in_bulk(list(found))
    return [
        Judged(
            opportunity=id_,
            day=min(dates.starts(day) for _, _, day in said),
            query=as_query(abouts[id_]),
            suited=frozenset(actor for actor, suits, _ in said if suits),
            unsuited=frozenset(actor for actor, suits, _ in said if not suits),
        )
        for id_, said in sorted(found.items())
    ]


@task()
def train_at_night() -> None:
    """Train if it is time to; the next night is put down first, so that a failure does not end the series."""
    schedule()
    known = trained.load()
    if known is None or timezone.localdate() - date.fromisoformat(known.about.date) >= WEEK:
        train()


def schedule() -> datetime:
    """Put the next night down for the server's worker, if it is not put down already.

    Returns
    -------
    datetime
        When the worker will look whether it is time to train: a week after the last training, or the first
        night after there is enough to learn from.
    """
    now = timezone.localtime()
    moment = datetime.combine(now.date(), AT_NIGHT, now.tzinfo)
    moment += timedelta(days=1) if moment <= now else timedelta()
    put_down(train_at_night, moment)
    return moment
