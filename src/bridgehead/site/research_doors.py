"""What the addresses of research are about: sources, codings, codebooks, the matrix, the exchange (`site.doors`)."""

from collections.abc import Mapping
from types import MappingProxyType

from bridgehead.ecosystem.models import Source
from bridgehead.kit import change_log
from bridgehead.kit.access_table import Resource, Verb
from bridgehead.kit.doors import Door, Ids, Thing

CHANGE, REMOVE, IMPORT, EXPORT = Verb.CHANGE, Verb.REMOVE, Verb.IMPORT, Verb.EXPORT


def _source(ids: Ids) -> Thing:
    return Thing(by=change_log.author_of(Source, ids["id_"]))


_DOORS: dict[str, Door | None] = {
    "sources": Door(Resource.SOURCE, some=True),
    "source": Door(Resource.SOURCE, thing=_source),
    "source-describe": Door(Resource.SOURCE, does=CHANGE, thing=_source),
    "source-text": Door(Resource.SOURCE, does=CHANGE, thing=_source),
    "source-pseudonym": Door(Resource.SOURCE, does=CHANGE, thing=_source),
    "source-apply": Door(Resource.SOURCE, does=CHANGE, does_to=Resource.CODING, some=True),
    "coding": Door(Resource.CODING, some=True),
    "coding-memo": Door(Resource.CODING, does=CHANGE, some=True),
    "coding-judge": Door(Resource.CODING, does=CHANGE, some=True),
    "coding-remove": Door(Resource.CODING, does=REMOVE, some=True),
    "codebooks": Door(Resource.CODING),
    "codebook-change": Door(Resource.CODING, does=CHANGE),
    "codebook-map": Door(Resource.CODING),
    "codes-together": Door(Resource.CODING),
    "codes-frequencies": Door(Resource.CODING),
    "code": Door(Resource.CODING),
    "code-recode": Door(Resource.CODING, does=CHANGE),
    "memos": Door(Resource.CODING),
    "source-cited-by": Door(Resource.EVIDENCE),
    "source-compare": Door(Resource.CODING),
    "source-decide": Door(Resource.CODING, does=CHANGE),
    "source-decide-several": Door(Resource.CODING, does=CHANGE),
    "session-unlock": Door(Resource.CODING, CHANGE, CHANGE),
    "agreement": Door(Resource.CODING),
    "matrix": Door(Resource.EVIDENCE),
    "matrix-xlsx": Door(Resource.EVIDENCE),
    "matrix-cell": Door(Resource.EVIDENCE),
    "matrix-summary": Door(Resource.EVIDENCE, does=CHANGE),
    "exchange": Door(Resource.SOURCE, EXPORT),
    "exchange-in": Door(Resource.SOURCE, EXPORT, IMPORT),
    "exchange-out": Door(Resource.SOURCE, EXPORT),
    "trail": Door(Resource.SOURCE, EXPORT),
    "research-project": Door(Resource.SOURCE, EXPORT),
    "panel": Door(Resource.PANEL, EXPORT),
    "panel-file": Door(Resource.PANEL, EXPORT),
}
RESEARCH_DOORS: Mapping[str, Door | None] = MappingProxyType(_DOORS)
