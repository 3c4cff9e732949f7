"""Icons: Material's own are found by their name, and by nothing else."""

import subprocess
import sys
from urllib.parse import unquote

import pytest

from catalogue.language.slugs import slugify
from catalogue.model import icons


@pytest.mark.parametrize(
    "name",
    [
        "material/hand-heart",
        "fontawesome/solid/house",
        "fontawesome/brands/mastodon",
        "octicons/heart-16",
        "simple/git",
    ],
)
def test_an_icon_of_each_set_is_found_and_is_an_svg(name: str) -> None:
    file = icons.find_icon(name)
    assert file is not None
    assert name in icons.list_icons()
    address = icons.to_address(file)
    assert '"' not in address
    assert "\n" not in address
    assert unquote(address).startswith("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "hus",
        "logo",
        "material/../logo",
        "../.icons/material/hand-heart",
        "/material/hand-heart",
        "material//hand-heart",
        "material/hand-heart.svg",
        "material/hand-heart\n",
        "Material/hand-heart",
        "simple/" + "x" * 200,
    ],
)
def test_what_is_no_icons_name_finds_nothing(name: str) -> None:
    assert icons.find_icon(name) is None


def test_every_icon_that_is_listed_can_be_found_and_has_a_class_of_its_own() -> None:
    names = icons.list_icons()
    assert len(names) > 10_000
    assert len({*map(slugify, names)}) == len(names)
    assert all(icons.find_icon(name) for name in names[::500])


def test_the_package_is_never_imported() -> None:
    code = """
import sys
from catalogue.model.icons import find_icon
print(bool(find_icon("material/hand-heart")), "material" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True False\n"
