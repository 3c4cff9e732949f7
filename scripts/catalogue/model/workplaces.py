"""Kinds of workplace, in the words that people use of their own work. All that a kind is to anybody stands here."""

from enum import StrEnum

from catalogue.language.slugs import slugify


class Workplace(StrEnum):
    """A kind of workplace. The value is what writers type and readers see.

    `phrase` goes on from »Jeg arbejder …«, `plural` is several of them, and `words` are others that people search by.
    """

    phrase: str
    plural: str
    words: tuple[str, ...]

    NURSING_HOME = "plejecenter", "på et plejecenter", "plejecentre", ("plejehjem", "ældrecenter")
    HOME_CARE = "hjemmepleje", "i hjemmeplejen", "hjemmeplejegrupper", ("hjemmehjælp", "udekørende")
    HOME_NURSING = "hjemmesygepleje", "i hjemmesygeplejen", "sygeplejegrupper", ("sygeplejeklinik", "akutteam")
    TRAINING = "træningscenter", "på et træningscenter", "træningscentre", ("genoptræning",)
    PREVENTION = "forebyggelse", "i forebyggelsen", "sundhedscentre", ("dagcenter",)
    AIDS_DEPOT = "hjælpemiddeldepot", "på hjælpemiddeldepotet", "hjælpemiddeldepoter", ("kørestole",)
    ASSESSMENT = "visitation", "i visitationen", "visitationer", ("visitator",)
    KITCHEN = "køkken", "i et køkken", "køkkener", ("madservice",)
    CHILDMINDING = "dagpleje", "i dagplejen", "dagplejegrupper", ("legestue",)
    NURSERY = "daginstitution", "i en daginstitution", "daginstitutioner", ("vuggestue", "børnehave", "dagtilbud")
    SCHOOL = "skole", "på en skole", "skoler", ("folkeskole",)
    AFTER_SCHOOL = "SFO eller klub", "i en SFO eller klub", "SFO'er og klubber", ("fritidsordning",)
    SPECIAL_EDUCATION = "specialtilbud", "i et specialtilbud", "specialtilbud", ("specialskole", "specialklasse")
    YOUTH_SCHOOL = "ungdomsskole", "i ungdomsskolen", "ungdomsskoler", ("ungdomsklub",)
    PSYCHOLOGISTS = "PPR", "i PPR", "PPR-teams", ("psykolog", "talepædagog")
    HEALTH_VISITORS = "sundhedspleje", "i sundhedsplejen", "sundhedsplejeteams", ("sundhedsplejerske",)
    DENTISTS = "tandpleje", "i tandplejen", "tandklinikker", ("skoletandlæge",)
    FAMILIES = "familieafdeling", "i familieafdelingen", "familieafdelinger", ("familierådgivning",)
    CHILDRENS_HOME = "døgninstitution", "på en døgninstitution", "døgninstitutioner", ("anbragte børn",)
    HOUSING = "botilbud", "på et botilbud", "botilbud", ("bosted", "bofællesskab")
    HOME_SUPPORT = "bostøtte", "i bostøtten", "bostøtteteams", ("hjemmevejleder",)
    DROP_IN = "værested eller værksted", "på et værested eller værksted", "væresteder og værksteder", ("samværstilbud",)
    ADDICTION = "rusmiddelbehandling", "i rusmiddelbehandlingen", "rusmiddelcentre", ("misbrug",)
    ADULT_ADVICE = "voksenrådgivning", "i voksenrådgivningen", "voksenrådgivninger", ("handicap", "psykiatri")
    JOB_CENTRE = "jobcenter", "i jobcenteret", "jobcentre", ("sygedagpenge",)
    BENEFITS = "ydelseskontor", "i ydelseskontoret", "ydelseskontorer", ("kontanthjælp",)
    CITIZEN_SERVICE = "borgerservice", "i borgerservice", "borgerservicesteder", ("pas", "kørekort")
    LIBRARY = "bibliotek", "på et bibliotek", "biblioteker", ("lokalarkiv",)
    CULTURE = "kulturtilbud", "i et kulturtilbud", "kulturtilbud", ("musikskole",)
    SPORTS_HALL = "hal eller svømmehal", "i en hal eller svømmehal", "haller og svømmehaller", ("idræt",)
    ROADS_AND_PARKS = "vej og park", "i vej og park", "vej- og parkhold", ("materielgård",)
    CARETAKERS = "teknisk service", "i teknisk service", "servicehold", ("pedel",)
    CLEANING = "rengøring", "i rengøringen", "rengøringshold", ("hygiejne",)
    PLANNING = "plan, byg og miljø", "i plan, byg og miljø", "plan-, bygge- og miljøkontorer", ("byggesag", "natur")
    STAFF = "stab", "i en stab", "stabe", ("rådhus", "HR", "løn", "it")

    def __new__(cls, value: str, phrase: str, plural: str, words: tuple[str, ...]) -> "Workplace":
        """Return a kind that is its value as a text."""
        made = str.__new__(cls, value)
        made._value_, made.phrase, made.plural, made.words = value, phrase, plural, words
        return made

    @property
    def slug(self) -> str:
        """The kind as it stands in addresses: `?type=plejecenter`."""
        return slugify(self.value)

    @property
    def label(self) -> str:
        """The kind as it stands by itself: »Plejecenter«."""
        return f"{self.value[:1].upper()}{self.value[1:]}"
