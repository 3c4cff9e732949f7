"""Inlines: where our Markdown differs from CommonMark within a line – tags, bare addresses, marks that are no marks."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

from catalogue.rendering.marks import note_marks
from catalogue.rendering.remarks import Notes, Sort
from catalogue.rendering.rows import keep_rows

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>]{0,500})?/?>")
_OTHER_TAG = re.compile(r"<(?:![A-Za-z]|!\[CDATA\[|\?)[^<>]{0,500}>")
_HIDES = re.compile(r"\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACED = re.compile(r"\[[^\[\]\n]{0,300}\]\(([^()<>\n]{1,300})\)")
_IS_SPACED = re.compile(r"[^\s\"]+[ \t][^\"]*")
_IS_PLACE = re.compile(r"/|^#|^(?:mailto|tel):|\.[A-Za-z0-9]{2,5}(?:[#?]|$)")
_ADDRESS = re.compile(r"://[A-Za-z0-9][^\s<]*")
_WWW = r"(?i:(?<![^\s*_~(»\"'])www\.[A-Za-z0-9-]+\.[^\s<]+)"
_MAIL = (
    r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,8}"
    r"(?<=[A-Za-z])(?!\.?[\w@-])"
)
_BARE = re.compile(f"{_WWW}|{_MAIL}")
_TRAILING = re.compile(r"(?:[?!.,:*_~'\"»”]|&[A-Za-z0-9]{1,30};)$")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]")
# »_skabelon_.docx« and »__init__.py« are names of files.
_FILE = re.compile(r"_{1,2}[\w-]{1,80}?_{1,2}\.\w{2,5}\b")
# A path on Windows that is written as it is; where a backslash stands before another, it is written for Markdown.
_STEPS = r"(?:\\[^\\\n\"<>|*?]{1,80}(?=\\))*\\(?:[^\\\s\"<>|*?»”),;:!]{0,79}[^\\\s\"<>|*?»”),;:!.])?(?!\\)"
_DRIVE = re.compile(_STEPS)
_SERVER = re.compile(rf"\\\\[A-Za-z0-9][\w.-]{{0,80}}{_STEPS}")


def use_inlines(parser: MarkdownIt) -> None:
    """Give a parser these rules."""
    ruler = parser.inline.ruler
    ruler.after("newline", "literal", _read_literal)
    ruler.after("newline", "address", _read_address)
    ruler.at("link", _read_link)
    ruler.at("image", _read_image)
    ruler.at("autolink", _read_autolink)
    ruler.before("link", "footnote", _read_footnote)
    ruler.after("autolink", "tag", _read_tag)
    parser.core.ruler.at("inline", _read_inlines)


def _notes(state: StateInline) -> Notes:
    notes = state.env["notes"]
    assert isinstance(notes, Notes)
    return notes


def _line(state: StateInline) -> int:
    return _notes(state).line_at(state.src, state.pos)


def _read_inlines(state: StateCore) -> None:
    """Read every piece of running text, with the place of each at hand."""
    notes: Notes = state.env["notes"]
    before = ""
    for token in state.tokens:
        if token.type == "inline":
            line = token.map[0] if token.map else 0
            if before == "paragraph_open":
                token.content, told = keep_rows(token.content)
                for sort, row in told:
                    notes.add(sort, line + row)
            notes.begin(token.content, line)
            note_marks(token.content, line, notes)
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        before = token.type


def _read_literal(state: StateInline, silent: bool) -> bool:
    """Read as it is written what holds a mark that is none: a path, a file's name, a sign of multiplication."""
    found = _find_literal(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.pending += found
    state.pos += len(found)
    return True


def _find_literal(source: str, position: int) -> str:
    mark = source[position]
    if mark == "*":
        around = source[max(position - 1, 0) : position] + source[position + 1 : position + 2]
        return "*" if len(around) == 2 and around.isalnum() and any(map(str.isdigit, around)) else ""
    before = source[max(position - 3, 0) : position]
    found = None
    if mark == "_" and not before[-1:].isalnum() and before[-1:] != "_":
        found = _FILE.match(source, position)
    elif mark == "\\" and re.search(r"(?<![A-Za-z])[A-Za-z]:$", before):
        found = _DRIVE.match(source, position)
    elif mark == "\\" and before[-1:] not in ("\\", "`"):
        found = _SERVER.match(source, position)
    return found[0] if found else ""


def _read_address(state: StateInline, silent: bool) -> bool:
    """Read an address that stands bare in the text as a link to it."""
    position, source = state.pos, state.src
    if source[position] != ":" or state.linkLevel or not source.startswith("://", position):
        return False
    scheme = next((one for one in ("https", "http") if source[position - len(one) : position].lower() == one), "")
    start = position - len(scheme)
    if not scheme or (start and source[start - 1].isalnum()):
        return False
    found = _ADDRESS.match(source, position, state.posMax)
    if not found:
        return False
    address = source[start:position] + _trim(found[0])
    if silent or not state.pending.endswith(source[start:position]):
        return False
    state.pending = state.pending[: -len(scheme)]
    _push_link(state.push, address, address, _line(state))
    state.pos = start + len(address)
    return True


def _trim(address: str) -> str:
    """Take off the end of an address what belongs to the sentence: a full stop, a bracket that is not opened in it."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while end:
        last = address[max(end - 32, 0) : end]
        if ending := _TRAILING.search(last):
            end -= len(ending[0])
        elif last.endswith(")") and surplus > 0:
            end, surplus = end - 1, surplus - 1
        else:
            break
    return address[:end]


def _push_link(push: Callable[[str, str, Literal[-1, 0, 1]], Token], target: str, words: str, line: int) -> None:
    opening = push("link_open", "a", 1)
    opening.attrs, opening.map = {"href": target}, [line, line + 1]
    push("text", "", 0).content = words
    push("link_close", "a", -1)


def _read_link(state: StateInline, silent: bool) -> bool:
    """Read a link, with its line; note one that is none because of a space in its address."""
    start, count = state.pos, len(state.tokens)
    if link(state, silent):
        _place(state, start, count, silent)
        return True
    if not silent and state.src[start] == "[":
        _note_space(state)
    return False


def _read_image(state: StateInline, silent: bool) -> bool:
    """Read a picture, with its line."""
    start, count = state.pos, len(state.tokens)
    if not image(state, silent):
        return False
    _place(state, start, count, silent)
    return True


def _read_autolink(state: StateInline, silent: bool) -> bool:
    """Read an address in angle brackets, with its line."""
    start, count = state.pos, len(state.tokens)
    if not autolink(state, silent):
        return False
    _place(state, start, count, silent)
    return True


def _place(state: StateInline, start: int, count: int, silent: bool) -> None:
    """Give the line to the link or picture that was just read: the first of the new tokens, or the one after a text."""
    if not silent:
        line = _find_address(state, start)
        opening = next(token for token in state.tokens[count : count + 2] if token.type in ("link_open", "image"))
        opening.map = [line, line + 1]


def _find_address(state: StateInline, start: int) -> int:
    """Return the line of the address of the link that was just read: its own, or that of its definition."""
    written = state.src[start : state.pos]
    if written.endswith("]"):
        label = written[written.rfind("[") + 1 : -1] or written[written.find("[") + 1 : -3]
        if found := state.env["references"].get(normalizeReference(label)):
            return int(found["map"][0])
    return _notes(state).line_at(state.src, start)


def _note_space(state: StateInline) -> None:
    found = _SPACED.match(state.src, state.pos)
    if found and _IS_SPACED.fullmatch(found[1].strip()) and _IS_PLACE.search(found[1]):
        _notes(state).add(Sort.SPACE, _line(state), found[1].strip())


def _read_footnote(state: StateInline, silent: bool) -> bool:
    """Read the reference to a footnote: `[^1]`."""
    if state.src[state.pos] != "[":
        return False
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    footnotes = state.env["footnotes"]
    if not found or found[1].casefold() not in footnotes.defined:
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        number, time = footnotes.refer(found[1].casefold())
        token.meta = {"number": number, "time": time}
    state.pos = found.end()
    return True


def _read_tag(state: StateInline, silent: bool) -> bool:
    """Read an HTML tag as the words that it is written with, and note it. What hides something is noted as that."""
    if state.src[state.pos] != "<":
        return False
    note = ""
    if state.src.startswith("<!--", state.pos):
        words, sort = "<!--", Sort.HIDDEN
        note = " ".join(state.src[state.pos : state.pos + 100].partition("-->")[0].split())
    elif found := _TAG.match(state.src, state.pos):
        words, sort = found[0], Sort.HIDDEN if _HIDES.search(found[0]) else Sort.TAG
    elif found := _OTHER_TAG.match(state.src, state.pos):
        words, sort = found[0], Sort.HIDDEN
    else:
        return False
    if not silent:
        _notes(state).add(sort, _line(state), note or words)
        state.pending += words
    state.pos += len(words)
    return True


def link_bare(children: list[Token], line: int) -> list[Token]:
    """Return running text in which addresses that begin with `www.`, and those of mails, are links."""
    if not any("@" in token.content or "www." in token.content for token in children if token.type == "text"):
        return children
    made: list[Token] = []
    level = 0
    for token in children:
        level += token.nesting if token.type in ("link_open", "link_close") else 0
        line += token.type in ("softbreak", "hardbreak")
        if token.type == "text" and not level:
            made += _divide(token.content, line)
        else:
            made.append(token)
    return made


def _divide(text: str, line: int) -> Iterator[Token]:
    done = 0
    for found in _BARE.finditer(text):
        words = _trim(found[0])
        target = f"http://{words}" if words[:4].lower() == "www." else f"mailto:{words}"
        yield Token("text", "", 0, content=text[done : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": target}, map=[line, line + 1])
        yield Token("text", "", 0, content=words)
        yield Token("link_close", "a", -1)
        done = found.start() + len(words)
    yield Token("text", "", 0, content=text[done:])
