"""Kinds of workplace, in the words that people use of their own work. All that a kind is to anybody stands here."""

from collections.abc import Mapping
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
    def motif(self) -> str:
        """The name of the drawing in the head of such a workplace's page."""
        return _MOTIFS[self]

    @property
    def label(self) -> str:
        """The kind as it stands by itself: »Plejecenter«."""
        return f"{self.value[:1].upper()}{self.value[1:]}"


ANY_MOTIF = "fyr"
"""The drawing of those whose kind of work is not told, and of the whole organisation: a lighthouse."""
_DRAWN: Mapping[str, tuple[Workplace, ...]] = {
    "kop": (
        Workplace.NURSING_HOME,
        Workplace.HOME_CARE,
        Workplace.HOME_NURSING,
        Workplace.TRAINING,
        Workplace.PREVENTION,
        Workplace.AIDS_DEPOT,
        Workplace.ASSESSMENT,
        Workplace.KITCHEN,
    ),
    "klodser": (
        Workplace.CHILDMINDING,
        Workplace.NURSERY,
        Workplace.HEALTH_VISITORS,
        Workplace.DENTISTS,
        Workplace.FAMILIES,
        Workplace.CHILDRENS_HOME,
    ),
    "aeble": (
        Workplace.SCHOOL,
        Workplace.AFTER_SCHOOL,
        Workplace.SPECIAL_EDUCATION,
        Workplace.YOUTH_SCHOOL,
        Workplace.PSYCHOLOGISTS,
    ),
    "huse": (
        Workplace.HOUSING,
        Workplace.HOME_SUPPORT,
        Workplace.DROP_IN,
        Workplace.ADDICTION,
        Workplace.ADULT_ADVICE,
    ),
    "raadhus": (Workplace.JOB_CENTRE, Workplace.BENEFITS, Workplace.CITIZEN_SERVICE, Workplace.STAFF),
    "noder": (Workplace.LIBRARY, Workplace.CULTURE, Workplace.SPORTS_HALL),
    "trae": (Workplace.ROADS_AND_PARKS, Workplace.CARETAKERS, Workplace.CLEANING, Workplace.PLANNING),
}
"""The drawings, each with the kinds of work that are near enough to one another to share it: a cup, building blocks, an
apple, houses, a town hall, notes, a tree beside a wind turbine."""
_MOTIFS = {workplace: motif for motif, workplaces in _DRAWN.items() for workplace in workplaces}
