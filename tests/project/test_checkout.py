"""The checkout: the program finds its own content from wherever it is run."""

import subprocess
import sys
from pathlib import Path

from catalogue import checkout


def test_what_the_program_reads_is_there() -> None:
    assert (checkout.ROOT / "pyproject.toml").is_file()
    assert checkout.CONFIGURATION.is_file()
    assert (checkout.DOCS / "index.md").is_file()
    assert (checkout.OVERRIDES / "frame" / "tokens.css").is_file()
    assert (checkout.DATA / "words.yml").is_file()


def test_it_is_found_from_any_folder(tmp_path: Path) -> None:
    code = "from catalogue import checkout; print(checkout.DOCS)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == checkout.DOCS
