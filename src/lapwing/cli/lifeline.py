"""A process that ends with whoever started it, however that ended: a plain kill -9 included.

The starter holds one end of a pipe and never writes to it. When it is gone the system closes that end, and whoever
watches the other reads so. No process is looked for by its number, so none that is somebody else's can be ended.

`python -m lapwing.cli.lifeline END MODULE ARGUMENTS` runs a module so.
"""

import os
import runpy
import signal
import sys
import threading
import time
from functools import cache

PATIENCE = 15  # seconds to end in order


@cache
def held() -> int:
    """The end for the processes that this one starts: pass it on, and let them watch it."""
    theirs, _ = os.pipe()  # ours stays open for as long as this process lives, and no other inherits it
    return theirs


def watch(end: int) -> None:
    """End this process in order when its starter is gone; it must be the head of a group of its own."""
    threading.Thread(target=_wait, args=(end,), daemon=True).start()


def _wait(end: int) -> None:
    os.read(end, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os.killpg(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    watch(int(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
