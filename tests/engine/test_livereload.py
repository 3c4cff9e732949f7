"""Live reload: a page of `mkdocs serve` gets a script that the policy lets run, before the end of its body."""

import pytest

from catalogue.engine.livereload import ADDRESS, SCRIPT, with_script


@pytest.mark.parametrize(("mount", "address"), [("/", f"/{ADDRESS}"), ("/katalog/", f"/katalog/{ADDRESS}")])
def test_the_script_is_a_file_and_knows_which_build_the_page_is_of(mount: str, address: str) -> None:
    page = with_script(b"<body>Hej</body></html>", mount, 7)
    assert page == f'<body>Hej<script type="module" src="{address}" data-epoch="7"></script></body></html>'.encode()


def test_what_is_no_page_stays_as_it_is() -> None:
    assert with_script(b"<p>Hej", "/", 7) == b"<p>Hej"


def test_the_script_asks_the_server_of_mkdocs() -> None:
    assert "/livereload/${epoch}/" in SCRIPT.read_text("utf-8")
