"""A workspace that is really served: processes to kill and stop, a browser of plain requests."""

import contextlib
import http.cookiejar
import io
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import psutil

from bridgehead.workspace.services.example_workspace import PASSWORD

PROGRAM = str(Path(sys.executable).parent / "bridgehead")
SECONDS = 20


def until(holds: Callable[[], object], seconds: float = SECONDS) -> float:
    """Wait until something holds; how many seconds that took."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < seconds, f"not within {seconds} s"
        time.sleep(0.1)
    return time.monotonic() - begun


def zipped(**files: str) -> bytes:
    """A case folder as a zip: name of a file without its ending, and its text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return out.getvalue()


def many_actors(count: int, prefix: str = "a") -> bytes:
    """A case folder of many firms: reading and writing it takes a while."""
    return zipped(actors="id,name,kind\n" + "".join(f"{prefix}{n},{prefix} {n} Ltd,firm\n" for n in range(count)))


def _heed_ctrl_c() -> None:
    """Hear Ctrl-C also where the tests run in the background of a shell, which has its programs ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Served:
    """A workspace, its server, and somebody of the staff who has signed in."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.home = home
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("BRIDGEHEAD_", "DJANGO_"))}
        self.env = {**kept, "BRIDGEHEAD_HOME": str(home), "COLUMNS": "200", **settings}
        if not home.exists():
            self.run("demo", "--no-serve")
        self.server: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self.log = home / "server.log"

    def run(self, *args: str, status: int = 0, **settings: str) -> str:
        """Run a command in the workspace."""
        done = subprocess.run(
            [PROGRAM, *args], env=self.env | settings, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == status, done.stderr or done.stdout
        return done.stdout

    def ask(self, code: str) -> str:
        """What a piece of Python prints in the workspace."""
        before = "import django; django.setup(); from bridgehead.models import *; "
        env = self.env | {"DJANGO_SETTINGS_MODULE": "bridgehead.site.settings"}
        return subprocess.check_output([sys.executable, "-c", before + code], env=env, text=True, timeout=60).strip()

    def start(self) -> "Served":
        """Serve, sign in, and wait for a worker."""
        with self.log.open("ab") as log:
            command = [PROGRAM, "serve", "--port", str(self.port)]
            self.server = subprocess.Popen(command, env=self.env, stdout=log, stderr=log, preexec_fn=_heed_ctrl_c)  # noqa: PLW1509
        until(self._answers)
        self.sign_in()
        return self

    def worker(self) -> int:
        """The number of the server's worker; 0 while there is none."""
        assert self.server is not None
        children = psutil.Process(self.server.pid).children()
        return next((child.pid for child in children if child.status() != psutil.STATUS_ZOMBIE), 0)

    def new_worker(self, old: int) -> int:
        """Wait for a worker that is another one."""
        until(lambda: self.worker() not in {0, old}, 60)
        return self.worker()

    def working(self) -> int:
        """Wait for a worker that takes tasks."""
        until(
            lambda: self.worker() and (self.home / "workers" / f"{socket.gethostname()}-{self.worker()}.json").exists()
        )
        return self.worker()

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Stop the server, if it runs; its exit status."""
        if self.server is None:
            return 0
        if self.server.poll() is None:
            self.server.send_signal(number)
        status = self.server.wait(30)
        self.server = None
        return status

    def sign_in(self) -> None:
        """Sign in as staff."""
        jar = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.post("/accounts/login/", {"login": "demo", "password": PASSWORD})

    def get(self, path: str) -> str:
        """A page."""
        return self._open(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}"))[1]

    def post(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> str:
        """Send a form; where it leads."""
        here = f"http://127.0.0.1:{self.port}"
        asked = path if path.startswith("/accounts/") else "/import"
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(asked))
        fields = {"csrfmiddlewaretoken": token[1] if token else "", **fields}
        body, kind = urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded"
        if file is not None:
            body, kind = multipart(fields, file)
        headers = {"Content-Type": kind, "Referer": here}
        request = urllib.request.Request(here + path, body, headers)  # noqa: S310 our own server
        return urllib.parse.urlsplit(self._open(request)[0]).path

    def upload(self, content: bytes, name: str = "case.zip", format_: str = "case") -> str:
        """Give a file to the import page; the upload's page."""
        return self.post("/import", {"format": format_}, (name, content))

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """What a query finds in a store of SQLite, now."""
        with contextlib.closing(sqlite3.connect(self.home / "bridgehead.sqlite3", timeout=30)) as store:
            return store.execute(query, values).fetchall()

    def state(self, page: str) -> str:
        """What state an upload is in."""
        return str(self.rows("SELECT state FROM bridgehead_importjob WHERE id = ?", page.rsplit("/", 1)[1])[0][0])

    def _answers(self) -> bool:
        assert self.server is not None
        assert self.server.poll() is None, self.log.read_text()
        try:
            self.get("/accounts/login/")
        except urllib.error.URLError:
            return False
        return True

    def _open(self, request: urllib.request.Request) -> tuple[str, str]:
        opener = getattr(self, "browser", urllib.request.build_opener())
        with opener.open(request, timeout=60) as answer:
            return answer.url, answer.read().decode(errors="replace")


def multipart(fields: dict[str, str], file: tuple[str, bytes]) -> tuple[bytes, str]:
    """A form with a file, as a browser sends it: body and kind."""
    line = uuid4().hex
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n\r\n'
    body = "".join(parts).encode() + head.encode() + file[1] + f"\r\n--{line}--\r\n".encode()
    return body, f"multipart/form-data; boundary={line}"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def is_alive(number: int) -> bool:
    """Whether a process runs."""
    return psutil.pid_exists(number) and psutil.Process(number).status() != psutil.STATUS_ZOMBIE
