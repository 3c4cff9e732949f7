"""`catalogue inbox`: for editors without a forge – what came in, and what becomes of it, with Git alone."""

import argparse
import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogue import checkout
from catalogue.checks.leaks import look
from catalogue.commands.build import tell_outcome
from catalogue.commands.exits import Exit
from catalogue.commands.options import add_today, kept_renderings
from catalogue.commands.terminal import heed_termination
from catalogue.engine.configuration import load_settings
from catalogue.engine.plugin import make_site
from catalogue.language.wording import in_words
from catalogue.privacy.showing import one_line, show_line, show_name
from catalogue.problems import reports
from catalogue.receive import inbox
from catalogue.receive.branches import Branches, Closed, open_repository
from catalogue.receive.desk import Desk
from catalogue.receive.inbox import Conflict, Foreign, Restless, Unsound
from catalogue.receive.laying import lay
from catalogue.receive.misses import FILE, Misses
from catalogue.receive.proposals import Event, Standing, What
from catalogue.receive.receipts import name_of
from catalogue.receive.states import State
from catalogue.review.git import NotFound, Repository, Stopped
from catalogue.site import build
from catalogue.site.build import Request

_MOST_WORDS = 4000
FOLLOWS_FORGE = "Siderne bliver læst et andet sted, og lageret her retter sig efter det. Svar og flet dem dér."
_PURPOSES: Mapping[str, str] = {
    "list": "vis, hvad der er sendt ind",
    "show": "vis én side: rapport, forskel og prøveudgave",
    "accept": "flet siden ind, når det, der kommer ud af det, er i orden",
    "return": "skriv til dem, der har sendt siden: de kan svare og rette",
    "decline": "tag ikke siden med, og skriv hvorfor",
    "words": "vis ord, som er søgt på tre dage eller flere, og som ingen side har",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options, and its words for what to do."""
    _add_repository(parser, None)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="HVAD", parser_class=type(parser))
    for verb, purpose in _PURPOSES.items():
        one = verbs.add_parser(verb, help=purpose)
        _add_repository(one, argparse.SUPPRESS)
        add_today(one)
        if verb == "words":
            one.add_argument("--forget", metavar="ORD", help="tag et ord af listen")
        elif verb != "list":
            one.add_argument("receipt", metavar="KVITTERING", help="kvitteringens kode, eller grenens navn fra listen")
        if verb in ("return", "decline"):
            one.add_argument("words", nargs="+", metavar="ORD", help="det, I vil sige; sæt det i anførselstegn")
        if verb == "show":
            one.add_argument("--preview", type=Path, metavar="MAPPE", help="byg sitet her, som det bliver med siden")


def _add_repository(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--repository", type=Path, default=default, metavar="LAGER", help="det bare Git-lager (ellers et i .cache/)"
    )
    parser.add_argument("--branch", default=default or "main", metavar="GREN", help="grenen, der udgives (ellers main)")


def run(options: argparse.Namespace) -> Exit:
    """Do what the editor asks."""
    heed_termination()
    if (forge := load_settings().forge) and options.verb != "words":
        print(f"Siderne ligger som pull requests på {forge.address}. Læs og flet dem dér.", file=sys.stderr)
        return Exit.USAGE
    folder = options.repository or checkout.CACHE / "receive" / "katalog.git"
    if not (folder / "HEAD").is_file():
        print(f"Der er intet bart Git-lager i {show_name(str(folder))}. Sig hvor med --repository.", file=sys.stderr)
        return Exit.USAGE
    branches = open_repository(folder, options.branch)
    if options.verb not in ("list", "show") and branches.follows_forge:
        print(FOLLOWS_FORGE, file=sys.stderr)
        return Exit.USAGE
    try:
        branches.mend()
        return _VERBS[options.verb](options, branches)
    except Closed as closed:
        print(f"Siden er »{closed.state}«, og det kan ikke gøres om.", file=sys.stderr)
    except (NotFound, Stopped, ValueError) as reason:
        print(f"Det gik ikke: {one_line(str(reason))}", file=sys.stderr)
    return Exit.PROBLEMS


class _Unknown(NotFound):
    """There is no such proposal."""


def _find(options: argparse.Namespace, branches: Branches) -> Standing:
    name = name_of(options.receipt)
    standing = branches.find(name) if name else None
    if standing is None:
        raise _Unknown("Der er ingen side med den kvittering. Se listen med: catalogue inbox list")
    return standing


def _list(options: argparse.Namespace, branches: Branches) -> Exit:
    for standing in sorted(branches.all(), key=lambda one: not one.state.is_open):
        proposal = standing.proposal
        day = in_words(proposal.events[0].at.astimezone().date())
        print(f"{proposal.name}  {standing.state:18}  {day:18}  {proposal.files[0]}  {show_line(proposal.title)}")
    return Exit.OK


def _words(options: argparse.Namespace, branches: Branches) -> Exit:
    misses = Misses(branches.repository.folder / FILE)
    try:
        if options.forget:
            return _forget(misses, options.forget.lower())
        for miss in misses.all():
            print(f"{miss.days:4} dage  {miss.word:30}  senest {in_words(miss.latest)}")
    except OSError as reason:
        raise NotFound(f"Ordene kan ikke læses: {reason}") from None
    if not load_settings().count_misses:
        print("Ordene bliver ikke talt: indstillingen count_misses er ikke sat.", file=sys.stderr)
    return Exit.OK


def _forget(misses: Misses, word: str) -> Exit:
    is_gone = misses.forget(word)
    print("Ordet er taget af listen." if is_gone else "Ordet står ikke på listen.", file=sys.stderr)
    return Exit.OK if is_gone else Exit.PROBLEMS


def _show(options: argparse.Namespace, branches: Branches) -> Exit:
    standing = _find(options, branches)
    now = datetime.now(UTC)
    if standing.state is State.RECEIVED:
        branches.add(standing.proposal.name, Event(What.READ, now))
        standing = _find(options, branches)
    for line in _head(standing):
        print(line)
    if not standing.commit:
        return Exit.OK
    with TemporaryDirectory(prefix="catalogue-inbox-") as room:
        merge = inbox.merge_trees(branches.repository, branches.main_commit, standing.commit)
        desk = Desk(branches, Path(room) / "room", kept_renderings())
        before = desk.check_of(merge.base, options.today)
        after = desk.check_after(before, merge.base, merge.tree, options.today)
        own = [one for one in after.problems if one.path in standing.proposal.files]
        sys.stdout.write(reports.to_text(reports.located(own, branches.docs)))
        if not any(problem.is_error for problem in own):
            print("Siden er i orden.")
        for line in _difference(branches.repository, merge.base, merge.tree):
            print(line)
        if options.preview:
            return _preview(options, branches, merge.tree, Path(room))
    return Exit.OK


def _head(standing: Standing) -> list[str]:
    proposal = standing.proposal
    told = [f"Hvem fortæller, og hvem skriver: {show_line(proposal.told_to)}"] if proposal.told_to else []
    words = [
        f"I skrev den {in_words(one.at.astimezone().date())}: {show_line(one.words)}"
        for one in proposal.events
        if one.words
    ]
    return [
        f"{show_line(proposal.title or proposal.key)} – {standing.state}",
        f"Gren: bidrag/{proposal.name}",
        *told,
        *words,
        "",
    ]


def _difference(repository: Repository, before: str, after: str) -> list[str]:
    """Return what changes, line by line, as it may be printed."""
    raw = repository.run("diff", "--no-ext-diff", "--no-textconv", "--no-color", before, after, "--")
    return [show_line(line) for line in raw.decode("utf-8", "replace").splitlines()]


def _preview(options: argparse.Namespace, branches: Branches, tree: str, room: Path) -> Exit:
    target: Path = options.preview
    if target.exists() and any(target.iterdir()) and not (target / "index.html").is_file():
        print(f"Der ligger noget andet end et site i {show_name(str(target))}. Vælg en tom mappe.", file=sys.stderr)
        return Exit.USAGE
    docs = room / "docs"
    shutil.rmtree(docs, ignore_errors=True)
    lay(branches.repository, tree, branches.docs, docs)
    request = Request(docs, target, options.today, load_settings(), skip_broken=True, cache=kept_renderings())
    outcome = build.build(request, make_site)
    tell_outcome(outcome, branches.docs, target)
    return Exit.OK if outcome.is_published else Exit.PROBLEMS


def _accept(options: argparse.Namespace, branches: Branches) -> Exit:
    standing = _find(options, branches)
    with TemporaryDirectory(prefix="catalogue-inbox-") as room:
        desk = Desk(branches, Path(room), kept_renderings())
        try:
            inbox.accept(branches, desk, standing.proposal.name, options.today, datetime.now(UTC))
        except Unsound as found:
            sys.stdout.write(reports.to_text(reports.located(found.problems, branches.docs)))
            print("Siden er ikke flettet ind: det, der ville komme ud af det, har fejl.", file=sys.stderr)
        except Conflict:
            print(
                "Siden er ikke flettet ind: den er ændret i kataloget, siden den blev sendt. Bed om en ny udgave med "
                "»catalogue inbox return«, eller flet grenen med Git.",
                file=sys.stderr,
            )
        except Foreign as files:
            print(
                f"Siden er ikke flettet ind: Grenen ændrer andet end det, der er sendt: {one_line(str(files))}",
                file=sys.stderr,
            )
        except Restless:
            print("Siden er ikke flettet ind: kataloget blev ændret imens, igen og igen. Prøv igen.", file=sys.stderr)
        else:
            print("Siden er flettet ind, og kommer med, næste gang kataloget bliver udgivet.", file=sys.stderr)
            return Exit.OK
    return Exit.PROBLEMS


def _write(what: What) -> Callable[[argparse.Namespace, Branches], Exit]:
    def write(options: argparse.Namespace, branches: Branches) -> Exit:
        words = " ".join(options.words).strip()
        if not words or len(words) > _MOST_WORDS:
            print(f"Skriv noget, men højst {_MOST_WORDS} tegn.", file=sys.stderr)
            return Exit.USAGE
        if any(True for _ in look(1, words, "", options.today)):
            print(
                "Der står noget, der ligner et CPR-nummer eller et kodeord. Det er ikke gemt. Skriv det om.",
                file=sys.stderr,
            )
            return Exit.PROBLEMS
        standing = _find(options, branches)
        branches.add(standing.proposal.name, Event(what, datetime.now(UTC), words))
        print("Ordene står nu på kvitteringen.", file=sys.stderr)
        return Exit.OK

    return write


_VERBS: Mapping[str, Callable[[argparse.Namespace, Branches], Exit]] = {
    "list": _list,
    "show": _show,
    "accept": _accept,
    "return": _write(What.ASKED),
    "decline": _write(What.DECLINED),
    "words": _words,
}
