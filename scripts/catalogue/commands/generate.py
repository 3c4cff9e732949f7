"""`catalogue generate`: writes the files of the checkout that are made from the pages, the fields and the settings."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence

import yaml

from catalogue import checkout
from catalogue.commands.codeowners import CODEOWNERS, make_codeowners
from catalogue.commands.exits import Exit
from catalogue.engine.configuration import load_settings
from catalogue.model.catalogue import Catalogue, link
from catalogue.reading.reader import read
from catalogue.reading.schema import make_schemas
from catalogue.settings import Settings
from catalogue.site import policy

SCHEMAS = "schemas"
"""The folder at the root that editors' extensions are pointed to."""
IDEA_FORM = ".github/ISSUE_TEMPLATE/idea.yml"
"""The forge's form for an idea, in which the writer chooses among the themes."""
NGINX, IIS = "deploy/nginx/catalogue-policy.conf", "deploy/iis/web.config"
"""What tells the servers of the Content-Security-Policy, and of who may show the small listings."""
KEPT = (CODEOWNERS, IDEA_FORM, SCHEMAS, NGINX, IIS)
"""The files and folders, from the root, that are generated."""
_THEMES = re.compile(r"(    id: theme\n(?:      .*\n|    attributes:\n)*?      options:\n)(?:        - .*\n)+")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--check", action="store_true", help="skriv ingenting; fortæl, hvilke filer der er forældede")


def run(options: argparse.Namespace) -> Exit:
    """Write the files that differ, or with `--check` only name them; then a stale one is a problem."""
    catalogue, settings = link(read(checkout.DOCS).pages), load_settings()
    stale = find_stale(catalogue, settings)
    for path, text in stale.items():
        print(path)
        if not options.check:
            target = checkout.ROOT / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
    if not stale:
        print("Alt er, som det skal være.", file=sys.stderr)
    elif options.check:
        print("Filerne er forældede. Kør: catalogue generate", file=sys.stderr)
    elif {NGINX, IIS} & {*stale}:
        print("Læg de nye filer fra deploy/ på serveren, og genindlæs den: deploy/README.md.", file=sys.stderr)
    return Exit.PROBLEMS if stale and options.check else Exit.OK


def find_stale(catalogue: Catalogue, settings: Settings) -> Mapping[str, str]:
    """Return the new text of each generated file that is stale, by its path from the root."""
    return {path: text for path, text in make_files(catalogue, settings).items() if _read(path) != text}


def make_files(catalogue: Catalogue, settings: Settings) -> Mapping[str, str]:
    """Return the text of every generated file by its path from the root.

    The same texts are written by the command and compared by a test, which proves that what is committed is fresh.
    """
    schemas = {f"{SCHEMAS}/{name}.schema.json": _for_editors(text) for name, text in make_schemas().items()}
    themes = [theme.fields.title for theme in catalogue.themes]
    filled: Mapping[str, Callable[[str], str]] = {
        IDEA_FORM: lambda text: name_themes(text, themes),
        IIS: lambda text: policy.fill_web_config(text, settings.embedders),
    }
    return {
        CODEOWNERS: make_codeowners(catalogue, settings.owners),
        **schemas,
        NGINX: policy.make_nginx_map(settings.embedders, settings.site_address),
        **{path: fill(text) for path, fill in filled.items() if (text := _read(path)) is not None},
    }


def name_themes(form: str, themes: Sequence[str]) -> str:
    """Return the form for an idea with these themes to choose among, and »Det ved jeg ikke«."""
    choices = yaml.safe_dump([*themes, "Det ved jeg ikke"], allow_unicode=True, width=10_000)
    options = "".join(f"        {line}\n" for line in choices.splitlines())
    return _THEMES.sub(lambda found: f"{found[1]}{options}", form)


def _for_editors(schema: str) -> str:
    """Return a schema in the draft that editors' extensions read; the keywords in use are the same in both."""
    draft = {**json.loads(schema), "$schema": "http://json-schema.org/draft-07/schema#"}
    return json.dumps(draft, ensure_ascii=False, indent=1) + "\n"


def _read(path: str) -> str | None:
    file = checkout.ROOT / path
    return file.read_text("utf-8") if file.is_file() else None
