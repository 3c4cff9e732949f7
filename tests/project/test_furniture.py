"""Furniture: what stands around the pages for editors, reviewers and Git itself is made, valid and fresh.

(commands.codeowners, commands.generate)
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import seed
import trees
from catalogue import checkout
from catalogue.checks.speller import danish_speller, find_misspellings
from catalogue.commands.codeowners import CODEOWNERS, make_codeowners
from catalogue.commands.generate import IDEA_FORM, IIS, NGINX, make_files, name_themes
from catalogue.model.catalogue import Catalogue, link
from catalogue.problems.problem import Problem, Severity
from catalogue.problems.reports import to_text
from catalogue.reading import schema as fields
from catalogue.reading.reader import read
from catalogue.settings import Settings
from checkouts import Checkout, copy_checkout
from configured import real_settings
from processes import Finished
from some import some

Draw = Callable[..., Path]
GITHUB = checkout.ROOT / ".github"
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
HOOK = checkout.ROOT / ".githooks" / "pre-commit"


def seed_catalogue() -> Catalogue:
    return link(read(seed.seed_docs()).pages)


def read_form(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


# What is made


FOLLOWING_PAGES = {CODEOWNERS, IDEA_FORM}
"""Made from the pages too: a new area or theme leaves them behind until somebody runs the command."""


@pytest.mark.parametrize("path", sorted({*make_files(seed_catalogue(), Settings())} - FOLLOWING_PAGES))
def test_what_is_committed_is_fresh(path: str) -> None:
    """When this fails: run `catalogue generate`, and commit what it writes."""
    made = make_files(seed_catalogue(), real_settings())
    assert (checkout.ROOT / path).read_text("utf-8") == made[path]


@pytest.mark.parametrize("path", sorted(FOLLOWING_PAGES))
def test_what_follows_the_pages_is_fresh_whatever_pages_there_are(path: str) -> None:
    """When this fails: run `catalogue generate`, and commit what it writes."""
    committed = iter((checkout.ROOT / path).read_text("utf-8").splitlines())
    for line in some(make_files(link([]), real_settings())[path].splitlines()):
        assert line in committed, "each line, in this order"


@pytest.fixture
def copy(tmp_path: Path) -> Checkout:
    """A copy of the checkout, with all that the command writes."""
    made = copy_checkout(tmp_path / "checkout")
    for path in make_files(seed_catalogue(), Settings()):
        (made.root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(checkout.ROOT / path, made.root / path)
    return made


def test_the_command_writes_what_is_stale_and_a_build_tells_of_what_its_pages_have_left_behind(copy: Checkout) -> None:
    copy.run("catalogue", "generate")  # What units have added to the checkout is not in the copy.
    assert copy.run("catalogue", "generate", "--check") == Finished(0, "", "Alt er, som det skal være.\n")
    trees.draw(
        copy.root / "docs",
        {"themes/nyt.md": trees.theme(5, "Nyt eksempel"), "units/nyt/index.md": trees.area("Nyt område")},
    )
    copy.change("mkdocs.yml", "  catalogue:\n", "  catalogue:\n    embedders: [https://intranet.eksempel.invalid]\n")
    stale = [CODEOWNERS, NGINX, IDEA_FORM, IIS]
    told = copy.run("catalogue", "generate", "--check")
    assert (told.status, told.lines, told.err) == (1, stale, "Filerne er forældede. Kør: catalogue generate\n")
    written = copy.run("catalogue", "generate")
    assert (written.status, written.lines) == (0, stale)
    assert "deploy/README.md" in written.err
    assert copy.run("catalogue", "generate", "--check").status == 0
    assert "# /docs/units/nyt/" in (copy.root / CODEOWNERS).read_text("utf-8")
    for path in (NGINX, IIS):
        policies = (copy.root / path).read_text("utf-8")
        assert "frame-ancestors https://intranet.eksempel.invalid" in policies
        assert "frame-ancestors 'none'" in policies
    (choice,) = (part for part in read_form(copy.root / IDEA_FORM)["body"] if part.get("id") == "theme")
    assert choice["attributes"]["options"][-2:] == ["Nyt eksempel", "Det ved jeg ikke"]
    trees.draw(copy.root / "docs", {"units/nyere/index.md": trees.area("Eksempelområdet")})
    said = copy.run("catalogue", "build", "--today", trees.TODAY).err
    assert f"Forældet: {CODEOWNERS}. Kør: catalogue generate\n" in said


def test_a_theme_whose_name_yaml_would_misread_stands_in_the_form_as_it_is_called() -> None:
    form = (checkout.ROOT / IDEA_FORM).read_text("utf-8")
    themes = ["Nyt: eksempel", "Mål #1", "»Vi« og I", "No", "2027", "Ro: "]
    (choice,) = (part for part in yaml.safe_load(name_themes(form, themes))["body"] if part.get("id") == "theme")
    assert choice["attributes"]["options"] == [*themes, "Det ved jeg ikke"]
    assert name_themes(name_themes(form, themes), themes) == name_themes(form, themes)


def rules_in(codeowners: str) -> list[tuple[str, str]]:
    lines = [line for line in codeowners.splitlines() if line and not line.startswith("#")]
    return [(path, owner) for path, owner in (line.split() for line in lines)]


def owner_of(path: str, codeowners: str) -> str:
    """Return who owns a file, as the forge finds it: the last line that matches decides."""
    owner = ""
    for pattern, team in rules_in(codeowners):
        folder = pattern.rstrip("*").strip("/")
        if pattern == "*" or f"/{path}" == pattern or path.startswith(f"{folder}/"):
            owner = team
    return owner


def test_without_owners_nobody_is_asked_and_the_file_says_how_to_fill_it() -> None:
    text = make_codeowners(seed_catalogue(), {})
    assert rules_in(text) == []
    assert "extra.catalogue.owners" in text
    assert "# /docs/units/sundhed-og-omsorg/" in text


def test_an_area_owns_its_units_and_the_maintainers_the_program() -> None:
    catalogue = link(
        page
        for path, text in {
            "units/skole/index.md": trees.area("Skole Eksempel"),
            "units/omsorg/index.md": trees.area("Omsorg Eksempel"),
            "units/gryden/index.md": trees.unit(area="omsorg"),
        }.items()
        if (page := trees.read(path, text)[0])
    )
    owners = {"default": "@n/redaktion", "program": "@n/program", "omsorg": "@n/omsorg"}
    text = make_codeowners(catalogue, owners)
    assert {path: owner_of(path, text) for path in (
        "README.md", "docs/themes/a.md", "docs/units/gryden/borgeren.md", "docs/units/omsorg/index.md",
        "docs/units/skole/index.md", "docs/units/ny/index.md", "scripts/catalogue/settings.py",
        ".github/workflows/a.yml", "mkdocs.yml",
    )} == {
        "README.md": "@n/redaktion",
        "docs/themes/a.md": "@n/redaktion",
        "docs/units/gryden/borgeren.md": "@n/omsorg",
        "docs/units/omsorg/index.md": "@n/omsorg",
        "docs/units/skole/index.md": "@n/redaktion",
        "docs/units/ny/index.md": "@n/redaktion",
        "scripts/catalogue/settings.py": "@n/program",
        ".github/workflows/a.yml": "@n/program",
        "mkdocs.yml": "@n/program",
    }  # fmt: skip
    assert "# Omsorg Eksempel\n/docs/units/omsorg/ @n/omsorg\n/docs/units/gryden/ @n/omsorg\n" in text


def test_an_owner_is_a_team_and_nothing_that_could_break_the_file() -> None:
    assert Settings.model_validate({"owners": {"default": "@n/redaktion"}}).owners == {"default": "@n/redaktion"}
    for wrong in ("redaktionen", "@a b", "@a\n* @b", "navn@eksempel.invalid"):
        with pytest.raises(ValueError):
            Settings.model_validate({"owners": {"default": wrong}})


# Forms


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        *((form, "vendor.github-issue-forms") for form in FORMS),
        (GITHUB / "ISSUE_TEMPLATE" / "config.yml", "vendor.github-issue-config"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_an_issue_form_is_valid(file: Path, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_there_is_a_form_for_an_idea_and_one_for_a_mistake() -> None:
    forms = [yaml.safe_load(form.read_text("utf-8")) for form in FORMS]
    assert {form["name"] for form in forms} == {"Fortæl os jeres idé", "Fejl på en side"}
    for form in forms:
        ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
        assert len(ids) == len(set(ids))
        assert "skriv" in form["body"][0]["attributes"]["value"].lower()


def test_the_idea_may_be_about_any_theme() -> None:
    """A new theme belongs in the form too, and those that stand there now are the editors' business."""
    (choice,) = (part for part in read_form(checkout.ROOT / IDEA_FORM)["body"] if part.get("id") == "theme")
    assert choice["attributes"]["options"][-1] == "Det ved jeg ikke"
    themes = [theme.fields.title for theme in seed_catalogue().themes]
    made = yaml.safe_load(make_files(seed_catalogue(), Settings())[IDEA_FORM])
    (choice,) = (part for part in made["body"] if part.get("id") == "theme")
    assert choice["attributes"]["options"] == [*themes, "Det ved jeg ikke"]


THEME_CHOICES = re.compile(r"(?<=options:\n)(?: +- .*\n)+(?= +- Det ved jeg ikke)")


def test_the_furniture_is_spelt_rightly() -> None:
    for file in [*FORMS, GITHUB / "pull_request_template.md"]:
        keys = re.compile(r"^[ -]*(type: .*|id: .*|[a-z_]+:)|<!--|-->|\btrue\b", re.MULTILINE)
        text = THEME_CHOICES.sub("", keys.sub("", file.read_text("utf-8")))  # The themes' names are the editors'.
        parts = [part for part in re.split(r"\n|- ", text) if " " in part.strip()]
        assert list(find_misspellings(parts, danish_speller())) == [], file


# Editors


def test_a_schema_of_the_editor_judges_the_fields_of_a_page() -> None:
    schema = json.loads((checkout.ROOT / "schemas/unit.schema.json").read_text("utf-8"))
    unit = {"title": "Gryden", "kind": "enhed", "area": "x", "summary": "Kort.", "updated": "2026-02-01"}
    judge = jsonschema.Draft7Validator(schema)
    assert list(judge.iter_errors(unit)) == []
    assert [error.validator for error in judge.iter_errors({**unit, "kind": "enhd"})] == ["enum"]
    assert [error.validator for error in judge.iter_errors({**unit, "knd": "x"})] == ["additionalProperties"]


@pytest.mark.parametrize("file", sorted((checkout.ROOT / ".vscode").iterdir()), ids=lambda file: file.name)
def test_the_editor_can_read_its_settings(file: Path) -> None:
    assert json.loads(file.read_text("utf-8"))


def test_every_kind_of_page_has_its_schema_in_the_editor() -> None:
    settings = json.loads((checkout.ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert set(settings) == {f"./schemas/{name}.schema.json" for name in fields.make_schemas()}
    remark = (checkout.ROOT / ".remarkrc.mjs").read_text("utf-8")
    for schema, patterns in settings.items():
        assert (checkout.ROOT / schema).is_file()
        assert f'"{schema}": {json.dumps(patterns)}' in remark


def test_the_editor_finds_errors_and_advice_in_what_the_check_says() -> None:
    (task,) = json.loads((checkout.ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    problems = [
        Problem("docs/stories/a.md", 3, "F07", "»Slags« (kind) er: »enhd«"),
        Problem("docs/stories/a.md", 4, "T12", "Ordbogen kender ikke »enhd« (linje 4)", Severity.ADVICE),
    ]
    found = {
        matcher["severity"]: re.search(matcher["pattern"]["regexp"], to_text(problems), re.MULTILINE).groups()
        for matcher in task["problemMatcher"]
    }
    assert found == {
        "error": ("docs/stories/a.md", "3", "»Slags« (kind) er: »enhd«", "F07"),
        "info": ("docs/stories/a.md", "4", "Ordbogen kender ikke »enhd« (linje 4)", "T12"),
    }


# The hook


class Repository:
    """A Git repository with the hook turned on, and a small tree of pages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")
        for name, value in {
            "user.name": "Test",
            "user.email": "test@eksempel.invalid",
            "core.hooksPath": str(HOOK.parent),
        }.items():
            self.git("config", name, value)
        program = root / ".venv" / "bin" / "catalogue"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m catalogue.commands.main "$@"\n', "utf-8")
        program.chmod(0o755)
        (root / ".gitignore").write_text("/.venv/\n", "utf-8")
        trees.draw(root / "docs", trees.small())
        self.git("add", ".")

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        return subprocess.run(
            ["git", *words], cwd=self.root, env=clean, capture_output=True, encoding="utf-8", check=False
        )

    def write(self, path: str, text: str) -> None:
        trees.draw(self.root / "docs", {path: text})

    def commit(self) -> tuple[bool, str]:
        """Commit what is staged, and return whether it went through and what was said."""
        done = self.git("commit", "-q", "-m", "Prøve")
        return done.returncode == 0, done.stdout + done.stderr

    @property
    def commits(self) -> int:
        return len(self.git("log", "--oneline").stdout.splitlines())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path)
    assert repository.git("commit", "-q", "--no-verify", "-m", "Begyndelsen").returncode == 0
    return repository


BAD = trees.interpretation(more="status: måske\n")
PAGE = "units/gryden/borgeren.md"


def test_a_bad_page_stops_the_commit_and_is_told_of(repository: Repository) -> None:
    repository.write(PAGE, BAD)
    repository.git("add", ".")
    went_through, said = repository.commit()
    assert not went_through
    assert f"docs/{PAGE}:5: »Status« (status) er »måske«" in said
    assert "Ændringen er ikke gemt i Git endnu. Ret det, der står ovenfor, kør git add, og prøv igen." in said
    assert repository.commits == 1


def test_a_good_page_goes_through(repository: Repository) -> None:
    repository.write("stories/ny historie æøå.md".replace(" ", "-").replace("æøå", "om-aaen"), trees.story("Ny"))
    repository.git("add", ".")
    assert repository.commit()[0]
    assert repository.commits == 2


def test_what_is_not_staged_is_nobodys_business(repository: Repository) -> None:
    repository.write("stories/ny.md", trees.story("Ny"))
    repository.git("add", ".")
    repository.write("stories/ny.md", "rod")
    repository.write(PAGE, BAD)
    repository.write("units/gryden/rod.md", "rod")
    went_through, said = repository.commit()
    assert went_through, said
    assert (repository.root / "docs/stories/ny.md").read_text("utf-8") == "rod"


def test_a_page_mended_but_not_staged_is_still_bad(repository: Repository) -> None:
    repository.write(PAGE, BAD)
    repository.git("add", ".")
    repository.write(PAGE, trees.interpretation())
    assert not repository.commit()[0]


def test_only_the_pages_of_the_commit_are_told_of(repository: Repository) -> None:
    repository.write(PAGE, BAD)
    repository.git("add", ".")
    assert repository.git("commit", "-q", "--no-verify", "-m", "Uden tjek").returncode == 0
    repository.write("stories/ny.md", trees.story("Ny"))
    repository.git("add", ".")
    went_through, said = repository.commit()
    assert went_through, said
    assert PAGE not in said


def test_a_commit_without_pages_is_not_checked(repository: Repository) -> None:
    (repository.root / ".venv/bin/catalogue").unlink()
    (repository.root / "NOTE.md").write_text("Hej", "utf-8")
    repository.git("add", ".")
    assert repository.commit()[0]


def test_without_the_program_the_hook_says_what_to_do(repository: Repository) -> None:
    (repository.root / ".venv/bin/catalogue").unlink()
    repository.write("stories/ny.md", trees.story("Ny"))
    repository.git("add", ".")
    went_through, said = repository.commit()
    assert not went_through
    assert "programmet er ikke sat op her. Kør: make build" in said


def test_make_hooks_turns_the_hook_on() -> None:
    makefile = (checkout.ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^hooks:.*\n\tgit config core\.hooksPath \.githooks$", makefile, re.MULTILINE)
    assert os.access(HOOK, os.X_OK)


def test_the_file_of_owners_lies_where_the_forge_looks() -> None:
    assert (checkout.ROOT / CODEOWNERS).is_file()
    assert (GITHUB / "pull_request_template.md").is_file()
