"""The command line's own parsers, by the names of their commands."""

import argparse
from collections.abc import Iterator

from catalogue.commands.main import make_parser


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command by its name."""
    (action,) = (one for one in make_parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(action.choices)


def every_parser() -> dict[str, argparse.ArgumentParser]:
    """Return every parser there is by what is typed to come to it: the program's own by nothing, then its commands'."""
    return dict(_parsers_from((), make_parser()))


def _parsers_from(
    words: tuple[str, ...], parser: argparse.ArgumentParser
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield " ".join(words), parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield from _parsers_from((*words, word), below)


def typed_words() -> set[str]:
    """Return the words that are typed as they stand: the commands, theirs, and what their options choose among."""
    actions = [action for parser in every_parser().values() for action in parser._actions]
    return {str(word) for action in actions for word in action.choices or ()}
