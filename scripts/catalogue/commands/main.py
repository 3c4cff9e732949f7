"""The command line, `catalogue KOMMANDO`: finds the command, runs it, and says in Danish what stopped it."""

import argparse
import atexit
import gc
import importlib
import logging
import os
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence

from catalogue.commands.exits import Exit
from catalogue.commands.options import RENDERINGS
from catalogue.commands.parser import Parser, ShowVersion
from catalogue.privacy.showing import one_line, show_name
from catalogue.site.engine import EngineError

COMMANDS: Mapping[str, str] = {
    "check": "find alt, der skal rettes på siderne",
    "fix": "ret det, som en maskine kan rette",
    "review": "tjek siderne i en pull request, og skriv svaret",
    "build": "byg sitet",
    "publish": "læg sitet ud, eller gå tilbage til udgaven før",
    "serve": "vis sitet, mens du skriver",
    "new": "begynd på en ny side",
    "add": "læg en side, der kom med mail, i kataloget",
    "withdraw": "tag et billede ned overalt, også i historikken",
    "links": "prøv de adresser, historierne linker til",
    "generate": "lav de filer, der følger af siderne og felterne",
    "receive": "tag imod sider fra formularen",
    "inbox": "læs, svar på og optag sider, der er sendt ind",
    "sample": "lav et katalog med opdigtede arbejdspladser",
}
"""What each command does. Its module, of the same name, adds its options (`add_options`) and does it (`run`)."""

_LOOK_AT_ALL = frozenset({"check", "build", "publish", "serve"})
"""The commands that look at every page."""
_UNTIL_CTRL_C = "serve"
"""The command that goes on until Ctrl+C is pressed, which is no error, also while it is being loaded."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status, see `Exit`."""
    _speak_utf8()
    _speak_danish()
    # A command makes much and throws little away: looking for garbage as often as Python does cost a sixth of a build.
    gc.set_threshold(1_000_000, 20, 100)
    atexit.register(gc.freeze)  # Nor is garbage looked for in what the process leaves anyway when it ends.
    words = sys.argv[1:] if arguments is None else arguments
    if not words:  # Who types the name alone wants to know what there is.
        make_parser([]).print_help()
        return Exit.OK
    # Only the command that is asked for is loaded: a check needs nothing of what a build does.
    asked = [word for word in words if word in COMMANDS][:1]
    try:
        if not _LOOK_AT_ALL.isdisjoint(asked) and not RENDERINGS.exists():
            _get_workers_ready()
        options = make_parser(asked).parse_args(words)
        run: Callable[[argparse.Namespace], Exit] = options.run
        return run(options)
    except KeyboardInterrupt:
        return Exit.OK if asked == [_UNTIL_CTRL_C] else Exit.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.PROBLEMS
    except OSError as error:
        print(f"Det gik ikke: {one_line(describe(error))}", file=sys.stderr)
        return Exit.PROBLEMS
    except EngineError as error:
        print(f"Sitet kunne ikke bygges, og det gamle er urørt: {one_line(str(error), 2000)}", file=sys.stderr)
        return Exit.PROBLEMS


def _get_workers_ready() -> None:
    # Nothing is kept of any page: what looks at them is loaded beside the command itself.
    from catalogue.rendering import workers

    workers.get_ready("catalogue.checks.alone")


def make_parser(loaded: Sequence[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """Return the parser of every command. Only the commands loaded know their options; all have their line of help."""
    parser = Parser(prog="catalogue", description="Inspirationskataloget: tjek, byg og se siderne.")
    parser.add_argument("--version", action=ShowVersion, nargs=0, help="vis programmets udgave")
    commands = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO", parser_class=Parser)
    for name, purpose in COMMANDS.items():
        of_command = commands.add_parser(name, help=purpose)
        if name in loaded:
            module = importlib.import_module(f"catalogue.commands.{name}")
            module.add_options(of_command)
            of_command.set_defaults(run=module.run)
    return parser


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
        36: "navnet er for langt",
        40: "er en genvej til noget andet",
    }
    reason = reasons.get(error.errno or 0, error.strerror or "ukendt fejl")
    return f"{show_name(str(error.filename))}: {reason}." if error.filename else f"{reason}."


def _speak_utf8() -> None:
    # A terminal in another encoding must not stop a command over an å.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


_OURS = ("catalogue", "mkdocs.plugins.catalogue")
"""The loggers whose words are ours: MkDocs names a plugin's for it."""


def _speak_danish() -> None:
    """Keep what libraries say to programmers off the terminal, unless Python is asked for it (`-W`)."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    if logging.lastResort:
        logging.lastResort.addFilter(lambda record: record.name.startswith(_OURS))


if __name__ == "__main__":
    sys.exit(main())
