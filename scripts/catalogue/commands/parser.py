"""Parser: argparse, whose every word to a person is Danish."""

import argparse
import re
from typing import NoReturn

from catalogue.commands.exits import Exit


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
        self.exit(Exit.USAGE, f"{self.format_usage()}Kommandoen kan ikke forstås: {_translate(message)}\n")


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
