"""Documentation: what is not documented does not exist, and what is documented is true.

(reading.glossary, views.pages.guides, views.pages.words)
"""

import argparse
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

import seed
import trees
from catalogue import checkout
from catalogue.checks import rulebook
from catalogue.checks.check import Check
from catalogue.engine.configuration import load_settings
from catalogue.problems.codes import read_help
from catalogue.problems.problem import Severity
from catalogue.reading import glossary, schema
from catalogue.settings import Forge, Settings
from checkouts import list_files
from parsers import commands
from processes import Finished
from sites import Site
from some import some

README = (checkout.ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (checkout.ROOT / "CONTRIBUTING.md").read_text("utf-8")
MAKEFILE = (checkout.ROOT / "Makefile").read_text("utf-8")
EDITORIAL = [seed.seed_docs() / path for path in seed.EDITORIAL]
GUIDES = some(path for path in sorted(checkout.ROOT.glob("*.md")) if path.name != "CHANGELOG.md")


def options() -> Iterator[tuple[str, argparse.Action]]:
    """Yield every option and word of every command."""
    for name, parser in commands().items():
        for action in parser._actions:
            if action.dest != "help":
                yield name, action


def targets() -> set[str]:
    """Return the targets of the Makefile that people call."""
    return set(re.findall(r"^([a-z]+):.*##", MAKEFILE, re.MULTILINE))


# Commands


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`catalogue {command}" in README


@pytest.mark.parametrize("target", ["serve", "test", "build", "demo", "bench", "audit", "hooks", "lock", "clean"])
def test_every_target_of_make_is_in_the_readme(target: str) -> None:
    assert target in targets()
    assert f"make {target}" in README


def test_every_target_of_make_says_what_it_does() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony is not None
    assert targets() == set(phony[1].split())


@pytest.mark.parametrize(("command", "action"), list(options()), ids=lambda value: getattr(value, "dest", value))
def test_every_option_says_in_danish_what_it_does(command: str, action: argparse.Action) -> None:
    described = action.help or action.metavar
    assert described, f"{command} {action.dest}"


def test_every_command_that_is_told_of_exists() -> None:
    told: dict[str, Path] = {}
    made: dict[str, Path] = {}
    for guide in (*GUIDES, *EDITORIAL, *(checkout.ROOT / "decisions").glob("*.md")):
        text = guide.read_text("utf-8")
        told |= dict.fromkeys(re.findall(r"(?:`|\n    |bin/)catalogue ([a-z]+)\b", text), guide)
        made |= dict.fromkeys(re.findall(r"(?:`|\n    )make ([a-z]+)\b", text), guide)
    assert {name: guide for name, guide in some(told.items()) if name not in {*commands(), "sample"}} == {}
    assert {name: guide for name, guide in some(made.items()) if name not in targets()} == {}


def test_every_option_that_is_told_of_exists() -> None:
    known = {option for _, action in options() for option in action.option_strings} | {"--help"}
    told = {
        option: guide
        for guide in (*GUIDES, *EDITORIAL)
        for line in re.findall(rf"catalogue (?:{'|'.join(commands())})\b[^`\n]*", guide.read_text("utf-8"))
        for option in re.findall(r"--[a-z-]+", line)
    }
    assert {option: guide for option, guide in some(told.items()) if option not in known} == {}


def test_the_example_of_a_message_is_what_the_program_says(
    run: Callable[..., Finished], draw: Callable[..., Path]
) -> None:
    (example,) = re.findall(r"^ *(docs/\S+:\d+: .* \[F07\])$", CONTRIBUTING, re.MULTILINE)
    unit = trees.page("title: Norddjurs Mad\nsummary: Kort.\nkind: enhd\narea: omraadet\nupdated: 2026-02-01")
    docs = draw({**trees.small(), "units/norddjurs-mad/index.md": unit})
    assert run("check", "--docs", "docs", "--today", trees.TODAY, cwd=docs.parent).lines == [example]


def test_the_example_of_a_page_passes_the_check(draw: Callable[..., Path], judge: Callable[[Path], Check]) -> None:
    example = CONTRIBUTING.split("\n    ---\n", 1)[1].split("\n\n**Tjekket**")[0].split("\n\nEr der et kolon")[0]
    page = "---\n" + re.sub(r"^    ", "", example, flags=re.MULTILINE) + "\n"
    found = judge(draw({**trees.small(), "units/gryden/borgeren.md": page}))
    assert found.errors == ()


def test_every_link_of_a_guide_leads_somewhere() -> None:
    links = ((guide, re.findall(r"\]\(([^)#\s]+)[^)]*\)", guide.read_text("utf-8"))) for guide in GUIDES)
    for guide, target in some((guide, target) for guide, found in links for target in found if ":" not in target):
        assert (checkout.ROOT / target).exists(), (guide.name, target)


def test_the_decisions_are_numbered_one_after_the_other_as_their_headings_say() -> None:
    files = sorted((checkout.ROOT / "decisions").glob("*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        assert file.read_text("utf-8").startswith(f"# {int(file.name[:4])}. "), file.name


def test_every_top_folder_is_in_the_readme() -> None:
    """Only folders of the project count: what else lies there, `review --out` or somebody's own work have left."""
    told = set(re.findall(r"^    ([a-z]+)/ ", README, re.MULTILINE))
    assert all((checkout.ROOT / name).is_dir() for name in some(told))
    folders = {path.split("/")[0] for path in list_files() if "/" in path and not path.startswith(".")}
    assert told == folders


# Fields, settings and codes


def flat(descriptions: tuple[schema.FieldDescription, ...]) -> Iterator[schema.FieldDescription]:
    """Yield fields, and the fields within them."""
    for description in descriptions:
        yield description
        yield from flat(description.inner)


@pytest.mark.parametrize("model", schema.describe_models(), ids=lambda model: model.name)
def test_every_field_is_in_the_guide(model: schema.ModelDescription, own_site: Site) -> None:
    guide = own_site.pages["contribute/fields/"].text
    assert all(path in guide for path in model.paths)
    for description in some(flat(model.fields)):
        assert description.key in guide
        assert description.label in guide
        assert description.help in guide
        assert all(choice in guide for choice in description.choices)


@pytest.mark.parametrize("told", rulebook.helps(), ids=lambda told: told.code)
def test_every_code_is_in_the_guide_with_its_help(told: rulebook.Help, own_site: Site) -> None:
    page = own_site.pages["contribute/rules/"]
    assert told.code.lower() in page.ids
    assert told.code in page.text
    assert told.title in page.text
    assert told.why.split("\n")[0].replace("`", "") in page.text


def test_the_guide_tells_errors_from_advice(own_site: Site) -> None:
    assert {told.severity for told in rulebook.helps()} == {Severity.ERROR, Severity.ADVICE}
    assert "råd" in own_site.pages["contribute/rules/"].text.lower()


def test_the_example_of_every_field_passes_the_check() -> None:
    for model in some(schema.describe_models()):
        lines = "\n".join(field.example for field in model.fields if "…" not in field.example)
        path = re.sub(r"<\w+>", "x", model.paths[0].replace("<dag>", "2026-06-01"))
        _, problems = trees.read(path, f"---\n{lines}\n---\n")
        assert problems == [], model.name


@pytest.mark.parametrize("model", [Settings, Forge], ids=lambda model: model.__name__)
def test_every_setting_is_described_and_may_be_left_unset(model: type[Settings] | type[Forge]) -> None:
    for name, field in model.model_fields.items():
        assert field.description, name
        assert not field.is_required() or name == "address"
    assert Settings() == Settings.model_validate({})


def test_the_settings_in_use_are_sound_and_known() -> None:
    assert load_settings().name
    written = (checkout.CONFIGURATION).read_text("utf-8")
    block = written.split("  catalogue:\n")[1].split("\n\n")[0]
    assert set(yaml.safe_load(block)) <= set(Settings.model_fields)


def test_help_without_a_part_is_refused() -> None:
    with pytest.raises(ValueError, match="X01: the docstring needs"):
        read_help("X01", Severity.ERROR, "En titel.\n\nForkert: a\nRigtigt: b\n")


def test_every_code_has_the_form_of_a_letter_and_two_digits() -> None:
    assert all(re.fullmatch(r"[A-Z]\d\d", told.code) for told in some(rulebook.helps()))


# Words


def test_every_word_of_the_glossary_is_on_its_page(own_site: Site) -> None:
    page = own_site.pages["about/words/"].text
    for word in some(glossary.words()):
        assert word.term in page
        assert word.explanation in page


@pytest.mark.parametrize("term", "TRIO MED HU OMU LMU AMR TR APV aftaleholder nedslag".split())
def test_the_words_that_were_asked_for_are_explained(term: str) -> None:
    assert term in {word.term for word in glossary.words()}


# The project


def test_the_locks_hold_hashes_and_no_host_names() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (checkout.ROOT / lock).read_text("utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def test_what_is_imported_is_locked() -> None:
    project = tomllib.loads((checkout.ROOT / "pyproject.toml").read_text("utf-8"))
    locked = (checkout.ROOT / "requirements.lock").read_text("utf-8").lower().replace("_", "-")
    for dependency in some(project["project"]["dependencies"]):
        name = re.split(r"[\[<>=~! ]", dependency)[0].lower()
        assert re.search(rf"^{re.escape(name)}==", locked, re.MULTILINE), name


def test_ci_runs_what_everybody_runs() -> None:
    assert "make test" in (checkout.ROOT / ".ci/run").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", ".editorconfig", ".gitignore"]
)
def test_the_files_that_people_look_for_are_there(name: str) -> None:
    assert (checkout.ROOT / name).read_text("utf-8").strip()
