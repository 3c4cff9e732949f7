"""Parser: argparse, whose every word to a person is Danish."""

import argparse
from collections.abc import Mapping
from typing import Any, NoReturn

from catalogue.commands.exits import Exit


class Parser(argparse.ArgumentParser):
    """An argument parser that answers in Danish."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command and how it is used, and leave with 2."""
        self.exit(Exit.USAGE, f"{self.format_usage()}Kommandoen kan ikke forstås: {message}\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        # Some Pythons tell of the choices in English quotation marks, some in none, and they come as one text.
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(f"»{choice}«" for choice in action.choices)
            raise argparse.ArgumentError(action, MESSAGES[_CHOICE] % {"value": value, "choices": choices})


class ShowVersion(argparse.Action):
    """Prints the program's name and version, and leaves with 0."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> NoReturn:
        """Look the version up, which no other command has use for, and print it."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"{parser.prog} {version('catalogue')}")
        except PackageNotFoundError:
            print(f"{parser.prog}, som ikke er sat op endnu")
        parser.exit(Exit.OK)


_CHOICE = "invalid choice: %(value)r (choose from %(choices)s)"
MESSAGES: Mapping[str, str] = {
    # Help
    "usage: ": "Brug: ",
    "%(heading)s:": "%(heading)s:",
    "positional arguments": "Ord",
    "options": "Valg",
    "subcommands": "Kommandoer",
    "show this help message and exit": "vis denne hjælp",
    "show program's version number and exit": "vis programmets udgave",
    " (default: %(default)s)": " (ellers %(default)s)",
    # What is wrong with a command
    "%(prog)s: error: %(message)s\n": "%(prog)s: fejl: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "unrecognized arguments: %s": "ukendte ord: %s",
    "the following arguments are required: %s": "disse ord mangler: %s",
    "one of the arguments %s is required": "et af disse ord mangler: %s",
    "expected one argument": "der mangler en værdi",
    "expected at most one argument": "der kan højst være én værdi",
    "expected at least one argument": "der mangler mindst én værdi",
    "not allowed with argument %s": "kan ikke bruges sammen med %s",
    "ignored explicit argument %r": "valget tager ikke en værdi: »%s«",
    "ambiguous option: %(option)s could match %(matches)s": (
        "valget er ikke skrevet helt ud: %(option)s kan være %(matches)s"
    ),
    "unexpected option string: %s": "uventet valg: %s",
    _CHOICE: "ukendt valg: »%(value)s« (vælg mellem %(choices)s)",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "ukendt valg: »%(value)s«. Mente du »%(closest)s«? (vælg mellem %(choices)s)"
    ),
    "invalid %(type)s value: %(value)r": "forkert værdi: »%(value)s«",
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "ukendt kommando: »%(parser_name)s« (vælg mellem %(choices)s)"
    ),
    "can't open '%(filename)s': %(error)s": "»%(filename)s« kan ikke åbnes: %(error)s",
    'argument "-" with mode %r': "»-« kan ikke åbnes som »%s«",
    # What is on its way out
    "%(prog)s: warning: %(message)s\n": "%(prog)s: råd: %(message)s\n",
    "command '%(parser_name)s' is deprecated": "kommandoen »%(parser_name)s« er forældet",
    "option '%(option)s' is deprecated": "valget »%(option)s« er forældet",
    "argument '%(argument_name)s' is deprecated": "ordet »%(argument_name)s« er forældet",
    # Slips of who writes a command
    ".__call__() not defined": "__call__() mangler",
    "%r is not callable": "%r kan ikke kaldes",
    "'required' is an invalid argument for positionals": "»required« er kun til valg",
    "mutually exclusive arguments must be optional": "valg, der udelukker hinanden, kan ikke kræves",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r": (
        "valget »%(option)s« skal begynde med et af tegnene »%(prefix_chars)s«"
    ),
    "dest= is required for options like %r": "valget »%s« kræver »dest«",
    "invalid conflict_resolution value: %r": "ukendt »conflict_handler«: »%s«",
    "cannot merge actions - two groups are named %r": "to grupper hedder »%s«",
    "cannot have multiple subparser arguments": "kommandoer kan kun tilføjes ét sted",
    "conflicting subparser: %s": "kommandoen er der allerede: %s",
    "conflicting subparser alias: %s": "kommandoens andet navn er der allerede: %s",
}
"""What argparse says, in Danish, by the whole message as it stands in argparse of Python 3.11 and newer.

A word that somebody typed is put in by »%s« and not by %r, so that it is shown as it was typed.
"""
PLURALS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("expected %s argument", "expected %s arguments"): ("der skal være %s værdi", "der skal være %s værdier"),
    ("conflicting option string: %s", "conflicting option strings: %s"): (
        "valget er der allerede: %s",
        "valgene er der allerede: %s",
    ),
}
"""What argparse says of one and of more."""


def _translate(message: str) -> str:
    return MESSAGES.get(message, message)


def _translate_count(one: str, more: str, count: int) -> str:
    one, more = PLURALS.get((one, more), (one, more))
    return one if count == 1 else more


# argparse looks up each of its messages under these two names before it puts in what somebody typed. Its own place for
# translations is a compiled catalogue that gettext finds by the language of the person's system; ours speaks Danish on
# every system. To translate finished messages would change words that were typed. Only argparse asks by these names,
# and a message that is not in the tables stays as it is.
vars(argparse).update(_=_translate, ngettext=_translate_count)
