"""The table of features: what each is, which stage of a search reads it, and what it may say.

A feature's values are worked out in the module of its group; all else that anybody wants to know of it stands
here. A name is kept with every training (`RankingModel.names`), so that one that changes makes trainings old.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import Final


class Stage(IntEnum):
    """Who first reads a feature."""

    EVERYBODY = 1
    """The sum that is made for every actor: a product or two of sparse matrices."""
    SHORTLIST = 2
    """The sum of the strongest: the whole graph is read, or a row of numbers an actor."""
    LEARNED = 3
    """The learned model alone."""


@dataclass(frozen=True)
class Feature:
    """A column of the matrix of a query.

    Attributes
    ----------
    monotone
        Whether more of it may never lower what the trees add.
    ranked
        Whether an actor's place among the candidates by it is an input of the model, too.
    reason, reason_if_led
        The kind of reason that it speaks for, blank for none; another where the query's lead has a record.
    weight
        What it counts in the sum that needs no training; 0 for those that are not summed.
    full_from
        What an actor must have of it at least to get the whole weight, if not what the best has.
    specific
        Whether it speaks for an actor and this query in particular: to be from a usual country, of a usual kind, or
        busy does not.
    """

    name: str
    group: str
    stage: Stage = Stage.LEARNED
    monotone: bool = False
    ranked: bool = False
    reason: str = ""
    reason_if_led: str = ""
    weight: float = 0.0
    full_from: float = 0.0
    specific: bool = True


SUM: Final = "fusion: sum"
IMPUTED: Final = "words: in place of a record"

_likeness = partial(Feature, monotone=True, ranked=True)
_words = partial(_likeness, group="words", reason="past_work")
_meaning = partial(_likeness, group="meaning", reason="past_work")
_partners = partial(_likeness, group="partners", reason="partners")
_circle = partial(_likeness, group="circle", reason="network")
_walk = partial(_likeness, group="walk", reason="partners")
_programme = partial(_likeness, group="programme", reason="programme")
_name = partial(_likeness, group="name", reason="name")
_career = partial(Feature, group="career", reason="career", specific=False)
_country = partial(Feature, group="country", reason="country", specific=False)
_kind = partial(Feature, group="kind", reason="role", specific=False)
_market = partial(Feature, group="market", reason="market")
_question = partial(Feature, group="question", specific=False)

_ROWS = (
    _words("words: sharp"),
    _words("words: broad"),
    _words("words: cosine"),
    _words("words: with meaning"),
    _words("words: per member", stage=Stage.EVERYBODY, weight=0.8),
    _words("words: in teams"),
    _words("words: lately"),
    _words("words: led similar"),
    _words("words: best document"),
    _words("words: best with meaning"),
    _words(IMPUTED, stage=Stage.SHORTLIST, specific=False),
    _meaning("meaning: similar documents"),
    _meaning("meaning: own"),
    _meaning("meaning: spread", stage=Stage.EVERYBODY, weight=0.3),
    _meaning("meaning: spread and known"),
    _meaning("meaning: near projects"),
    _meaning("meaning: near projects lately"),
    _meaning("meaning: relevant projects"),
    _meaning("meaning: best document"),
    _partners("partners: of similar"),
    _partners("partners: of relevant lately"),
    _circle("circle: shared teams", stage=Stage.EVERYBODY, weight=0.6),
    _circle("circle: shared teams lately"),
    _circle("circle: joint projects"),
    _circle("circle: joint similar"),
    _circle("circle: joint in programme"),
    _circle("circle: joint in programme lately"),
    _circle("circle: joint near"),
    _circle("circle: led by lead"),
    _circle("circle: lead in its teams"),
    _circle("circle: led"),
    _circle("circle: earlier"),
    _circle("circle: earlier partners"),
    _circle("circle: partners of partners"),
    _circle("circle: partners in programme"),
    _circle("circle: partners in relevant"),
    _circle("circle: factors"),
    _circle("circle: factor angle", stage=Stage.SHORTLIST, weight=0.2),
    _circle("circle: same topics"),
    _walk("walk: from lead", stage=Stage.SHORTLIST, weight=0.4, reason_if_led="network"),
    _walk("walk: from similar"),
    _walk("walk: beside similar"),
    _walk("walk: from both", reason_if_led="network"),
    _walk("walk: per project", reason_if_led="network"),
    _walk("walk: factors of similar", stage=Stage.SHORTLIST, weight=0.2),
    _walk("walk: factor angle of similar"),
    _programme("programme: projects"),
    _programme("programme: teams lately", stage=Stage.EVERYBODY, weight=0.3),
    _programme("programme: share"),
    _programme("programme: rare parts", stage=Stage.EVERYBODY, weight=0.2),
    _programme("programme: same parts"),
    _programme("programme: per member"),
    _career("career: projects"),
    _career("career: team projects"),
    _career("career: recent", stage=Stage.EVERYBODY, ranked=True, weight=0.2),
    _career("career: last year"),
    _career("career: running"),
    _career("career: share in teams"),
    _career("career: usual team size"),
    _career("career: share led"),
    _career("career: teams led"),
    _career("career: years since last"),
    _career("career: years since first"),
    _career("career: money"),
    _career("career: money per project"),
    _career("career: earlier activities"),
    _career("career: share as partner"),
    _career("career: partners met"),
    _career("career: texts"),
    _country("country: same", stage=Stage.EVERYBODY, weight=0.1),
    _country("country: with lead's"),
    _country("country: in programme"),
    _country("country: common"),
    _country("country: in similar"),
    _kind("kind: same"),
    _kind("kind: with lead's"),
    _kind("kind: in programme"),
    _kind("kind: in similar", stage=Stage.EVERYBODY, weight=0.1),
    _market("market: reach", stage=Stage.EVERYBODY, weight=0.3),
    _question("question: usual team size"),
    _question("question: lead's projects"),
    _question("question: best likeness"),
    _question("question: programme parts"),
    _name("name: words"),
    _name("name: pairs"),
    _name("name: initials"),
    # Among the few names of a small cluster the best may share but a common word with the text: the best of a third
    # of H2020's queries of 2016 and 2017 has more than 2.
    _name("name: proper", stage=Stage.EVERYBODY, weight=0.6, full_from=2.0),
    _name("name: rarest proper"),
    _likeness(SUM, group="fusion"),
)
FEATURES: Mapping[str, Feature] = {row.name: row for row in _ROWS}
ONE_KIND = _kind("kind: ")
"""The row of all features of one kind of actors each, of which there are as many as an index knows."""


def is_known(name: str) -> bool:
    """Whether the table has a feature; a training by another version may name one that it has not."""
    return name in FEATURES or name.startswith(ONE_KIND.name)


def feature(name: str) -> Feature:
    """The row of a feature, which the table must have."""
    return ONE_KIND if name not in FEATURES and is_known(name) else FEATURES[name]
