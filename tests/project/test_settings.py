"""Settings: what each of them does to the site, what happens without it, and how a wrong one is told of.

(commands.readiness, engine.configuration, problems.readiness, settings)
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

import trees
from catalogue import checkout
from catalogue.commands.readiness import GUIDE, tell_unset
from catalogue.settings import Forge, Settings, find_unset
from checkouts import copy_checkout
from processes import Finished
from sites import Site
from some import some

SET = Settings(
    name="Idékataloget",
    organisation="Eksempelby Kommune",
    editors_mail="redaktionen@eksempel.invalid",
    forge=Forge(kind="forgejo", address="https://forge.eksempel.invalid/katalog", branch="udgivet"),
    site_address="https://katalog.eksempel.invalid/",
    intranet_address="https://intranet.eksempel.invalid/",
    accessibility_statement="https://was.eksempel.invalid/erklaering",
    search_engines=True,
)
PAGE = "units/aakaer-hjemmepleje/blik-for-borgeren/"


@pytest.fixture(scope="module")
def set_site(build: Callable[..., Site]) -> Site:
    """The good tree's site with every setting set."""
    return build(trees.GOOD, settings=SET)


def written_on(site: Site, address: str) -> set[str]:
    return {target.written for target in some(site.pages[address].targets)}


def test_the_name_and_the_organisation_stand_on_every_page(set_site: Site) -> None:
    for page in some(set_site.own_pages.values()):
        assert page.title.endswith("Idékataloget")
        assert "Eksempelby Kommune" in page.html


def test_the_editors_can_be_written_to_where_they_have_a_mailbox(set_site: Site, good_site: Site) -> None:
    mails = {one for one in written_on(set_site, PAGE) if one.startswith("mailto:redaktionen@eksempel.invalid")}
    assert mails
    assert not any(one.startswith("mailto:") for one in written_on(good_site, PAGE))
    assert "Skriv til redaktionen" in good_site.pages[PAGE].text


def test_a_page_can_be_mended_where_there_is_a_forge(set_site: Site, good_site: Site) -> None:
    edit = "https://forge.eksempel.invalid/katalog/_edit/udgivet/docs/units/aakaer-hjemmepleje/blik-for-borgeren.md"
    assert edit in written_on(set_site, PAGE)
    assert "Ret selve filen" in set_site.pages[PAGE].text
    assert "Ret selve filen" not in good_site.pages[PAGE].text
    for site in (set_site, good_site):
        assert "[Ret denne side](../../../contribute/form/)" in site.pages[PAGE].text


def test_a_site_that_knows_its_address_has_canonical_links_and_a_map(set_site: Site, good_site: Site) -> None:
    assert f'<link rel="canonical" href="https://katalog.eksempel.invalid/{PAGE}">' in set_site.pages[PAGE].html
    assert 'rel="canonical"' not in good_site.pages[PAGE].html
    sitemap = set_site.files["sitemap.xml"].decode()
    assert f"<loc>https://katalog.eksempel.invalid/{PAGE}</loc><lastmod>2026-02-10</lastmod>" in sitemap
    assert "sitemap.xml" not in good_site.files


def test_search_engines_are_let_in_only_when_asked(set_site: Site) -> None:
    robots = set_site.files["robots.txt"].decode()
    assert robots == "User-agent: *\nAllow: /\nSitemap: https://katalog.eksempel.invalid/sitemap.xml\n"
    assert 'name="robots"' not in set_site.pages[PAGE].html
    for address in ("editors/", "embed/newest/"):
        assert 'name="robots" content="noindex"' in set_site.pages[address].html


def test_the_accessibility_statement_is_linked_or_said_to_be_missing(set_site: Site, good_site: Site) -> None:
    assert "https://was.eksempel.invalid/erklaering" in written_on(set_site, "accessibility/")
    assert not any("was." in one for one in written_on(good_site, "accessibility/"))
    assert "endnu" in good_site.pages["accessibility/"].text


def test_every_link_leads_somewhere_with_every_setting_set(set_site: Site) -> None:
    assert list(set_site.broken_links()) == []


@pytest.fixture
def other_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Copy the checkout, write its settings, and let the program heed them: `other_checkout("name: [x]")`."""

    def other_checkout(settings: str) -> Path:
        root = tmp_path / "checkout"
        copy_checkout(root)
        written = checkout.CONFIGURATION.read_text("utf-8")
        before, after = written.split("  catalogue:\n")
        (root / "mkdocs.yml").write_text(f"{before}  catalogue:{settings}\n{after.split(chr(10) * 2, 1)[1]}", "utf-8")
        monkeypatch.setattr(checkout, "CONFIGURATION", root / "mkdocs.yml")
        return root

    return other_checkout


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (" { nam: Idékataloget }", "indstillingerne i mkdocs.yml er ikke i orden: nam."),
        (" { search_engines: måske }", "indstillingerne i mkdocs.yml er ikke i orden: search_engines."),
        (" { forge: { address: nej } }", "indstillingerne i mkdocs.yml er ikke i orden: forge.address."),
        (" [", "mkdocs.yml kan ikke læses."),
    ],
)
def test_a_wrong_setting_is_told_of(
    settings: str, told: str, other_checkout: Callable[[str], Path], run: Callable[..., Finished], good: Path
) -> None:
    root = other_checkout(settings)
    done = run("build", "--docs", good, "--site", root / "site", "--today", trees.TODAY)
    assert done.status == 1
    assert told in done.err
    assert done.is_calm
    assert not (root / "site").exists()


LIVE = Settings.model_validate({**SET.model_dump(), "embedders": ["https://intranet.eksempel.invalid"]})
REQUIRED = ["editors_mail", "site_address", "accessibility_statement"]
USEFUL = ["forge", "intranet_address", "embedders"]


def test_what_readers_miss_is_known_of_each_setting_that_is_unset() -> None:
    assert [one.key for one in find_unset(Settings())] == [*REQUIRED, *USEFUL]
    assert [one.key for one in find_unset(Settings()) if one.missed.is_required] == REQUIRED
    assert list(find_unset(LIVE)) == []
    for one in some(find_unset(Settings())):
        only = LIVE.model_copy(update={one.key: getattr(Settings(), one.key)})
        assert [left.key for left in find_unset(only)] == [one.key]


def test_a_line_each_tells_what_is_unset_and_then_the_way(capsys: pytest.CaptureFixture[str]) -> None:
    tell_unset(Settings())
    *lines, way = capsys.readouterr().err.splitlines()
    for line, one in zip(some(lines), find_unset(Settings()), strict=True):
        assert line == f"Ikke sat endnu: {one.missed.name} ({one.key}). {one.missed.words}"
    assert (checkout.ROOT / GUIDE).is_file()
    assert GUIDE in way
    assert "editors_mail, site_address og accessibility_statement skal være der" in way
    tell_unset(LIVE.model_copy(update={"forge": None}))
    assert len(capsys.readouterr().err.splitlines()) == 2
    tell_unset(LIVE)
    assert capsys.readouterr() == ("", "")


def test_the_page_on_going_live_leads_through_every_setting_that_may_be_unset() -> None:
    guide = (checkout.ROOT / GUIDE).read_text("utf-8")
    assert GUIDE in (checkout.ROOT / "README.md").read_text("utf-8")
    for one in some(find_unset(Settings())):
        assert f"`{one.key}`" in guide
    example = yaml.safe_load(guide.split("```yaml\n")[1].split("```")[0])["extra"]["catalogue"]
    settings = Settings.model_validate(example)
    assert list(find_unset(settings)) == []
    for command in ("catalogue check --site", "catalogue generate", "catalogue publish"):
        assert command in guide


def test_the_check_of_the_site_fails_until_what_publishing_requires_is_set(
    other_checkout: Callable[[str], Path], run: Callable[..., Finished], good: Path
) -> None:
    root = other_checkout(" { organisation: Eksempelby }")

    def check(*words: object) -> Finished:
        return run("check", "--docs", good, "--today", trees.TODAY, *words, cwd=root)

    def set_to(settings: dict[str, object]) -> None:
        written = yaml.safe_dump({"extra": {"catalogue": settings}}, allow_unicode=True)
        text = (root / "mkdocs.yml").read_text("utf-8")
        (root / "mkdocs.yml").write_text(re.sub(r"^extra:\n(?: .*\n)+", written, text, flags=re.MULTILINE), "utf-8")

    assert (check().status, check().out) == (0, "")
    bare = check("--site")
    assert bare.status == 1
    line = 1 + (root / "mkdocs.yml").read_text("utf-8").splitlines().index("  catalogue: { organisation: Eksempelby }")
    assert [one.split(" (")[1].split(")")[0] for one in some(bare.lines)] == [*REQUIRED, *USEFUL]
    assert all(one.startswith(f"mkdocs.yml:{line}: ") for one in bare.lines)
    told = json.loads(check("--site", "--format", "json").out)
    assert [(one["code"], one["severity"]) for one in told] == [("I01", "error")] * 3 + [("I02", "advice")] * 3
    required = {key: getattr(SET, key) for key in REQUIRED}
    set_to(required)
    enough = check("--site")
    assert (enough.status, [one.rsplit(" ", 1)[1] for one in enough.lines]) == (0, ["[I02]"] * 3)
    set_to({**required, "site_address": ""})
    assert check("--site").status == 1
    set_to(LIVE.model_dump(mode="json"))
    assert (check("--site").status, check("--site").out) == (0, "")


def test_serve_build_and_publish_tell_what_is_unset(
    run: Callable[..., Finished], other_checkout: Callable[[str], Path], tmp_path: Path
) -> None:
    other_checkout(" { organisation: Eksempelby }")
    docs = trees.draw(tmp_path / "docs", trees.small())
    told = [f"Ikke sat endnu: {one.missed.name} ({one.key}). {one.missed.words}" for one in find_unset(Settings())]
    for words in (["build", "--site", tmp_path / "site"], ["publish", tmp_path / "store"]):
        done = run(*words, "--docs", docs, "--today", trees.TODAY)
        assert done.status == 0, done.err
        assert [line for line in done.err.splitlines() if line.startswith("Ikke sat")] == told


def test_no_settings_at_all_are_sound(
    other_checkout: Callable[[str], Path], run: Callable[..., Finished], good: Path
) -> None:
    root = other_checkout("")
    done = run("build", "--docs", good, "--site", root / "site", "--today", trees.TODAY)
    assert done.status == 0, done.err
    assert Site(root / "site").pages[""].title.endswith("Inspirationskatalog")


def test_mkdocs_own_keys_hold_over_ours_and_what_has_no_place_is_told_of_once(
    other_checkout: Callable[[str], Path], run: Callable[..., Finished], good: Path
) -> None:
    root = other_checkout(" { name: Et andet, site_address: https://andet.invalid/ }")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("site_url: https://katalog.invalid/\nextra_javascript: [a.js]\nrepo_url: https://forge.invalid/x\n")
    done = run("build", "--docs", good, "--site", root / "site", "--today", trees.TODAY)
    assert done.status == 0, done.err
    for key in ("site_name", "site_url", "extra_javascript", "repo_url"):
        assert done.err.count(f"mkdocs.yml: »{key}« ") == 1
    assert done.err.count("mkdocs.yml: ") == 4
    site = Site(root / "site")
    assert site.pages[""].title.endswith("Inspirationskatalog")
    assert "https://katalog.invalid/units/" in site.files["sitemap.xml"].decode()
    assert b"andet" not in site.files["sitemap.xml"]


def test_the_shipped_settings_are_warned_of_nothing(run: Callable[..., Finished], good: Path, tmp_path: Path) -> None:
    done = run("build", "--docs", good, "--site", tmp_path / "site", "--today", trees.TODAY, alone=True)
    assert done.status == 0
    assert "mkdocs.yml" not in done.err
