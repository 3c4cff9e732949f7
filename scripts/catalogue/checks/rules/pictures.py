"""Rules on pictures: each lies beside its page, and each has the word of those who can be known on it."""

import posixpath
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from catalogue.checks.rule import Finding, Scope, rule
from catalogue.checks.subject import Subject
from catalogue.checks.tree import Tree
from catalogue.language import wording
from catalogue.language.nearness import Names
from catalogue.model.fields import HERE, REVIEW_YEARS, Consent, Image
from catalogue.model.pages import KeyPath
from catalogue.model.pictures import images_of, path_of, says
from catalogue.model.places import IDEAS, STORIES, Kind, is_in_meetings
from catalogue.problems.faults import suggestion
from catalogue.problems.problem import Severity
from catalogue.reading import limits
from catalogue.reading.files import IMAGE_ENDINGS
from catalogue.reading.validation import label_of

KINDS = (Kind.THEME, Kind.UNIT, *IDEAS, Kind.STORY)
"""The kinds of page that can have pictures: of a meeting there are none, since they would show who was there."""
NO_WORD = "Man kan kende nogen på billedet, og vi mangler at vide, at de har sagt ja."
_NEEDED = ("given", "kept_by", "channels", "review")


@rule("B01", kinds=KINDS, scope=Scope.TREE)
def missing_picture(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """Et billede mangler.

    Forkert: `file: morgenmode.jpg`, når filen hedder `morgenmoede.jpg`.
    Rigtigt: `file: morgenmoede.jpg`
    Hvorfor: Ellers er der et hul på siden, hvor billedet skulle være.
    """
    folder = posixpath.dirname(subject.path)
    beside = tree.files_in.get(folder, Names())
    missing = [(way, image) for way, image in images_of(subject.page) if image.file and image.file not in beside]
    for number, (way, image) in enumerate(missing):
        where = "stories/" if folder == STORIES else "sidens mappe"
        guess = partial(suggestion, image.file, beside) if number < limits.GUESSES else str
        yield subject.page.line_of(*way, "file"), partial(_describe_missing, image, where, guess)


def _describe_missing(image: Image, where: str, guess: Callable[[], str]) -> str:
    return f"{label_of(type(image), 'file')}: »{image.file}« ligger ikke i {where}.{guess()}"


@rule("B06", kinds=KINDS)
def consent_incomplete(subject: Subject) -> Iterator[Finding]:
    """Man kan kende kolleger på et billede, og der står ikke, at de har sagt ja.

    Forkert: `consent: { people: kolleger }`
    Rigtigt:
        consent:
          people: kolleger
          given: 2026-02-10
          kept_by: Teamlederen
          channels: [kataloget, intranettet]
          review: 2028-02-10
    Hvorfor: Hver kollega skal have sagt ja til netop det billede og kunne fortryde. Nogen skal gemme det.
    """
    for way, consent in _consents(subject):
        if consent.people != "kolleger":
            continue
        lacking = [key for key in _NEEDED if key not in consent.model_fields_set]
        if not subject.is_sound:  # Of a field that is there and does not hold it is told already.
            lacking = [key for key in lacking if subject.page.line_of_key(*way, key) is None]
        if lacking:
            labels = wording.listed([label_of(Consent, key) for key in lacking])
            yield subject.page.line_of(*way), f"{NO_WORD} Der mangler {labels}."


@rule("B07", scope=Scope.TREE)
def picture_without_page(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """Et billede står ikke under `images` på nogen side, så ingen ved, om det må vises.

    Forkert: `![Tavlen ved døren](tavle.jpg)` i teksten og ikke mere.
    Rigtigt: Også under `images`, med `file: tavle.jpg`, en billedtekst og et samtykke. Eller slet filen.
    Hvorfor: Alt, der ligger ved siden af en side, kan ses af alle. Hvert billede skal have et ja.
    """
    is_picture = subject.is_attachment and subject.path.endswith(IMAGE_ENDINGS)
    folder = posixpath.dirname(subject.path)
    if not is_picture or subject.path in tree.consents or folder in tree.unread_folders:
        return
    if is_in_meetings(subject.path):
        yield 1, "Et møde kan ikke have billeder: De viser, hvem der var med. Slet filen."
    else:
        where = "image eller images" if folder == STORIES else "images"
        yield 1, f"Billedet har intet samtykke. Skriv det under {where} på en side i samme mappe, eller slet filen."


@rule("B08", kinds=KINDS, scope=Scope.TREE)
def consents_differ(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """To sider fortæller hver sit om samtykket til det samme billede.

    Forkert: `channels: [kataloget]` på den ene side og `channels: [kataloget, presse]` på den anden.
    Rigtigt: Det samme samtykke begge steder – det, kollegerne har sagt ja til.
    Hvorfor: Ellers kan billedet komme steder hen, som ingen har sagt ja til.
    """
    for way, image in images_of(subject.page) if subject.is_sound else ():
        told = tree.consents.get(path_of(subject.page, image), {})
        if others := [path for words, path in told.items() if words != says(image.consent)]:
            where = others[0] if others[0] != subject.path else "siden selv, et andet sted"
            yield subject.page.line_of(*way, "consent"), f"Samtykket til »{image.file}« er et andet på {where}."


@rule("B09", kinds=KINDS)
def not_for_the_catalogue(subject: Subject) -> Iterator[Finding]:
    """Et billede må ikke vises i kataloget, men det står på en side.

    Forkert: `channels: [presse]`
    Rigtigt: `channels: [kataloget, presse]`, hvis de har sagt ja til begge dele. Ellers må billedet ikke være på siden.
    Hvorfor: Et billede må kun bruges dér, hvor de har sagt ja.
    """
    for way, consent in _consents(subject):
        if HERE not in consent.channels:
            label = label_of(Consent, "channels")
            words = f"{label} nævner ikke »{HERE}«, men billedet står på siden. Spørg dem, eller tag billedet af siden."
            yield subject.page.line_of(*way, "channels"), words


@rule("B10", kinds=KINDS)
def asked_again_too_late(subject: Subject) -> Iterator[Finding]:
    """Kollegerne bliver først spurgt igen om længe, eller før de har sagt ja.

    Forkert: `given: 2026-02-10` og `review: 2036-02-10`
    Rigtigt: `review: 2028-02-10`, højst to år efter.
    Hvorfor: Folk skifter mening og arbejde. Et ja gælder ikke for altid.
    """
    for way, consent in _consents(subject):
        given, review = consent.given, consent.review
        if given is None or review is None or given < review <= _years_after(given):
            continue
        since, until = wording.in_words(given), wording.in_words(_years_after(given))
        told = f"{label_of(Consent, 'review')} skal være efter {since}, da de sagde ja, og senest {until}."
        yield subject.page.line_of(*way, "review"), told


def _years_after(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    year = min(day.year + REVIEW_YEARS, date.max.year)
    return day.replace(year=year, day=28 if is_leap_day else day.day)


@rule("B11", Severity.ADVICE, kinds=KINDS)
def consent_to_come(subject: Subject) -> Iterator[Finding]:
    """Et ja er dateret en dag, der ikke er kommet endnu.

    Forkert: `given: 2036-02-10`
    Rigtigt: Dagen, hvor den sidste af kollegerne sagde ja.
    Hvorfor: Et ja er noget, man har fået. Billedet bliver først vist fra den dag.
    """
    for way, consent in _consents(subject):
        if consent.given and consent.given > subject.today:
            day = f"{label_of(Consent, 'given')} er {wording.in_words(consent.given)}"
            told = f"{day}, men den dag er ikke kommet endnu. Er det den rigtige dag?"
            yield subject.page.line_of(*way, "given"), told


def _consents(subject: Subject) -> Iterator[tuple[KeyPath, Consent]]:
    for way, image in images_of(subject.page):
        if image.consent is not None:  # Of a page that does not hold it may be lacking.
            yield (*way, "consent"), image.consent
