"""`catalogue withdraw`: a picture leaves the pages, the history and the releases, and it is told where else it was.

What is sought is written down before anything is changed: a run that was killed is finished by the next.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogue import checkout, disk
from catalogue.commands import publish
from catalogue.commands.exits import Exit
from catalogue.commands.options import add_docs, add_today, docs_of
from catalogue.commands.terminal import heed_termination
from catalogue.fixes.withdrawal import without_pictures
from catalogue.language import wording
from catalogue.model.fields import HERE, Consent
from catalogue.model.pictures import consents_of
from catalogue.model.places import place_of
from catalogue.privacy.showing import one_line, show_name
from catalogue.publish.publish import KEEP
from catalogue.publish.releases import Busy, Releases
from catalogue.publish.withdrawal import digest_of, find_contents, remove_holding
from catalogue.reading import files
from catalogue.reading.files import IMAGE_ENDINGS, SourceFile
from catalogue.reading.reader import read_page
from catalogue.receive.branches import Branches
from catalogue.rendering.pictures import Picture, address_of, make_pictures
from catalogue.review import history
from catalogue.review.git import NotFound, Repository, Stopped

_NOTE = "catalogue-withdrawing.json"
_DOCS = "docs/"
_PICTURES = checkout.CACHE / "pictures"


@dataclass(frozen=True)
class _Sought:
    """What is to go: the picture as it was named, the paths of it and of its copies, and how they are known.

    `objects` are Git's names of their contents, `contents` the digests of these and of the pictures made of them.
    `channels` and `keepers` are what the pages said of it.
    """

    picture: str
    paths: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    keepers: tuple[str, ...] = ()
    pages: tuple[str, ...] = field(default=())

    @property
    def addresses(self) -> list[str]:
        """Where the pictures stand in a site."""
        return [address_of(path) for path in self.paths]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("picture", metavar="BILLEDE", help="billedets plads i mappen med sider: units/…/tavle.jpg")
    parser.add_argument("--repository", type=Path, metavar="LAGER", help="Git-lageret, hvis historik skal renses")
    parser.add_argument("--branch", default="main", metavar="GREN", help="grenen i lageret (ellers main)")
    parser.add_argument("--releases", type=Path, metavar="MAPPE", help="mappen med udgaver, som »publish« lægger dem i")
    parser.add_argument(
        "--also", type=Path, action="append", default=[], metavar="MAPPE", help="en mappe mere at lede i; kan gentages"
    )
    add_docs(parser)
    add_today(parser)


def run(options: argparse.Namespace) -> Exit:
    """Take a picture down everywhere."""
    heed_termination()
    picture = options.picture.removeprefix(_DOCS)
    if not picture.endswith(IMAGE_ENDINGS) or ".." in picture.split("/") or picture.startswith("/"):
        print("Skriv billedets plads i mappen med sider, for eksempel units/eksempelhuset/tavle.jpg.", file=sys.stderr)
        return Exit.USAGE
    if options.repository and not Path(options.repository).is_dir():
        print(f"Der er intet Git-lager i {show_name(str(options.repository))}.", file=sys.stderr)
        return Exit.USAGE
    if options.releases and not options.releases.is_dir():
        print(f"Der er ingen udgaver i {show_name(str(options.releases))}.", file=sys.stderr)
        return Exit.USAGE
    docs = _checked_out(options.repository) if options.repository and not options.docs else docs_of(options)
    try:
        return _withdraw(options, picture, docs)
    except (NotFound, Stopped) as reason:
        print(f"Det gik ikke med lageret: {one_line(str(reason))}", file=sys.stderr)
    except Busy:
        print("Der udgives lige nu. Vent lidt, og kør kommandoen igen: Den fortsætter, hvor den slap.", file=sys.stderr)
    return Exit.PROBLEMS


def _checked_out(repository: Path) -> Path | None:
    """Return the folder of pages in the work tree of a repository, or None for one that has none, as on a server."""
    docs = repository / _DOCS
    return docs if (repository / ".git").exists() and docs.is_dir() else None


def _withdraw(options: argparse.Namespace, picture: str, docs: Path | None) -> Exit:
    repository = Repository(options.repository) if options.repository else None
    releases = Releases(options.releases) if options.releases else None
    note = _note_of(repository, releases)
    sought = _recall(note, picture) or _seek(picture, docs, repository, releases)
    if not sought.paths:
        where = "er hverken på siderne, i historikken eller i udgaverne. Er navnet skrevet rigtigt?"
        print(f"{show_name(picture)} {where}", file=sys.stderr)
        return Exit.PROBLEMS
    if note:
        _write(note, json.dumps(asdict(sought)).encode())
    if repository:
        _clean_history(repository, options.branch, sought)
    if docs:
        _clean_pages(docs, sought)
    _sweep([checkout.CACHE, checkout.SITE, *([docs] if docs else []), *options.also], sought.contents)
    if releases and _clean_releases(options, releases, sought):
        print("Udgaven, der vises, har stadig billedet. Udgiv, og kør kommandoen igen.", file=sys.stderr)
        return Exit.PROBLEMS
    _tell(sought, repository, releases)
    if note:
        note.unlink(missing_ok=True)  # The last, for what is told stands nowhere else any more.
    return Exit.OK


def _note_of(repository: Repository | None, releases: Releases | None) -> Path | None:
    """Return where it is written down what is sought: in the repository, else beside the releases, else nowhere.

    Without both the picture itself is the last that goes.
    """
    if repository:
        return _git_folder(repository) / _NOTE
    return releases.folder / _NOTE if releases and releases.folder.is_dir() else None


def _git_folder(repository: Repository) -> Path:
    """Return the folder that is Git's own: the whole of a bare repository."""
    return Path(repository.run("rev-parse", "--absolute-git-dir").decode().strip())


def _recall(note: Path | None, picture: str) -> _Sought | None:
    """Return what a run before this one was seeking, if it was this picture."""
    try:
        data = json.loads(note.read_bytes()) if note else {}
    except (OSError, ValueError):
        return None
    if data.get("picture") != picture:
        return None
    return _Sought(picture, *(tuple(data[key]) for key in list(_Sought.__dataclass_fields__)[1:]))


def _seek(picture: str, docs: Path | None, repository: Repository | None, releases: Releases | None) -> _Sought:
    paths, contents = {picture}, set()
    objects: frozenset[str] = frozenset()
    with TemporaryDirectory(prefix="catalogue-withdraw-") as folder:
        versions: list[Path] = []
        if docs and (docs / picture).is_file():
            versions.append(docs / picture)
        if repository:
            objects = history.find_versions(repository, f"{_DOCS}{picture}")
            traces = history.find_traces(repository, objects)
            paths |= {path.removeprefix(_DOCS) for path in traces.paths if path.startswith(_DOCS)}
            with repository.reading() as reader:
                for number, name in enumerate(sorted(objects)):
                    reader.copy(name, target := Path(folder) / f"{number}{Path(picture).suffix}")
                    versions.append(target)
        contents |= {digest_of(file) for file in versions}
        if docs:
            paths |= {path for path, file in _images_in(docs) if digest_of(file) in contents}
        made = make_pictures([SourceFile(str(number), file) for number, file in enumerate(versions)], _PICTURES)
        contents |= {digest_of(one.file) for one in made.values() if isinstance(one, Picture)}
    if releases:
        contents |= find_contents(releases, [address_of(path) for path in paths])
    if not contents:
        return _Sought(picture)
    sought = _Sought(picture, tuple(sorted(paths)), tuple(sorted(objects)), tuple(sorted(contents)))
    return _with_what_pages_say(sought, docs, repository)


def _images_in(docs: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(docs.rglob("*")):
        if file.suffix in IMAGE_ENDINGS and file.is_file() and not file.is_symlink():
            yield file.relative_to(docs).as_posix(), file


def _with_what_pages_say(sought: _Sought, docs: Path | None, repository: Repository | None) -> _Sought:
    """Return what is sought with the pages that tell of it, and where they say that it may be used."""
    told = list(_consents(sought, [*(_pages_in(docs) if docs else ()), *(_pages_of(repository) if repository else ())]))
    return replace(
        sought,
        channels=tuple(dict.fromkeys(one for _, consent in told for one in consent.channels if one != HERE)),
        keepers=tuple(dict.fromkeys(consent.kept_by for _, consent in told if consent.kept_by)),
        pages=tuple(sorted({path for path, _ in told})),
    )


def _consents(sought: _Sought, texts: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Consent]]:
    for path, content in texts:
        place = place_of(path)
        page = read_page(place, files.decode(path, content))[0] if place else None
        if page is not None:
            yield from ((path, consent) for other, consent in consents_of(page) if other in sought.paths)


def _pages_in(docs: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(docs.rglob("*.md")):
        if file.is_file() and not file.is_symlink():
            yield file.relative_to(docs).as_posix(), file.read_bytes()


def _pages_of(repository: Repository) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of every branch."""
    branches = repository.run("for-each-ref", "--format=%(refname)", "refs/heads").decode().split()
    with repository.reading() as reader:
        for branch in branches:
            for path, name in repository.files(repository.commit(branch), _DOCS.rstrip("/")).items():
                if path.endswith(".md"):
                    yield path, reader.read(name)


def _clean_history(repository: Repository, branch: str, sought: _Sought) -> None:
    """Take the picture out of every commit. The receiver waits meanwhile."""

    def edit(path: str, content: bytes) -> bytes:
        return _edited(path.removeprefix(_DOCS), content, sought) if path.startswith(_DOCS) else content

    branches = Branches(Repository(_git_folder(repository)), branch)
    with branches.locked():
        branches.unlock_references()  # One that was killed may have left them so, and this one goes on with it.
        is_bare = repository.run("rev-parse", "--is-bare-repository").strip() == b"true"
        history.rewrite(repository, history.find_traces(repository, sought.objects), edit)
        if not is_bare:
            repository.run("reset", "--quiet")
        history.forget(repository)
    if left := history.find_left(repository, sought.objects):
        raise NotFound(f"Billedet ligger stadig i lageret ({wording.count(len(left), 'fil', 'filer')}).")


def _edited(path: str, content: bytes, sought: _Sought) -> bytes:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return content
    return without_pictures(path, text, sought.paths).encode()


def _clean_pages(docs: Path, sought: _Sought) -> None:
    """Take the picture off the pages of a folder, and out of it."""
    for path, content in _pages_in(docs):
        after = _edited(path, content, sought)
        if after != content:
            _write(docs / path, after)
    for path in sorted(sought.paths, key=lambda one: one == sought.picture):
        (docs / path).unlink(missing_ok=True)


def _sweep(folders: Sequence[Path], contents: Iterable[str]) -> None:
    """Remove every picture below some folders that has one of some contents: what was made of it, drafts, copies."""
    wanted = frozenset(contents)
    for folder in folders:
        for file in folder.rglob("*") if folder.is_dir() else ():
            is_picture = file.suffix in IMAGE_ENDINGS and file.is_file() and not file.is_symlink()
            if is_picture and digest_of(file) in wanted:
                file.unlink(missing_ok=True)


def _clean_releases(options: argparse.Namespace, releases: Releases, sought: _Sought) -> bool:
    """Publish without the picture, and remove the releases that have it; tell whether the one that is served has it."""
    left = remove_holding(releases, sought.addresses, sought.contents)
    if not left:
        return False
    anew = {"dest": releases.folder, "skip_broken": True, "keep": KEEP, "rollback": False}
    publish.run(argparse.Namespace(**{**vars(options), **anew}))
    return bool(remove_holding(releases, sought.addresses, sought.contents))


def _write(target: Path, content: bytes) -> None:
    with disk.writing_whole(target) as stream:
        stream.write(content)


def _tell(sought: _Sought, repository: Repository | None, releases: Releases | None) -> None:
    where = ["siderne", *(["historikken"] if repository else []), *(["udgaverne"] if releases else [])]
    print(f"{sought.picture} er væk fra {wording.listed(where)}.")
    if sought.pages:
        print(f"Det stod på {wording.listed(sought.pages)}.")
    if others := [path for path in sought.paths if path != sought.picture]:
        print(f"Det samme billede lå også som {wording.listed(others)}, og det er væk dér.")
    if sought.channels:
        print(f"Det måtte også vises her: {wording.listed(sought.channels)}. Sig det til dem, der bruger det dér.")
    else:
        print("Det måtte kun vises i kataloget.")
    if sought.keepers:
        print(f"Sig til den, der gemmer kollegernes ja, at det er gjort: {wording.listed(sought.keepers)}.")
    if repository:
        print("Andres kopier af lageret har stadig billedet. Skub historikken til dem, og bed dem hente den forfra.")
