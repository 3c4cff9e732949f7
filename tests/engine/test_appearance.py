"""Appearance: what each setting of MkDocs and Material gives the frame, and what is told of those without a place.

(engine.unheeded)
"""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from catalogue import checkout
from catalogue.engine import appearance, configuration, styles
from catalogue.engine.appearance import FACE, FAVICON, SOCIAL, Appearance
from catalogue.settings import Settings
from seed import seed_docs

NOTHING = {
    "logo": "",
    "logo_icon": "",
    "favicon": FAVICON,
    "favicon_type": "image/svg+xml",
    "copyright": "",
    "social": [],
    "extra_css": [],
    "description": "",
    "face": FACE,
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A docs folder with a logo and two style sheets."""
    for path, text in {
        "assets/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "assets/favicon.ico": "",
        "assets/own.css": ":root > * {\n  --md-primary-fg-color: #EE0F0F;\n}",
        "assets/.hidden.css": "",
        "styles/plain.css": "p { margin: 0 }",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def read(written: dict[str, Any], docs: Path, *worn: str, **settings: str) -> Appearance:
    return appearance.read(written, docs, styles.tokens(), Settings(**settings), worn)


def test_the_shipped_settings_give_the_frame_as_it_is_and_no_warnings() -> None:
    made = read(dict(configuration.read_written(checkout.CONFIGURATION)), seed_docs())
    assert (made.frame, made.additions, made.warnings) == (NOTHING, styles.Additions(), ())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ({}, {}),
        ({"theme": "material"}, {}),
        ({"theme": {"logo": "assets/logo.svg"}}, {"logo": "assets/logo.svg"}),
        ({"theme": {"icon": {"logo": "material/library"}}}, {"logo_icon": "material-library"}),
        (
            {"theme": {"logo": "assets/logo.svg", "icon": {"logo": "material/library"}}},
            {"logo": "assets/logo.svg"},
        ),
        (
            {"theme": {"favicon": "assets/favicon.ico"}},
            {"favicon": "assets/favicon.ico", "favicon_type": "image/x-icon"},
        ),
        ({"copyright": "&copy; Eksempelby <b>2026</b>"}, {"copyright": "© Eksempelby 2026"}),
        ({"copyright": "<script>alert(1)</script>Ord"}, {"copyright": "Ord"}),
        (
            {"copyright": '<a href="https://x.invalid/" onclick="x" style="x">Vilkår</a>'},
            {"copyright": '<a href="https://x.invalid/">Vilkår</a>'},
        ),
        ({"theme": {"font": {"text": "Exempel Sans"}}}, {"face": ""}),
        ({"theme": {"font": {"code": "Exempel Mono"}}}, {}),
        ({"site_description": "Om kataloget"}, {"description": "Om kataloget"}),
        ({"extra_css": ["assets/own.css", "styles/plain.css"]}, {"extra_css": ["assets/own.css", "styles/plain.css"]}),
        (
            {"extra": {"social": [{"icon": "simple/mastodon", "link": "https://social.invalid/@by", "name": "Os"}]}},
            {"social": [{"icon": "simple-mastodon", "link": "https://social.invalid/@by", "name": "Os"}]},
        ),
        (
            {"extra": {"social": [{"link": "https://social.invalid/@by"}, {"link": "mailto:os@by.invalid"}]}},
            {
                "social": [
                    {"icon": "", "link": "https://social.invalid/@by", "name": "social.invalid"},
                    {"icon": "", "link": "mailto:os@by.invalid", "name": "os@by.invalid"},
                ]
            },
        ),
    ],
)
def test_what_a_setting_gives_the_frame(written: dict[str, Any], shown: dict[str, Any], docs: Path) -> None:
    made = read(written, docs)
    assert made.frame == NOTHING | shown
    assert made.warnings == ()
    assert all(file.is_file() for file in made.files.values())


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"theme": {"logo": "assets/none.svg"}}, "»theme.logo« peger på docs/assets/none.svg, som ikke findes."),
        ({"theme": {"logo": "https://x.invalid/a.svg"}}, "»theme.logo« peger på et andet sted"),
        ({"theme": {"logo": "../a.svg"}}, "»theme.logo« skal være en fil i docs/"),
        ({"theme": {"favicon": "/etc/a.png"}}, "»theme.favicon« skal være en fil i docs/"),
        ({"theme": {"favicon": "assets/own.css"}}, "»theme.favicon« er »assets/own.css«, men skal ende på ».svg«"),
        ({"theme": {"icon": {"logo": "material/librari"}}}, "Mente du »material/library«?"),
        ({"theme": {"palette": {"primary": "indogo"}}}, "»theme.palette.primary« er »indogo«"),
        ({"theme": {"palette": {"accent": "brown"}}}, "»theme.palette.accent« er »brown«"),
        ({"theme": {"palette": {"accent": "custom"}}}, "Skriv »--md-accent-fg-color: #rrggbb;«"),
        ({"theme": {"palette": {"scheme": "slate"}}}, "»theme.palette.scheme« har ingen virkning her"),
        ({"theme": {"palette": [{"scheme": "default", "toggle": {"name": "x"}}]}}, "»theme.palette.toggle« har ingen"),
        ({"theme": {"font": {"text": 'x"; } * { color: red'}}}, "»theme.font.text« kan ikke bruges"),
        ({"theme": {"font": {"tekst": "Lato"}}}, "»theme.font.tekst« kan ikke bruges"),
        ({"extra_css": ["https://x.invalid/a.css"]}, "»extra_css« peger på et andet sted (»https://x.invalid/a.css«)"),
        ({"extra_css": ["//x.invalid/a.css"]}, "»extra_css« peger på et andet sted"),
        ({"extra_css": ["assets/.hidden.css"]}, "»extra_css« skal være en fil i docs/"),
        ({"extra": {"social": [{"link": "javascript:alert(1)"}]}}, "»extra.social, nummer 1« har ikke et link"),
        ({"theme": {"features": ["navigation.tabs"]}}, "»theme.features« har ingen virkning her: katalogets ramme"),
        ({"theme": {"icon": {"repo": "fontawesome/brands/git"}}}, "»theme.icon.repo« har ingen virkning her: rammen"),
        ({"theme": {"language": "en"}}, "»theme.language« har ingen virkning her"),
        ({"theme": {"direction": "rtl"}}, "»theme.direction« har ingen virkning her"),
        ({"extra_javascript": ["a.js"]}, "»extra_javascript« har ingen virkning her: sitet kører kun"),
        ({"extra": {"analytics": {"provider": "x"}}}, "»extra.analytics« har ingen virkning her"),
        ({"extra": {"consent": {"title": "x"}}}, "»extra.consent« har ingen virkning her"),
        ({"extra": {"version": {"provider": "mike"}}}, "»extra.version« har ingen virkning her"),
        ({"extra": {"alternate": [{"lang": "en"}]}}, "»extra.alternate« har ingen virkning her"),
        ({"repo_url": "https://x.invalid/"}, "»repo_url« har ingen virkning her: kataloget linker"),
        ({"edit_uri": "edit/main/"}, "»edit_uri« har ingen virkning her"),
        ({"site_author": "Os"}, "»site_author« har ingen virkning her"),
        ({"noget": "andet"}, "»noget« har ingen virkning her: den har ingen plads i katalogets ramme."),
        ({"nav": ["index.md"]}, "»nav« har ingen virkning her"),
        ({"plugins": ["search", "catalogue"]}, "Udvidelsen »search« har ingen virkning her"),
        ({"plugins": [{"material/blog": {}}]}, "Udvidelsen »blog« har ingen virkning her"),
        (
            {"site_name": "A", "extra": {"catalogue": {"name": "B"}}},
            "»site_name« og »extra.catalogue.name« siger hver sit. Det er »site_name«, der gælder",
        ),
        (
            {"theme": {"logo": "assets/logo.svg"}, "extra": {"catalogue": {"logo": "andet.svg"}}},
            "»theme.logo« og »extra.catalogue.logo« siger hver sit.",
        ),
    ],
)
def test_what_cannot_be_heeded_is_told_of_in_one_line(written: dict[str, Any], told: str, docs: Path) -> None:
    made = read(written, docs)
    assert len(made.warnings) == 1
    assert made.warnings[0].startswith("mkdocs.yml: ")
    assert told in made.warnings[0]
    assert "\n" not in made.warnings[0]


@pytest.mark.parametrize(
    "written",
    [
        {"repo_url": "", "extra_javascript": [], "extra": {"analytics": None}},
        {"theme": {"features": [], "language": "da", "direction": "ltr", "palette": {"scheme": "default"}}},
        {"site_name": "A", "extra": {"catalogue": {"name": "A"}}},
        {"theme": {"font": False}},
    ],
)
def test_what_is_not_set_or_is_so_anyway_is_not_told_of(written: dict[str, Any], docs: Path) -> None:
    made = read(written, docs)
    assert (made.warnings, made.additions) == ((), styles.Additions())


def test_our_own_logo_stands_where_material_has_none(docs: Path) -> None:
    assert read({}, docs, logo="by.svg").frame["logo"] == "assets/by.svg"
    assert read({"theme": {"logo": "assets/logo.svg"}}, docs, logo="by.svg").frame["logo"] == "assets/logo.svg"


def test_a_family_goes_first_in_the_stacks(docs: Path) -> None:
    css = read({"theme": {"font": {"text": "Source Sans 3", "code": "Fira Code"}}}, docs).additions.after_tokens
    assert '--text: "Source Sans 3", system-ui, ' in css
    assert '--display: "Source Sans 3", Newsreader, var(--serif);' in css
    assert '--mono: "Fira Code", ui-monospace, ' in css


def test_the_face_that_pages_ask_for_is_what_the_styles_wear_and_is_named_by_its_bytes() -> None:
    """Its name changes with its bytes, since servers let browsers keep it for a year. Its licence lies beside it."""
    file = checkout.OVERRIDES / FACE
    assert f'url("../{FACE.removeprefix("assets/")}")' in next(iter(styles.joined().values()))
    assert hashlib.sha256(file.read_bytes()).hexdigest()[:8] == FACE.split(".")[1]
    assert file.stat().st_size < 16_000
    assert "SIL OPEN FONT LICENSE" in (file.parent / "newsreader-OFL.txt").read_text("utf-8")


PALETTES: list[tuple[Any, str, str]] = [
    ({"primary": "indigo"}, "#4051b5", "#7e84cc"),
    ({"primary": "deep purple"}, "#7e56c2", "#9c7ecc"),
    ([{"scheme": "default", "primary": "indigo"}, {"scheme": "slate", "primary": "teal"}], "#4051b5", "#009e8f"),
    ([{"media": "(prefers-color-scheme)"}, {"scheme": "slate", "primary": "indigo"}], "#4051b5", "#7e84cc"),
    ({"primary": "custom"}, "#d50f0f", "#f05353"),
]


@pytest.mark.parametrize(("palette", "light", "dark"), PALETTES)
def test_a_palette_dresses_light_and_dark(palette: Any, light: str, dark: str, docs: Path) -> None:
    made = read({"theme": {"palette": palette}, "extra_css": ["assets/own.css"]}, docs)
    in_light, in_dark, *_ = made.additions.after_tokens.split("@media")
    assert f"--brand: {light};" in in_light
    assert f"--brand: {dark};" in in_dark
    assert made.warnings == ()


def test_only_the_icons_that_are_worn_reach_the_styles(docs: Path) -> None:
    made = read(
        {"extra": {"social": [{"icon": "simple/mastodon", "link": "https://x.invalid/"}]}}, docs, "material/abacus"
    )
    assert made.additions.optional == (SOCIAL,)
    names = [line.partition(" ")[0] for line in made.additions.masks.splitlines()]
    assert names == [".c-icon--material-abacus", ".c-icon--simple-mastodon"]
    css = "".join(styles.joined(made.additions).values())
    assert made.additions.masks in css
    assert ".c-social" in css
    assert ".c-social" not in "".join(styles.joined().values())


def test_what_is_added_stands_after_the_tokens_and_changes_the_address() -> None:
    additions = styles.Additions(after_tokens=":root { --text: x }\n")
    css = styles.joined(additions)[styles.style_path(additions)]
    assert css.index("--granit-soft") < css.index(":root { --text: x }") < css.index("scroll-padding-block")
    assert styles.style_path(additions) != styles.style_path()
    assert styles.embed_style_path(additions) != styles.embed_style_path()
