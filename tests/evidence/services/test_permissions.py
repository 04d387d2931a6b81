"""The services of evidence ask themselves who may: a member is refused before anything is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bridgehead.evidence.services import (
    audit_trail,
    codebooks,
    coding,
    coding_sessions,
    exchange,
    recoding,
    reconciliation,
    sources,
)
from bridgehead.evidence.services.coding import Judgement
from bridgehead.evidence.services.matrix_summaries import set_summary
from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import Role, Viewer

MEMBER = Viewer(None, Role.MEMBER_OWNER, "flow", "bo")
FILE = Path("file.csv")
VERBS: list[Callable[[], object]] = [
    lambda: codebooks.add_codebook("Firms", viewer=MEMBER),
    lambda: codebooks.add_code("firms", name="Help", viewer=MEMBER),
    lambda: codebooks.split("theme.help", names=["One"], viewer=MEMBER),
    lambda: codebooks.rename("theme.help", name="Aid", viewer=MEMBER),
    lambda: codebooks.move("theme.help", viewer=MEMBER),
    lambda: recoding.merge(["theme.help"], into="Oa.capital", viewer=MEMBER),
    lambda: recoding.recode(["c1"], to="Oa.capital", viewer=MEMBER),
    lambda: codebooks.release("firms", version="2", viewer=MEMBER),
    lambda: coding.code_passage("talk", start=0, end=1, codes=["Oa.capital"], viewer=MEMBER),
    lambda: coding.set_memo("c1", memo="x", viewer=MEMBER),
    lambda: coding.judge("c1", Judgement(), viewer=MEMBER),
    lambda: coding.remove_codings(["c1"], viewer=MEMBER),
    lambda: coding_sessions.open_round("round 1", viewer=MEMBER),
    lambda: reconciliation.accept_coding("c1", of=["c1"], viewer=MEMBER),
    lambda: reconciliation.reject_codings(["c1"], viewer=MEMBER),
    lambda: sources.add_document(b"x", "x.txt", viewer=MEMBER),
    lambda: sources.describe("talk", title="x", viewer=MEMBER),
    lambda: sources.pseudonymise("talk", name="Ida", pseudonym="I", viewer=MEMBER),
    lambda: set_summary("actor", "flow", "Oa.capital", text="x", viewer=MEMBER),
    lambda: exchange.import_file(FILE, viewer=MEMBER),
    lambda: exchange.export_file(FILE, viewer=MEMBER),
    lambda: audit_trail.write(FILE, viewer=MEMBER),
]


@pytest.mark.parametrize("verb", VERBS)
def test_a_member_is_refused(verb: Callable[[], object]) -> None:
    with pytest.raises(NotAllowed, match="Only administrators"):
        verb()
