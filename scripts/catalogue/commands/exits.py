"""Exits: the exit statuses of the program, each with one meaning for every command."""

from enum import IntEnum


class Exit(IntEnum):
    """What a command ends with."""

    OK = 0
    PROBLEMS = 1
    """Something is wrong with the pages, or the command could not do its work."""
    USAGE = 2
    """The command itself is wrong: words that it does not know, or files that are not there."""
    INTERRUPTED = 130
    """Ctrl+C: what a shell says of a program that a signal ended."""
