"""Keeps the reader's process small: it caps itself on Linux, elsewhere its parent asks how large it is."""

from __future__ import annotations

import subprocess
import sys
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
    """Whether the parent has to watch, because the process cannot cap itself."""
    return not sys.platform.startswith("linux")


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
