"""Numbers of people that nobody has: made here, so that none is written down in a file."""

from datetime import date
from itertools import islice

from catalogue.privacy.cpr import birthday, has_check_digit


def make_number(day: str, checked: bool, century: int = 1900, skip: int = 0) -> str:
    """Return ten digits of a birthday, written `ddmmyy`, that add up by modulus 11 or do not."""
    serials = (f"{day}{serial:04}" for serial in range(1, 10_000))
    wanted = (digits for digits in serials if has_check_digit(digits) is checked and _is_of(digits, century))
    return next(islice(wanted, skip, None))


def _is_of(digits: str, century: int) -> bool:
    born = birthday(digits)
    return isinstance(born, date) and born.year // 100 * 100 == century


CHECKED = make_number("070761", checked=True, skip=40)
"""A date and modulus 11."""
NEW_YEAR = make_number("010165", checked=False, skip=40)
"""1 January without modulus 11."""
UNCHECKED = make_number("070761", checked=False, skip=40)
"""Another date without modulus 11."""


def split(digits: str) -> tuple[str, str, str, str]:
    """Return day, month, year and serial."""
    return digits[:2], digits[2:4], digits[4:6], digits[6:]


def spellings(digits: str) -> dict[str, str]:
    """Return the ways in which a number may be written, by what is odd about each."""
    day, month, year, serial = split(digits)
    birth = day + month + year
    return {
        "in a row": digits,
        "hyphen": f"{birth}-{serial}",
        "space": f"{birth} {serial}",
        "hyphen between spaces": f"{birth} - {serial}",
        "en dash": f"{birth}–{serial}",
        "em dash": f"{birth}—{serial}",
        "minus": f"{birth}−{serial}",
        "hyphen that does not break": f"{birth}\u2011{serial}",
        "small hyphen": f"{birth}\ufe63{serial}",
        "space that does not break": f"{birth}\u00a0{serial}",
        "thin space": f"{birth}\u2009{serial}",
        "narrow space": f"{birth}\u202f{serial}",
        "ideographic space": f"{birth}\u3000{serial}",
        "many spaces": f"{birth}      {serial}",
        "tab": f"{birth}\t{serial}",
        "dot": f"{birth}.{serial}",
        "slash": f"{birth}/{serial}",
        "parenthesis": f"{birth} ({serial})",
        "comma": f"{birth}, {serial}",
        "dotted date": f"{day}.{month}.{year}-{serial}",
        "dashed date": f"{day}-{month}-{year}-{serial}",
        "slashed date": f"{day}/{month}/{year} {serial}",
        "Danish date": f"{day}/{month}-{year}-{serial}",
        "spaced dots": f"{day}. {month}. {year} - {serial}",
        "middle dots": f"{day}·{month}·{year}·{serial}",
        "full year": f"{day}.{month}.19{year}-{serial}",
        "pairs": f"{day} {month} {year} {serial[:2]} {serial[2:]}",
        "fours": f"{day}{month} {year} {serial}",
        "digit by digit": " ".join(digits),
        "digit by digit with dots": ".".join(digits),
        "entity for the dash": f"{birth}&ndash;{serial}",
        "numbered entity": f"{birth}&#8209;{serial}",
        "entity in hex": f"{birth}&#x2013;{serial}",
        "entity for the space": f"{birth}&nbsp;{serial}",
        "escaped entity": f"{birth}&amp;ndash;{serial}",
        "every digit an entity": "".join(f"&#{ord(digit)};" for digit in digits),
        "every digit an entity without its end": "".join(f"&#{ord(digit)}" for digit in digits),
        "bold": f"**{birth}**-{serial}",
        "bold in the middle": f"{day}**{month}**{year}-{serial}",
        "italics": f"_{birth}_-_{serial}_",
        "struck out": f"~~{birth}~~-{serial}",
        "code": f"`{birth}`-{serial}",
        "backslash": f"{birth}\\-{serial}",
        "tags": f"<b>{birth}</b>-<i>{serial}</i>",
        "break": f"{birth}-<br>{serial}",
        "zero width": f"{day}\u200b{month}{year}\u200d-{serial}",
        "soft hyphen": f"{day}\u00ad{month}{year}-{serial}",
        "soft hyphen as an entity": f"{day}&shy;{month}{year}-{serial}",
        "combining line": "".join(f"{digit}\u0336" for digit in digits),
        "two lines": f"{birth}-\n{serial}",
        "two lines with an indent": f"{birth}\n    {serial}",
        "two lines of a quotation": f"{birth}-\n> {serial}",
        "letters on both sides": f"nr{digits}x",
        "full width": "".join(chr(ord(digit) + 0xFEE0) for digit in digits),
        "Arabic digits": "".join(chr(ord(digit) - 48 + 0x660) for digit in digits),
        "mathematical digits": "".join(chr(ord(digit) - 48 + 0x1D7CE) for digit in digits),
        "superscript": "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in digits),
        "circled": "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(digit)] for digit in digits),
        "in an address": f"https://eksempel.invalid/{birth}%2D{serial}",
        "every digit escaped in an address": "".join(f"%{ord(digit):X}" for digit in digits),
        "escaped as in YAML": "".join(f"\\x{ord(digit):x}" for digit in digits),
        "after a number": f"nr. 7 {birth}-{serial}",
        "before a footnote": f"{birth}-{serial}[^1]",
    }
