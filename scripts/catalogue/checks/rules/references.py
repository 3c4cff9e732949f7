"""Rules on references: every name that a page gives leads to a page."""

from collections.abc import Iterator, Sequence
from functools import partial

from catalogue.checks import guesses
from catalogue.checks.rule import Finding, Scope, rule
from catalogue.checks.subject import Subject
from catalogue.checks.tree import Facts, Tree
from catalogue.language import wording
from catalogue.language.wording import listed
from catalogue.model.fields import HEADS, Unit
from catalogue.model.pages import AnyPage
from catalogue.model.places import IDEAS, UNITS, Kind, is_own_address, to_address
from catalogue.problems.faults import suggestion
from catalogue.reading import limits
from catalogue.reading.validation import label_of

UNKNOWN = "{label}: »{key}« er ikke blandt katalogets {what}."
FROM_ITSELF = "{label} peger på siden selv. Slet linjen."


def _or_all(word: str, known: Sequence[str]) -> str:
    """Return the nearest known word as a question, or the known words when they are few."""
    return suggestion(word, known) or (f" Vælg mellem {listed(known, 'og')}." if 0 < len(known) <= NAMED else "")


@rule("H01", kinds=IDEAS, scope=Scope.TREE)
def unknown_theme_file(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """En fil eller en mappe i arbejdspladsens mappe har et navn, der ikke er et tema.

    Forkert: `units/eksempelgryden/blik-for-borger.md` eller `units/eksempelgryden/blik-for-borger/maden.md`
    Rigtigt: `units/eksempelgryden/blik-for-borgeren.md` eller `units/eksempelgryden/blik-for-borgeren/maden.md`
    Hvorfor: Navnet fortæller, hvilket tema siden handler om.
    """
    theme = subject.page.theme
    if theme not in tree.key_sets[Kind.THEME]:
        what = f"Mappen hedder »{theme}/«" if subject.kind is Kind.IDEA else f"Filen hedder »{theme}.md«"
        yield 1, f"{what}, men det er ikke et tema.{_or_all(theme, tree.keys[Kind.THEME])}"


@rule("H02", kinds=(*IDEAS, Kind.MEETING), scope=Scope.TREE)
def unit_without_page(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """En mappe fortæller ikke, hvem arbejdspladsen er.

    Forkert: `units/eksempelgryden/blik-for-borgeren.md` alene i mappen.
    Rigtigt: `units/eksempelgryden/index.md` ved siden af.
    Hvorfor: Læseren skal kunne se, hvem der fortæller.
    """
    unit = subject.page.unit
    if unit not in tree.key_sets[Kind.UNIT]:
        guess = suggestion(unit, tree.keys[Kind.UNIT])
        yield 1, f"Mappen {UNITS}/{unit}/ mangler filen index.md, som fortæller, hvem I er.{guess}"


@rule("H03", kinds=(Kind.UNIT,), scope=Scope.TREE)
def unknown_area(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """En arbejdsplads peger på et område, der ikke findes.

    Forkert: `area: sundhed`
    Rigtigt: `area: sundhed-og-omsorg`
    Hvorfor: Arbejdspladsen skal stå under sit område.
    """
    page = subject.page
    area = page.fields.area
    if not area or page.fields.kind in HEADS or area in tree.areas or _is_of_unknown_kind(area, tree):
        return
    what = "er en arbejdsplads og ikke et område" if area in tree.unit_kinds else "findes ikke"
    yield page.line_of("area"), f"{label_of(Unit, 'area')} er »{area}«, men det {what}.{_or_all(area, tree.areas)}"


def _is_of_unknown_kind(slug: str, tree: Tree) -> bool:
    """Tell whether a unit may be an area, for all that is known of it."""
    return slug in tree.unit_kinds and tree.unit_kinds[slug] is None


@rule("H04", kinds=IDEAS, scope=Scope.TREE)
def unknown_topic(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """Et emne hører ikke til sidens tema.

    Forkert: `topics: [taet-pa-borgeren]`
    Rigtigt: `topics: [taet-paa-borgeren]`
    Hvorfor: Emnerne står på temaets side, og kolleger bruger dem til at finde jer.
    """
    page, theme = subject.page, tree.themes.get(subject.page.theme)
    if theme is None or theme.topics is None:
        return
    for number, topic in enumerate(page.fields.topics):
        if topic not in theme.topics:
            yield page.line_of("topics", number), partial(_describe_topic, page, topic, theme)


def _describe_topic(page: AnyPage, topic: str, theme: Facts) -> str:
    label, guess = label_of(type(page.fields), "topics"), _or_all(topic, list(theme.topics or ()))
    return f"{label}: »{topic}« er ikke et emne i temaet {theme.title}.{guess}"


@rule("H05", kinds=(Kind.STORY, Kind.MEETING), scope=Scope.TREE)
def unknown_theme(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """En historie eller et møde peger på et tema, der ikke findes.

    Forkert: `themes: [borgeren]`
    Rigtigt: `themes: [blik-for-borgeren]`
    Hvorfor: Historien skal stå på temaets side, og mødet skal vise, hvad arbejdspladserne gør med temaet.
    """
    yield from _unknown(subject, tree, "themes", (Kind.THEME,), "temaer")


@rule("H06", kinds=(Kind.STORY,), scope=Scope.TREE)
def unknown_unit(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """En historie peger på en arbejdsplads, der ikke findes.

    Forkert: `units: [eksempelgryde]`
    Rigtigt: `units: [eksempelgryden]`
    Hvorfor: Historien skal stå på arbejdspladsens side.
    """
    yield from _unknown(subject, tree, "units", (Kind.UNIT,), "arbejdspladser og områder")


@rule("H10", kinds=(Kind.MEETING,), scope=Scope.TREE)
def unknown_teller(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """Den, der skal fortælle på et møde, findes ikke eller hører ikke til området.

    Forkert: `shares: [eksempelgryde]`
    Rigtigt: `shares: [eksempelgryden]`
    Hvorfor: Den, der skal fortælle, skal kunne se det på sin egen side. Et områdes udvalg hører om områdets egne.
    """
    page = subject.page
    area = tree.area_of(page.unit)
    for number, group in enumerate(page.fields.shares):
        for place, slug in enumerate(group):
            where = page.line_of("shares", number, place)
            if slug not in tree.key_sets[Kind.UNIT]:
                yield where, partial(_describe_teller, subject, slug, area, tree)
            elif area and (other := tree.area_of(slug)) and other != area:
                yield where, partial(_describe_stranger, subject, slug, area, tree)


def _describe_teller(subject: Subject, slug: str, area: str, tree: Tree) -> str:
    message = UNKNOWN.format(label=label_of(type(subject.page.fields), "shares"), key=slug, what="arbejdspladser")
    near = suggestion(slug, tree.units_in(area)) if area else ""
    return message + (near or guesses.answer_key(slug, Kind.UNIT, tree))


def _describe_stranger(subject: Subject, slug: str, area: str, tree: Tree) -> str:
    label = label_of(type(subject.page.fields), "shares")
    return f"{label}: »{slug}« hører ikke til området {area}.{suggestion(slug, tree.units_in(area))}"


@rule("H07", kinds=(Kind.UNIT, *IDEAS, Kind.STORY), scope=Scope.TREE)
def unknown_interpretation(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """En henvisning til en idé, der ikke findes.

    Forkert: `borrowed_from: [eksempelgryden/digitale]`
    Rigtigt: `borrowed_from: [eksempelgryden/digitale-muligheder]`
    Hvorfor: Den, der har lånt jer en idé, skal kunne findes.
    """
    if subject.kind is Kind.UNIT:
        yield from _unknown_trials(subject, tree)
        return
    field = "interpretations" if subject.kind is Kind.STORY else "borrowed_from"
    yield from _unknown(subject, tree, field, IDEAS, "idéer")


def _unknown_trials(subject: Subject, tree: Tree) -> Iterator[Finding]:
    for number, trial in enumerate(subject.page.fields.tried):
        if trial.idea and not any(trial.idea in tree.key_sets[kind] for kind in IDEAS):
            label = label_of(type(subject.page.fields), "tried", number, "idea")
            message = UNKNOWN.format(label=label, key=trial.idea, what="idéer")
            yield subject.page.line_of("tried", number, "idea"), f"{message}{_or_all(trial.idea, tree.keys_of(IDEAS))}"


def _unknown(subject: Subject, tree: Tree, field: str, kinds: tuple[Kind, ...], what: str) -> Iterator[Finding]:
    for number, key in enumerate(getattr(subject.page.fields, field) or ()):
        if not any(key in tree.key_sets[kind] for kind in kinds):
            describe = partial(_describe_unknown, subject, field, key, what, kinds, tree)
            yield subject.page.line_of(field, number), describe


def _describe_unknown(subject: Subject, field: str, key: str, what: str, kinds: tuple[Kind, ...], tree: Tree) -> str:
    message = UNKNOWN.format(label=label_of(type(subject.page.fields), field), key=key, what=what)
    is_gone = kinds[0] in (Kind.UNIT, Kind.INTERPRETATION)
    return message + (guesses.answer_key(key, kinds[0], tree) if is_gone else _or_all(key, tree.keys_of(kinds)))


@rule("H08", kinds=IDEAS)
def borrowed_from_itself(subject: Subject) -> Iterator[Finding]:
    """En side siger, at den har lånt fra sig selv.

    Forkert: `borrowed_from: [eksempelgryden/blik-for-borgeren]` på siden selv.
    Rigtigt: Navnet på den side, I har lånt fra.
    Hvorfor: Et lån går fra én til en anden.
    """
    page = subject.page
    if page.key in page.fields.borrowed_from:
        label = label_of(type(page.fields), "borrowed_from")
        yield page.line_of("borrowed_from"), FROM_ITSELF.format(label=label)


_OWN = "en af katalogets egne sider"
NAMED = 12
"""What is named one by one in a message; of more it is told that there are more."""


@rule("H09", kinds=(Kind.UNIT, *IDEAS, Kind.STORY, Kind.MEETING), scope=Scope.TREE)
def taken_address(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """En tidligere adresse er optaget.

    Forkert: `redirect_from: [units/eksempelgryden]`, når den side findes endnu.
    Rigtigt: Den adresse, siden selv har haft.
    Hvorfor: En adresse kan kun føre ét sted hen.
    """
    label = label_of(type(subject.page.fields), "redirect_from")
    written_ones = subject.page.fields.redirect_from
    if len(written_ones) > (most := limits.FORMER_ADDRESSES):
        message = f"{label}: Der står {len(written_ones)}, men der kan højst stå {most}. Behold dem, der er links til."
        yield subject.page.line_of("redirect_from", most), message
    for number, written in enumerate(written_ones[:most]):
        address = to_address(written)
        first, at = tree.first_claims.get(address, (subject.path, number))
        is_own = address in tree.editorial or address in tree.made or is_own_address(address)
        owner = _OWN if is_own else tree.owners.get(address) or (first if (first, at) != (subject.path, number) else "")
        if owner:
            where = subject.page.line_of("redirect_from", number)
            yield where, f"{label}: »{written}« bruges allerede af {owner}."


def say_area_missing(label: str, areas: Sequence[str]) -> str:
    """Return what a unit is told that names no area. `areas` are names or slugs."""
    named = [*areas[:NAMED], "flere"] if len(areas) > NAMED else areas
    known = f" Områderne er {listed(named)}." if areas else " Opret området først med »kind: område«."
    return f"{label} mangler. En arbejdsplads skal fortælle, hvilket område den hører til.{known}"


@rule("F13", kinds=(Kind.UNIT,), scope=Scope.TREE)
def area_missing(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """En arbejdsplads fortæller ikke, hvilket område den hører til.

    Forkert: `kind: enhed` uden `area`.
    Rigtigt: `area: sundhed-og-omsorg`
    Hvorfor: Arbejdspladserne står under deres område og kan tage afsæt i områdets nedslag.
    """
    page = subject.page
    if page.fields.kind == "enhed" and not page.fields.area and (subject.is_sound or not page.line_of_key("area")):
        yield page.line_of("kind"), say_area_missing(label_of(Unit, "area"), tree.areas)


@rule("F14", kinds=(Kind.UNIT,))
def area_on_area(subject: Subject) -> Iterator[Finding]:
    """Et område hører ikke til et andet område.

    Forkert: `kind: område` sammen med `area: sundhed-og-omsorg`
    Rigtigt: `kind: område` alene.
    Hvorfor: Et område er øverst; kun arbejdspladser hører til et område.
    """
    page = subject.page
    if page.fields.kind in HEADS and page.fields.area:
        whose = "et område" if page.fields.kind == "område" else "kommunens egen side"
        message = "{label} skal ikke stå på {whose}. Slet linjen, eller skriv »kind: enhed«."
        yield page.line_of("area"), message.format(label=label_of(Unit, "area"), whose=whose)


@rule("F15", kinds=(Kind.UNIT,), scope=Scope.TREE)
def second_whole(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """Der er mere end én side om hele kommunen.

    Forkert: `kind: kommune` på to sider.
    Rigtigt: `kind: kommune` på én side, `kind: område` eller `kind: enhed` på de andre.
    Hvorfor: Kommunen er os alle sammen, og den kan kun stå ét sted.
    """
    if subject.page.fields.kind != "kommune":
        return
    others = [f"{UNITS}/{slug}/" for slug in tree.wholes[: NAMED + 1] if slug != subject.page.slug][:NAMED]
    if others:
        label = label_of(Unit, "kind")
        more = len(tree.wholes) - 1 - len(others)
        where = wording.listed([*others, f"{more} til"] if more > 0 else others)
        message = f"{label} er »kommune«, men det er {where} også. Der kan kun være én. Skriv »område« eller »enhed«."
        yield subject.page.line_of("kind"), message


@rule("H12", kinds=(Kind.UNIT,), scope=Scope.TREE)
def unknown_theme_of_step(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """En indsats i arbejdspladsens plan hører til et tema, der ikke findes.

    Forkert: `theme: digitale` under `plan`
    Rigtigt: `theme: digitale-muligheder` under `plan`
    Hvorfor: Planen står tema for tema.
    """
    for number, step in enumerate(subject.page.fields.plan):
        if step.theme and step.theme not in tree.key_sets[Kind.THEME]:
            label = label_of(Unit, "plan", number, "theme")
            message = UNKNOWN.format(label=label, key=step.theme, what="temaer")
            guess = _or_all(step.theme, tree.keys[Kind.THEME])
            yield subject.page.line_of("plan", number, "theme"), message + guess


@rule("H13", kinds=(Kind.UNIT,), scope=Scope.TREE)
def unknown_beginning(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """En indsats tager afsæt i et nedslag, som området ikke har.

    Forkert: `from: sundhed-og-omsorg/digitale`
    Rigtigt: `from: sundhed-og-omsorg/digitale-muligheder`, `from: apv` eller `from: egen idé`
    Hvorfor: Læseren skal kunne gå fra indsatsen til det, den begynder i.
    """
    offered = tree.beginnings_for(subject.page.slug, subject.page.fields.kind, subject.page.fields.area)
    for number, step in enumerate(subject.page.fields.plan):
        if step.origin and offered is not None and step.origin not in offered:
            label = label_of(Unit, "plan", number, "from")
            whose = "et af områderne" if subject.page.fields.kind == "kommune" else "jeres område"
            message = f"{label}: »{step.origin}« er ikke et nedslag i {whose}."
            yield subject.page.line_of("plan", number, "from"), message + _or_all(step.origin, offered)
