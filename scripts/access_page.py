"""The page on the access table, written from the table itself."""

from bridgehead.kit.access_phrases import OBJECTS, ROLES, VERBS
from bridgehead.kit.access_table import (
    FOR_STAFF,
    GRANTS,
    SHARED_BETWEEN_MEMBERS,
    TABLE,
    GrantScope,
    Resource,
    Role,
    Verb,
)

WHOSE = {GrantScope.ALL: "", GrantScope.OWN: " of their own organisation", GrantScope.ENTERED: " that they entered"}
INTRODUCTION = """# Who may do what

<!-- Written by scripts/access_page.py; do not edit. -->

One table decides, for pages, files, the API and commands: `kit/access_table.py`. What it does not grant is refused, and
the refusal says who could. Whoever runs commands on the workspace's machine acts as an administrator. An account has
one role; an administrator gives it under *Accounts* or by `bridgehead user edit NAME --role ROLE`.

What members see of each other beyond this ({shared}) is a setting of the workspace, off until
somebody turns it on.

Of their own records, members leave to the cluster's staff what these count as: {staff}.
"""


def access() -> str:
    """Every role with its grants and their reasons, and the whole table by role."""
    shared = ", ".join(f"`members_see_{name}`" for name in SHARED_BETWEEN_MEMBERS)
    staff = "; ".join(
        f"of {OBJECTS[kind]} {', '.join(f'`{column}`' for column in sorted(columns))}"
        for kind, columns in FOR_STAFF.items()
    )
    out = [INTRODUCTION.format(shared=shared, staff=staff)]
    for role in Role:
        out += [f"## {ROLES[role]}", "", f"`{role}`", ""]
        for line in TABLE:
            if line.role is role:
                verbs = ", ".join(str(VERBS[verb]) for verb in Verb if verb in line.verbs)
                every = len(line.kinds) == len(Resource)
                kinds = "everything" if every else ", ".join(str(OBJECTS[k]) for k in Resource if k in line.kinds)
                out.append(f"- **{verbs}**: {kinds}{WHOSE[line.scope]}. {line.why}")
        out.append("")
    out += ["## The whole table", "", "A: everybody's. O: of their own organisation. E: that they entered.", ""]
    out += [f"| | | {' | '.join(role.replace('_', ' ') for role in Role)} |", f"|---|---|{'---|' * len(Role)}"]
    for kind in Resource:
        for verb in Verb:
            cells = [_sign(GRANTS.get((role, verb, kind))) for role in Role]
            if any(cells[2:]):  # what only administrators and managers may stands in their lines
                out.append(f"| {OBJECTS[kind]} | {VERBS[verb]} | {' | '.join(cells)} |")
    return "\n".join(out) + "\n"


def _sign(scope: GrantScope | None) -> str:
    return "" if scope is None else scope.name[0]
