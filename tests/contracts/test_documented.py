"""A page that says less, or something else, than the code does is a failure."""

import importlib
import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.urls import get_resolver

from scripts import reference

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"


@pytest.mark.parametrize(
    "path",
    [
        reference.FIGURES,
        *(DOCS / "reference" / name for name in ("access.md", "commands.md", "case-folder.md", "openapi.json")),
    ],
    ids=str,
)
def test_a_written_page_is_what_the_code_says(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == reference.pages()[path], "run `python -m scripts.reference`"


def test_every_command_says_what_it_does() -> None:
    for section in reference.commands().split("\n## ")[1:]:
        lines = [line for line in section.splitlines()[1:] if line.strip()]
        assert not lines[1].startswith("|"), f"{lines[0]} has no help"
        empty = [line for line in lines if re.fullmatch(r"\| `.*` \|  \|", line)]
        assert not empty, f"no help for {empty}"


def test_every_setting_is_documented() -> None:
    site = ROOT / "src/bridgehead/site"
    source = "".join((site / name).read_text(encoding="utf-8") for name in ("settings.py", "environment.py"))
    page = (DOCS / "reference/settings.md").read_text(encoding="utf-8")
    for name in sorted(set(re.findall(r'"(BRIDGEHEAD_\w+)"', source))):
        assert f"`{name}`" in page, f"{name} is not in docs/reference/settings.md"


def test_every_endpoint_is_documented() -> None:
    page = (DOCS / "reference/api.md").read_text(encoding="utf-8")
    paths = [str(p.pattern) for p in get_resolver().url_patterns if str(p.pattern).startswith("api/")]
    from bridgehead.site.api import api

    assert paths
    for path in api.get_openapi_schema()["paths"]:
        assert f"`{path}`" in page, f"{path} is not in docs/reference/api.md"


def json_examples() -> list[tuple[str, str, str]]:
    """Page, shape and text of every example of an answer."""
    example = re.compile(r"(?:<!-- shape: (\w+(?:\.\w+)+) -->\n)?```json\n(.*?)```", re.DOTALL)
    pages = [(page.name, page.read_text(encoding="utf-8")) for page in sorted((DOCS / "reference").glob("*.md"))]
    return [(name, shape or "", body) for name, text in pages for shape, body in example.findall(text)]


@pytest.mark.parametrize(("page", "shape", "text"), json_examples())
def test_an_example_of_an_answer_has_the_shape_of_the_answer(page: str, shape: str, text: str) -> None:
    stage, *rooms, name = shape.split(".") if shape else ("",) * 2
    assert name, f"{page}: say before the example which shape it has"
    model = getattr(importlib.import_module(".".join(["bridgehead", stage, "schemas", *rooms])), name)
    given = json.loads(text)
    shown = json.loads(model.model_validate(given, extra="forbid").model_dump_json(by_alias=True))
    assert shown == given, page


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


def tracked(*patterns: str) -> list[Path]:
    done = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).exists()]


def test_no_address_of_a_package_registry_and_no_path_of_a_machine() -> None:
    home = f"{os.sep}{'work'}{os.sep}"
    for path in tracked():
        if path.suffix in {".png", ".woff2", ".ico", ".mo"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert home not in text, f"{path.name} names a path of a machine"
        if path.parent.name == "requirements":
            assert "://" not in text, f"{path.name} holds an address"


NAMED_PATH = re.compile(r"`((?:[\w.]+/)+[\w.]*)`")


def test_where_new_code_goes_is_there() -> None:
    """Each path that the guide for contributors names; `<stage>` is any, and a page that is an example is none yet."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(NAMED_PATH.findall(text)) - {"<stage>/web/timeline.py"}
    roots = [ROOT, ROOT / "src" / "bridgehead", ROOT / "src" / "bridgehead" / "match" / "core" / "ranking"]
    assert len(named) > 20
    assert {path for path in named if not any((root / path).exists() for root in roots)} == set()
