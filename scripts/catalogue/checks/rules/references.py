"""Rules on references: every name that a page gives leads to a page."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from catalogue.checks.rule import Finding, Inspection, rule
from catalogue.language.wording import listed
from catalogue.model.places import UNITS, Kind, is_own_address
from catalogue.problems.faults import suggestion
from catalogue.reading.validation import label_of

UNKNOWN = "{label}: »{key}« er ikke blandt katalogets {what}."
FROM_ITSELF = "{label} peger på siden selv. Slet linjen."


def _or_all(word: str, known: Sequence[str]) -> str:
    """Return the nearest known word as a question, or the known words when they are few."""
    return suggestion(word, known) or (f" Vælg mellem {listed(known, 'og')}." if 0 < len(known) <= 12 else "")


@rule("H01")
def unknown_theme_file(inspection: Inspection) -> Iterator[Finding]:
    """En lokal fortolkning har et filnavn, der ikke er et tema.

    Forkert: `units/eksempelgryden/blik-for-borger.md`
    Rigtigt: `units/eksempelgryden/blik-for-borgeren.md`
    Hvorfor: Filens navn fortæller, hvilket tema siden handler om.
    """
    themes = inspection.keys[Kind.THEME]
    for page in inspection.of_kind(Kind.INTERPRETATION):
        if page.slug not in inspection.key_sets[Kind.THEME]:
            yield page, 1, f"Filen hedder »{page.slug}.md«, men det er ikke et tema.{_or_all(page.slug, themes)}"


@rule("H02")
def unit_without_page(inspection: Inspection) -> Iterator[Finding]:
    """En mappe fortæller ikke, hvem enheden er.

    Forkert: `units/eksempelgryden/blik-for-borgeren.md` alene i mappen.
    Rigtigt: `units/eksempelgryden/index.md` ved siden af.
    Hvorfor: Læseren skal kunne se, hvem der fortæller.
    """
    units = inspection.keys[Kind.UNIT]
    for page in inspection.of_kind(Kind.INTERPRETATION):
        if page.unit not in inspection.key_sets[Kind.UNIT]:
            folder = f"{UNITS}/{page.unit}/"
            yield (
                page,
                1,
                f"Mappen {folder} mangler filen index.md, som fortæller, hvem I er.{suggestion(page.unit, units)}",
            )


@rule("H03")
def unknown_area(inspection: Inspection) -> Iterator[Finding]:
    """En enhed peger på et område, der ikke findes.

    Forkert: `area: sundhed`
    Rigtigt: `area: sundhed-og-omsorg`
    Hvorfor: Enheden skal stå under sit område.
    """
    units = {page.slug: page for page in inspection.of_kind(Kind.UNIT)}
    areas = sorted(slug for slug, page in units.items() if page.fields.kind == "område")
    for page in units.values():
        area = page.fields.area
        if not area or page.fields.kind == "område" or area in areas or _is_broken(inspection, area, units):
            continue
        what = "er en enhed og ikke et område" if area in units else "findes ikke"
        label = label_of(type(page.fields), "area")
        yield page, page.line_of("area"), f"{label} er »{area}«, men det {what}.{_or_all(area, areas)}"


def _is_broken(inspection: Inspection, slug: str, units: dict[str, object]) -> bool:
    return slug not in units and slug in inspection.key_sets[Kind.UNIT]


@rule("H04")
def unknown_topic(inspection: Inspection) -> Iterator[Finding]:
    """Et emne hører ikke til sidens tema.

    Forkert: `topics: [taet-pa-borgeren]`
    Rigtigt: `topics: [taet-paa-borgeren]`
    Hvorfor: Emnerne står på temaets side, og kolleger bruger dem til at finde jer.
    """
    themes = {page.slug: page for page in inspection.of_kind(Kind.THEME)}
    for page in inspection.of_kind(Kind.INTERPRETATION):
        if (theme := themes.get(page.slug)) is None:
            continue
        for number, topic in enumerate(page.fields.topics):
            if topic not in theme.fields.topics:
                label = label_of(type(page.fields), "topics")
                guess = _or_all(topic, list(theme.fields.topics))
                message = f"{label}: »{topic}« er ikke et emne i temaet {theme.fields.title}.{guess}"
                yield page, page.line_of("topics", number), message


@rule("H05")
def unknown_theme(inspection: Inspection) -> Iterator[Finding]:
    """En historie peger på et tema, der ikke findes.

    Forkert: `themes: [borgeren]`
    Rigtigt: `themes: [blik-for-borgeren]`
    Hvorfor: Historien skal stå på temaets side.
    """
    yield from _unknown(inspection, Kind.STORY, "themes", Kind.THEME, "temaer")


@rule("H06")
def unknown_unit(inspection: Inspection) -> Iterator[Finding]:
    """En historie peger på en enhed, der ikke findes.

    Forkert: `units: [eksempelgryde]`
    Rigtigt: `units: [eksempelgryden]`
    Hvorfor: Historien skal stå på enhedens side.
    """
    yield from _unknown(inspection, Kind.STORY, "units", Kind.UNIT, "enheder")


@rule("H07")
def unknown_interpretation(inspection: Inspection) -> Iterator[Finding]:
    """En henvisning til en lokal fortolkning, der ikke findes.

    Forkert: `borrowed_from: [eksempelgryden/digitale]`
    Rigtigt: `borrowed_from: [eksempelgryden/digitale-muligheder]`
    Hvorfor: Den, der har lånt jer en idé, skal kunne findes.
    """
    what = "lokale fortolkninger"
    yield from _unknown(inspection, Kind.INTERPRETATION, "borrowed_from", Kind.INTERPRETATION, what)
    yield from _unknown(inspection, Kind.STORY, "interpretations", Kind.INTERPRETATION, what)


def _unknown(inspection: Inspection, kind: Kind, field: str, target: Kind, what: str) -> Iterator[Finding]:
    for page in inspection.of_kind(kind):
        for number, key in enumerate(getattr(page.fields, field)):
            if key not in inspection.key_sets[target]:
                label = label_of(type(page.fields), field)
                message = UNKNOWN.format(label=label, key=key, what=what)
                yield page, page.line_of(field, number), f"{message}{_or_all(key, inspection.keys[target])}"


@rule("H08")
def borrowed_from_itself(inspection: Inspection) -> Iterator[Finding]:
    """En side siger, at den har lånt fra sig selv.

    Forkert: `borrowed_from: [eksempelgryden/blik-for-borgeren]` på siden selv.
    Rigtigt: Navnet på den side, I har lånt fra.
    Hvorfor: Et lån går fra én til en anden.
    """
    for page in inspection.of_kind(Kind.INTERPRETATION):
        if page.key in page.fields.borrowed_from:
            label = label_of(type(page.fields), "borrowed_from")
            yield page, page.line_of("borrowed_from"), FROM_ITSELF.format(label=label)


_OWN = "en af katalogets egne sider"


@rule("H09")
def taken_address(inspection: Inspection) -> Iterator[Finding]:
    """En tidligere adresse er optaget.

    Forkert: `redirect_from: [units/eksempelgryden]`, når den side findes endnu.
    Rigtigt: Den adresse, siden selv har haft.
    Hvorfor: En adresse kan kun føre ét sted hen.
    """
    owners: dict[str, str] = {place.address: place.path for place in inspection.places}
    owners |= dict.fromkeys(inspection.addresses, _OWN)
    claims: dict[str, list[str]] = defaultdict(list)
    for page in inspection.of_kind(Kind.UNIT, Kind.INTERPRETATION, Kind.STORY):
        for number, written in enumerate(page.fields.redirect_from):
            address = f"{written.rstrip('/')}/"
            kept = _OWN if is_own_address(address) else None
            owner = owners.get(address) or kept or next(iter(claims[address]), None)
            claims[address].append(page.path)
            if owner:
                label = label_of(type(page.fields), "redirect_from")
                yield page, page.line_of("redirect_from", number), f"{label}: »{written}« bruges allerede af {owner}."
