"""What a command's exit status means."""

DONE = 0
UNREADABLE = 1
"""Something could not be read; the rest was."""
MISUSED = 2
"""The command, its settings or its rules are not right; argparse says the same."""
INTERRUPTED = 130
"""Ctrl-C, as shells have it."""
PIPE_CLOSED = 141
"""Whoever read the output is gone, as shells have it."""
