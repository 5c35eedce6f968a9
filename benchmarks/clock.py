"""Run a command and tell what it cost: `python clock.py log command…` prints it as JSON.

A process of its own and small, because what a command is charged as its peak of memory begins with
that of the process which started it.
"""

import json
import os
import subprocess
import sys
import time


def main() -> int:
    """Wall and CPU seconds of all processes, bytes of the largest, and how it ended."""
    log, *command = sys.argv[1:]
    with open(log, "wb") as out:  # noqa: PTH123 - pathlib would be a third of what this imports
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
    print(json.dumps({"wall": wall, "cpu": cpu, "peak": peak, "code": process.returncode}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
