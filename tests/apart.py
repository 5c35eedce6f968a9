"""Disks of a test's own: small, read-only or empty ones, seen by one process and gone with it."""

import os
import subprocess
from collections.abc import Sequence

_SPACE = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]


def with_mounts(mounts: Sequence[str], command: Sequence[str], *also: str) -> list[str]:
    """The command, run where each of the `mount` commands has been done first.

    `also` are more options of `unshare`, such as `--net` for a machine without a network.
    """
    first = " && ".join(["mount --make-rprivate /", *mounts, 'exec "$@"'])
    return [*_SPACE, *also, "sh", "-c", first, "sh", *command]


def can_mount() -> bool:
    """Whether this machine lets a test have disks of its own."""
    try:
        tried = with_mounts(["mount -t tmpfs none /mnt"], ["true"])
        return subprocess.run(tried, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
