"""Faults: what can be wrong with a file before its page can be judged. One function a fault, in the order of codes.

`label` is a field as messages name it: »Slags« (kind).
"""

from collections.abc import Mapping, Sequence

from catalogue.language.nearness import nearest
from catalogue.language.values import what_a_date_lacks
from catalogue.language.wording import count, listed, quoted
from catalogue.privacy.masking import mask
from catalogue.problems.codes import fault, faults_in
from catalogue.problems.problem import Severity

MANY_CHOICES = 10


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return » Mente du »…«?« with the nearest known word, or nothing when none is near."""
    guess = nearest(word, known)
    return f" Mente du »{guess}«?" if guess else ""


def shortened(value: str, length: int = 60) -> str:
    """Return a value as messages quote it: one line, not longer than a glance."""
    # Masked before it is cut: half a CPR number would not be known as one.
    line = " ".join(mask(value).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


@fault("L01")
def not_utf8(position: int) -> str:
    """Filen er ikke gemt som UTF-8.

    Forkert: En fil gemt som »ANSI«, »Latin-1« eller »Unicode (UTF-16)«.
    Rigtigt: Gem filen igen, og vælg »UTF-8« som tegnsæt.
    Hvorfor: Ellers bliver æ, ø og å til volapyk.
    """
    return f"Filen er ikke gemt som UTF-8 (byte {position}). Gem den igen, og vælg tegnsættet UTF-8."


@fault("L02")
def control_character(name: str) -> str:
    """Filen indeholder usynlige tegn.

    Forkert: Tekst kopieret fra et program, der har lagt styretegn eller tegn uden bredde ind.
    Rigtigt: Slet tegnet, og skriv ordet igen. Er det et linjeskift fra et andet program, så lav et nyt.
    Hvorfor: Tegn, man ikke kan se, kan skjule noget eller vende teksten om for læseren.
    """
    ways = {
        **dict.fromkeys(
            ("U+000B", "U+000C", "U+0085", "U+2028", "U+2029"), "Det er et linjeskift. Lav et nyt i stedet."
        ),
        **dict.fromkeys(("U+200E", "U+202A", "U+202C", "U+202D"), "Det står tit om et telefonnummer. Skriv det igen."),
    }
    return f"Linjen indeholder et usynligt tegn ({name}). {ways.get(name, 'Slet det, og skriv ordet igen.')}"


@fault("L03")
def too_large(what: str, size: int, limit: int) -> str:
    """Filen fylder for meget.

    Forkert: En side med flere hundrede tusind tegn.
    Rigtigt: Del teksten op, eller lad et link pege på det lange dokument.
    Hvorfor: En side i kataloget skal kunne læses i en pause.
    """
    return f"{what} fylder {size // 1000} kB. Det må højst fylde {limit // 1000} kB."


@fault("L04")
def no_front_matter() -> str:
    """Siden begynder ikke med felter.

    Forkert: En fil, der begynder med selve teksten.
    Rigtigt:
        ---
        title: De samme få ansigter
        ---
    Hvorfor: Felterne øverst fortæller, hvad siden hedder, og hvor den hører til.
    """
    return "Siden skal begynde med felter mellem to linjer med tre bindestreger (---)."


@fault("L05")
def unclosed_front_matter() -> str:
    """Felterne mangler en afslutning.

    Forkert:
        ---
        title: De samme få ansigter
        Teksten begynder her.
    Rigtigt:
        ---
        title: De samme få ansigter
        ---
        Teksten begynder her.
    Hvorfor: Linjen med tre bindestreger skiller felterne fra teksten.
    """
    return "Felterne mangler en afslutning. Skriv en linje med tre bindestreger (---) under det sidste felt."


@fault("L06")
def unreadable(explanation: str) -> str:
    """Felterne kan ikke læses.

    Forkert: `summary: Husk: vi mødes kl. 8`
    Rigtigt: `summary: "Husk: vi mødes kl. 8"`
    Hvorfor: Kolon, anførselstegn og indrykning betyder noget i felterne. Anførselstegn om teksten løser det meste.
    """
    return f"Felterne kan ikke læses her: {explanation}"


@fault("L07")
def forbidden_yaml(what: str, example: str) -> str:
    """Felterne bruger et tegn, der betyder noget særligt.

    Forkert: `title: !vigtigt` eller `title: &navn Mad`
    Rigtigt: `title: "!vigtigt"` eller `title: "&navn Mad"`
    Hvorfor: Tegnene `!`, `&` og `*` i begyndelsen af en værdi er koder, som kataloget ikke bruger.
    """
    return f'Værdien begynder med {what}, som er en kode. Sæt anførselstegn om: "{example}".'


@fault("L08")
def duplicate_key(key: str, first: int) -> str:
    """Et felt står to gange.

    Forkert:
        title: Morgenmøde
        title: Aftenmøde
    Rigtigt: `title: Morgenmøde`
    Hvorfor: Kun det ene kan komme med, og vi vil ikke gætte på hvilket.
    """
    return f"Feltet »{shortened(key)}« står også på linje {first}. Slet det ene."


@fault("L09")
def too_deep() -> str:
    """Felterne ligger for dybt inde i hinanden.

    Forkert: `plan: [[[[[[[…]]]]]]]`
    Rigtigt: En liste med punkter, som siden »Felterne på en side« viser.
    Hvorfor: Ingen felter i kataloget har mere end et par lag.
    """
    return "Felterne ligger for dybt inde i hinanden. Skriv dem, som siden »Felterne på en side« viser."


@fault("L10", Severity.ADVICE)
def swallowed_text(text: str) -> str:
    """Noget af teksten læses som en bemærkning.

    Forkert: `title: Vi er #1`
    Rigtigt: `title: "Vi er #1"`
    Hvorfor: Et mellemrum og # begynder en bemærkning, som ikke kommer med på siden.
    """
    return f"»{text}« kommer ikke med på siden, fordi # begynder en bemærkning. Sæt anførselstegn om hele værdien."


@fault("L11")
def not_a_mapping() -> str:
    """Felterne er ikke skrevet som navn og værdi.

    Forkert: `Morgenmøde`
    Rigtigt: `title: Morgenmøde`
    Hvorfor: Hvert felt skal have et navn, et kolon, et mellemrum og en værdi.
    """
    return "Skriv hvert felt som navn, kolon, mellemrum og værdi, for eksempel »title: Morgenmøde«."


@fault("F01")
def unknown_field(key: str, owner: str, known: Mapping[str, str], gone: str = "") -> str:
    """Et felt, som siden ikke har.

    Forkert: `titel: Morgenmøde`
    Rigtigt: `title: Morgenmøde`
    Hvorfor: Et felt, kataloget ikke kender, ville forsvinde uden et ord.
    """
    if gone:
        return f"Feltet »{shortened(key)}« findes ikke mere {owner}. {gone}"
    if (bare := "".join(key.split())) in known:
        return f"Efter »{bare}« står der et hårdt mellemrum før kolon. Slet det."
    # A writer who does not find the key may well write the label that the guide and the form show.
    labels = {label.casefold(): name for name, label in known.items()}
    meant = labels.get(key.casefold()) or nearest(key, [*known, *labels], cutoff=0.7)
    guess = suggestion(labels.get(meant, meant), list(known)) if meant else suggestion(key, list(known))
    return f"Feltet »{shortened(key)}« findes ikke {owner}.{guess or f' Mulige felter: {listed(list(known))}.'}"


@fault("F02")
def missing_field(label: str, description: str) -> str:
    """Et felt mangler.

    Forkert: En side uden `title`.
    Rigtigt: `title: De samme få ansigter`
    Hvorfor: Uden titel, kort fortalt og dato kan kolleger ikke finde og vurdere siden.
    """
    return f"{label} mangler. {description}"


@fault("F03")
def empty_field(label: str, description: str) -> str:
    """Et felt, der skal udfyldes, er tomt.

    Forkert: `title:`
    Rigtigt: `title: De samme få ansigter`
    Hvorfor: Feltet står på kortet, i søgningen og øverst på siden.
    """
    return f"{label} er tomt. {description}"


@fault("F04")
def wrong_shape(label: str, expected: str, example: str) -> str:
    """Et felt har en forkert form.

    Forkert: `topics: taet-paa-borgeren`
    Rigtigt: `topics: [taet-paa-borgeren]`
    Hvorfor: Nogle felter er en tekst, nogle er en liste, og nogle har felter i sig.
    """
    return f"{label} skal være {expected}. Skriv for eksempel: {example}"


@fault("F05")
def wrong_date(label: str, value: str, guess: str) -> str:
    """En dato er skrevet på en anden måde.

    Forkert: `updated: 10/2-2026`
    Rigtigt: `updated: 2026-02-10`
    Hvorfor: Med år, måned og dag i fast rækkefølge kan ingen tage fejl, og datoer kan sorteres.
    """
    lacks = {
        "day": "Skriv også dagen",
        "week": "En uge har syv dage, så skriv den ene",
        "year": "Skriv også året",
        "order": "Den kan læses på to måder, så skriv året med fire tal",
    }
    if guess:
        ending = f"Mente du »{guess}«?"
    elif lack := lacks.get(what_a_date_lacks(value)):
        ending = f"{lack}, for eksempel 2026-02-10."
    else:
        ending = "Skriv for eksempel 2026-02-10."
    return f"{label} er »{shortened(value)}«, men skal være en dato: år-måned-dag. {ending}"


@fault("F06")
def no_such_day(label: str, value: str) -> str:
    """En dato, der ikke findes.

    Forkert: `deadline: 2026-02-30`
    Rigtigt: `deadline: 2026-02-28`
    Hvorfor: Datoen bruges til at minde om opfølgning, så den skal være rigtig.
    """
    return f"{label} er »{shortened(value)}«, men den dag findes ikke i kalenderen."


@fault("F07")
def wrong_choice(
    label: str, value: str, allowed: Sequence[str], renamed: str = "", also: str = "", others: Sequence[str] = ()
) -> str:
    """En værdi, der ikke er med på listen.

    Forkert: `kind: enhd`
    Rigtigt: `kind: enhed`
    Hvorfor: Med faste værdier kan kolleger sortere og finde siderne.
    """
    guess = suggestion(renamed or value, [*allowed, *others])
    if also:  # What else is allowed is too much to be told name by name.
        choices = listed([*(f"»{choice}«" for choice in allowed), also], "eller")
        return f"{label} er »{shortened(value)}«, men skal være {choices}.{guess}"
    if len(allowed) > MANY_CHOICES:  # The guess would be lost behind a long list.
        return f"{label} er »{shortened(value)}«, som ikke er på listen.{guess} Vælg mellem {quoted(allowed, 'og')}."
    return f"{label} er »{shortened(value)}«, men skal være {quoted(allowed)}.{guess}"


@fault("F08")
def too_long(label: str, length: int, limit: int) -> str:
    """En tekst er for lang.

    Forkert: En »Kort fortalt« på et helt afsnit.
    Rigtigt: Én eller to sætninger, og resten i teksten nedenfor.
    Hvorfor: Teksten skal kunne stå på et kort og læses på et øjeblik.
    """
    return f"{label} er på {count(length, 'tegn', 'tegn')}, men må højst være på {limit}. Flyt resten ned i teksten."


@fault("F09")
def markup_in_text(label: str, found: str) -> str:
    """Et felt indeholder tegn fra kode.

    Forkert: `title: <b>Morgenmøde</b>`
    Rigtigt: `title: Morgenmøde`
    Hvorfor: Felterne er ren tekst. Tegnene <, >, { og } bruges i kode og kan gøre skade.
    """
    return f"{label} indeholder »{found}«. Felterne er ren tekst uden <, >, {{ og }}. Skriv det med ord."


@fault("F10")
def wrong_form(label: str, value: str, expected: str, example: str) -> str:
    """En værdi er ikke skrevet på den måde, feltet skal have.

    Forkert: `topics: [Tæt på borgeren]`
    Rigtigt: `topics: [taet-paa-borgeren]`
    Hvorfor: Navne, der bruges i adresser, skrives med små bogstaver, tal og bindestreg: æ→ae, ø→oe, å→aa.
    """
    return f"{label} er »{shortened(value)}«, men skal {expected}. Skriv for eksempel: {example}"


@fault("F11")
def wrong_number(label: str, value: str) -> str:
    """Et tal er ikke et helt tal.

    Forkert: `order: første`
    Rigtigt: `order: 1`
    Hvorfor: Tallet bestemmer rækkefølgen.
    """
    return f"{label} er »{shortened(value)}«, men skal være et helt tal fra 1 til 99."


@fault("F12")
def wrong_yes_no(label: str, value: str) -> str:
    """Et ja eller nej er skrevet på en anden måde.

    Forkert: `example: måske`
    Rigtigt: `example: true`
    Hvorfor: Feltet kan kun være sandt eller falsk.
    """
    return f"{label} er »{shortened(value)}«, men skal være »true« (ja) eller »false« (nej)."


@fault("S01")
def misplaced_page(expected: str) -> str:
    """En side ligger i en forkert mappe.

    Forkert: `units/blik-for-borgeren.md`
    Rigtigt: `units/eksempelgryden/blik-for-borgeren.md`
    Hvorfor: Mappen fortæller, hvem siden hører til.
    """
    return f"Filen ligger et forkert sted. {expected}"


@fault("S02")
def bad_name(name: str, guess: str, way_out: str = "Brug mindst ét bogstav.") -> str:
    """En fil eller mappe har et navn, der ikke kan bruges i en adresse.

    Forkert: `units/Køkkenet Eksempelgryden/Index.md`
    Rigtigt: `units/eksempelgryden/index.md`
    Hvorfor: Navnet bliver til adressen: små bogstaver, tal og bindestreg, æ→ae, ø→oe, å→aa.
    """
    ending = f"Kald den »{guess}«." if guess and guess != name else way_out
    return f"Navnet »{shortened(name)}« kan ikke bruges i en adresse. {ending}".rstrip()


@fault("S03")
def not_a_file(what: str) -> str:
    """Noget, der ikke er en almindelig fil.

    Forkert: En genvej (symbolsk link) til en fil et andet sted.
    Rigtigt: Selve filen.
    Hvorfor: En genvej kan pege ud af kataloget.
    """
    return f"Her skal være en almindelig fil eller mappe, men det er {what}. Læg selve filen her."


@fault("S04")
def unknown_ending(ending: str, allowed: Sequence[str], way: str = "") -> str:
    """En fil af en slags, kataloget ikke viser.

    Forkert: `plan.docx`
    Rigtigt: `plan.pdf`
    Hvorfor: Alle skal kunne åbne filen, også på telefonen, og den må ikke kunne gøre skade.
    """
    return f"Filer, der ender på »{shortened(ending)}«, kan ikke ligge i kataloget. {way or f'Brug {quoted(allowed)}.'}"


@fault("S05")
def unreadable_file(reason: str) -> str:
    """En fil kan ikke læses.

    Forkert: En fil, som ingen har lov til at åbne.
    Rigtigt: En fil med almindelige rettigheder.
    Hvorfor: Siden kan ikke vises, når filen ikke kan læses.
    """
    return f"Filen kan ikke læses: {reason}."


@fault("S06")
def no_themes() -> str:
    """Mappen har ingen temaer.

    Forkert: En mappe uden `themes/`.
    Rigtigt: `themes/blik-for-borgeren.md`
    Hvorfor: Temaerne er det, alle siderne knytter sig til.
    """
    return "Her er ingen temaer. Læg mindst én side i mappen themes/."


@fault("B02")
def unusable_picture(reason: str) -> str:
    """Et billede kan ikke bruges.

    Forkert: En fil på 30 MB, eller et dokument, der er omdøbt til .jpg.
    Rigtigt: Et almindeligt foto som .jpg, .png, .webp eller .gif på højst 15 MB.
    Hvorfor: Billedet bliver gjort mindre og renset for oplysninger om sted og kamera, før det vises.
    """
    return f"Billedet kan ikke bruges: {reason}."


@fault("B03", Severity.ADVICE)
def standing_still() -> str:
    """Et billede, der bevæger sig, kommer til at stå stille.

    Forkert: En .gif, der viser otte trin efter hinanden.
    Rigtigt: Otte billeder med hver sin tekst, eller et link til filmen.
    Hvorfor: Kun det første billede kommer med. Det, der bevæger sig af sig selv, forstyrrer den, der læser.
    """
    return (
        "Billedet bevæger sig, men kun det første billede i filen bliver vist. "
        "Vis trinnene som flere billeder, eller skriv et link til filmen."
    )


@fault("B04")
def citizen_shown() -> str:
    """Man kan kende en borger, et barn eller en pårørende på et billede.

    Forkert: `consent: { people: borgere }`
    Rigtigt: Et billede af hænder eller ting, hvor man ikke kan kende nogen: `consent: { people: ingen }`
    Hvorfor: Den, der får hjælp af os, kan have svært ved at sige nej, og et billede kan ikke kaldes tilbage fra nettet.
    """
    return CITIZEN_SHOWN


CITIZEN_SHOWN = (
    "Man kan kende en borger på billedet. Det kan vi ikke tage imod her. "
    "Vis hænder eller ting i stedet, eller ring til redaktionen."
)
"""The form says it too, in the same words."""


@fault("B05")
def consent_in_words(label: str, is_of_nobody: bool, fields: Sequence[str]) -> str:
    """Samtykket til et billede er en tekst og ikke felter.

    Forkert: `consent: Skriftligt samtykke, opbevares hos lederen`
    Rigtigt: `consent: { people: ingen }`, når man ikke kan kende nogen. Kan man kende kolleger:
        consent:
          people: kolleger
          given: 2026-02-10
          kept_by: Teamlederen
          channels: [kataloget, intranettet]
          review: 2028-02-10
    Hvorfor: Et billede må kun bruges dér, hvor kollegerne har sagt ja, og de skal kunne fortryde.
    """
    nobody = quoted(["{ people: ingen }"])
    if is_of_nobody:
        return f"{label} skrives nu som felter. Mente du {nobody}?"
    return (
        f"{label} skrives nu som felter, og programmet ved ikke, hvem der har sagt ja til hvad. Kan man ikke kende "
        f"nogen, så skriv {nobody}. Ellers udfyld {listed(fields)}."
    )


@fault("S07")
def same_name(other: str) -> str:
    """To billeder har samme navn.

    Forkert: `tavle.jpg` og `tavle.png` i samme mappe.
    Rigtigt: `tavle.jpg` og `tavlen-taet-paa.png`
    Hvorfor: Billederne bliver til den samme slags fil, og så kan kun det ene komme med.
    """
    return f"Billedet har samme navn som {other}. Giv det et andet navn."


@fault("S08")
def same_address(other: str) -> str:
    """To sider har samme adresse.

    Forkert: `ny.md` og `ny/index.md`
    Rigtigt: Kun den ene af dem.
    Hvorfor: På adressen kan der kun vises én side.
    """
    return f"Siden får samme adresse som {other}. Slet den ene, eller giv den et andet navn."


@fault("S09")
def too_much(files: int, size: int) -> str:
    """En ændring er for stor til at blive tjekket på én gang.

    Forkert: En pull request med flere tusind filer.
    Rigtigt: Flere pull requests, for eksempel én for hver arbejdsplads.
    Hvorfor: Tjekket læser det hele, og et menneske skal kunne nå at læse det bagefter.
    """
    most = f"højst {count(files, 'fil', 'filer')} og {size // 1_000_000} MB i hver"
    return f"Filen er ikke læst, for ændringen er for stor. Del den i flere: {most}."


@fault("S10")
def meeting_name(name: str, guess: str) -> str:
    """Filen om et møde hedder ikke det samme som dagen.

    Forkert: `units/eksempelgryden/meetings/sommermoede.md` eller `units/eksempelgryden/meetings/2026-06-31.md`
    Rigtigt: `units/eksempelgryden/meetings/2026-06-20.md`
    Hvorfor: Dagen står kun ét sted, og så kan møderne stå i rækkefølge og komme i kalenderen.
    """
    ask = f"Kald den »{guess}.md«." if guess else "Den skal hedde dagen for mødet, for eksempel »2026-06-20.md«."
    return f"Navnet »{shortened(name)}« er ikke en dag i kalenderen. {ask}"


@fault("R01")
def too_heavy() -> str:
    """Siden er for tung at vise.

    Forkert: Tusindvis af klammer eller lister inde i hinanden.
    Rigtigt: Almindelig tekst med overskrifter, lister, tabeller og links.
    Hvorfor: Én side må ikke kunne standse hele kataloget.
    """
    return "Siden er for tung at vise. Gør den kortere, og fjern klammer og lister, der ligger dybt inde i hinanden."


FAULTS = faults_in(globals())
"""Every fault, in the order of the rule page."""
