"""Blocks: where our Markdown differs from CommonMark in what a line begins – boxes, ordinals, footnotes.

Each rule is one of markdown-it's: given the state, the line and the last line, it tells whether the line begins its
kind of block, and unless it is `silent` it has then read the block.
"""

import re
from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, blockquote, heading, lheading, list_block, reference
from markdown_it.token import Token

from catalogue.language.ordinals import begins_with_ordinal
from catalogue.rendering.remarks import Notes, Sort

MAX_NESTING = 100
"""Blocks within blocks that are read: a list takes two, a quotation one. What lies deeper is a problem."""
KINDS = ("note", "tip", "info", "success", "question", "warning", "danger", "example", "quote")
"""The kinds of boxes."""
_QUOTES = '"“”„»«'
BOX = re.compile(rf"(!!!|\?\?\?)(\+?)[ \t]*({'|'.join(KINDS)})(?:[ \t]+[{_QUOTES}](.*)[{_QUOTES}])?", re.IGNORECASE)
_NEARLY_A_BOX = re.compile(
    rf"(?:!!!|\?\?\?)\+?[ \t]*(?:(?:{'|'.join(KINDS)})\b|"
    rf"[\w-]+(?: [\w-]+){{0,2}}[ \t]+[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]$)",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(r"(?:!!!|\?\?\?)\+?[ \t]*[\w-]+")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]:[ \t]*")
MORE_THAN = re.compile(r">(?:=|[ \t]?\d)")
NOTED = re.compile(r"[^\s*\\]\*(?=[\s.,;:!?)]|$)")
_NUMBER = re.compile(r"(\d{1,9})[.)][ \t]+(\w?)")
_SENTENCE = re.compile(r"[.,;:]\W*$")
_HIDES = re.compile(r"\[[^\[\]]{0,999}\]:\s*(?:(?:#|<#?>)(?:\s|$)|$)")


class References(dict[str, Any]):
    """The addresses that a text defines for its links, by label; `used` are those that a link has asked for.

    `last` is the label that was defined last.
    """

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.last = ""

    def __setitem__(self, label: str, value: Any) -> None:
        super().__setitem__(label, value)
        self.last = label

    def get(self, label: str, default: Any = None) -> Any:
        """Return what a label stands for, and remember that it is in use."""
        if label in self:
            self.used.add(label)
        return super().get(label, default)


class Footnotes:
    """The footnotes of a text by label: the number of each that is referred to, and how often it is."""

    def __init__(self) -> None:
        self.defined: set[str] = set()
        self.numbers: dict[str, int] = {}
        self.times: dict[str, int] = {}

    def refer(self, label: str) -> tuple[int, int]:
        """Return the number of a footnote, and how many references to it there are with this one."""
        number = self.numbers.setdefault(label, len(self.numbers) + 1)
        self.times[label] = self.times.get(label, 0) + 1
        return number, self.times[label]


def begin() -> MutableMapping[str, Any]:
    """Return what the rules share while one text is parsed."""
    return {"notes": Notes(), "references": References(), "footnotes": Footnotes()}


def use_blocks(parser: MarkdownIt) -> None:
    """Give a parser these rules."""
    ruler = parser.block.ruler
    everywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    ruler.at("list", _read_list, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("blockquote", _read_quotation, everywhere)
    ruler.at("heading", _read_heading, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("lheading", _read_underlined)
    ruler.at("reference", _read_reference)
    ruler.before("table", "depth", _note_depth)
    ruler.before("list", "ordinal", _end_list_at_ordinal, {"alt": ["list"]})
    ruler.before("list", "lazy", _end_lazy_lines_at_ordinal, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.before("fence", "box", _read_box, everywhere)
    ruler.before("reference", "footnote", _read_footnote, {"alt": ["paragraph", "reference"]})


def _line(state: StateBlock, line: int) -> str:
    """Return a line from where its block begins on it."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _notes(state: StateBlock) -> Notes:
    notes = state.env["notes"]
    assert isinstance(notes, Notes)
    return notes


def _note_depth(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Note where what comes may lie too deep to be read. It never begins a block."""
    if not silent and state.level >= MAX_NESTING - 2:
        _notes(state).add(Sort.DEEP, line)
    return False


# Lists


def _read_list(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a list, unless the number, or the plus, belongs to the words: »15. marts«, »+ 2 timer«."""
    text = _line(state, line)
    first = text[:1]
    if first == "+" and re.match(r"\+[ \t]+\d", text):
        return False
    if first == "*" and not silent and _is_note(state, line, end):
        return False
    if first.isdigit() and (begins_with_ordinal(text) or (not silent and _is_alone(state, line, end))):
        return False
    return list_block(state, line, end, silent)


def _is_note(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether an asterisk alone begins the note that one above it refers to: »20 kr.*«."""
    following = next((other for other in range(line + 1, end) if not state.isEmpty(other)), None)
    if following is not None and _line(state, following).startswith("*"):
        return False
    start = state.bMarks[line]
    return any(
        text.count("*") == 1 and NOTED.search(text) for text in state.src[max(start - 3000, 0) : start].split("\n")
    )


def _is_alone(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a number other than 1 has words in small letters and no next number after it: »7. sal er fri«."""
    found = _NUMBER.match(_line(state, line))
    if not found or found[1] in ("0", "1") or not found[2].islower():
        return False
    following = re.compile(rf"(?:{int(found[1])}|{int(found[1]) + 1})[.)](?:[ \t]|$)")
    for other in range(line + 1, min(end, line + 40)):
        if state.sCount[other] <= state.sCount[line] and not state.isEmpty(other):
            return not following.match(_line(state, other))
    return True


def _end_list_at_ordinal(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """End a list where a line begins with an ordinal, which is no point of it."""
    return silent and begins_with_ordinal(_line(state, line))


def _end_lazy_lines_at_ordinal(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """End a point or a quotation where a line that is not indented or marked begins with an ordinal."""
    is_lazy = state.sCount[line] < state.blkIndent or state.parentType == "blockquote"
    return silent and is_lazy and begins_with_ordinal(_line(state, line))


# Quotations and headings


def _read_quotation(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a quotation, unless its mark says »more than« on a line of its own: »> 30 borgere«."""
    if MORE_THAN.match(_line(state, line)):
        neighbours = [other for other in (line - 1, line + 1) if 0 <= other < end]
        if not any(_line(state, other).startswith(">") for other in neighbours):
            return False
    return blockquote(state, line, end, silent)


def _read_heading(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a heading, unless there are no words in it."""
    return bool(_line(state, line).strip("# \t")) and heading(state, line, end, silent)


def _read_underlined(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a heading with a line under it, unless it is a sentence, or the line is hardly one."""
    count = len(state.tokens)
    parent, before = state.parentType, state.line
    if not lheading(state, line, end, silent):
        state.parentType = parent
        return False
    words = state.tokens[count + 1].content
    underline = _line(state, state.line - 1).strip()
    if len(underline) >= 3 and "\n" not in words and not _SENTENCE.search(words):
        return True
    del state.tokens[count:]
    state.line = before
    return False


# Boxes


def _read_box(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a box: `!!! note "Title"`, or folded by `???`, with its text indented below it."""
    if state.is_code_block(line):
        return False
    text = _line(state, line)
    if text[:3] not in ("!!!", "???"):
        return False
    found = BOX.fullmatch(text.rstrip())
    if not found or (found[1] == "!!!" and found[2]):
        if not silent and (_NEARLY_A_BOX.match(text) or _has_box_below(state, line, end)):
            _notes(state).add(Sort.BOX, line, text)
        return False
    if silent:
        return True
    last = _find_indented_end(state, line + 1, end)
    if last == line + 1 and last < end and not state.isEmpty(last):
        _notes(state).add(Sort.EMPTY_BOX, line, text)
    opening = state.push("box_open", "details" if found[1] == "???" else "div", 1)
    opening.info, opening.map = found[3].lower(), [line, last]
    opening.meta = {"open": bool(found[2])}
    if found[4] != "":
        _push_title(state, line, found[4], is_folded=found[1] == "???")
    _read_within(state, line + 1, last)
    state.push("box_close", opening.tag, -1)
    state.line = last
    return True


def _has_box_below(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a mark and one word have a text indented below them, as a box of a kind that is unknown has."""
    below = line + 1
    is_indented = below < end and not state.isEmpty(below) and state.sCount[below] >= state.blkIndent + 4
    return is_indented and bool(_ONE_WORD.fullmatch(_line(state, line).rstrip()))


def _push_title(state: StateBlock, line: int, title: str | None, is_folded: bool) -> None:
    tag = "summary" if is_folded else "p"
    state.push("box_title_open", tag, 1)
    words = state.push("inline", "", 0)
    words.content, words.map, words.children = (title or "").strip(), [line, line + 1], []
    state.push("box_title_close", tag, -1)


def _find_indented_end(state: StateBlock, line: int, end: int) -> int:
    """Return the line after those that are indented by four, or the given one; empty lines at the end do not count."""
    last = line
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent + 4):
        line += 1
        if not state.isEmpty(line - 1):
            last = line
    return last


def _read_within(state: StateBlock, first: int, last: int) -> None:
    """Read lines that are indented by four as a text of their own."""
    parent, line_max, tight = state.parentType, state.lineMax, state.tight
    state.parentType = "box"
    state.lineMax = last
    state.blkIndent += 4
    state.md.block.tokenize(state, first, last)
    state.blkIndent -= 4
    state.parentType, state.lineMax, state.tight = parent, line_max, tight


# Addresses of links, and footnotes


def _read_reference(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read the address of a link, and leave its words where they stand: they are shown when nothing refers to them."""
    references: References = state.env["references"]
    references.last = ""
    if not reference(state, line, end, silent):
        return False
    token = state.push("definition", "", 0)
    token.map = [line, state.line]
    token.content = state.getLines(line, state.line, state.blkIndent, False).strip()
    label = references.last  # Empty where the label stood for something already.
    token.meta = {"label": label, "hides": bool(_HIDES.match(token.content))}
    return True


def _read_footnote(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a footnote: `[^1]: words`, and what is indented below it."""
    if state.is_code_block(line):
        return False
    found = _FOOTNOTE.match(_line(state, line))
    if not found:
        return False
    if silent:
        return True
    label = found[1].casefold()
    footnotes = state.env["footnotes"]
    opening = Token("footnote_open", "li", 1, block=True, level=state.level)
    opening.meta = {"label": label if label not in footnotes.defined else None, "written": found[0].strip()}
    footnotes.defined.add(label)
    state.tokens.append(opening)
    state.level += 1
    last = max(_find_indented_end(state, line + 1, end), line + 1)
    marks = state.bMarks[line], state.tShift[line], state.sCount[line]
    state.bMarks[line] += state.tShift[line] + found.end()
    state.tShift[line], state.sCount[line] = 0, state.blkIndent + 4
    _read_within(state, line, last)
    state.bMarks[line], state.tShift[line], state.sCount[line] = marks
    opening.map = [line, last]
    state.level -= 1
    state.tokens.append(Token("footnote_close", "li", -1, block=True, level=state.level))
    state.line = last
    return True
