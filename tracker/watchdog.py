"""Ends the children of a supervisor that was killed and could not end them itself.

    python -m tracker.watchdog < PIPE

The supervisor writes "PID START" for each child into the pipe and keeps it open. However the supervisor ends, the
system closes the pipe; whoever of the children lives then is ended.
"""

import signal
import sys

from tracker.processes import end_leftovers

if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    children = dict(line.split(maxsplit=1) for line in sys.stdin)
    end_leftovers({int(pid): start.strip() for pid, start in children.items()})
