"""Keeps a reader's process small: on Linux it caps itself, elsewhere its parent does or looks.

Windows holds the process in a job that ends with the program, so that no worker outlives it.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import Final

MEMORY_LIMIT: Final = 1536 * 1024 * 1024
"""A million cells of text need about half of it; a workbook that needs more is not a scorecard."""


_QUERY_LIMITED_INFORMATION: Final = 0x1000


def cap_own_memory() -> None:
    """Let this process ask for no more than `MEMORY_LIMIT`; does nothing where the system cannot."""
    if sys.platform.startswith("linux"):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def watches_memory() -> bool:
    """Whether the parent has to watch, because the process cannot cap itself or its job may be refused."""
    return not sys.platform.startswith("linux")


class MemoryCap:
    """Holds a process that was just started to `MEMORY_LIMIT`; does anything on Windows only."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._job = 0
        if sys.platform == "win32":
            # Some managed computers allow no jobs; then only the parent's watch is left.
            with suppress(OSError, AttributeError):
                handle = process._handle  # type: ignore[attr-defined]  # noqa: SLF001 - it is kept nowhere else
                self._job = _job_of(int(handle))

    def close(self) -> None:
        """Let go of the job, which ends what still runs in it."""
        if sys.platform == "win32" and self._job:
            import ctypes

            ctypes.WinDLL("kernel32").CloseHandle(ctypes.c_void_p(self._job))
            self._job = 0


_KILL_ON_CLOSE: Final = 0x2000
_LIMIT_PROCESS_MEMORY: Final = 0x100
_DIE_ON_UNHANDLED_EXCEPTION: Final = 0x400
_EXTENDED_LIMITS: Final = 9


def _job_of(process_handle: int) -> int:
    """A job of Windows with the process in it, limited in memory; raises `OSError` where it is refused."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        basic = [
            *((name, ctypes.c_int64) for name in ("PerProcessUserTimeLimit", "PerJobUserTimeLimit")),
            ("LimitFlags", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("MinimumWorkingSetSize", "MaximumWorkingSetSize")),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            *((name, wintypes.DWORD) for name in ("PriorityClass", "SchedulingClass")),
        ]
        basic_type = type("BasicLimits", (ctypes.Structure,), {"_fields_": basic})
        memories = ("ProcessMemoryLimit", "JobMemoryLimit", "PeakProcessMemoryUsed", "PeakJobMemoryUsed")
        fields = [
            ("Basic", basic_type),
            ("Transfers", ctypes.c_uint64 * 6),
            *((name, ctypes.c_size_t) for name in memories),
        ]
        limits = type("ExtendedLimits", (ctypes.Structure,), {"_fields_": fields})()
        limits.Basic.LimitFlags = _KILL_ON_CLOSE | _LIMIT_PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION
        limits.ProcessMemoryLimit = MEMORY_LIMIT
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        if not job:
            raise ctypes.WinError(ctypes.get_last_error())
        handle = wintypes.HANDLE(job)
        size = ctypes.sizeof(limits)
        if not (
            kernel.SetInformationJobObject(handle, _EXTENDED_LIMITS, ctypes.byref(limits), size)
            and kernel.AssignProcessToJobObject(handle, wintypes.HANDLE(process_handle))
        ):
            error = ctypes.get_last_error()
            kernel.CloseHandle(handle)
            raise ctypes.WinError(error)
        return int(job)
    raise OSError("only Windows has jobs")


def resident_bytes(process_id: int) -> int:
    """How much memory another process holds; 0 when the system does not tell."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        sizes = ("PeakWorkingSetSize", "WorkingSetSize", "PeakPaged", "Paged", "PeakNonPaged", "NonPaged")
        counts = [("cb", wintypes.DWORD), ("PageFaultCount", wintypes.DWORD)]
        fields = [*counts, *((name, ctypes.c_size_t) for name in (*sizes, "Pagefile", "PeakPagefile"))]
        counters_type = type("ProcessMemoryCounters", (ctypes.Structure,), {"_fields_": fields})
        counters = counters_type(cb=ctypes.sizeof(counters_type))
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = wintypes.HANDLE
        process = wintypes.HANDLE(kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, process_id))
        is_known = kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.cb)
        kernel.CloseHandle(process)
        return int(counters.WorkingSetSize) if is_known else 0
    answer = subprocess.run(  # noqa: S603 - the arguments are ours
        ["/bin/ps", "-o", "rss=", "-p", str(process_id)], capture_output=True, text=True, check=False
    )
    text = answer.stdout.strip()
    return int(text) * 1024 if text.isdigit() else 0
