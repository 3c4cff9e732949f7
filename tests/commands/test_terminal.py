"""Progress is drawn where somebody watches, and nowhere else (commands.terminal, progress)."""

import sys

import pytest

from catalogue.commands.terminal import showing_progress


@pytest.mark.parametrize("is_watched", [True, False])
def test_a_bar_is_drawn_only_in_a_terminal(
    is_watched: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_watched)
    monkeypatch.setenv("TERM", "xterm")
    with showing_progress() as tell:
        for done in range(4):
            tell("Læser sider", done, 3)
    said = capsys.readouterr()
    assert ("Læser sider" in said.err, "3/3" in said.err) == (is_watched, is_watched)
    assert said.out == ""
