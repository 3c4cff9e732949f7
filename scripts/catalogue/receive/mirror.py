"""The mirror: a bare repository that follows a folder of pages, and a folder that shows what its main holds.

The preview has a receiver of its own without writing to anybody's files: the folder is taken in as snapshots, what is
sent is merged beside it, and the two together are laid in a third place, which is built.

    refs/catalogue/docs    the folder as it was last taken in, one commit for each time that it had changed
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from catalogue import checkout
from catalogue.model.places import CONTRIBUTED
from catalogue.receive.branches import Branches
from catalogue.receive.inbox import identity
from catalogue.review.git import NotFound, Repository
from catalogue.review.locks import clear_locks

_SNAPSHOT = "refs/catalogue/docs"


@dataclass
class Mirror:
    """A repository that follows the folder `docs`; `room` is where its indexes and the laid pages are."""

    branches: Branches
    docs: Path
    room: Path
    commit: str = field(default="", init=False)
    """The commit of main that is laid."""
    is_following: bool = field(default=False, init=False)
    """Whether the folder is being taken in: what happens to main meanwhile is our own doing."""

    @property
    def laid(self) -> Path:
        """The folder that shows main's pages."""
        return self.room / "docs"

    @property
    def has_news(self) -> bool:
        """Whether main stands at another commit than the one that is laid."""
        return not self.is_following and self._main() != self.commit

    def follow(self, now: datetime) -> Path:
        """Take the folder in, lay main's pages, and return the folder that they lie in. Raises NotFound and OSError."""
        self.room.mkdir(parents=True, exist_ok=True)
        self.is_following = True
        try:
            with self.branches.locked():
                self.branches.unlock_references()
                clear_locks(self.room, ("*.index.lock",))
                self._take_in(now)
                self._lay()
        finally:
            self.is_following = False
        return self.laid

    def _take_in(self, now: datetime) -> None:
        repository = self.branches.repository
        tree = self._tree_of_folder()
        before = self._read(_SNAPSHOT)
        if not before or self._read(f"{before}^{{tree}}", "tree") != tree:
            parents = ("-p", before) if before else ()
            who = identity(now)
            snapshot = repository.run("commit-tree", tree, *parents, "-m", "Take in the folder", around=who)
            taken = snapshot.decode().strip()
            main = self._main()
            merged = self._merge(main, taken, now) if main else taken
            repository.run("update-ref", f"refs/heads/{self.branches.main}", merged)
            repository.run("update-ref", _SNAPSHOT, taken)
        self.commit = self._main()

    def _tree_of_folder(self) -> str:
        """Return the tree that the folder is, below that of the repository's pages."""
        repository = self.branches.repository
        around = self._around(self.docs, "folder.index")
        # Of the checkout's own folder only the contributed pages: its editorial pages are built where they lie.
        own = [name for name in CONTRIBUTED if (self.docs / name).is_dir()]
        what = own if self.docs.resolve() == checkout.DOCS.resolve() else ["."]
        Repository(self.docs).run("add", "--all", "--force", "--", *what, around=around)
        folder = repository.run("write-tree", around=around).decode().strip()
        entry = f"040000 tree {folder}\t{self.branches.docs}\n"
        return repository.run("mktree", given=entry.encode()).decode().strip()

    def _merge(self, main: str, taken: str, now: datetime) -> str:
        """Return the commit of main with the folder as it is; where both have changed a page, the folder's holds."""
        repository = self.branches.repository
        words = ("merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", main, taken)
        tree, *conflicts = repository.run(*words, ends=(0, 1)).decode("utf-8", "surrogateescape").split("\0")
        if paths := [path for path in conflicts if path]:
            tree = self._settle(tree, taken, paths)
        merged = repository.run(
            "commit-tree", tree, "-p", main, "-p", taken, "-m", "Follow the folder", around=identity(now)
        )
        return merged.decode().strip()

    def _settle(self, tree: str, taken: str, paths: Sequence[str]) -> str:
        """Return a merged tree with the folder's files in place of those that could not be merged."""
        repository = self.branches.repository
        around = {"GIT_INDEX_FILE": str(self.room / "merge.index")}
        repository.run("read-tree", tree, around=around)
        found = repository.run("ls-tree", "-r", "-z", taken, "--", *paths)
        gone = "".join(f"0 {'0' * 40}\t{path}\0" for path in paths).encode("utf-8", "surrogateescape")
        repository.run("update-index", "-z", "--index-info", given=gone + found, around=around)
        return repository.run("write-tree", around=around).decode().strip()

    def _lay(self) -> None:
        index = self.room / "laid.index"
        if not self.laid.is_dir():
            index.unlink(missing_ok=True)
            self.laid.mkdir(parents=True)
        elif not index.is_file():
            shutil.rmtree(self.laid)
            self.laid.mkdir()
        around = self._around(self.laid, index.name)
        Repository(self.laid).run("read-tree", "--reset", "-u", f"{self.commit}:{self.branches.docs}", around=around)

    def _around(self, tree: Path, index: str) -> Mapping[str, str]:
        return {
            "GIT_DIR": str(self.branches.repository.folder.resolve()),
            "GIT_WORK_TREE": str(tree.resolve()),
            "GIT_INDEX_FILE": str(self.room.resolve() / index),
        }

    def _main(self) -> str:
        return self._read(f"refs/heads/{self.branches.main}")

    def _read(self, name: str, kind: str = "commit") -> str:
        try:
            words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{{kind}}}")
            return self.branches.repository.run(*words).decode().strip()
        except NotFound:
            return ""
