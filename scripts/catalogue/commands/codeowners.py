"""Code owners: the file by which a forge asks the right team to look at a change."""

from collections.abc import Iterator, Mapping

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import UnitPage

CODEOWNERS = ".github/CODEOWNERS"
EVERYTHING, PROGRAM = "default", "program"
"""What the setting `owners` calls the whole repository, and what belongs to those who look after the program."""
_PROGRAM_PATHS = (
    "/.ci/", "/.githooks/", "/.github/", "/.vscode/", "/deploy/", "/overrides/", "/schemas/", "/scripts/", "/tests/",
    "/Makefile", "/mkdocs.yml", "/pyproject.toml", "/requirements*.lock",
)  # fmt: skip
_HEAD = f"""\
# Hvem der bliver bedt om at se på en ændring. Filen er lavet af `catalogue generate`: ret den ikke her.
#
# Ejerne står i mkdocs.yml under extra.catalogue.owners, ét hold for hvert område:
#
#     owners:
#       {EVERYTHING}: "@organisation/redaktionen"
#       {PROGRAM}: "@organisation/programmet"
#       sundhed-og-omsorg: "@organisation/sundhed-og-omsorg"
#
# Et hold er skrevet som på GitHub og skal have skriveadgang. Den sidste linje, der passer på en fil, gælder. En linje
# uden en ejer står som en kommentar og gør ingenting. Kør `catalogue generate`, når et område eller en arbejdsplads er
# kommet til.
"""


def make_codeowners(catalogue: Catalogue, owners: Mapping[str, str]) -> str:
    """Return CODEOWNERS: an area's team owns the pages of the area and of its units; what has no team is a comment."""
    everything = owners.get(EVERYTHING, "")
    parts = [_HEAD, "# Alt, der ikke står længere nede", _line("*", everything), ""]
    parts += ["# Temaerne og redaktionens egne sider", _line("/docs/", everything), ""]
    for area in catalogue.heads:
        parts += [f"# {area.fields.title}", *_area_lines(catalogue, area, owners.get(area.slug, "")), ""]
    program = owners.get(PROGRAM, "") or everything
    parts += ["# Programmet og alt det, der kører af sig selv", *(_line(path, program) for path in _PROGRAM_PATHS)]
    return "\n".join(parts) + "\n"


def _area_lines(catalogue: Catalogue, area: UnitPage, owner: str) -> Iterator[str]:
    # Without a team a line for each unit would only go stale.
    units = catalogue.units_in(area.slug) if owner else ()
    return (_line(f"/docs/units/{slug}/", owner) for slug in (area.slug, *(unit.slug for unit in units)))


def _line(path: str, owner: str) -> str:
    return f"{path} {owner}" if owner else f"# {path}"
