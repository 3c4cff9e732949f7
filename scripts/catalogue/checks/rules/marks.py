"""Rules on a text's marks: what they become on the page, where that is hardly what the writer meant."""

from collections.abc import Iterator, Sequence
from itertools import islice

from catalogue.checks.rule import Finding, rule
from catalogue.checks.speller import LONGEST, danish_speller
from catalogue.checks.subject import Subject
from catalogue.language.damage import LOST, find_damage
from catalogue.language.wording import quoted
from catalogue.model.places import Kind
from catalogue.problems.faults import shortened
from catalogue.problems.problem import Severity
from catalogue.reading.files import SYMBOL
from catalogue.rendering.preparing import begins_with_bullet
from catalogue.rendering.remarks import Remark, Sort


@rule("M01")
def hidden_note(subject: Subject) -> Iterator[Finding]:
    """Teksten indeholder en skjult note.

    Forkert: `<!-- Spørg lederen, før det her kommer ud -->`
    Rigtigt: Slet noten, og skriv den i en mail i stedet.
    Hvorfor: Andre programmer skjuler noten, men alle kan læse den i filen, og her ville den komme ud på siden.
    """
    for line, remark in _remarks(subject, Sort.HIDDEN):
        message = (
            f"Linjen indeholder en skjult note (»{shortened(remark.words)}«). Slet den. Alle kan læse den i filen."
        )
        yield line, message


@rule("M02")
def too_deep(subject: Subject) -> Iterator[Finding]:
    """Lister eller citater ligger for dybt inde i hinanden.

    Forkert: Halvtreds lister inde i hinanden.
    Rigtigt: En liste med to eller tre trin.
    Hvorfor: Programmet læser kun så langt ind. Resten af teksten ville mangle på siden.
    """
    for line, _ in islice(_remarks(subject, Sort.DEEP), 1):
        yield line, "Lister eller citater ligger for dybt inde i hinanden. Ryk dem længere ud."


@rule("M10", Severity.ADVICE)
def raw_tag(subject: Subject) -> Iterator[Finding]:
    """Teksten indeholder HTML.

    Forkert: `Alle er <b>velkomne</b>.<br>Vi ses.`
    Rigtigt: `Alle er **velkomne**.` og en tom linje før `Vi ses.`
    Hvorfor: Kataloget bruger ikke HTML, så læseren ser mærkerne, som de er skrevet.
    """
    for line, remark in _first_on_line(subject, Sort.TAG):
        way = "Brug Markdown i stedet, eller slet det."
        yield line, f"»{shortened(remark.words)}« er HTML og bliver vist, som det står. {way}"


@rule("M11", Severity.ADVICE)
def mark_of_another_program(subject: Subject) -> Iterator[Finding]:
    """Teksten indeholder mærker fra et andet program.

    Forkert: `[[Morgenmøde]]`, `==vigtigt==`, `{.fremhævet}` eller en omvendt skråstreg sidst på linjen
    Rigtigt: `[Morgenmøde](morgenmoede.md)`, `**vigtigt**` eller en tom linje mellem to afsnit
    Hvorfor: Kataloget kender ikke mærkerne, så læseren ser dem, som de er skrevet, og tror, at noget er i stykker.
    """
    for line, remark in _first_on_line(subject, Sort.FOREIGN):
        if remark.words == "\\":
            message = (
                "Linjen slutter med en omvendt skråstreg. Slet den, og lav en tom linje, hvis der skal være afstand."
            )
        else:
            message = (
                f"»{shortened(remark.words)}« er et mærke fra et andet program. Skriv det som Markdown, eller slet det."
            )
        yield line, message


_RUNNING = {
    Sort.ROWS: "Linjerne ligner en tabel, men er løbende tekst. "
    "Sæt | mellem felterne og | --- | --- | under den første.",
    Sort.LIST: "Linjerne ligner en liste, men er løbende tekst. Lav en tom linje før dem, "
    "og begynd hver med - eller 1. og et mellemrum.",
    Sort.HEADING: "Linjen ligner en overskrift, men er løbende tekst. Sæt et mellemrum efter tegnet #.",
    Sort.BOX: 'Linjen ligner en boks, men er løbende tekst. Skriv den sådan: !!! note "Titel".',
    Sort.EMPTY_BOX: "Boksen er tom. Ryk teksten, der skal stå i den, fire mellemrum ind.",
}


@rule("M12", Severity.ADVICE)
def almost_a_list(subject: Subject) -> Iterator[Finding]:
    """Noget ligner en liste, en tabel, en overskrift eller en boks, men er det ikke.

    Forkert: `-Kaffe`, `2.Ring`, `##Det gør vi`, `!!! note Husk` eller rækker kopieret fra et regneark
    Rigtigt: `- Kaffe`, `2. Ring`, `## Det gør vi`, `!!! note "Husk"` eller en tabel med `|` mellem felterne
    Hvorfor: Uden det, der mangler, bliver linjerne til løbende tekst på siden.
    """
    for line, remark in _remarks(subject, *_RUNNING):
        yield line, _RUNNING[remark.sort]


@rule("M13", Severity.ADVICE)
def words_out_of_place(subject: Subject) -> Iterator[Finding]:
    """Ord står et sted, hvor de ikke kommer til at betyde noget.

    Forkert: `[^1]: En fodnote`, som intet henviser til, eller ord efter de tre tegn, en kodeblok begynder med
    Rigtigt: `Vi spurgte borgerne.[^1]` og nederst `[^1]: I foråret 2026.`
    Hvorfor: Ellers mangler ordene på siden, eller de står der uden sammenhæng.
    """
    for line, remark in _remarks(subject, Sort.INFO, Sort.OPEN, Sort.OPEN_WITHIN, Sort.DEFINITION):
        words = shortened(remark.words)
        message = {
            Sort.INFO: f"»{words}« står efter det mærke, en kodeblok begynder med, og bliver ikke vist. Flyt dem.",
            Sort.OPEN: f"Kodeblokken slutter ikke, så resten er kode. Sæt {words} på en linje, hvor den slutter.",
            Sort.OPEN_WITHIN: f"Kodeblokken slutter først, hvor punktet, citatet eller boksen gør. "
            f"Sæt {words} på en linje, hvor den slutter, rykket lige så langt ind.",
            Sort.DEFINITION: f"Intet i teksten henviser til »{words}«. Skriv en henvisning, eller slet linjen.",
        }[remark.sort]
        yield line, message


@rule("M14", Severity.ADVICE)
def code_by_indentation(subject: Subject) -> Iterator[Finding]:
    """Tekst bliver vist som kode, fordi den er rykket ind.

    Forkert: En linje, der begynder med fire mellemrum efter en tom linje.
    Rigtigt: Slet mellemrummene. Er det kode, så skriv `~~~` på en linje før og efter.
    Hvorfor: Kode står med en anden skrift, og lange linjer bliver ikke delt.
    """
    for line, remark in _remarks(subject, Sort.CODE):
        message = f"»{shortened(remark.words)}« er rykket ind og bliver vist som kode. Slet mellemrummene."
        yield line, message


@rule("M15", Severity.ADVICE, kinds=tuple(Kind))
def symbol_of_a_typeface(subject: Subject) -> Iterator[Finding]:
    """Et tegn findes kun i en bestemt skrifttype.

    Forkert: En pil eller et flueben, der er kopieret fra Word
    Rigtigt: Et almindeligt tegn eller et ord.
    Hvorfor: Tegnet er kun til at se i den skrifttype. Andre ser en tom firkant.
    """
    for line, text in subject.texts:
        words = text[1:] if line >= subject.page.body_line and begins_with_bullet(text) else text
        if found := SYMBOL.search(words):
            name = f"U+{ord(found[0]):04X}"
            way = "Slet det, eller skriv et andet tegn eller et ord."
            yield line, f"Tegnet {name} bliver vist som en tom firkant. {way}"


@rule("M16", Severity.ADVICE, kinds=tuple(Kind))
def damaged_letters(subject: Subject) -> Iterator[Finding]:
    """Bogstaver er gået i stykker på vej fra et andet program.

    Forkert: `mÃ¸de`, `m=C3=B8de` eller `m�de`
    Rigtigt: `møde`
    Hvorfor: Læseren kan ikke læse ordet, og søgningen finder det ikke.
    """
    for line, text in subject.texts:
        for damage in islice(find_damage(text, line >= subject.page.body_line), 1):
            lost = LOST if LOST in damage.written else "?"
            meant = [damage.mended.strip(_AROUND)] if damage.mended else _guess_lost(damage.word.strip(_AROUND))
            way = (
                f"Mente du {quoted(meant)}?"
                if meant
                else f"Skriv ordet igen. Tegnet {lost} er et bogstav, der er tabt."
            )
            yield line, f"»{shortened(damage.written.strip(_AROUND))}« har fået ødelagt sine bogstaver. {way}"


_AROUND = ".,:;!?()»«\"'*_“”"


def _guess_lost(word: str) -> Sequence[str]:
    """Return the words that a word with one lost letter can have been."""
    if word.count(LOST) != 1 or len(word) > LONGEST:
        return []
    letters = "ÆØÅ" if word.startswith(LOST) or word.replace(LOST, "").isupper() else "æøåé"
    return [mended for letter in letters if danish_speller().is_listed(mended := word.replace(LOST, letter))][:3]


def _remarks(subject: Subject, *sorts: Sort) -> Iterator[tuple[int, Remark]]:
    """Yield the remarks of some sorts, each with its line in the file."""
    if subject.bodied is not None and subject.rendered is not None:
        first = subject.bodied.body_line
        yield from ((first + remark.line, remark) for remark in subject.rendered.remarks if remark.sort in sorts)


def _first_on_line(subject: Subject, sort: Sort) -> Iterator[tuple[int, Remark]]:
    """Yield the first remark of a sort on each line: who mends it sees the others."""
    first: dict[int, Remark] = {}
    for line, remark in _remarks(subject, sort):
        first.setdefault(line, remark)
    yield from first.items()
