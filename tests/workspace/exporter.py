"""Exports in a process of their own, to be killed or run on a disk of their own.

`python -m tests.workspace.exporter FOLDER` exports the workspace of BRIDGEHEAD_HOME once, as the command line does.
With `--again` it reads lines: for each it changes a name to it, then starts a process that exports, prints that
process's id, and when it has ended a line more.
"""

import os
import sys
from pathlib import Path


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bridgehead.site.settings"
    import django

    django.setup()
    from django.db import connection

    from bridgehead.ecosystem.models import Actor
    from bridgehead.kit.errors import BridgeheadError
    from bridgehead.workspace.services.case_export import export_case

    folder = Path(sys.argv[1])
    if "--again" not in sys.argv:
        try:
            export_case(folder)
        except BridgeheadError as error:
            sys.stdout.write(f"{error}\n")
            return 1
        return 0
    for line in sys.stdin:
        Actor.objects.update(name=line.strip())
        connection.close()
        child = os.fork()
        if child == 0:
            export_case(folder)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitpid(child, 0)[1]}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
