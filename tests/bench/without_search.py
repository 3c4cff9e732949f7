"""The command line with the search index left out, to time a build beside an engine that makes none."""

import sys

from catalogue.search import writing

writing.write_index = lambda *arguments: None

if __name__ == "__main__":
    from catalogue.commands.main import main

    sys.exit(main())
