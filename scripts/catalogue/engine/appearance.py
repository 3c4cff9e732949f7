"""Appearance: what the settings of MkDocs and Material give the frame to wear.

Pure, but for reading the files that the settings name: what stands in mkdocs.yml comes in, with the checkout's docs
folder and the settings; what the frame shows, what is added to its styles, which files are published with them, and
what the owner of the catalogue should be told, come out. Nothing set gives the frame as it is. What is told of is left
out, and never stops a build.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from catalogue import checkout
from catalogue.engine import colours, unheeded
from catalogue.engine.configuration import mapping_in
from catalogue.engine.styles import Additions
from catalogue.language.nearness import nearest
from catalogue.language.slugs import slugify
from catalogue.language.wording import quoted
from catalogue.model import icons
from catalogue.rendering.sanitiser import is_safe_link, sanitise
from catalogue.settings import Settings

FAVICON = "assets/images/mark.svg"
FACE = "assets/fonts/newsreader.5265a19d.woff2"
"""The face of headings (decisions/0035), which pages ask for before the styles that name it are there."""
SOCIAL = "frame/social.css"
"""Styles that the frame needs only where its foot has more than it is made with."""
_MARK = "frame/mark.css"
_PICTURES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
_FAMILY = re.compile(r"[^\W_][\w -]{0,60}")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STACKS = {"text": ("text", "display"), "code": ("mono",)}
"""The tokens that each of Material's two families goes first in: its headings wear the same as its text."""

Warn = Callable[[str], None]


@dataclass(frozen=True)
class Appearance:
    """What `frame` shows, what is added to the styles, which files are published, and what is to be told, in Danish."""

    frame: Mapping[str, Any]
    additions: Additions
    files: Mapping[str, Path]
    warnings: tuple[str, ...]


@dataclass
class _Reading:
    """What is gathered while the settings are read."""

    roots: Sequence[Path]
    files: dict[str, Path] = field(default_factory=dict)
    icons: dict[str, Path] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def warn(self, key: str, words: str) -> None:
        """Note what is to be told about a setting."""
        self.warnings.append(f"mkdocs.yml: »{key}« {words}")

    def file(self, key: str, named: Any, endings: Iterable[str]) -> str:
        """Return the address of a file below docs/ that a setting names, or an empty text where it cannot be used."""
        if not named:
            return ""
        path, allowed = str(named), tuple(endings)
        if path.startswith("//") or urlsplit(path).scheme:
            self.warn(key, f"peger på et andet sted (»{path}«). Sitet henter intet udefra; læg filen i docs/assets/.")
        elif path.startswith("/") or any(part[:1] == "." for part in PurePosixPath(path).parts):
            self.warn(key, f"skal være en fil i docs/, skrevet som »assets/…«, men er »{path}«.")
        elif path.rpartition(".")[2].lower() not in allowed:
            self.warn(key, f"er »{path}«, men skal ende på {quoted(f'.{ending}' for ending in allowed)}.")
        elif found := next((file for root in self.roots if (file := root / path).is_file()), None):
            self.files[path] = found
            return path
        else:
            self.warn(key, f"peger på docs/{path}, som ikke findes.")
        return ""

    def icon(self, key: str, named: Any) -> str:
        """Return the class of an icon of Material's that a setting names, or an empty text where there is none."""
        if not named:
            return ""
        name = str(named)
        if (found := icons.find_icon(name)) is None:
            guess = nearest(name, icons.list_icons()) if len(name) <= icons.LENGTH else None
            self.warn(key, f"er »{name}«, som ikke er et af Materials tegn.{f' Mente du »{guess}«?' if guess else ''}")
            return ""
        self.icons[name] = found
        return slugify(name)


def read(
    written: Mapping[str, Any], docs: Path, tokens: str, settings: Settings, theme_icons: Iterable[str] = ()
) -> Appearance:
    """Return the appearance that mkdocs.yml asks for, where the tokens' CSS is given and themes wear these icons."""
    # As with any theme, what lies in its own folder counts as if it lay in docs/, and the docs hold over it.
    reading = _Reading([docs, checkout.OVERRIDES])
    theme = mapping_in(written, "theme")
    frame = {
        **_read_logo(theme, settings, reading),
        **_read_favicon(theme, reading),
        "copyright": _read_copyright(written.get("copyright"), reading),
        "social": list(_read_social(mapping_in(written, "extra").get("social"), reading)),
        "extra_css": list(_read_styles(written.get("extra_css"), reading)),
        "description": str(written.get("site_description") or ""),
        "face": "" if mapping_in(theme, "font").get("text") else FACE,
    }
    for name in theme_icons:
        if found := icons.find_icon(name):
            reading.icons[name] = found
    after_tokens = _read_palette(theme.get("palette"), tokens, reading) + _read_font(theme.get("font"), tokens, reading)
    optional = {SOCIAL: frame["copyright"] or frame["social"], _MARK: frame["logo_icon"]}
    masks = "".join(map(_to_mask, sorted(reading.icons.items())))
    additions = Additions(after_tokens, tuple(path for path, is_needed in optional.items() if is_needed), masks)
    return Appearance(frame, additions, reading.files, (*unheeded.warn_of(written), *reading.warnings))


def _to_mask(icon: tuple[str, Path]) -> str:
    name, file = icon
    return f'.c-icon--{slugify(name)} {{ --drawing: url("{icons.to_address(file)}"); }}\n'


def _read_logo(theme: Mapping[str, Any], settings: Settings, reading: _Reading) -> Mapping[str, str]:
    """Return the logo: Material's picture, our own setting's, Material's icon, or none, which is the drawn mark."""
    picture = reading.file("theme.logo", theme.get("logo"), _PICTURES)
    picture = picture or (f"assets/{settings.logo}" if settings.logo else "")
    named = mapping_in(theme, "icon").get("logo")
    return {"logo": picture, "logo_icon": "" if picture else reading.icon("theme.icon.logo", named)}


def _read_favicon(theme: Mapping[str, Any], reading: _Reading) -> Mapping[str, str]:
    address = reading.file("theme.favicon", theme.get("favicon"), _PICTURES) or FAVICON
    return {"favicon": address, "favicon_type": _PICTURES[address.rpartition(".")[2].lower()]}


def _read_copyright(written: Any, reading: _Reading) -> str:
    """Return the words about copyright as HTML that has been through the sanitiser of contributed pages."""
    try:
        return sanitise(str(written)) if written else ""
    except ValueError:
        reading.warn("copyright", "kan ikke vises. Skriv det enklere.")
        return ""


def _read_social(written: Any, reading: _Reading) -> Iterator[Mapping[str, str]]:
    """Yield the links of the foot. One without a name is called after the place it leads to, as Material does."""
    for number, entry in enumerate(written if isinstance(written, list) else [], start=1):
        key = f"extra.social, nummer {number}"
        link = str(entry.get("link") or "") if isinstance(entry, Mapping) else ""
        if not is_safe_link(link):
            reading.warn(key, f"har ikke et link, der kan bruges: »{link}«. Skriv en hel adresse, som »https://…«.")
            continue
        name = str(entry.get("name") or urlsplit(link).hostname or link.partition(":")[2])
        yield {"link": link, "name": name, "icon": reading.icon(key, entry.get("icon"))}


def _read_styles(written: Any, reading: _Reading) -> Iterator[str]:
    for path in written if isinstance(written, list) else []:
        if address := reading.file("extra_css", path, ["css"]):
            yield address


def _read_font(written: Any, tokens: str, reading: _Reading) -> str:
    """Return CSS that puts the families first in the tokens' stacks. A family is installed or in extra_css; see there.

    A name is letters, digits, spaces and hyphens, and so nothing else than a name within its quotation marks.
    """
    rules = []
    for key, name in written.items() if isinstance(written, Mapping) else ():
        if key not in _STACKS or not _FAMILY.fullmatch(str(name)):
            reading.warn(
                f"theme.font.{key}", f"kan ikke bruges: »{name}«. Skriv navnet på en skrift, der er installeret."
            )
            continue
        for token in _STACKS[key]:
            stack = re.search(rf"--{token}: ([^;]+);", tokens)
            assert stack is not None, token
            rules.append(f'--{token}: "{name}", {stack[1]};')
    return f":root {{{' '.join(rules)}}}\n" if rules else ""


def _read_palette(written: Any, tokens: str, reading: _Reading) -> str:
    """Return CSS that gives the tokens the palette's colours. Of Material's list, the one for `slate` is the dark."""
    entries = [entry for entry in (written if isinstance(written, list) else [written]) if isinstance(entry, Mapping)]
    coloured = [entry for entry in entries if entry.get("primary") or entry.get("accent")]
    if not coloured:
        return ""
    light = next((entry for entry in coloured if not _is_dark(entry)), coloured[0])
    dark = next(filter(_is_dark, coloured), light)
    find = partial(_find_colours, reading=reading)
    found = find(light)
    return colours.style_palette(tokens, found, found if dark is light else find(dark))


def _is_dark(entry: Mapping[str, Any]) -> bool:
    return entry.get("scheme") == "slate" or ("scheme" not in entry and "dark" in str(entry.get("media", "")))


def _find_colours(entry: Mapping[str, Any], reading: _Reading) -> tuple[str, str]:
    """Return the primary and the accent colour of a palette, empty where it has none."""
    known = {"primary": colours.PRIMARY, "accent": colours.ACCENT}
    primary, accent = (_find_colour(kind, entry.get(kind), known[kind], reading) for kind in known)
    return primary, accent


def _find_colour(kind: str, named: Any, known: Mapping[str, str], reading: _Reading) -> str:
    if not named:
        return ""
    name = str(named).strip().lower().replace(" ", "-")
    if name == "custom":
        return _find_custom(kind, reading)
    if name not in known:
        guess = nearest(name, list(known))
        ending = f" Mente du »{guess}«?" if guess else f" Vælg mellem {quoted(known, 'og')}."
        reading.warn(f"theme.palette.{kind}", f"er »{named}«, som ikke er en af Materials farver.{ending}")
    return known.get(name, "")


def _find_custom(kind: str, reading: _Reading) -> str:
    """Return the colour that extra_css gives Material's name for it, as Material's manual tells to."""
    token = f"--md-{kind}-fg-color"
    for path, file in reading.files.items():
        if path.endswith(".css"):
            found = re.search(rf"{token}:\s*({_HEX.pattern})\s*[;}}]", file.read_text("utf-8", errors="replace"))
            if found:
                return found[1].lower()
    reading.warn(f"theme.palette.{kind}", f"er »custom«. Skriv »{token}: #rrggbb;« i en fil, der står i extra_css.")
    return ""
