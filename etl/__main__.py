"""`python -m etl`, and the console script `disclosure`; the commands are in etl/cli."""

import sys

from etl.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
