"""Rules on meetings: what is open, who must not be listed, and days that do not agree with what a page says."""

import re
from collections.abc import Iterator

from catalogue.checks import prose
from catalogue.checks.rule import Finding, rule
from catalogue.checks.subject import Subject, line_in_body
from catalogue.language import wording
from catalogue.model.places import Kind, is_day
from catalogue.model.statuses import MeetingStatus
from catalogue.problems.faults import shortened
from catalogue.problems.problem import Severity
from catalogue.reading.validation import label_of

_PARTICIPANTS = (
    r"(?:møde)?deltager(?:e|liste|kreds|oversigt)?|deltagende|deltagelse fra|deltog|"
    r"(?:ikke )?til ?stede(?:værende)?|(?:de )?fremmødte|mødt|mødte(?: op)?|mødedeltagelse|"
    r"afbud(?: fra)?|(?:med|meldt) afbud|(?:de )?fraværende|udeblevet|"
    r"mødeleder|ordstyrer|dirigent|referent|(?:udvalgets |udvalgs)?medlemmer|medlemsliste|suppleanter|tilforordnede"
)
"""What such a list is called. Words that can be what a meeting talked of, such as »fravær« and »gæster«, are not."""
_BEFORE = r"(?:(?:følgende|disse|der|vi|på mødet|i mødet|fra start|mødets|dagens) ){0,2}"
_AFTER = r"(?: (?:på|i|til|ved|under|fra) (?:mødet|dagens møde|udvalgsmødet|punktet|dagen)| var| er| i dag){0,2}"
_NUMBER = r"(?: ?\([^()]{0,20}\)| ?\[[^\[\]]{0,20}\])?"
_LABEL = rf"{_BEFORE}(?:{_PARTICIPANTS})(?: (?:og|samt|/) (?:{_PARTICIPANTS}))?{_AFTER}{_NUMBER}"
_ALONE = re.compile(rf"\W*{_LABEL}\W*", re.IGNORECASE)
"""A heading, a cell or a line that is nothing but the name of such a list."""
_LIST = re.compile(rf"(?:^|(?<=[.!?;|])) ?[^\w»]{{0,8}}{_LABEL} ?[*_]{{0,3}} ?:", re.IGNORECASE)
_DASHED = re.compile(rf"^[^\w»]{{0,8}}{_LABEL} ?[*_]{{0,3}} ?[-–—] (?P<rest>.+)", re.IGNORECASE)
_PRESENT = re.compile(r"^[^\w»]{0,8}(?:på mødet var )?til ?stede (?:på mødet )?(?:var|er) (?P<rest>.+)", re.IGNORECASE)
_WORD = r"[A-ZÆØÅ][a-zæøåéü'-]+"
_NAME = re.compile(rf"\b{_WORD} (?:[A-ZÆØÅ]\. ?|{_WORD} ){{0,2}}{_WORD}\b")
_CELL = re.compile(r"\||<[^<>]{0,300}>")
"""What stands between the cells of a table, in Markdown and in HTML."""
_DRESS = str.maketrans("", "", "*_`~\\\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""What a word can hold that its reader does not see: Markdown's marks, and characters without a width."""


@rule("U01", kinds=(Kind.MEETING,))
def closed_meeting(subject: Subject) -> Iterator[Finding]:
    """Et møde, der ikke er åbent, fortæller, hvad der skete.

    Forkert: `decisions` eller en tekst under felterne på et møde uden `open: true`.
    Rigtigt: `open: true`, når punktet og dets bilag er åbne for alle. Ellers kun dag, status og dem, der fortæller.
    Hvorfor: Det, et MED-udvalg taler om, er åbent som regel, men ikke altid. Den, der skriver, skal have set efter.
    """
    page = subject.page
    is_unknown = not subject.is_sound and page.line_of_key("open")
    if page.fields.open or is_unknown:
        return
    ask = "Skriv »open: true«, hvis punktet er åbent for alle, som »Åben Sag« på dagsordenen. Ellers slet"
    if page.fields.decisions:
        label = label_of(type(page.fields), "decisions")
        yield page.line_of("decisions"), f"{label} kan kun stå på et møde, der er åbent. {ask} dem."
    if page.body.strip():
        blank = len(page.body) - len(page.body.lstrip())
        line = page.body_line + page.body.count("\n", 0, blank)
        yield line, f"Teksten kan kun stå på et møde, der er åbent. {ask} den."


@rule("U02", kinds=(Kind.MEETING,))
def attendance_list(subject: Subject) -> Iterator[Finding]:
    """Her står, hvem der var med til et møde.

    Forkert: `## Deltagere`, `Afbud: …` eller en tabel med »Til stede«.
    Rigtigt: `Deltagerne drøftede to af temaerne.`
    Hvorfor: Kataloget er åbent for alle. Hvem der var med, meldte afbud eller ledede mødet, står i referatet.
    """
    told: set[int] = set()
    for line, text in _lines_and_blocks(subject):
        if line not in told and (found := find_attendance(text)):
            told.add(line)
            message = "Skriv ikke, hvem der var med til mødet, meldte afbud eller ledede det. Det står i referatet."
            yield line, f"»{shortened(found)}«: {message}"


def find_attendance(text: str) -> str:
    """Return what of a line, a heading or a cell begins a list of who took part, or an empty text."""
    plain = " ".join(text.translate(_DRESS).split())
    if _ALONE.fullmatch(plain):
        return plain.strip("#>|:- ")
    if found := _LIST.search(plain):
        return found[0].strip("#>|:-. ")
    told = _DASHED.match(plain) or _PRESENT.match(plain)
    return told[0][: told.start("rest")].strip("#>|:-– ") if told and _is_list(told["rest"]) else ""


def _is_list(text: str) -> bool:
    """Tell whether a text lists somebody: names, or words with commas between them and no more to say."""
    is_aside = re.search(r" [-–—] ", text)
    return bool(_NAME.search(text) or (not is_aside and "," in text and len(text.split()) <= 15))


def _lines_and_blocks(subject: Subject) -> Iterator[tuple[int, str]]:
    """Yield the texts of a page with their lines, a table's cells apart, and its body once more as it is shown.

    A role is not among them: »Mødeleder« may well be who is to do what was decided.
    """
    page = subject.page
    yield from ((page.line_of(*way), text) for way, text in prose.in_fields(page) if way[-1] != "role")
    for line, text in enumerate(page.body.split("\n"), page.body_line):
        yield line, text
        if len(cells := _CELL.split(text)) > 1:
            yield from ((line, cell) for cell in cells)
    rendered = subject.rendered
    if rendered is None:
        return
    for text in (*(heading.text for heading in rendered.headings), *rendered.paragraphs):
        if find_attendance(text):
            yield line_in_body(subject.page, text[:40]), text


_ROLES = (
    r"(?:(?:næst)?formand(?:en)?|(?:mellem|afdelings|område|center|skole|institutions)?leder(?:en)?|chef(?:en)?|"
    r"(?:kommunal|fag)?direktør(?:en)?|F?TR|AMR|tillidsrepræsentant(?:en)?|arbejdsmiljørepræsentant(?:en)?|"
    r"konsulent(?:en)?|sekretær(?:en)?|kollega|medarbejder(?:en)?)"
)
_SURNAME = r"[A-ZÆØÅ][a-zæøå]{2,}(?:sen|gaard|gård|strup|lund|holm|berg|bjerg|bæk|skov|dahl|toft|kjær|vig)"
_NAMED = re.compile(
    rf"\b(?i:{_ROLES}) (?:{_WORD} (?:[A-ZÆØÅ]\. ?)?{_WORD})\b|\b{_WORD} (?:[A-ZÆØÅ]\. ?|{_WORD} )?{_SURNAME}\b"
)
_SAID = re.compile(
    rf"\b{_ROLES} (?:sagde|mente|udtalte|spurgte(?: til)?|indvendte|oplyste|protesterede|var (?:imod|uenig)|"
    r"stemte(?: for| imod)?|gjorde opmærksom på)\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:personsag\w*|personalesag\w*|tjenstlig\w* samtale\w*|bortvis\w+|afskedigelsessag\w*|"
    r"(?:en|én|1) (?:medarbejder|kollega|leder|ansat)s? (?:er |blev |har fået )?"
    r"(?:opsagt|opsigelse|fyret|fyring|afskediget|afskedigelse|sygemeldt|sygemelding|en advarsel|advarsel))\b",
    re.IGNORECASE,
)
_FEW = r"(?:[1-4]|én|en|et|to|tre|fire)"
_SMALL = re.compile(
    rf"(?<![\w.,])(?:{_FEW} (?:ud )?af (?:de |vores |(?:[2-9]|1\d|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv) )?"
    r"(?:ansatte|medarbejdere|kolleger|ledere)|"
    r"(?:[1-4]|én|to|tre|fire) (?:sygemeldte?|langtidssyge?|langtidssygemeldte?|opsagte?|afskedigede?|"
    r"arbejdsskader?|arbejdsulykker?|"
    r"krænkelser?|voldsepisoder?|voldshændelser?|sager? om (?:vold|mobning|chikane|krænkelser?)|"
    r"(?:anmeldelser?|tilfælde) af (?:vold|mobning|chikane|krænkelser?|stress)))\b",
    re.IGNORECASE,
)
_QUESTIONS = (
    (_NAMED, "Er »{found}« et navn på en person? Skriv rollen i stedet."),
    (_SAID, "»{found}«: Kan man se, hvem der sagde hvad? Skriv det, mødet talte om, og ikke hvem der sagde det."),
    (_CASE, "Handler »{found}« om en bestemt person? Så skal det ikke stå her."),
    (_SMALL, "»{found}«: Er tallet så lille, at nogen kan kendes? Skriv det uden tal."),
)


@rule("U03", Severity.ADVICE, kinds=(Kind.MEETING,))
def people_at_a_meeting(subject: Subject) -> Iterator[Finding]:
    """Nogen kan måske kendes på det, der står om et møde.

    Forkert: `Lederen sagde nej.` eller `To af de ansatte er sygemeldte.`
    Rigtigt: `Mødet talte om, hvordan vi hjælper hinanden i en travl tid.`
    Hvorfor: Navne, hvem der sagde hvad, sager om personer og tal om få er ikke for alle, heller ikke når punktet er
        åbent. Er det ikke sådan, så lad det stå.
    """
    for line, text in subject.texts:
        for pattern, question in _QUESTIONS:
            if found := pattern.search(text):
                yield line, question.format(found=shortened(found[0]))


@rule("D02", Severity.ADVICE, kinds=(Kind.MEETING,))
def meeting_passed(subject: Subject) -> Iterator[Finding]:
    """Dagen for et møde er gået, og siden fortæller ikke, hvad det blev til.

    Forkert: `status: planlagt`, når dagen er gået, og ingen har set siden igennem siden.
    Rigtigt: `status: holdt` eller `status: aflyst` – og ved ingen det, så en ny dag under `updated`.
    Hvorfor: En dato siger ikke, om mødet blev holdt. Det vil kolleger gerne vide.
    """
    page = subject.page
    if not is_day(page.slug) or page.fields.status is not MeetingStatus.PLANNED or not page.fields.updated:
        return
    if page.fields.updated < page.day < subject.today:
        ask = "Hvad blev det til? Skriv, om det er holdt eller aflyst. Ved I det ikke, så ret kun »Opdateret«."
        yield page.line_of("status"), f"Mødet var planlagt til den {wording.in_words(page.day)}. {ask}"


@rule("D03", Severity.ADVICE, kinds=(Kind.MEETING,))
def meeting_held_before_its_day(subject: Subject) -> Iterator[Finding]:
    """Et møde står som holdt, før dagen er kommet.

    Forkert: `status: holdt` i en fil, der hedder en dag i fremtiden.
    Rigtigt: `status: planlagt`, eller filen omdøbt til den dag, mødet blev holdt.
    Hvorfor: Kolleger kan nå at komme med det, de vil fortælle, hvis mødet ikke har været der.
    """
    page = subject.page
    if is_day(page.slug) and page.fields.status is MeetingStatus.HELD and page.day > subject.today:
        day = wording.in_words(page.day)
        yield (
            page.line_of("status"),
            f"Mødet er den {day}, men står som holdt. Skal dagen eller status rettes?",
        )
