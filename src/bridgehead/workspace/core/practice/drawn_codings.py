"""Six interviews, coded by two people who do not see each other's work."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bridgehead.evidence.core.qda import guids
from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.practice_words import PracticeWords
from bridgehead.workspace.core.practice.true_model import TrueModel

TEXTS = 6
ROUND = "Round 1"
CODERS = ("Agnes Holmgaard", "Bertil Krogsbæk")
UNSAID = "unsaid"
REPEATS = 2
"""How often each interview goes through all that can be said."""


@dataclass(frozen=True)
class _Passage:
    """A sentence of an interview, with the code that it truly holds, or none."""

    start: int
    end: int
    code: str


def draw_codings(draft: CaseDraft, words: PracticeWords, model: TrueModel, firms: Sequence[DrawnFirm]) -> None:
    """Texts, their sources, and two people's codings of a round that is open for comparison."""
    opened = draft.day(-20).isoformat() + "T12:00"
    draft.add("coding_sessions", name=ROUND, opened_by="demo", opened_at=opened)
    for number, firm in enumerate(firms[:TEXTS]):
        chance = draft.random(f"text {number}")
        text, passages = _text(chance, words)
        source = f"talk-{firm.id}"
        file = guids.file_of(source, ".txt")
        draft.files[file] = text.encode()
        draft.add(
            "sources",
            id=source,
            title=f"Talk with {firm.name}",
            kind="interview",
            voice=firm.name,
            role="Managing director",
            form="semi_structured",
            place=words.cluster.city,
            minutes=chance.randint(35, 70),
            file=file,
            language="en",
            date=draft.day(-40 - number),
            purpose="yes",
            current="yes",
            trust="yes",
        )
        for coder in CODERS:
            _code(draft, model, coder, source, passages, [code for code in words.passages if code != UNSAID])


def _text(chance: Random, words: PracticeWords) -> tuple[str, list[_Passage]]:
    said = [(code, chance.choice(sentences)) for code, sentences in words.passages.items() for _ in range(REPEATS)]
    said += [(UNSAID, sentence) for sentence in words.passages[UNSAID]]
    chance.shuffle(said)
    text, passages = "", []
    for code, sentence in said:
        passages.append(_Passage(len(text), len(text) + len(sentence), "" if code == UNSAID else code))
        text += sentence + "\n"
    return text, passages


def _code(
    draft: CaseDraft, model: TrueModel, coder: str, source: str, passages: Sequence[_Passage], codes: Sequence[str]
) -> None:
    chance = draft.random(f"coding {source} {coder}")
    for number, passage in enumerate(passages, start=1):
        given = _judged(chance, model, passage, codes)
        if given:
            draft.add(
                "codings",
                id=f"{source}-{coder.split(maxsplit=1)[0].lower()}-{number}",
                source=source,
                start=passage.start,
                end=passage.end,
                code=given,
                coder=coder,
                session=ROUND,
            )


def _judged(chance: Random, model: TrueModel, passage: _Passage, codes: Sequence[str]) -> str:
    """The code that a coder gives; blank for none."""
    if not passage.code:
        return chance.choice(codes) if chance.random() < model.wrongly_coded else ""
    if chance.random() >= model.found:
        return ""
    return passage.code if chance.random() < model.rightly_coded else chance.choice(codes)
