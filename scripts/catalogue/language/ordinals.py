"""Ordinals: numbers at the beginning of a line that belong to its words – »15. marts«, »2. klasse« – and count no list.

The form in the browser judges by the same patterns.
"""

import re

from catalogue.language.values import MONTHS

_MONTHS = f"(?:{'|'.join(MONTHS)})s?|(?:jan|feb|febr|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)\\.?"
_DAYS = (
    "(?:man|tirs|ons|tors|fre|lør|søn)dag\\w*|(?:hver)?dag\\w*|hverdag\\w*|advent\\w*|(?:jule|påske|pinse|nytårs)\\w+"
)
# What is counted in Danish, with the endings and the compounds it comes in: »klassen«, »klasserne«, »kvartalsrapport«.
_COUNTED = (
    "klasse\\w*|kl\\.|årgang\\w*|år(?:s\\w*|et|ets|ene)?(?:-\\w+)?|halvår\\w*|kvartal\\w*|måned\\w*|uge\\w*|termin\\w*|"
    "semester\\w*|semestr\\w*|sals?|etage\\w*|stue\\w*|plads\\w*|prioritet\\w*|præmie\\w*|gang\\w*|runde\\w*|fase\\w*|"
    "etape\\w*|trin\\w*|led|leds|del|dele|delen|kapitel\\w*|afsnit\\w*|udgave\\w*|oplag\\w*|behandling\\w*|samling\\w*|"
    "sæson\\w*|division\\w*|hold(?:et)?|verdenskrig\\w*|generation\\w*|række\\w*|suppleant\\w*|viceborgmester\\w*|"
    "næstformand\\w*|formand\\w*|instans\\w*|grads?|lektion\\w*|modul\\w*|møde\\w*|time|timen|minut|minutter|"
    "århundrede\\w*|punkt|spor|grundskoleår|skoleår\\w*|skoledag\\w*|reserve\\w*"
)
# Two numbers that stand for a stretch or a pair, such as »15.–17. marts« and »1. og 2. klasse«, and »10. i måneden«.
_FURTHER = "(?:og|eller|til|samt|–|—|-|/)\\s*\\d+\\.?(?!\\d)|i (?:hver )?måneden?\\b|i hver\\b"
WORDS = f"(?:{_MONTHS}|{_DAYS}|{_COUNTED})(?![\\w])|{_FURTHER}"
"""How a text begins whose number is an ordinal. It is case-sensitive: »1. Maj ringer« is the first point of a list."""
LINE = f"(?:\\d{{4,9}}[.)](?=[ \\t]|$)|\\d{{1,3}}[.)][ \\t]+(?:{WORDS}))"
"""How a line begins whose number counts no list: with a year or another long number, or with an ordinal."""
_LINE = re.compile(LINE)


def begins_with_ordinal(line: str) -> bool:
    """Tell whether a line begins with a number that belongs to its words, as »15. marts begynder vi« does."""
    return _LINE.match(line) is not None
