"""The command line, `catalogue KOMMANDO`: parses, calls the core, prints and exits."""

import argparse
import atexit
import gc
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NoReturn

from catalogue import checkout
from catalogue.checks import check
from catalogue.commands import fix, generate, publish, review
from catalogue.commands.progress import showing_progress
from catalogue.language import wording
from catalogue.linkcheck import ask
from catalogue.privacy.masking import mask
from catalogue.problems import reports
from catalogue.problems.problem import Problem
from catalogue.rendering.cache import RenderingCache
from catalogue.site import build
from catalogue.site.build import Outcome, Request

OK, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 all well, 1 problems, 2 wrong usage."""
    _speak_utf8()
    # A command makes much and throws little away: looking for garbage as often as Python does cost a sixth of a build.
    gc.set_threshold(1_000_000, 20, 100)
    atexit.register(gc.freeze)  # Nor is garbage looked for in what the process leaves anyway when it ends.
    options = make_parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except OSError as error:
        print(f"Det gik ikke: {mask(describe(error))}", file=sys.stderr)
        return PROBLEMS
    except build.EngineError as error:
        print(f"Sitet kunne ikke bygges, og det gamle er urørt: {error}", file=sys.stderr)
        return PROBLEMS


class Parser(argparse.ArgumentParser):
    """An argument parser that answers in Danish."""

    def format_usage(self) -> str:
        """Return the line on how the command is written."""
        return _translate(super().format_usage())

    def format_help(self) -> str:
        """Return the whole help."""
        return _translate(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command and how it is used, and leave with 2."""
        self.exit(USAGE, f"{self.format_usage()}Kommandoen kan ikke forstås: {_translate(message)}\n")


_PHRASES = (
    ("unrecognized arguments:", "ukendte ord:"),
    ("the following arguments are required:", "disse ord mangler:"),
    ("invalid choice:", "ukendt valg:"),
    ("choose from", "vælg mellem"),
    ("expected one argument", "der mangler en værdi"),
    ("ambiguous option:", "valget er ikke skrevet helt ud:"),
    ("could match", "kan være"),
    ("ignored explicit argument", "valget tager ikke en værdi:"),
    ("not allowed with argument", "kan ikke bruges sammen med"),
    ("invalid", "forkert"),
    ("argument ", ""),
    ("value:", "værdi:"),
    ("usage:", "Brug:"),
    ("positional arguments:", "Ord:"),
    ("options:", "Valg:"),
    ("show this help message and exit", "vis denne hjælp"),
)


def _translate(message: str) -> str:
    for english, translation in _PHRASES:
        message = message.replace(english, translation)
    return re.sub(r"'([^'\n]*)'", r"»\1«", message)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    parser = Parser(prog="catalogue", description="Inspirationskataloget: tjek, byg og se siderne.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO", parser_class=Parser)
    _add_check(commands.add_parser("check", help="find alt, der skal rettes på siderne"))
    _add_fix(commands.add_parser("fix", help="ret det, som en maskine kan rette"))
    _add_review(commands.add_parser("review", help="tjek siderne i en pull request, og skriv svaret"))
    _add_build(commands.add_parser("build", help="byg sitet"))
    _add_publish(commands.add_parser("publish", help="læg sitet ud, eller gå tilbage til udgaven før"))
    _add_serve(commands.add_parser("serve", help="vis sitet, mens du skriver"))
    _add_new(commands.add_parser("new", help="begynd på en ny side"))
    _add_links(commands.add_parser("links", help="prøv de adresser, historierne linker til"))
    generate.add_options(commands.add_parser("furniture", help="lav de filer, der følger af siderne og felterne"))
    _add_sample(commands.add_parser("sample", help="lav et katalog med opdigtede enheder"))
    return parser


def _add_docs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--docs", type=Path, default=None, metavar="MAPPE", help="mappen med sider (ellers docs/)")


def _add_today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=_to_date, default=date.today(), metavar="ÅÅÅÅ-MM-DD", help="dagen i dag")


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_docs(parser)
    _add_today(parser)
    parser.add_argument("--format", choices=reports.FORMATS, default="text", help="sådan skrives fundene")
    parser.add_argument("pages", nargs="*", metavar="SIDE", help="tjek hele kataloget, men fortæl kun om disse sider")
    parser.set_defaults(run=run_check)


def _add_fix(parser: argparse.ArgumentParser) -> None:
    _add_docs(parser)
    _add_today(parser)
    fix.add_options(parser)
    parser.set_defaults(run=run_fix)


def _add_review(parser: argparse.ArgumentParser) -> None:
    _add_today(parser)
    review.add_options(parser)
    parser.set_defaults(run=run_review)


def _add_build(parser: argparse.ArgumentParser) -> None:
    _add_docs(parser)
    _add_today(parser)
    parser.add_argument("--site", type=Path, default=None, metavar="MAPPE", help="hvor sitet skal ligge (ellers site/)")
    parser.add_argument("--skip-broken", action="store_true", help="udgiv resten, selv om nogle sider har fejl")
    parser.set_defaults(run=run_build)


def _add_publish(parser: argparse.ArgumentParser) -> None:
    publish.add_options(parser)
    _add_docs(parser)
    _add_today(parser)
    parser.set_defaults(run=run_publish)


def _add_serve(parser: argparse.ArgumentParser) -> None:
    _add_docs(parser)
    _add_today(parser)
    parser.add_argument("--port", type=_to_port, default=8000, metavar="N", help="porten (ellers 8000)")
    parser.set_defaults(run=run_serve)


def _add_new(parser: argparse.ArgumentParser) -> None:
    # At a terminal what is missing is asked for.
    kinds = ("unit", "interpretation", "story")
    parser.add_argument("kind", nargs="?", choices=kinds, metavar="unit|interpretation|story", help="slags side")
    parser.add_argument("title", nargs="?", metavar="TITEL", help="sidens titel eller overskrift")
    _add_docs(parser)
    _add_today(parser)
    parser.add_argument("--area", metavar="OMRÅDE", help="området, som en ny enhed hører til")
    parser.add_argument("--unit", metavar="ENHED", help="enheden, som fortolkningen eller historien handler om")
    parser.add_argument("--theme", metavar="TEMA", help="temaet, som fortolkningen eller historien handler om")
    parser.add_argument("--summary", metavar="TEKST", help="»Kort fortalt«, én sætning")
    parser.set_defaults(run=run_new, parser=parser)


def _add_links(parser: argparse.ArgumentParser) -> None:
    _add_docs(parser)
    ask.add_options(parser)
    parser.set_defaults(run=run_links)


def _add_sample(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--units", type=_to_amount, required=True, metavar="N", help="antal enheder, 1-10000")
    parser.add_argument("out", type=Path, metavar="MAPPE", help="en tom mappe eller en, som kommandoen selv har lavet")
    parser.set_defaults(run=run_sample)


def run_check(options: argparse.Namespace) -> int:
    """Print every problem of every page, or of the pages that were named."""
    docs = docs_of(options)
    with showing_progress() as on_progress:
        found = check.check(docs, options.today, _cache(), on_progress)
    problems = list(_located(found.problems, shown_docs(options)))
    if options.pages:
        wanted = [_find_page(name, shown_docs(options), docs) for name in options.pages]
        if missing := [name for name, path in zip(options.pages, wanted, strict=True) if path is None]:
            print(f"Siden findes ikke: {mask(wording.listed(missing))}", file=sys.stderr)
            return USAGE
        named = set(wanted)
        problems = [problem for problem in problems if problem.path in named]
    sys.stdout.write(reports.FORMATS[options.format](problems))
    if options.format == "text":
        print(reports.summarise(problems, len(options.pages) or len(found.reading.places)), file=sys.stderr)
    return PROBLEMS if any(problem.is_error for problem in problems) else OK


def run_fix(options: argparse.Namespace) -> int:
    """Mend what can be mended on every page, or on the pages that were named, and tell what is left."""
    docs, shown = docs_of(options), shown_docs(options)
    wanted = [_find_page(name, shown, docs) for name in options.pages]
    if missing := [name for name, path in zip(options.pages, wanted, strict=True) if path is None]:
        print(f"Siden findes ikke: {mask(wording.listed(missing))}", file=sys.stderr)
        return USAGE
    pages = {path.removeprefix(f"{shown}/") for path in wanted if path}
    return fix.fix(options, docs, shown, pages, lambda: check.check(docs, options.today, _cache()).problems)


def run_review(options: argparse.Namespace) -> int:
    """Check the pages of a pull request, and write what there is to say of them."""
    return review.review(options, _cache())


def run_build(options: argparse.Namespace) -> int:
    """Build the site; on problems print them and leave the site as it was."""
    from catalogue.engine.plugin import load_settings, make_site

    site = options.site or checkout.SITE
    if obstacle := _find_obstacle(site, docs_of(options)):
        print(f"Sitet kan ikke ligge i {site}, for {obstacle}.", file=sys.stderr)
        return USAGE
    request = Request(docs_of(options), site, options.today, load_settings(), options.skip_broken, _cache())
    with showing_progress() as on_progress:
        outcome = build.build(request, make_site, on_progress)
    tell_outcome(outcome, shown_docs(options), site)
    return OK if outcome.is_published else PROBLEMS


def _find_obstacle(site: Path, docs: Path) -> str:
    """Return why a folder cannot be replaced by the site, or an empty text."""
    if _holds(site, docs) or _holds(site, checkout.DOCS):
        return "den mappe indeholder siderne"
    if site.exists() and not site.is_dir():
        return "det er en fil"
    # What is no site was hardly meant to be replaced: somebody's documents, or another project.
    if site.is_dir() and any(site.iterdir()) and not (site / "index.html").is_file():
        return "der ligger noget andet end et site. Vælg en tom mappe, eller slet selv det, der ligger der"
    return ""


def tell_outcome(outcome: Outcome, docs: str, site: Path) -> None:
    """Print how a build went."""
    problems = list(_located(outcome.check.problems, docs))
    sys.stdout.write(reports.to_text(problem for problem in problems if problem.is_error))
    if not outcome.is_published:
        print("Sitet er ikke bygget, og det gamle er urørt. Ret fejlene, og prøv igen.", file=sys.stderr)
        return
    for path in outcome.left_out:
        print(f"{docs}/{mask(path)}: Siden er ikke kommet med.", file=sys.stderr)
    print(f"Sitet ligger i {site}. {reports.summarise(problems, len(outcome.check.reading.places))}", file=sys.stderr)


def run_publish(options: argparse.Namespace) -> int:
    """Publish a new release of the site, or go back to the one before."""
    from catalogue.engine.plugin import load_settings

    if options.rollback:
        return publish.roll_back(options.dest)
    request = Request(docs_of(options), Path(), options.today, load_settings(), options.skip_broken, _cache())
    return publish.publish(
        options.dest,
        options.keep,
        request,
        lambda outcome, site: tell_outcome(outcome, shown_docs(options), site),
    )


def run_serve(options: argparse.Namespace) -> int:
    """Serve the site on loopback, and build it again whenever a file changes."""
    from catalogue.commands.preview import serve
    from catalogue.engine.plugin import load_settings, make_site

    _heed_ctrl_c()
    request = Request(docs_of(options), Path(), options.today, load_settings(), skip_broken=True, cache=_cache())
    return serve(
        request, make_site, options.port, lambda outcome: list(_located(outcome.check.problems, shown_docs(options)))
    )


def run_new(options: argparse.Namespace) -> int:
    """Write a new page that passes the check, and say what to do next."""
    from catalogue.commands.new import MissingWords, write_new_page

    _heed_ctrl_c()
    try:
        return write_new_page(options, docs_of(options), shown_docs(options))
    except MissingWords:
        missing = ["TITEL"] if options.kind else ["unit|interpretation|story", "TITEL"]
        parser: Parser = options.parser
        parser.error(f"disse ord mangler: {', '.join(missing)}")


def run_links(options: argparse.Namespace) -> int:
    """Try the addresses that stories link to."""
    return ask.run(options, docs_of(options), shown_docs(options), _cache())


def run_sample(options: argparse.Namespace) -> int:
    """Write a tree of made-up units around the checkout's themes."""
    from catalogue import samples

    try:
        pages = samples.write_sample(options.units, options.out, checkout.DOCS / "themes")
    except ValueError as error:
        print(error, file=sys.stderr)
        return USAGE
    print(f"{wording.count(pages, 'side', 'sider')} ligger i {options.out}.", file=sys.stderr)
    return OK


def _heed_ctrl_c() -> None:
    # Started in the background by a script, a process is told to ignore Ctrl+C; who sits at a terminal counts on it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def docs_of(options: argparse.Namespace) -> Path:
    """Return the docs folder of a command; leave with 2 when there is none."""
    docs: Path = options.docs or checkout.DOCS
    if not docs.is_dir():
        print(f"Mappen {docs} findes ikke.", file=sys.stderr)
        raise SystemExit(USAGE)
    return docs


def shown_docs(options: argparse.Namespace) -> str:
    """Return the docs folder as problems name it: as it was given, and the checkout's own as seen from here."""
    if options.docs is not None:
        return str(options.docs).rstrip("/")
    return os.path.relpath(checkout.DOCS) if checkout.DOCS.is_relative_to(Path.cwd()) else str(checkout.DOCS)


def describe(error: OSError) -> str:
    """Return what went wrong with a file, in Danish."""
    reasons = {
        2: "findes ikke",
        13: "må ikke ændres af dig",
        17: "findes allerede",
        20: "er ikke en mappe",
        27: "filen er for stor til disken",
        28: "der er ikke mere plads på disken",
        30: "kan kun læses",
    }
    reason = reasons.get(error.errno or 0, error.strerror or "ukendt fejl")
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."


def _located(problems: Iterable[Problem], docs: str) -> Iterable[Problem]:
    return (replace(problem, path=_join(docs, problem.path)) for problem in problems)


def _join(docs: str, path: str) -> str:
    # The editors' word list lies outside the docs folder; everything else is named by the folder as it was given.
    return os.path.normpath(f"{docs}/{path}") if path.startswith("../") else f"{docs}/{path}"


def _find_page(name: str, shown: str, docs: Path) -> str | None:
    """Return a page that was named on the command line as problems name it, or None when it is not below the docs."""
    for candidate in (Path(name), docs / name):
        if candidate.is_file() and candidate.resolve().is_relative_to(docs.resolve()):
            return f"{shown}/{PurePosixPath(candidate.resolve().relative_to(docs.resolve()))}"
    return None


def _holds(site: Path, folder: Path) -> bool:
    return folder.resolve().is_relative_to(site.resolve())


def _cache() -> RenderingCache:
    return RenderingCache(checkout.CACHE / "renderings.sqlite")


def _to_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en dato. Skriv år-måned-dag, som 2026-02-10.") from None


def _to_amount(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 10_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"»{text}« er ikke et tal fra 1 til 10000.")


def _to_port(text: str) -> int:
    if text.isdecimal() and int(text) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError(f"»{text}« er ikke en port: et tal fra 0 til 65535.")


def _speak_utf8() -> None:
    # A terminal in another encoding must not stop a command over an å.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
