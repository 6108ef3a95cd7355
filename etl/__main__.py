"""`python -m etl`; the commands are in etl/cli."""

import sys

from etl.cli.commands import main

if __name__ == "__main__":
    sys.exit(main())
