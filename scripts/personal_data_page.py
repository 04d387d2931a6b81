"""The page on personal data, written from the declaration of every column."""

from bridgehead.workspace.core.personal_columns import FOR_GOOD, HOLDINGS
from bridgehead.workspace.phrases.personal_record import HOLDINGS as WORDS
from bridgehead.workspace.phrases.personal_record import who_sees

INTRODUCTION = """# Where personal data is

<!-- Written by scripts/personal_data_page.py; do not edit. -->

Every column of the store that holds text is declared in `workspace/core/personal_columns.py`: it is about a person, may
name one in a free text, or holds nothing of anybody. The page *Personal data* (under *Settings*) shows this with the
periods that are set. Purposes are ours: the cluster is the controller, and adds its own and the legal basis.
Erasing a person [reaches all of it](../how-to/personal-data.md).
"""


def personal_data() -> str:
    """Every holding with its purpose, who sees it, how long it is kept, and its columns."""
    out = [INTRODUCTION]
    for name, holding in HOLDINGS.items():
        title, purpose = WORDS[name]
        kept = "as long as the record" if holding.period == FOR_GOOD else f"`keep_{holding.period}`"
        out += [f"## {title}", "", f"{purpose} Seen by: {who_sees(holding.seen).lower()}. Kept: {kept}.", ""]
        out += ["| table | about a person | may name one |", "|---|---|---|"]
        out += [
            f"| `{table}` | {', '.join(columns.about)} | {', '.join(columns.free)} |"
            for table, columns in holding.with_people
        ]
        out.append("")
    return "\n".join(out)
