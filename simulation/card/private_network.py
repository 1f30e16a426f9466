"""A network namespace with nothing but a loopback, so that what listens in it listens to nobody outside.

Namespaces belong to threads: the thread that makes one also starts the service that shall live in it, and
threads that want to talk to the service enter it by its file descriptor. Linux and root only.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import threading
from collections.abc import Sequence

_CLONE_NEWNET = 0x40000000
_SIOCSIFFLAGS = 0x8914
_IFF_UP_AND_RUNNING = 0x41

_libc = ctypes.CDLL(None, use_errno=True)


class PrivateNetwork:
    """Raises OSError when this machine does not allow namespaces."""

    def __init__(self) -> None:
        self._namespace = -1
        self._process: subprocess.Popen[bytes] | None = None
        self._error: OSError | None = None

    def start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Make the namespace and start ``command`` in it."""
        thread = threading.Thread(target=self._start, args=(command,))
        thread.start()
        thread.join()
        if self._process is None:
            raise self._error or OSError("the command did not start")
        return self._process

    def enter(self) -> None:
        """Put the calling thread into the namespace; it stays there until it ends."""
        _check(_libc.setns(self._namespace, _CLONE_NEWNET))

    def close(self) -> None:
        os.close(self._namespace)

    def _start(self, command: Sequence[str]) -> None:
        try:
            _check(_libc.unshare(_CLONE_NEWNET))
            self._namespace = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
                request = struct.pack("16sh14x", b"lo", _IFF_UP_AND_RUNNING)
                fcntl.ioctl(control, _SIOCSIFFLAGS, request)
            self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        except OSError as error:
            self._error = error


def _check(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
