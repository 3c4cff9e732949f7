"""The build script: `catalogue build` without an installed program. All it does is to call the package."""

import sys

from catalogue.commands.main import main

sys.exit(main(["build", *sys.argv[1:]]))
