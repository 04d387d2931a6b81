"""The cues by which calls are read, from their file."""

import tomllib
from functools import cache
from pathlib import Path

from bridgehead.framework.cpv import titles
from bridgehead.importers.core.call_text.call_proposal import Vocabulary
from bridgehead.importers.core.call_text.cues import CueWords

CUES = Path(__file__).parent.parent / "data" / "call_cues.toml"


@cache
def call_vocabulary() -> Vocabulary:
    """What is known of calls beside a workspace: cues of `data/call_cues.toml`, titles of CPV codes.

    Cues in a table are called by its name and theirs: `kind_of_actor.sme`.
    """
    found = tomllib.loads(CUES.read_text(encoding="utf-8"))
    flat = {kind: phrases for kind, phrases in found.items() if isinstance(phrases, list)}
    for table, kinds in found.items():
        if isinstance(kinds, dict):
            flat |= {f"{table}.{kind}": phrases for kind, phrases in kinds.items()}
    return Vocabulary(CueWords(flat), tuple(found["funder"]), titles())
