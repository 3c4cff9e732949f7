"""A courier as a process of its own, to be killed: python courier_process.py FOLDER KIND ADDRESS PROJECT [ROUNDS]."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from catalogue.receive.branches import Branches
from catalogue.receive.configuration import Configuration
from catalogue.receive.forges.opening import open_courier
from catalogue.review.git import Repository


def main(folder: str, kind: str, address: str, project: str) -> None:
    settings = Configuration(forge=kind, forge_address=address, forge_project=project, forge_pause=0)
    branches = Branches(Repository(Path(folder) / "katalog.git"))
    branches.mend()
    courier = open_courier(settings, branches, Path(folder) / "data", lambda: datetime.now(UTC))
    assert courier is not None
    courier.make_round()
    assert courier.trouble is None, courier.trouble.reason


if __name__ == "__main__":
    main(*sys.argv[1:])
