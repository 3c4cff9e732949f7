"""Configured: the settings that tests stand on, which are those that the catalogue began with.

Whoever runs a catalogue sets its name, its mail, its forge and more in mkdocs.yml. No test of the program may turn red
for it, so the program that is tried reads the same file without them. What is made of the real settings, such as the
server's configuration, is tried with `real_settings`.
"""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path

from catalogue import checkout
from catalogue.engine.configuration import load_settings
from catalogue.settings import Settings

REAL = checkout.ROOT / "mkdocs.yml"
_SETTINGS = re.compile(r"(?<=\n  catalogue:\n)(?: {4,}.*\n|\n(?= {4}))*")
_BEGAN_WITH = "    organisation: Norddjurs Kommune\n"


def first_configuration() -> str:
    """Return mkdocs.yml with the settings that the catalogue began with."""
    text, count = _SETTINGS.subn(_BEGAN_WITH, REAL.read_text("utf-8"), count=1)
    assert count == 1
    return text


def configure() -> None:
    """Let the program read that, in this process and in those that it starts."""
    folder = Path(tempfile.mkdtemp(prefix="catalogue-configuration-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "mkdocs.yml"
    text = first_configuration().replace("docs_dir: docs\n", f"docs_dir: {checkout.DOCS}\n")
    file.write_text(text.replace("custom_dir: overrides\n", f"custom_dir: {checkout.OVERRIDES}\n"), "utf-8")
    os.environ[checkout.CONFIGURATION_NAME] = str(file)
    checkout.CONFIGURATION = file


def real_settings() -> Settings:
    """Return the settings of the checkout itself."""
    return load_settings(REAL)
