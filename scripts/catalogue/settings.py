"""Settings of one catalogue: `extra.catalogue` in mkdocs.yml. Everything may be left unset.

Here is all that is known of each: what it does, and where readers miss something without it, what that is (`Missed`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


@dataclass(frozen=True, slots=True)
class Missed:
    """What a setting is called by those who run a catalogue, and what readers miss while it is unset; both in Danish.

    `is_required` is whether a catalogue should not be published without it.
    """

    name: str
    words: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Unset:
    """A setting that is unset, by its key in mkdocs.yml, and what that means to readers."""

    key: str
    missed: Missed


# It becomes part of a header, so it must not hold a space, a quotation mark or a semicolon.
Origin = Annotated[str, Field(pattern=r"^https?://(\*\.)?[a-z0-9.-]+(:[0-9]+)?$")]
"""Where a page comes from, as `https://intranet.norddjurs.dk`."""

Team = Annotated[str, Field(pattern=r"^@[A-Za-z0-9-]+(/[A-Za-z0-9_.-]+)?$")]
"""A team or a user of the forge, as `@organisation/redaktionen`."""


class Forge(BaseModel):
    """Where the pages are kept and pull requests are made."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Annotated[Literal["github", "gitlab", "forgejo", "other"], Field(description="The kind of forge.")] = "github"
    address: Annotated[
        str,
        Field(description="The repository's web address, without a slash at the end.", pattern=r"^https?://\S+[^/\s]$"),
    ]
    branch: Annotated[str, Field(description="The branch that is published.")] = "main"


class Settings(BaseModel):
    """What differs from one catalogue to the next. Unset: the site stands without that link or line."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Annotated[
        str, Field(description="The catalogue's name, at the top of every page. MkDocs' `site_name` holds over it.")
    ] = "Inspirationskatalog"
    organisation: Annotated[
        str, Field(description="Whose catalogue it is; stands beside the name and in the foot.")
    ] = "Norddjurs Kommune"
    logo: Annotated[
        str,
        Field(
            description=(
                "An image below docs/assets/, beside the name. Material's `theme.logo` holds over it. "
                "Unset: `theme.icon.logo`, or a drawn mark."
            )
        ),
    ] = ""
    editors_mail: Annotated[
        str,
        Field(
            description="The editors' shared mailbox. Unset: the pages tell to write to the communications department."
        ),
        Missed(
            "Redaktionens mail",
            "Læserne kan ikke se, hvor de skal skrive hen, og formularen har ingen mail at sende til.",
            is_required=True,
        ),
    ] = ""
    editors_phone: Annotated[
        str,
        Field(
            description=(
                "The editors' telephone, never a person's, as `12 34 56 78`. Unset: the page on contributing offers a "
                "tip by mail alone."
            ),
            pattern=r"^((\+45 ?)?\d\d( ?\d\d){3})?$",
        ),
    ] = ""
    forge: Annotated[
        Forge | None,
        Field(description="Unset: no link to mend a page; the pages tell to write to the editors."),
        Missed("Stedet, hvor siderne ligger", "Læserne kan ikke foreslå en rettelse direkte i en side."),
    ] = None
    receiver: Annotated[
        str,
        Field(
            description=(
                "The path of the receiver on the site's own host, as `/indsend/`. "
                "Unset: pages cannot be sent from the form; the preview and the demonstration have one of their own."
            ),
            pattern=r"^(/([a-z0-9-]+/)+)?$",
        ),
    ] = ""
    count_misses: Annotated[
        bool,
        Field(
            description=(
                "Whether the receiver counts words that somebody looked for and no page has, without who did. The "
                "pages say so. Unset: no search leaves the browser."
            )
        ),
    ] = False
    site_address: Annotated[
        str,
        Field(
            description=(
                "The site's own address. MkDocs' `site_url` holds over it. "
                "Unset: no sitemap, and no page tells its own address."
            )
        ),
        Missed(
            "Sitets adresse",
            "Sider, man deler, får intet billede, og abonnenter på nyheder får ingen links til siderne.",
            is_required=True,
        ),
    ] = ""
    intranet_address: Annotated[
        str,
        Field(description="The intranet's front page. Unset: no link to it."),
        Missed("Intranettets adresse", "Der er ingen vej fra kataloget tilbage til intranettet."),
    ] = ""
    accessibility_statement: Annotated[
        str,
        Field(description="The legal accessibility statement's address. Unset: the page says that it is not made yet."),
        Missed(
            "Tilgængelighedserklæringen",
            "Læserne får at vide, at den ikke er lavet endnu, og loven kræver den.",
            is_required=True,
        ),
    ] = ""
    embedders: Annotated[
        tuple[Origin, ...],
        Field(description="Origins that may show the small listings below embed/ in a frame. Unset: none."),
        Missed("Sider, der må vise kataloget", "Intranettet kan ikke vise de små lister med det nyeste."),
    ] = ()
    search_engines: Annotated[bool, Field(description="Whether search engines may index the site.")] = False
    owners: Annotated[
        dict[str, Team],
        Field(
            description=(
                "The team that is asked to review changes, by area (the name of its folder); `default` has the rest, "
                "`program` the program. Unset: CODEOWNERS names nobody. Run `catalogue generate` after a change."
            )
        ),
    ] = {}


def find_unset(settings: Settings) -> Sequence[Unset]:
    """Return the settings that readers miss something without, those that publishing requires first."""
    told = ((key, one) for key, field in Settings.model_fields.items() for one in field.metadata)
    unset = [Unset(key, one) for key, one in told if isinstance(one, Missed) and not getattr(settings, key)]
    return sorted(unset, key=lambda one: not one.missed.is_required)
