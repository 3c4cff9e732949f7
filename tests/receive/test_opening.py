"""Opening: what the settings say of a forge, and what cannot be used is said in Danish before anything is asked."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from catalogue.receive.branches import Branches
from catalogue.receive.configuration import Configuration, WrongConfiguration, read_configuration
from catalogue.receive.forges.courier import Courier
from catalogue.receive.forges.opening import open_courier
from catalogue.review.git import Repository

GITHUB = {"forge": "github", "forge_address": "https://github.com", "forge_project": "eksempel/katalog"}


def opened(folder: Path, **settings: Any) -> Courier | None:
    branches = Branches(Repository(folder))
    return open_courier(Configuration(**settings), branches, folder, lambda: datetime.now(UTC))


@pytest.mark.parametrize(
    ("kind", "address", "project", "root", "clone"),
    [
        ("github", "https://github.com", "o/r", "https://api.github.com", "https://github.com/o/r.git"),
        ("github", "https://ghe.eksempel.invalid/", "o/r", "https://ghe.eksempel.invalid/api/v3", "…/o/r.git"),
        ("forgejo", "https://f.invalid/git", "o/r", "https://f.invalid/git/api/v1", "https://f.invalid/git/o/r.git"),
        ("gitea", "https://g.invalid", "o/r", "https://g.invalid/api/v1", "https://g.invalid/o/r.git"),
        ("gitlab", "https://l.invalid", "a/b/c", "https://l.invalid/api/v4", "https://l.invalid/a/b/c.git"),
        (
            "azure",
            "https://dev.azure.com",
            "org/projekt et/katalog",
            "https://dev.azure.com/org/projekt%20et/_apis/git/repositories/katalog",
            "https://dev.azure.com/org/projekt%20et/_git/katalog",
        ),
    ],
)
def test_each_kind_has_its_addresses(
    kind: str, address: str, project: str, root: str, clone: str, tmp_path: Path
) -> None:
    courier = opened(tmp_path, forge=kind, forge_address=address, forge_project=project, forge_token="x")
    assert courier is not None
    assert courier.connection.root == root
    assert courier.remote.address == clone.replace("…", address.rstrip("/"))


def test_without_an_address_there_is_no_courier(tmp_path: Path) -> None:
    assert opened(tmp_path) is None
    assert opened(tmp_path, forge="github", forge_project="o/r") is None


def test_the_token_lies_in_a_file_of_its_own_and_shows_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text("hemmeligt\n")
    courier = opened(tmp_path, **GITHUB, forge_token_file=tmp_path / "token")
    assert courier is not None
    assert courier.connection.headers["Authorization"] == "Bearer hemmeligt"
    assert "hemmeligt" not in repr(courier)
    monkeypatch.setenv("CATALOGUE_RECEIVE_FORGE_TOKEN", "hemmeligt")
    assert "hemmeligt" not in repr(read_configuration())


@pytest.mark.parametrize("written", ["", "to ord", "x\ny", "æ", "x\r\nHost: y"])
def test_a_token_that_is_none_is_said_before_anything_is_asked(written: str, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(written)
    with pytest.raises(WrongConfiguration, match="mangler en adgangsnøgle"):
        opened(tmp_path, **GITHUB, forge_token_file=tmp_path / "token")


def test_a_project_that_does_not_fit_its_kind_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongConfiguration, match="forge_project"):
        opened(tmp_path, **{**GITHUB, "forge_project": "katalog"}, forge_token="x")


@pytest.mark.parametrize(
    "setting",
    [
        'forge_address = "http://git.eksempel.invalid"',
        'forge_address = "https://bruger:kode@git.eksempel.invalid"',
        'forge_address = "file:///srv/katalog.git"',
        'forge_address = "ext::sh -c x"',
        'forge_project = "../x"',
        'forge_project = "--upload-pack=x"',
        'forge_project = "o/r?x"',
        'forge = "cvs"',
    ],
)
def test_an_address_that_is_not_safe_is_no_setting(setting: str, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(setting)
    with pytest.raises(WrongConfiguration, match="forge"):
        read_configuration(tmp_path / "x.toml")
