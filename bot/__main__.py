"""`python -m bot` is the command `caveat`."""

import sys

from bot.cli import main

sys.exit(main())
