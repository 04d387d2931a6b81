"""By what a figure was computed: the framework's rules, and what a cluster added to them."""

from pathlib import Path

import pytest

from bridgehead.framework.versions import VersionedAnswer, own_digest, rules, versions


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIDGEHEAD_HOME", str(tmp_path))
    return tmp_path


def test_a_plain_workspace_names_the_rules_alone(workspace: Path) -> None:
    assert rules() >= 2
    assert versions("fusion").model_dump() == {"rules": rules(), "own": None, "model": "fusion"}
    assert VersionedAnswer().model_dump() == {"versions": {"rules": rules(), "own": None, "model": None}}


def test_what_a_cluster_added_has_a_digest_of_its_own(workspace: Path) -> None:
    effects, own_rules = workspace / "framework" / "effects.toml", workspace / "rules" / "ours.toml"
    found = [own_digest()]
    for path, text in ((effects, "a = 1\n"), (effects, "a = 2\n"), (own_rules, "a = 2\n")):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        found.append(own_digest())
    (workspace / "framework" / "notes.txt").write_text("not read", encoding="utf-8")
    assert found[0] is None
    assert len(set(found)) == 4
    assert own_digest() == found[-1]
