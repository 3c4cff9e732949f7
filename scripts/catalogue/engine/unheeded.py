"""Unheeded: the settings of MkDocs and Material that have no place in our frame, each told of in one line."""

from collections.abc import Iterator, Mapping
from typing import Any

from catalogue.engine.configuration import OVERRULING, mapping_in

_HEEDED = {
    # The frame shows them, or MkDocs itself does as they say.
    *("site_name", "site_url", "site_description", "copyright", "extra_css", "theme", "extra", "nav"),
    *("docs_dir", "site_dir", "dev_addr", "use_directory_urls", "validation", "strict", "watch", "hooks", "INHERIT"),
    *("exclude_docs", "draft_docs", "not_in_nav", "markdown_extensions", "mdx_configs", "plugins"),
}
_HEEDED_THEME = {"name", "custom_dir", "logo", "favicon", "palette", "font", "icon", "static_templates"}
_HEEDED_EXTRA = {"catalogue", "social"}
_FORGE = "kataloget linker til siderne i sit arkiv efter extra.catalogue.forge"
_DANISH = "katalogets egne ord er på dansk"
_REASONS: Mapping[str, str] = {
    "site_author": "skriv, hvem kataloget tilhører, i extra.catalogue.organisation",
    "repo_url": _FORGE,
    "repo_name": _FORGE,
    "edit_uri": _FORGE,
    "edit_uri_template": _FORGE,
    "remote_name": "sitet udgives ikke med »mkdocs gh-deploy«, men med »catalogue publish«",
    "remote_branch": "sitet udgives ikke med »mkdocs gh-deploy«, men med »catalogue publish«",
    "extra_javascript": "sitet kører kun katalogets egne scripts, som ligger i overrides/",
    "extra_templates": "sitet tegnes kun med skabelonerne i overrides/",
    "theme.features": "katalogets ramme er dens egen, og det, den kan, slås ikke til og fra",
    "theme.icon": "rammen har kun plads til theme.icon.logo",
    "theme.language": _DANISH,
    "theme.locale": _DANISH,
    "theme.direction": "dansk skrives fra venstre mod højre",
    "theme.palette.toggle": "skiftet mellem lys og mørk visning står i foden på alle sider",
    "theme.palette.scheme": "lys eller mørk følger læserens egen indstilling",
    "extra.analytics": "sitet måler ikke sine læsere",
    "extra.consent": "sitet sætter ingen cookies, så der er intet at give samtykke til",
    "extra.version": "sitet findes kun i én udgave",
    "extra.alternate": "sitet findes kun på dansk",
    "extra.homepage": "navnet øverst fører til forsiden; et link til intranettet er extra.catalogue.intranet_address",
    "extra.generator": "rammen nævner ikke, hvad sitet er bygget med",
    "nav": "menuen er altid Temaer, Katalog, Arbejdspladser, Historier og Overblik",
}
_OTHERWISE = "den har ingen plads i katalogets ramme"
_PLUGINS = {"search": "kataloget har sin egen søgning"}
_MATERIAL_PLUGINS = "blog group info meta offline optimize privacy projects social tags typeset".split()
_MENU = ("themes.md", "catalogue.md", "units.md", "stories.md", "overview.md")


def warn_of(written: Mapping[str, Any]) -> Iterator[str]:
    """Yield a Danish line for each setting in mkdocs.yml that is overruled, or that has no effect here, and why."""
    yield from _overruled(written)
    for key in (*_unheeded_keys(written), *_unheeded_look(mapping_in(written, "theme"))):
        yield f"mkdocs.yml: »{key}« har ingen virkning her: {_reason_of(key)}."
    for name in _plugins(written.get("plugins")):
        if name in _PLUGINS or name in _MATERIAL_PLUGINS:
            yield f"mkdocs.yml: Udvidelsen »{name}« har ingen virkning her: {_PLUGINS.get(name, _OTHERWISE)}."


def _reason_of(key: str) -> str:
    return _REASONS.get(key) or _REASONS.get(key.rpartition(".")[0]) or _OTHERWISE


def _overruled(written: Mapping[str, Any]) -> Iterator[str]:
    ours, theme = mapping_in(mapping_in(written, "extra"), "catalogue"), mapping_in(written, "theme")
    pairs = [(key, written.get(key), own, ours.get(own)) for key, own in OVERRULING.items()]
    pairs.append(("theme.logo", theme.get("logo"), "logo", f"assets/{ours['logo']}" if ours.get("logo") else None))
    for key, holding, own, overruled in pairs:
        if holding and overruled and holding != overruled:
            yield (
                f"mkdocs.yml: »{key}« og »extra.catalogue.{own}« siger hver sit. Det er »{key}«, der gælder; "
                f"slet »extra.catalogue.{own}«."
            )


def _unheeded_keys(written: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys at the top and below `extra` that are set and that nothing here looks at."""
    yield from (key for key, value in written.items() if key not in _HEEDED and _is_set(value))
    if isinstance(menu := written.get("nav"), list) and tuple(_first_levels(menu)) != _MENU:
        yield "nav"
    extra = mapping_in(written, "extra")
    yield from (f"extra.{key}" for key, value in extra.items() if key not in _HEEDED_EXTRA and _is_set(value))


def _first_levels(menu: list[Any]) -> Iterator[Any]:
    for entry in menu:
        yield from entry.values() if isinstance(entry, Mapping) else (entry,)


def _unheeded_look(theme: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys below `theme` that are set and that nothing here looks at."""
    wanted = {"language": "da", "locale": "da", "direction": "ltr"}
    for key, value in theme.items():
        if key not in _HEEDED_THEME and _is_set(value) and value != wanted.get(key):
            yield f"theme.{key}"
    yield from (f"theme.icon.{key}" for key in mapping_in(theme, "icon") if key != "logo")
    palette = theme.get("palette")
    entries = palette if isinstance(palette, list) else [palette]
    if any(isinstance(entry, Mapping) and entry.get("toggle") for entry in entries):
        yield "theme.palette.toggle"
    if isinstance(palette, Mapping) and palette.get("scheme", "default") != "default":
        yield "theme.palette.scheme"


def _plugins(plugins: Any) -> Iterator[str]:
    """Yield the names of the plugins, however they are written: a list of names and mappings, or one mapping."""
    for entry in plugins if isinstance(plugins, (list, Mapping)) else ():
        names = entry if isinstance(entry, Mapping) else (entry,)
        yield from (str(name).removeprefix("material/") for name in names)


def _is_set(value: Any) -> bool:
    return value is not None and value is not False and value not in ("", [], {})
