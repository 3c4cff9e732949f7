"""The program as a process: how it ended, and what it said."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finished:
    """A run of the program that has ended: its exit status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def is_calm(self) -> bool:
        """Whether it ended without a Python traceback."""
        return "Traceback" not in self.out + self.err
