"""Answers to an event's own questions, as a registration keeps them: question, colon, answer."""

from collections.abc import Mapping, Sequence

JOINT = ": "
KEPT_FREE = ";"
"""No item of a list may have it."""


def as_lines(answers: Mapping[str, str]) -> list[str]:
    """Answers by question as lines, those that were left blank apart."""
    said = {question: " ".join(answer.replace(KEPT_FREE, ",").split()) for question, answer in answers.items()}
    return [f"{question.replace(KEPT_FREE, ',')}{JOINT}{answer}" for question, answer in said.items() if answer]


def by_question(lines: Sequence[str], questions: Sequence[str]) -> dict[str, str]:
    """The answer to each of these questions; those that nobody answered are left out."""
    found = {}
    for question in questions:
        start = f"{question.replace(KEPT_FREE, ',')}{JOINT}"
        answer = next((line[len(start) :] for line in lines if line.startswith(start)), None)
        if answer is not None:
            found[question] = answer
    return found
