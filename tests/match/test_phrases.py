"""Every phrase that a core names has words, and takes what the core gives it."""

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import bridgehead
from bridgehead.consortium.phrases.teams import PHRASES as TEAM_PHRASES
from bridgehead.match.core.coded_phrase import coded
from bridgehead.match.core.match_result import RankingMethod
from bridgehead.match.phrases import method, phrase
from bridgehead.match.phrases.candidates import PHRASES

KNOWN: Mapping[str, Callable[..., str]] = {**PHRASES, **TEAM_PHRASES}
PACKAGE = Path(bridgehead.__file__).parent


def named() -> Iterator[tuple[str, set[str]]]:
    """Code and names of parameters of each phrase that a core or service of the two stages names."""
    for stage in ("match", "consortium"):
        for path in sorted((PACKAGE / stage).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "coded":
                    first = node.args[0]
                    parts = first.values if isinstance(first, ast.JoinedStr) else [first]
                    start = parts[0]
                    if isinstance(start, ast.Constant):
                        yield str(start.value), {str(keyword.arg) for keyword in node.keywords}


def test_every_code_has_words_that_take_its_parameters() -> None:
    found = list(named())
    assert len(found) > 40
    for code, parameters in found:
        if code[-1] in "._":  # one of several, by a label
            assert [name for name in KNOWN if name.startswith(code)], code
        else:
            assert parameters <= set(inspect.signature(KNOWN[code]).parameters), code


@pytest.mark.parametrize(
    ("code", "parameters", "words"),
    [
        ("past_work.similar", {"count": 1, "projects": ("A",)}, "Worked on a similar project: A"),
        (
            "past_work.similar",
            {"count": 4, "projects": ("A", "B", "C")},
            "Worked on 4 similar projects: A, B and C",
        ),
        (
            "network.partner",
            {"lead": "City", "partners": (("Lab", "Trip"),)},
            "Worked with Lab (Trip), a partner of City",
        ),
        ("network.knows_partner", {"lead": "City", "actors": ("Lab", "Firm")}, "Knows Lab and Firm, partners of City"),
        ("programme", {"count": 1, "projects": ("A",)}, "1 project in the same programme: A"),
        ("market.ties", {"markets": ("SE", "DK"), "actors": ("Lab",)}, "Ties to Sweden and Denmark through Lab"),
        ("country.lead", {"country": "SE"}, "Based in the buyer's country: Sweden"),
        ("role", {"group": "sme"}, "Similar projects often include SMEs"),
    ],
)
def test_words(code: str, parameters: dict[str, object], words: str) -> None:
    assert phrase(coded(code, **parameters)) == words


def test_the_method_says_what_it_learned_from() -> None:
    assert method(RankingMethod()) == "Ranked with standard weights"
    assert method(RankingMethod("2026-05-31", 1200)) == (
        "Ranked by a model trained on 1,200 past projects (31 May 2026)"
    )
