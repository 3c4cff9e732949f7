"""One page of every kind, by a label and its address: what the browser's tests look at. Add your new kind of page here.

OWN_KINDS are addresses on the project's own site, GOOD_KINDS on the site of tests/cases/good, for what the real pages
do not show yet.
"""

OWN_KINDS: dict[str, str] = {
    "front page": "",
    "themes": "themes/",
    "theme": "themes/en-attraktiv-arbejdsplads/",
    "units": "units/",
    "area": "units/sundhed-og-omsorg/",
    "unit": "units/norddjurs-mad/",
    "interpretation": "units/sundhed-og-omsorg/en-attraktiv-arbejdsplads/",
    "stories": "stories/",
    "stories about a theme": "stories/theme/en-staerk-fortaelling/",
    "stories from an area": "stories/unit/sundhed-og-omsorg/",
    "story": "stories/arbejdsmiljoedagen-2022/",
    "catalogue": "catalogue/",
    "catalogue by theme": "catalogue/theme/blik-for-borgeren/",
    "overview": "overview/",
    "dialogue": "dialogue/",
    "dialogue sheet": "dialogue/blik-for-borgeren/",
    "sheet for a plan": "dialogue/plan/sundhed-og-omsorg/",
    "committee": "units/sundhed-og-omsorg/meetings/",
    "sheet for a meeting": "units/sundhed-og-omsorg/meetings/2023-06-20/",
    "meeting": "units/sundhed-og-omsorg/meetings/2023-01-31/",
    "about": "about/",
    "words": "about/words/",
    "contribute": "contribute/",
    "form": "contribute/form/",
    "form of a unit": "contribute/form/unit/",
    "form of a story": "contribute/form/story/",
    "fields": "contribute/fields/",
    "rules": "contribute/rules/",
    "guides": "contribute/guides/",
    "guide with pictures": "contribute/guides/form/",
    "guide for the editors": "contribute/guides/editors/",
    "accessibility": "accessibility/",
    "editors": "editors/",
    "embedding": "embed/",
    "embedded": "embed/newest/",
    "not found": "404.html",
}
GOOD_KINDS: dict[str, str] = {
    "interpretation with a plan": "units/aakaer-hjemmepleje/blik-for-borgeren/",
    "unit with meetings": "units/aakaer-hjemmepleje/",
    "story with a picture": "stories/da-ruten-blev-kendt/",
    "overview of two areas": "overview/",
}
