"""The command line's own parsers, by the names of their commands."""

import argparse

from catalogue.commands.main import make_parser


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command by its name."""
    (action,) = (one for one in make_parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(action.choices)
