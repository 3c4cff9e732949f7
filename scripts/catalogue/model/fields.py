"""The model: every field of every page. This file is the manual.

The check, the field guide (`contribute/fields/`), the JSON Schema for editors, the scaffold and the form are made from
it. Keys are English; titles, descriptions, values and examples are Danish, since writers read them. Values arrive as
the reader leaves them: texts, lists and mappings of texts (YAML's own guesses at types are not used).
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from catalogue.language import values
from catalogue.model import icons
from catalogue.model.statuses import MeetingStatus, Status, StepStatus
from catalogue.model.workplaces import Workplace

SUMMARY_LENGTH = 160
"""Characters in a summary: what a card and a search result can show in full."""


def _parse_date(value: Any) -> Any:
    return values.parse_date(value) if isinstance(value, str) else value


def _parse_yes_no(value: Any) -> Any:
    return values.parse_yes_no(value) if isinstance(value, str) else value


def _parse_number(value: Any) -> Any:
    return values.parse_number(value) if isinstance(value, str) else value


def refuse_markup(value: Any) -> Any:
    """Return a text without markup as it is; it marks the fields that hold free text. Raises ValueError otherwise."""
    return values.refuse_markup(value) if isinstance(value, str) else value


Text = Annotated[
    str, BeforeValidator(refuse_markup), StringConstraints(strip_whitespace=True, min_length=1, max_length=500)
]
"""A line of plain text, without `<`, `>`, `{` and `}`."""
Title = Annotated[
    str, BeforeValidator(refuse_markup), StringConstraints(strip_whitespace=True, min_length=1, max_length=90)
]
Summary = Annotated[
    str,
    BeforeValidator(refuse_markup),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=SUMMARY_LENGTH),
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Reference = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*){1,2}$", max_length=240)
]
"""An interpretation, as `<unit>/<theme>`, or an idea, as `<unit>/<theme>/<idea>`."""
Address = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*/?$", max_length=240)
]
"""An address relative to the site, as `units/x/y`."""
Mail = Annotated[
    str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+$", strip_whitespace=True, max_length=120)
]
Link = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", strip_whitespace=True, max_length=500)]
ImageFile = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.(png|jpg|jpeg|gif|webp)$", max_length=100)
]
Date = Annotated[date, BeforeValidator(_parse_date)]
YesNo = Annotated[bool, BeforeValidator(_parse_yes_no)]
Number = Annotated[int, BeforeValidator(_parse_number), Field(ge=1, le=99)]


def _as_group(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Group = Annotated[tuple[Slug, ...], BeforeValidator(_as_group, json_schema_input_type=Slug | tuple[Slug, ...])]
"""Units that do something together; one alone need not stand in a list."""

Kind = Literal["område", "enhed", "kommune"]
SELDOM = ("kommune",)
"""Values that one page alone may have: a message does not offer them to all others, but knows whoever meant them."""
Beginning = Literal["apv", "arbejdsmiljørapport", "egen idé"]
"""Where a step of a workplace's own plan can begin, besides its area's nedslag."""
HowItWent = Literal["det virkede", "vi lavede det om", "det passede ikke hos os"]
StoryKind = Literal["historie", "baggrund"]
Telling = Literal["intranet", "sociale medier", "stillingsopslag", "presse", "møde"]
IdeaStatus = Annotated[Status, WithJsonSchema({"enum": list(Status), "type": "string"})]
WorkplaceType = Annotated[Workplace, WithJsonSchema({"enum": list(Workplace), "type": "string"})]
WhatBecame = Annotated[MeetingStatus, WithJsonSchema({"enum": list(MeetingStatus), "type": "string"})]
GoesTo = Literal["LMU", "HU", "kommunikation"]
Recognised = Literal["ingen", "kolleger"]
"""Whom one may know on a picture. Citizens, children and relatives are never among them."""
Channel = Literal["kataloget", "intranettet", "sociale medier", "stillingsopslag", "presse"]
MEANT: Mapping[str, Recognised | Channel] = {
    **dict.fromkeys(("nej", "no", "false", "0"), "ingen"),
    **dict.fromkeys(("ansatte", "medarbejder", "medarbejdere", "personale", "personalet"), "kolleger"),
    **dict.fromkeys(("facebook", "instagram", "linkedin"), "sociale medier"),
    **dict.fromkeys(("aviser", "avisen", "avis"), "presse"),
}
"""What is meant where a consent's question is answered in other words. A guess: nobody but the writer knows."""
"""Where a picture may be shown."""
HowFar = Annotated[StepStatus, WithJsonSchema({"enum": list(StepStatus), "type": "string"})]
Profession = Literal[
    "administrativ medarbejder",
    "beskæftigelsesrådgiver",
    "bibliotekar",
    "biolog",
    "byggesagsbehandler",
    "dagplejer",
    "elev",
    "ergoterapeut",
    "formidler",
    "fysioterapeut",
    "gartner",
    "halinspektør",
    "it-supporter",
    "jurist",
    "kok og ernæringsassistent",
    "kommunikationsmedarbejder",
    "konsulent",
    "kontorassistent",
    "leder",
    "livredder",
    "lærer",
    "mentor",
    "musiklærer",
    "omsorgsmedhjælper",
    "psykolog",
    "pædagog",
    "pædagogisk assistent",
    "pædagogmedhjælper",
    "rengøringsassistent",
    "rådgiver",
    "socialpædagog",
    "socialrådgiver",
    "SOSU-assistent",
    "SOSU-hjælper",
    "sundhedsplejerske",
    "sygeplejerske",
    "teknisk servicemedarbejder",
    "vejmand",
    "virksomhedskonsulent",
    "værkstedsassistent",
]
Colour = Literal["hav", "skov", "rav", "lyng", "tegl", "fjord", "korn", "granit"]
Drawing = Literal["hænder", "skærm", "hus", "taleboble", "kompas", "blad", "lys", "bro"]
"""The catalogue's own drawings."""
MaterialIcon = Annotated[str, StringConstraints(pattern=icons.PATTERN, max_length=icons.LENGTH)]
"""One of Material's, as `material/hand-heart`."""


def _parse_icon(value: Any) -> Any:
    """Return the name of a drawing that there is. Raises `icon`, for the union would tell of each of its halves."""
    if isinstance(value, str) and (value in ICONS or icons.find_icon(value)):
        return value
    raise PydanticCustomError("icon", "no such icon")


Icon = Annotated[
    Drawing | MaterialIcon,
    PlainValidator(_parse_icon, json_schema_input_type=Drawing | MaterialIcon),
]


HEADS = ("område", "kommune")
"""The kinds of unit that stand above workplaces and have no area above them."""
NEDSLAG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
"""A nedslag as a step names it: `<area>/<theme>`."""


def _parse_origin(value: Any) -> Any:
    """Return one of the beginnings or a nedslag. Raises `origin`, for the union would tell of each of its halves."""
    if isinstance(value, str) and (value in BEGINNINGS or (len(value) <= 160 and NEDSLAG.fullmatch(value))):
        return value
    raise PydanticCustomError("origin", "no such beginning")


Nedslag = Annotated[str, StringConstraints(pattern=rf"^{NEDSLAG.pattern}$", max_length=160)]
Origin = Annotated[
    Beginning | Nedslag,
    PlainValidator(_parse_origin, json_schema_input_type=Beginning | Nedslag),
]


class Fields(BaseModel):
    """What all models share: unknown fields are refused, and a page never changes once it is read.

    A key that Python keeps for itself, such as `from`, has an attribute of another name, and the key as its alias.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    kind_name: ClassVar[str] = ""
    """What a page or a part of this kind is called in messages and in the guide."""
    article: ClassVar[str] = "en"

    @classmethod
    def by_key(cls) -> Mapping[str, FieldInfo]:
        """Return the fields by the keys that stand in a file, in the model's order."""
        return _by_key(cls)


@cache
def _by_key(model: type[Fields]) -> Mapping[str, FieldInfo]:
    return MappingProxyType({field.alias or name: field for name, field in model.model_fields.items()})


class Contact(Fields):
    """Hvem man kan skrive til: en funktion eller en rolle, aldrig en person."""

    kind_name = "kontakt"
    role: Annotated[
        Text, Field(title="Rolle", description="Funktionen, ikke navnet.", examples=["Områdesekretariatet"])
    ]
    mail: Annotated[
        Mail | None,
        Field(
            title="Mail",
            description="Arbejdspladsens fælles postkasse. Brug ikke en persons mail.",
            examples=["plejecenter@eksempel.invalid"],
        ),
    ] = None


class Committee(Fields):
    """Det MED-udvalg, der holder mødet. En lille arbejdsplads har måske et personalemøde med MED-status."""

    kind_name = "udvalg"
    article = "et"
    name: Annotated[
        Text,
        Field(title="Udvalgets navn", description="Det fulde navn.", examples=["Områdeudvalg sundhed og omsorg"]),
    ]
    short: Annotated[
        Text | None,
        Field(title="Kort navn", description="Det, I kalder det til daglig.", examples=["OMU"]),
    ] = None


class Decision(Fields):
    """Noget, mødet besluttede eller aftalte."""

    kind_name = "beslutning"
    text: Annotated[
        Text,
        Field(
            title="Beslutning",
            description="Det, I besluttede, så andre kan forstå det.",
            examples=["Temaerne er på igen i juni"],
        ),
    ]
    role: Annotated[
        Text | None,
        Field(title="Rolle", description="Den rolle, der tager sig af det. Aldrig et navn.", examples=["Formanden"]),
    ] = None
    deadline: Annotated[
        Date | None, Field(title="Frist", description="Dagen, hvor det skal være gjort.", examples=["2026-06-01"])
    ] = None
    goes_to: Annotated[
        tuple[GoesTo, ...],
        Field(
            title="Går videre til",
            description="De lokale MED-udvalg (LMU), Hovedudvalget (HU) eller dem, der fortæller om det.",
            examples=[["LMU"]],
        ),
    ] = ()


class _Action(Fields):
    """What a step begins with, in every plan."""

    action: Annotated[
        Text, Field(title="Indsats", description="Det, I vil gøre.", examples=["Faste makkerpar på formiddagsruterne"])
    ]


class _Placed(_Action):
    """What a step that stands on no page about a theme must tell besides: its theme, and where it begins."""

    theme: Annotated[
        Slug,
        Field(title="Tema", description="Temaet, som indsatsen handler om.", examples=["digitale-muligheder"]),
    ]
    origin: Annotated[
        Origin | None,
        Field(
            alias="from",
            title="Begynder i",
            description=(
                "Det, indsatsen tager afsæt i: jeres områdes nedslag, skrevet som område/tema, eller »apv«, "
                "»arbejdsmiljørapport« eller »egen idé«."
            ),
            examples=["sundhed-og-omsorg/digitale-muligheder"],
        ),
    ] = None


class Step(_Action):
    """En indsats i tids- og handleplanen."""

    kind_name = "indsats"
    goal: Annotated[
        Text | None,
        Field(
            title="Mål", description="Sådan ved I, at det lykkes.", examples=["Højst seks kolleger hos samme borger"]
        ),
    ] = None
    first_step: Annotated[
        Text | None,
        Field(title="Første skridt", description="Det, I gør allerførst.", examples=["Vi prøver på to ruter i marts"]),
    ] = None
    responsible: Annotated[
        Text | None,
        Field(title="Ansvarlig", description="En rolle eller en gruppe, aldrig et navn.", examples=["Planlæggerne"]),
    ] = None
    deadline: Annotated[
        Date | None, Field(title="Frist", description="Dagen, hvor I vil være i mål.", examples=["2026-06-01"])
    ] = None
    status: Annotated[
        HowFar | None, Field(title="Status", description="Hvor langt I er med indsatsen.", examples=["i gang"])
    ] = None
    lesson: Annotated[
        Text | None,
        Field(
            title="Erfaring",
            description="Det, I har lært – også når det gik anderledes.",
            examples=["Ferier kræver en afløser"],
        ),
    ] = None

    @property
    def has_ended(self) -> bool:
        """Tell whether the step is done or stopped."""
        return self.status is not None and self.status.has_ended


class OwnStep(Step, _Placed):
    """En indsats i arbejdspladsens egen plan, på tværs af temaerne."""

    kind_name = "indsats"


_CITIZENS = re.compile(
    r"(?!\s*(?:ingen|ikke)\b).*(?:borger|beboer|patient|pårørende|paaroerende|børn|boern|barn|elev|klient|bruger)",
    re.IGNORECASE | re.DOTALL,
)
"""What people call those who must not be known on a picture."""
NOBODY = re.compile(
    r"(?:ingen(?: personer| mennesker| kan (?:gen)?kendes)?|man kan ikke (?:gen)?kende nogen)(?: på billedet)?\.?",
    re.IGNORECASE,
)
"""How a consent said, when it was a text, that nobody can be known: that alone leaves nothing to ask."""


def _refuse_citizens(value: Any) -> Any:
    """Return whom one may know on a picture. Raises `citizens` where somebody is said to be known who must not be."""
    told = value if isinstance(value, (list, tuple)) else [value]
    if any(isinstance(one, str) and _CITIZENS.match(one[:500]) for one in told):
        raise PydanticCustomError("citizens", "a citizen can be known")
    return value


def _refuse_sentence(value: Any) -> Any:
    """Return a consent that has fields. Raises `sentence` for the text that it was before."""
    if isinstance(value, str):
        raise PydanticCustomError("sentence", "a consent is no text any more")
    return value


class Consent(Fields):
    """Hvem man kan kende på billedet, og hvor det må vises."""

    kind_name = "samtykke"
    article = "et"
    people: Annotated[
        Recognised,
        BeforeValidator(_refuse_citizens),
        Field(
            title="Kan man kende nogen?",
            description=(
                "»ingen« eller »kolleger«, også på tøj eller sted. Et billede, hvor man kan kende en borger, et barn "
                "eller en pårørende, kan ikke være med."
            ),
            examples=["kolleger"],
        ),
    ]
    given: Annotated[
        Date | None,
        Field(
            title="Sagt ja",
            description="Dagen, hvor den sidste af kollegerne sagde ja til netop dette billede: år-måned-dag.",
            examples=["2026-02-10"],
        ),
    ] = None
    kept_by: Annotated[
        Text | None,
        Field(
            title="Gemt af",
            description="Den rolle, der gemmer, at de har sagt ja, og som de siger det til, hvis de fortryder.",
            examples=["Teamlederen"],
        ),
    ] = None
    channels: Annotated[
        tuple[Channel, ...],
        Field(
            title="Må vises i",
            description="De steder, de har sagt ja til. Står der ingen, er det kun kataloget.",
            min_length=1,
            examples=[["kataloget", "intranettet"]],
        ),
    ] = ("kataloget",)
    review: Annotated[
        Date | None,
        Field(
            title="Spørg igen",
            description="Dagen, hvor I spørger kollegerne igen: år-måned-dag. Højst to år efter, at de sagde ja.",
            examples=["2028-02-10"],
        ),
    ] = None


class Image(Fields):
    """Et billede, der ligger i samme mappe som siden."""

    kind_name = "billede"
    article = "et"
    file: Annotated[
        ImageFile,
        Field(
            title="Fil", description="Filens navn: små bogstaver, tal og bindestreg.", examples=["nybagte-boller.jpg"]
        ),
    ]
    alt: Annotated[
        Text,
        Field(
            title="Billedtekst",
            description="Fortæl dem, der ikke kan se billedet, hvad det viser.",
            examples=["Et fad med nybagte boller på et bord"],
        ),
    ]
    consent: Annotated[
        Consent,
        BeforeValidator(_refuse_sentence),
        Field(
            title="Samtykke",
            description=(
                "Skriv, hvem man kan kende på billedet, og hvor det må vises. Kan man ikke kende nogen, så skriv "
                "»people: ingen«."
            ),
        ),
    ]


class Questions(Fields):
    """En runde spørgsmål til dialogen."""

    kind_name = "runde"
    round: Annotated[Text, Field(title="Runde", description="Rundens overskrift.", examples=["Hvor er vi?"])]
    ask: Annotated[
        tuple[Text, ...],
        Field(
            title="Spørgsmål",
            description="Åbne spørgsmål på højst 20 ord.",
            min_length=1,
            examples=[["Hvad lykkes vi med?"]],
        ),
    ]


class Source(Fields):
    """En kilde: en sag eller et dokument, som en henvisning."""

    kind_name = "kilde"
    title: Annotated[Text, Field(title="Titel", description="Dokumentets navn.", examples=["Sag i Økonomiudvalget"])]
    case: Annotated[Text | None, Field(title="Sag", description="Sagens nummer.", examples=["22/179"])] = None
    document: Annotated[Text | None, Field(title="Dokument", description="Dokumentets id.", examples=["3382171"])] = (
        None
    )
    note: Annotated[Text | None, Field(title="Bemærkning", description="Det, læseren skal vide om kilden.")] = None


class Trial(Fields):
    """En idé fra andre, som I har prøvet. To linjer er nok."""

    kind_name = "afprøvning"
    idea: Annotated[
        Reference,
        Field(
            title="Idé",
            description="Den idé, I har prøvet, skrevet som arbejdsplads/tema eller arbejdsplads/tema/idé.",
            examples=["sundhed-og-omsorg/digitale-muligheder"],
        ),
    ]
    how: Annotated[HowItWent, Field(title="Hvordan gik det?", description="Sådan gik det.", examples=["det virkede"])]
    note: Annotated[
        Text | None,
        Field(
            title="Bemærkning",
            description="Det, I vil sige til andre.",
            examples=["Vi flyttede mødet til om eftermiddagen."],
        ),
    ] = None
    date: Annotated[
        Date,
        Field(title="Dato", description="Dagen, hvor I skrev det her: år-måned-dag.", examples=["2026-03-01"]),
    ]


Images = Annotated[
    tuple[Image, ...],
    Field(
        title="Billeder",
        description="Alle billeder på siden, også dem i teksten. De ligger i samme mappe som siden.",
    ),
]
Sources = Annotated[
    tuple[Source, ...], Field(title="Kilder", description="Sager og dokumenter, som teksten bygger på.")
]
Aliases = Annotated[
    tuple[Text, ...],
    Field(
        title="Søgeord",
        description="Andre ord, som kolleger kan finde på at søge efter.",
        examples=[["hjemmehjælp", "udekørende"]],
    ),
]
RedirectFrom = Annotated[
    tuple[Address, ...],
    Field(
        title="Tidligere adresser",
        description="Sidens gamle adresser, når den har skiftet navn. Så virker gamle links stadig.",
        examples=[["units/eksempelby/blik-for-borgeren"]],
    ),
]
Example = Annotated[
    YesNo,
    Field(
        title="Opdigtet eksempel",
        description="Skriv true, når siden er fundet på. Så står det tydeligt.",
        examples=["true"],
    ),
]
Updated = Annotated[
    Date,
    Field(
        title="Opdateret",
        description="Dagen, hvor nogen sidst så siden igennem: år-måned-dag.",
        examples=["2026-02-10"],
    ),
]


class Theme(Fields):
    """Et af de fælles temaer. Siden er den overordnede betragtning."""

    kind_name = "tema"
    article = "et"
    title: Annotated[Title, Field(title="Titel", description="Temaets navn.", examples=["Blik for borgeren"])]
    subtitle: Annotated[
        Text,
        Field(title="Undertitel", description="Det, temaet dækker.", examples=["Samskabelse og borgerinddragelse"]),
    ]
    summary: Annotated[
        Summary,
        Field(
            title="Kort fortalt",
            description=f"Temaet i én eller to sætninger på højst {SUMMARY_LENGTH} tegn.",
            examples=["Vi møder borgeren der, hvor borgeren er."],
        ),
    ]
    order: Annotated[Number, Field(title="Nummer", description="Temaets plads i rækken.", examples=["1"])]
    colour: Annotated[
        Colour | None,
        Field(title="Farve", description="Temaets farve. Står der ingen, følger farven nummeret.", examples=["hav"]),
    ] = None
    icon: Annotated[
        Icon | None,
        Field(
            title="Tegn",
            description=(
                "Temaets tegning: en af katalogets egne, eller et af Materials tegn, skrevet med mappe og navn. "
                "Står der ingen, følger tegningen nummeret."
            ),
            examples=["hænder"],
        ),
    ] = None
    topics: Annotated[
        dict[Slug, Text],
        Field(
            title="Emner",
            description="Temaets emner: et kort navn til adressen og det navn, man læser.",
            examples=[{"taet-paa-borgeren": "Tæt på borgeren"}],
        ),
    ] = {}
    strategies: Annotated[
        tuple[Text, ...],
        Field(
            title="Strategier",
            description="Strategier og planer, som temaet hænger sammen med.",
            examples=[["HR-strategien"]],
        ),
    ] = ()
    questions: Annotated[
        tuple[Questions, ...],
        Field(title="Dialogspørgsmål", description="Spørgsmål til samtalen på arbejdspladsen, i runder."),
    ] = ()
    images: Images = ()
    sources: Sources = ()
    aliases: Aliases = ()


class Unit(Fields):
    """En arbejdsplads eller et helt område: hvem I er."""

    kind_name = "side om en arbejdsplads eller et område"
    title: Annotated[
        Title,
        Field(title="Navn", description="Det navn, kolleger kender jer under.", examples=["Køkkenet Eksempelgryden"]),
    ]
    kind: Annotated[
        Kind,
        Field(
            title="Slags",
            description="»enhed« er en arbejdsplads, »område« et helt fagområde, og »kommune« er os alle sammen.",
            examples=["enhed"],
        ),
    ]
    area: Annotated[
        Slug | None,
        Field(
            title="Område",
            description="Navnet på mappen for jeres område. Det skal stå på en arbejdsplads og kun dér.",
            examples=["sundhed-og-omsorg"],
        ),
    ] = None
    summary: Annotated[
        Summary,
        Field(
            title="Kort fortalt",
            description=f"Hvem I er, i én eller to sætninger på højst {SUMMARY_LENGTH} tegn.",
            examples=["Vi laver mad til borgere, der bor hjemme."],
        ),
    ]
    updated: Updated
    type: Annotated[
        WorkplaceType | None,
        Field(
            title="Slags arbejdsplads",
            description="Så kan kolleger se, hvad andre af samme slags gør.",
            examples=["plejecenter"],
        ),
    ] = None
    professions: Annotated[
        tuple[Profession, ...],
        Field(
            title="Faggrupper",
            description="De faggrupper, der arbejder hos jer.",
            examples=[["sygeplejerske", "SOSU-assistent"]],
        ),
    ] = ()
    contact: Annotated[Contact | None, Field(title="Kontakt", description="Hvem kolleger kan skrive til.")] = None
    committee: Annotated[
        Committee | None,
        Field(title="MED-udvalg", description="Jeres eget MED-udvalg, for eksempel LMU. Flere kan dele ét."),
    ] = None
    plan: Annotated[
        tuple[OwnStep, ...],
        Field(
            title="Plan",
            description="Jeres egen tids- og handleplan: indsatser, som ikke står på en af jeres sider om et tema.",
        ),
    ] = ()
    discussed: Annotated[
        Date | None,
        Field(
            title="Drøftet",
            description=("Dagen, hvor jeres MED-udvalg talte om planen: år-måned-dag. Indtil da er planen et udkast."),
            examples=["2026-04-14"],
        ),
    ] = None
    tried: Annotated[
        tuple[Trial, ...],
        Field(title="Vi prøvede det", description="Andres idéer, som I har prøvet. Skriv de nyeste nederst."),
    ] = ()
    asks: Annotated[
        tuple[Text, ...],
        Field(
            title="Det beder vi om hjælp til",
            description="Det, I gerne vil have udvalget eller andre arbejdspladser til at hjælpe med.",
            examples=[["Hvem har prøvet at dele nattevagter?"]],
        ),
    ] = ()
    images: Images = ()
    sources: Sources = ()
    aliases: Aliases = ()
    redirect_from: RedirectFrom = ()
    example: Example = False

    @property
    def kind_in_words(self) -> str:
        """What readers call it: `enhed` is only the files' word for a workplace."""
        return "arbejdsplads" if self.kind == "enhed" else self.kind

    @property
    def own_steps(self) -> tuple[OwnStep, ...]:
        """The steps of the unit's own plan once its committee has talked of it; until then it is a draft."""
        return self.plan if self.discussed else ()


class Interpretation(Fields):
    """Jeres idé om ét tema: hvad det betyder hos jer, eller en idé mere. Filens plads viser, hvilket tema det er."""

    kind_name = "idé"
    title: Annotated[
        Title,
        Field(
            title="Overskrift",
            description="Jeres egen overskrift, ikke temaets navn.",
            examples=["De samme få ansigter"],
        ),
    ]
    summary: Annotated[
        Summary,
        Field(
            title="Kort fortalt",
            description=f"Idéen i én eller to sætninger på højst {SUMMARY_LENGTH} tegn.",
            examples=["Vi planlægger ruter, så borgeren møder færre forskellige kolleger."],
        ),
    ]
    updated: Updated
    status: Annotated[
        IdeaStatus | None, Field(title="Status", description="Hvor langt I er med idéen.", examples=["afprøves"])
    ] = None
    topics: Annotated[
        tuple[Slug, ...],
        Field(
            title="Emner",
            description="Temaets emner, som siden handler om. De står på temaets side.",
            examples=[["taet-paa-borgeren"]],
        ),
    ] = ()
    plan: Annotated[
        tuple[Step, ...], Field(title="Plan", description="Jeres tids- og handleplan: én eller flere indsatser.")
    ] = ()
    borrowed_from: Annotated[
        tuple[Reference, ...],
        Field(
            title="Lånt fra",
            description="De sider, I har lånt idéen fra, skrevet som arbejdsplads/tema eller arbejdsplads/tema/idé.",
            examples=[["sundhed-og-omsorg/digitale-muligheder"]],
        ),
    ] = ()
    where: Annotated[
        Text | None,
        Field(
            title="Hvor hos jer",
            description="Det hus eller team, der gør det, når det ikke er jer alle.",
            examples=["Hus B"],
        ),
    ] = None
    images: Images = ()
    sources: Sources = ()
    aliases: Aliases = ()
    redirect_from: RedirectFrom = ()
    example: Example = False


class Story(Fields):
    """En kort historie fra redaktionen, som peger på temaer og arbejdspladser."""

    kind_name = "historie"
    title: Annotated[
        Title, Field(title="Overskrift", description="Historiens overskrift.", examples=["Da køkkenet åbnede døren"])
    ]
    date: Annotated[
        Date,
        Field(title="Dato", description="Dagen, hvor det skete: år-måned-dag.", examples=["2026-03-01"]),
    ]
    summary: Annotated[
        Summary,
        Field(
            title="Kort fortalt",
            description=f"Historien i én eller to sætninger på højst {SUMMARY_LENGTH} tegn.",
            examples=["Naboerne kom med ved bordet."],
        ),
    ]
    kind: Annotated[
        StoryKind,
        Field(
            title="Type",
            description="»historie« er fra hverdagen, og »baggrund« genfortæller et møde eller en sag.",
            examples=["historie"],
        ),
    ] = "historie"
    told: Annotated[
        Date | None,
        Field(
            title="Fortalt",
            description="Dagen, hvor historien blev fortalt, når det er en anden dag: år-måned-dag.",
            examples=["2026-03-12"],
        ),
    ] = None
    told_in: Annotated[
        tuple[Telling, ...],
        Field(
            title="Fortalt i",
            description="De steder, hvor historien er fortalt.",
            examples=[["intranet", "sociale medier"]],
        ),
    ] = ()
    themes: Annotated[
        tuple[Slug, ...],
        Field(
            title="Temaer",
            description="Mindst ét tema, skrevet som filens navn.",
            min_length=1,
            examples=[["blik-for-borgeren"]],
        ),
    ]
    units: Annotated[
        tuple[Slug, ...],
        Field(
            title="Arbejdspladser",
            description="De arbejdspladser og områder, historien handler om, skrevet som mappens navn.",
            examples=[["eksempelgryden"]],
        ),
    ] = ()
    interpretations: Annotated[
        tuple[Reference, ...],
        Field(
            title="Idéer",
            description="De idéer, historien handler om, skrevet som arbejdsplads/tema eller arbejdsplads/tema/idé.",
            examples=[["sundhed-og-omsorg/blik-for-borgeren"]],
        ),
    ] = ()
    link: Annotated[
        Link | None,
        Field(
            title="Link", description="Artiklen på intranettet.", examples=["https://intranet.eksempel.invalid/artikel"]
        ),
    ] = None
    image: Annotated[
        Image | None, Field(title="Billede", description="Billedet øverst på historien. Det ligger i mappen stories/.")
    ] = None
    images: Images = ()
    tells_hard: Annotated[
        YesNo,
        Field(
            title="Fortæller også om det svære",
            description="Skriv true, når historien også fortæller om det svære.",
            examples=["true"],
        ),
    ] = False
    sources: Sources = ()
    aliases: Aliases = ()
    redirect_from: RedirectFrom = ()
    example: Example = False

    @property
    def news_day(self) -> Date:
        """The day from which it is news: when it was told, else when it happened."""
        return self.told or self.date


class Meeting(Fields):
    """Et møde i et MED-udvalg. Filens navn er dagen, og mappen viser, hvis udvalg det er."""

    kind_name = "side om et møde"
    status: Annotated[
        WhatBecame,
        Field(
            title="Status",
            description="Er mødet planlagt, holdt eller aflyst? Ved ingen det, så lad der stå planlagt.",
            examples=["planlagt"],
        ),
    ]
    updated: Updated
    committee: Annotated[
        Committee | None,
        Field(title="Udvalg", description="Det udvalg, der mødes, når det ikke er det, der står på jeres side."),
    ] = None
    themes: Annotated[
        tuple[Slug, ...],
        Field(
            title="Temaer",
            description="De temaer, mødet tager op, skrevet som filens navn. Står der ingen, er det dem alle.",
            examples=[["blik-for-borgeren"]],
        ),
    ] = ()
    shares: Annotated[
        tuple[Group, ...],
        Field(
            title="Denne gang fortæller",
            description=(
                "De arbejdspladser, der fortæller om deres erfaringer, skrevet som mappens navn. "
                "Nogle, der fortæller sammen, står i en liste for sig."
            ),
            examples=[["eksempelgryden", ["eksempelhuset", "eksempelbakken"]]],
        ),
    ] = ()
    sent: Annotated[
        Date | None,
        Field(
            title="Sendt ud",
            description="Dagen, hvor arket til mødet blev sendt ud: år-måned-dag.",
            examples=["2026-06-06"],
        ),
    ] = None
    decisions: Annotated[
        tuple[Decision, ...],
        Field(title="Beslutninger", description="Det, mødet besluttede. Kun når punktet er åbent."),
    ] = ()
    open: Annotated[
        YesNo,
        Field(
            title="Åbent punkt",
            description="Skriv true, når punktet og dets bilag er åbne for alle, som »Åben Sag« på en dagsorden.",
            examples=["true"],
        ),
    ] = False
    summary: Annotated[
        Summary | None,
        Field(
            title="Kort fortalt",
            description=(
                f"Hvad mødet handler om, eller hvad det blev til. Én eller to sætninger på højst {SUMMARY_LENGTH} tegn."
            ),
            examples=["Vi samlede op på det, vi har prøvet."],
        ),
    ] = None
    sources: Sources = ()
    aliases: Aliases = ()
    redirect_from: RedirectFrom = ()
    example: Example = False


MODELS: tuple[type[Fields], ...] = (Interpretation, Unit, Story, Meeting, Theme)
"""The kinds of page, the one that people write most first."""
GONE: Mapping[tuple[type[Fields], str], str] = {
    (Unit, "follow_up"): (
        "Hvert møde har nu sin egen side: units/<arbejdsplads>/meetings/<dag>.md. "
        "Kør »catalogue fix«, som flytter dem, eller lav siderne selv."
    ),
}
"""Fields that a kind of page had before, and where what they held stands now."""
HEADINGS = ("Det betyder temaet hos os", "Det gør vi", "Det er svært", "Det har vi lært")
"""Headings on offer in the body of an interpretation; none is required."""
PLAIN_SUMMARY = "Her fortæller vi kort om"
"""How the summary of a new page begins, until its writer has found a better one."""
HARD_HEADING, LEARNED_HEADING = HEADINGS[2:]
PROFESSIONS: tuple[str, ...] = get_args(Profession)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
HERE: Channel = "kataloget"
"""The channel that this catalogue is."""
REVIEW_YEARS = 2
"""How long after they were asked colleagues are asked again."""
TRIALS: tuple[str, ...] = get_args(HowItWent)
BEGINNINGS: tuple[str, ...] = get_args(Beginning)
COLOURS: tuple[str, ...] = get_args(Colour)
ICONS: tuple[str, ...] = get_args(Drawing)
