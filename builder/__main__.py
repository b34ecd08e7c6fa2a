"""``python -m builder``: the same functions from a shell."""

import sys

from builder.command import main

sys.exit(main())
