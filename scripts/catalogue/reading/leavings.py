"""Leavings: files that a system or a program leaves in a folder on its own, and copies that people leave there."""

import re

_MADE = re.compile(
    r"\.DS_Store|\._.*|\.(?:Spotlight-V100|Trashes|fseventsd|TemporaryItems|AppleDouble|AppleDB|directory|localized)|"
    r"__MACOSX|Icon\r?|(?:eh)?Thumbs(?:_vista)?\.db|desktop\.ini|\$RECYCLE\.BIN|@eaDir|"
    r"\.(?:nextcloud|owncloud)sync\.log.*|\._?sync_[\da-f]+\.db.*|\.(?:obsidian|vscode|idea|stfolder|dropbox(?:\.cache|\.attr)?)|"
    r"~\$.*|~WRL\d*\.tmp|\.~lock\..*#?|\.~.*|.*~|\.?#.*#|\.#.*|\..*\.sw[a-p]|.*\.(?:tmp|crdownload|part|partial|download)",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"(?:kopi|copy)[ _-]+(?:\(\d+\)[ _-]+)?(?:af|of)[ _-]+(?P<behind>.+)|"
    # What programs that share a folder leave where two have written at once.
    r"(?P<shared>.+?)(?:[ _-]*\([^()]*(?:konflikt|conflict)[^()]*\)|"
    r"\.sync-conflict-.+|-(?-i:DESKTOP|LAPTOP|PC)-(?-i:[A-Z\d]+))|"
    r"(?P<before>.+?)(?:(?:[ _]*-[ _]*|[ _]+)(?:kopi|copy)(?:[ _-]*\(?\d+\)?)?|[ _]*\(\d+\))",
    re.IGNORECASE,
)
_COPIED = 3
"""Times that a copy is taken to have been copied."""


def is_left_by_a_system(name: str) -> bool:
    """Tell whether a system or a program makes files or folders of this name, which nobody asked it for."""
    return _MADE.fullmatch(name) is not None


def find_original(stem: str) -> str:
    """Return what a file is a copy of by its name (»index - Kopi«, »index (1)«), or an empty text."""
    original = ""
    for _ in range(_COPIED):
        if found := _COPY.fullmatch(original or stem):
            original = (found["before"] or found["behind"] or found["shared"]).strip()
    return original
