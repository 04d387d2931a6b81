"""The export of the case folder: whatever happens, an earlier backup is whole or a new one is."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Actor, Source, StoredFile
from bridgehead.kit import replace_folder
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.kit.replace_file import is_unfinished
from bridgehead.workspace.case_files import CASE_FILES
from bridgehead.workspace.services import manifest
from bridgehead.workspace.services.case_export import export_case
from bridgehead.workspace.services.case_folder import import_case
from tests.conftest import ROOT, Run

store = [pytest.mark.django_db, pytest.mark.database]
EVERY = sorted([f"{file.name}.csv" for file in CASE_FILES] + ["manifest.json"])
LEFT = ".bridgehead-0123456789ab.unfinished"


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def held(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def records(db: None) -> None:
    Actor.objects.create(id="havn", name="Havn", kind="firm")
    StoredFile.objects.create(id="notes/one.txt", content=b"hello")


@pytest.fixture
def earlier(records: None, tmp_path: Path) -> Path:
    """A backup of another state, with a file of its own and a folder that is not of its own."""
    folder = tmp_path / "case"
    StoredFile.objects.create(id="notes/two.txt", content=b"gone later")
    export_case(folder)
    StoredFile.objects.get(pk="notes/two.txt").delete()
    Actor.objects.update(name="Port")
    return folder


class TestPlaces:
    pytestmark = store

    def test_two_exports_of_one_state_are_the_same(self, records: None, tmp_path: Path) -> None:
        (tmp_path / "b").mkdir()
        for name in ("a", "b", "c/d"):
            export_case(tmp_path / name)
        export_case(tmp_path / "a")
        found = held(tmp_path / "a")
        assert sorted(set(found)) == sorted([*EVERY, "files/notes/one.txt"])
        assert found == held(tmp_path / "b") == held(tmp_path / "c/d")
        assert names_in(tmp_path) == ["a", "b", "c"]

    @pytest.mark.parametrize("how", ["plain", "link", "not exchanged", "top of a disk"])
    def test_an_earlier_one_is_replaced_as_a_whole(
        self, earlier: Path, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = earlier
        if how == "link":
            given = tmp_path / "link"
            given.symlink_to("case")
        if how == "not exchanged":
            monkeypatch.setattr(replace_folder, "_exchange", lambda *_: False)
        if how == "top of a disk":
            (earlier / "lost+found").mkdir()
        export_case(given)
        export_case(tmp_path / "fresh")
        assert held(earlier) == held(tmp_path / "fresh")
        assert given.is_symlink() == (how == "link")
        assert import_case(earlier, viewer=COMMAND_LINE).result.has_manifest

    def test_a_link_to_nothing_leads_to_the_new_one(self, records: None, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to("far/case")
        export_case(tmp_path / "link")
        assert names_in(tmp_path / "far" / "case") == sorted([*EVERY, "files"])

    @pytest.mark.parametrize(
        "files",
        [
            {"photo.jpg": b"mine"},
            {"files/photo.jpg": b"mine"},
            {"manifest.json": b'{"name": "a web page"}', "files/photo.jpg": b"mine"},
            {"actors.csv": b"", "photo.jpg": b"mine"},
        ],
    )
    def test_what_is_no_case_folder_stays(self, records: None, tmp_path: Path, files: dict[str, bytes]) -> None:
        for name, content in files.items():
            (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "mine" / name).write_bytes(content)
        with pytest.raises(InputError, match="an empty folder or an earlier case folder"):
            export_case(tmp_path / "mine")
        assert held(tmp_path / "mine") == files

    def test_a_file_stays(self, records: None, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("mine")
        with pytest.raises(InputError, match="found “a file”"):
            export_case(tmp_path / "a")
        with pytest.raises(InputError, match=r"writing failed \(File exists"):
            export_case(tmp_path / "a" / "b")
        assert (tmp_path / "a").read_text() == "mine"

    def test_what_killed_runs_left_is_in_nobodys_way(self, earlier: Path) -> None:
        for place in (earlier, earlier.parent):
            (place / LEFT).mkdir()
            (place / LEFT / "actors.csv").write_text("half")
        import_case(earlier, viewer=COMMAND_LINE)
        export_case(earlier)
        assert names_in(earlier) == sorted([*EVERY, "files"])
        assert names_in(earlier.parent) == ["case"]

    def test_a_disk_that_fails_half_way_leaves_the_earlier_one(
        self, earlier: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = held(earlier)

        def fail(self: Path, content: bytes) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "write_bytes", fail)
        with pytest.raises(InputError, match=r"writing failed \(No space left on device"):
            export_case(earlier)
        assert held(earlier) == before
        assert names_in(earlier.parent) == ["case"]


class TestNames:
    """Names that an earlier version let in, or that were put into the store by hand."""

    pytestmark = store

    ODD = ("/etc/evil", "../outside", "a//b", "x" * 256, "tab\there", "a\\b", "C:/x", "evil\u202ename", "")

    def test_every_content_is_in_the_backup(self, tmp_path: Path) -> None:
        names = [*self.ODD, "both", "both/a", "both/a/b", "renamed", "good.txt"]
        StoredFile.objects.bulk_create([StoredFile(id=name, content=name.encode()) for name in names])
        Source.objects.create(id="one", title="One", kind="document", file="/etc/evil")
        renamed = {entry.name: entry.written for entry in export_case(tmp_path / "case")}
        assert set(renamed) == {*self.ODD, "both", "both/a", "renamed"}
        assert names_in(tmp_path) == ["case"]
        files = {name.encode() for name in names}
        assert {content for name, content in held(tmp_path / "case").items() if name.startswith("files/")} == files

        export_case(tmp_path / "again")
        assert held(tmp_path / "again") == held(tmp_path / "case")
        Source.objects.all().delete()
        StoredFile.objects.all().delete()
        import_case(tmp_path / "case", viewer=COMMAND_LINE)
        assert Source.objects.get().file == renamed["/etc/evil"]
        assert export_case(tmp_path / "third") == ()
        assert held(tmp_path / "third") == held(tmp_path / "case")

    def test_a_name_that_this_file_system_does_not_take(
        self, records: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write = Path.open

        def choosy(path: Path, mode: str = "r", **options: object) -> object:
            if path.name == "one.txt":
                raise OSError(22, "Invalid argument")
            return write(path, mode, **options)  # type: ignore[call-overload]

        monkeypatch.setattr(Path, "open", choosy)
        (renamed,) = export_case(tmp_path / "case")
        assert renamed.name == "notes/one.txt"
        assert (tmp_path / "case" / "files" / renamed.written).read_bytes() == b"hello"


@pytest.mark.slow
@pytest.mark.usefixtures("empty_workspace")
def test_at_the_command_line(bridgehead: Run, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "actors.csv").write_text("id,name,kind\na,A,firm\n")
    assert "No manifest.json found" in bridgehead("import", "case", tmp_path / "new").stdout
    put = "from bridgehead.models import StoredFile; StoredFile.objects.create(id='/etc/evil', content=b'x')"
    env = {**os.environ, "BRIDGEHEAD_HOME": str(tmp_path / "workspace")}
    env["DJANGO_SETTINGS_MODULE"] = "bridgehead.site.settings"
    subprocess.run([sys.executable, "-m", "django", "shell", "-v0", "-c", put], env=env, check=True)
    assert "the name '/etc/evil'" in bridgehead("export", "case", tmp_path / "out").stdout
    actors = tmp_path / "out" / "actors.csv"
    blanks = "," * (actors.read_text().splitlines()[0].count(",") - 2)
    with actors.open("a") as out:
        out.write(f"b,B,firm{blanks}\n")
    assert "Edited since the export: actors.csv" in bridgehead("import", "case", tmp_path / "out").stdout
    (tmp_path / "out" / "ties.csv").unlink()
    refused = bridgehead("import", "case", tmp_path / "out", status=1).stderr
    assert "ties.csv: found “no such file”. Expected 0 rows" in refused
    assert refused.count("\n") == 1


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a workspace with a few records and files, which is exported to `good` beside it."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "new" / "files").mkdir(parents=True)
    (folder / "new" / "actors.csv").write_text("id,name,kind\na,A,firm\n")
    for number in range(20):
        (folder / "new" / "files" / f"{number}.bin").write_bytes(bytes(20_000))
    env = {key: value for key, value in os.environ.items() if not key.startswith(("BRIDGEHEAD_", "DJANGO_"))}
    env |= {"BRIDGEHEAD_HOME": str(folder / "workspace")}
    for words in (("import", "case", folder / "new"), ("export", "case", folder / "good")):
        command = [str(Path(sys.executable).parent / "bridgehead"), *map(str, words)]
        subprocess.run(command, env=env, capture_output=True, check=True)
    return env


@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchanged", "one by one"])
def test_killed_at_any_moment(workspace: dict[str, str], tmp_path: Path, way: str) -> None:
    target = tmp_path / "backup" / "case"
    target.parent.mkdir()
    command = [sys.executable, "-m", "tests.workspace.exporter", str(target), "--again"]
    with subprocess.Popen(
        command, env=workspace, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as runner:
        assert runner.stdin
        assert runner.stdout
        moments, unfinished, whole = random.Random(20), 0, 0.0  # noqa: S311 moments, no secrets
        for number in range(12):
            begun = time.monotonic()
            print(f"Name {number}", file=runner.stdin, flush=True)
            child = int(runner.stdout.readline())
            if number > 1:
                time.sleep(moments.uniform(0, 1.1 * whole))
                with_signal(child, signal.SIGKILL)
            runner.stdout.readline()
            if number == 0 and way == "one by one":
                (target / "lost+found").mkdir()
            whole = time.monotonic() - begun if number < 2 else whole  # how long one takes that is not killed
            unfinished += is_not_finished(target)
        assert unfinished == 0 or way == "one by one"
        print("Last", file=runner.stdin, flush=True)
        assert [runner.stdout.readline(), runner.stdout.readline()][1] == "0\n"
        runner.stdin.close()
    assert not is_not_finished(target)
    assert b"Last" in (target / "actors.csv").read_bytes()
    assert not [name for place in (target, target.parent) for name in names_in(place) if is_unfinished(name)]


def with_signal(process: int, number: int) -> None:
    """Send a signal to a process that may have ended."""
    if Path(f"/proc/{process}").exists():
        os.kill(process, number)


def is_not_finished(folder: Path) -> bool:
    """Whether a folder says so of itself; if it does not, it is whole."""
    found = {name: content for name, content in held(folder).items() if not is_unfinished(name.split("/")[0])}
    content = found.pop("manifest.json")
    if b"being written" in content:
        with pytest.raises(InputError, match=r"found “being written”\. Expected an export that finished"):
            manifest.read(content, "manifest.json")
        return True
    told = manifest.read(content, "manifest.json")
    assert manifest.edited(told, found, "case") == ()
    return False


Onto = Callable[[str, Path], str]


@pytest.fixture
def onto(workspace: dict[str, str]) -> Onto:
    """Export onto a disk of its own: shell commands make it, in a process that sees mounts of its own."""
    trial = subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, text=True, check=False
    )
    if trial.returncode:
        pytest.skip(f"nothing can be mounted here: {trial.stderr.strip()}")

    def run(before: str, target: Path) -> str:
        export = f"{sys.executable} -m tests.workspace.exporter {target}"
        show = f"ls -A {target}; cat {target}/manifest.json {target}/actors.csv"
        script = f"{before}\n{export} && echo status 0 || echo status 1\n{show}"
        command = ["unshare", "-rm", "sh", "-ec", script]
        return subprocess.run(command, env=workspace, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    return run


def earlier_on(workspace: dict[str, str], place: Path) -> str:
    """Shell commands that put a backup of an earlier state into a folder."""
    good = Path(workspace["BRIDGEHEAD_HOME"]).parent / "good"
    return f"cp -r {good}/. {place}/; sed -i 's/^a,A,/a,Earlier,/' {place}/actors.csv"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mount", "status", "said"),
    [
        ("mount -t tmpfs -o size=40m tmpfs {mount}; {earlier}", 0, ""),
        ("mount -t tmpfs -o size=40m tmpfs {mount}; mkdir {mount}/lost+found; {earlier}", 0, ""),
        ("mkdir {mount}/b; mount --bind {mount}/b {mount}; {earlier}", 0, ""),
        ("mount -t tmpfs -o size=700k tmpfs {mount}; {earlier}", 1, "writing failed (No space left on device)"),
        (
            "mount -t tmpfs tmpfs {mount}; {earlier}; mount -o remount,ro {mount}",
            1,
            "writing failed (Read-only file system)",
        ),
    ],
)
def test_onto_a_mount_point(
    workspace: dict[str, str], onto: Onto, tmp_path: Path, mount: str, status: int, said: str
) -> None:
    done = onto(mount.format(mount=tmp_path, earlier=earlier_on(workspace, tmp_path)), tmp_path)
    assert f"status {status}\n" in done
    assert said in done
    assert ("\na,Earlier," in done) == bool(status)
    assert '"state":"whole"' in done.replace(" ", "")
    assert ".unfinished" not in done


def test_a_full_disk_keeps_the_earlier_folder_on_it(workspace: dict[str, str], onto: Onto, tmp_path: Path) -> None:
    target = tmp_path / "case"
    before = f"mount -t tmpfs -o size=700k tmpfs {tmp_path}; mkdir {target}; {earlier_on(workspace, target)}"
    done = onto(before, target)
    assert "writing failed (No space left on device). Choose a folder that can be written.\nstatus 1\n" in done
    assert "\na,Earlier," in done


def test_the_manifest_tells_the_version(tmp_path: Path) -> None:
    text = manifest.render({"actors.csv": manifest.file(b"id\na\n", 1)})
    assert json.loads(text)["format"] == manifest.FORMAT
    assert json.loads(text)["files"]["actors.csv"]["rows"] == 1
    assert json.loads(text)["product"].startswith("bridgehead ")
