"""Withdrawals for tests: a repository in which a picture has been in many places, made by Git itself."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

import photographs
import trees
from receiving import everything_in

KEPT = (
    "consent: { people: kolleger, given: 2026-01-10, kept_by: Teamlederen, "
    "channels: [kataloget, intranettet, presse], review: 2027-01-10 }"
)
PICTURE = "units/gryden/kolleger.png"
COPY = "stories/de-samme.png"


def listed(*names: str, consent: str = KEPT) -> str:
    return "images:\n" + "".join(f"  - file: {name}\n    alt: Kolleger ved en bil\n    {consent}\n" for name in names)


def noise() -> Mapping[str, bytes]:
    """Return the pictures: the one that is withdrawn, one before it of the same name, and one that stays."""
    return {
        name: photographs.save(Image.effect_noise((320, 200), 40).convert("RGB"), "PNG")
        for name in ("gone", "older", "kept")
    }


class Home:
    """A repository with a history, made by Git itself, and releases of it."""

    def __init__(self, folder: Path, pictures: Mapping[str, bytes]) -> None:
        self.folder, self.pictures = folder, pictures
        self.bare, self.work, self.releases = folder / "katalog.git", folder / "arbejde", folder / "ud"
        self._git("init", "-q", "--bare", "-b", "main", str(self.bare), at=folder)
        self._git("clone", "-q", str(self.bare), str(self.work), at=folder)
        self.put({**trees.small()}, "Begin")
        self.first = self.git("rev-parse", "HEAD")
        page = trees.interpretation("Holdet", more=listed("kolleger.png", "fad.png"), body="![Holdet](kolleger.png)\n")
        fad = {"units/gryden/fad.png": pictures["kept"]}
        self.put({"units/gryden/borgeren.md": page, PICTURE: pictures["older"], **fad}, "Show the team")
        self.put({PICTURE: pictures["gone"]}, "Show it better")
        unit = trees.unit(more=listed("kolleger.png"), body="Se [holdet](kolleger.png).\n")
        story = trees.story(more=listed("de-samme.png"))
        self.put(
            {"units/gryden/index.md": unit, "stories/morgen.md": story, COPY: pictures["gone"]}, "Show it elsewhere"
        )

    def put(self, files: Mapping[str, str | bytes], message: str) -> None:
        trees.draw(self.work / "docs", files)
        self._git("add", "--all")
        self._git("commit", "-q", "-m", message)
        self._git("push", "-q", "origin", "HEAD")

    def more(self) -> None:
        """Add what a repository gathers: a merged branch, an open one, tags, a note, a stash, and what is loose."""
        self._git("checkout", "-q", "-b", "bidrag/0123456789ab", "HEAD~1")
        more = trees.story("Mere", more=listed("mere.png"))
        self.put({"stories/mere.png": self.pictures["gone"], "stories/mere.md": more}, "Send it again")
        self._git("checkout", "-q", "main")
        self._git("merge", "-q", "--no-ff", "-m", "Take it in", "bidrag/0123456789ab")
        self._git("tag", "-a", "-m", "En udgave", "v1", "HEAD")
        self._git("tag", "v0", "HEAD~2")
        self._git("notes", "add", "-m", "Læst", "HEAD")
        for name in ("refs/heads/*", "refs/tags/*", "refs/notes/*"):
            self._git("push", "-q", "origin", f"{name}:{name}")
        bare = {"at": self.bare}
        self._git("update-ref", "refs/catalogue/published", "main", **bare)
        self._git("update-ref", "refs/catalogue/releases/000001-abc", "main~1", **bare)
        (self.folder / "loose.png").write_bytes(self.pictures["gone"])
        self._git("hash-object", "-w", str(self.folder / "loose.png"), **bare)
        (self.folder / "loose.png").unlink()

    def git(self, *words: str, at: Path | None = None) -> str:
        return self._git(*words, at=at).decode().strip()

    def _git(self, *words: str, at: Path | None = None) -> bytes:
        who = (
            "-c",
            "user.name=Eksempel",
            "-c",
            "user.email=eksempel@eksempel.invalid",
            "-c",
            "core.hooksPath=/dev/null",
        )
        return subprocess.run(["git", *who, *words], cwd=at or self.work, capture_output=True, check=True).stdout

    def objects(self) -> bytes:
        return everything_in([self.bare])

    def main(self, path: str) -> str:
        return self.git("show", f"main:docs/{path}", at=self.bare)
