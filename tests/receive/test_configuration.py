"""Configuration: every limit is a setting, in a file or in the environment."""

from pathlib import Path

import pytest

from catalogue import checkout
from catalogue.receive.configuration import Configuration, WrongConfiguration, read_configuration
from some import some


def test_every_setting_is_described_and_may_be_left_unset() -> None:
    assert all(field.description and not field.is_required() for field in Configuration.model_fields.values())
    limits = read_configuration()
    assert (limits.pictures, limits.receipt_days, limits.branch) == (6, 180, "main")


def test_every_setting_is_in_the_guide_for_who_runs_it() -> None:
    guide = (checkout.ROOT / "deploy" / "receiving.md").read_text("utf-8")
    rows = "".join(line for line in guide.splitlines() if line.startswith("| `"))
    assert [name for name in some(Configuration.model_fields) if f"`{name}`" not in rows] == []


def test_a_setting_stands_in_the_file_or_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "modtager.toml"
    file.write_text("pictures = 3\n", "utf-8")
    monkeypatch.setenv("CATALOGUE_RECEIVE_RECEIPT_DAYS", "30")
    limits = read_configuration(file)
    assert (limits.pictures, limits.receipt_days) == (3, 30)


@pytest.mark.parametrize(
    "text", ["pictures = -1", "unknown = 1", "pictures = 'mange'", "branch = '--all'", "][", "\udcff"]
)
def test_a_setting_that_cannot_be_used_is_named_in_danish(text: str, tmp_path: Path) -> None:
    file = tmp_path / "modtager.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(WrongConfiguration, match="ndstillinger"):
        read_configuration(file)
