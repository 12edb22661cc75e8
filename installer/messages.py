"""What the launcher says when it cannot go on: what happened, what is safe, what to do."""

from __future__ import annotations

import textwrap

# Words in the output of pip or uv, most telling first, and what they mean to the person who waits.
REASONS = (
    (
        ("No space left on device", "not enough space on the disk"),
        "The disk is full. Chipmap needs about 1 GB in this folder; make room and start it again.",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED", "invalid peer certificate", "UnknownIssuer", "self-signed certificate"),
        (
            "The connection was refused because its certificate is not trusted, which company proxies often "
            "cause. Ask your IT service for the certificate file and start Chipmap with PIP_CERT set to it."
        ),
    ),
    (
        ("DO NOT MATCH THE HASHES", "Hash mismatch"),
        (
            "A downloaded package is not the one that this version of Chipmap was tested with, so it was not "
            "installed. Try another network; if it stays, report it."
        ),
    ),
    (
        (
            "Temporary failure in name resolution",
            "Temporary failure resolving",
            "Could not resolve",
            "Name or service not known",
            "NameResolutionError",
            "NewConnectionError",
            "ConnectTimeoutError",
            "ReadTimeoutError",
            "ProxyError",
            "getaddrinfo failed",
            "Network is unreachable",
            "Connection refused",
            "dns error",
            "tcp connect error",
            "error sending request",
            "Failed to fetch",
        ),
        (
            "There is no connection to the package index. Chipmap works without a network, but the first "
            "start has to download its parts (about 200 MB). Connect and start it again: it goes on where "
            "it stopped."
        ),
    ),
    (
        (
            "No matching distribution found",
            "no usable wheels",
            "no wheels with a matching",
            "not a supported wheel",
        ),
        (
            "There is no ready-made package for this kind of machine. Chipmap runs on 64-bit Windows, "
            "macOS 14 and later, and Linux with glibc 2.34 and later (Debian 12, Ubuntu 22.04)."
        ),
    ),
    (
        ("Permission denied", "Access is denied", "Read-only file system"),
        "This folder cannot be written to. Copy Chipmap to a folder of your own and start it there.",
    ),
)


class SetupFailedError(Exception):
    """The set-up cannot go on; the text says what happened and what to do."""


def explain_known_failure(output: str) -> str | None:
    """What the output of a failed installation means, in plain words; None when that is not known."""
    for marks, explanation in REASONS:
        if any(mark in output for mark in marks):
            return textwrap.fill(explanation, 100)
    return None


def explain_failure(output: str) -> str:
    """What the output of a failed installation means; its last lines when that is unknown."""
    known = explain_known_failure(output)
    if known:
        return known
    lines = [line for line in output.splitlines() if line.strip()][-8:]
    return "\n".join(["The last lines of the installation were:", *(f"  {line}" for line in lines)])


USAGE = """Chipmap maps, scores and matches the semiconductor value chain, without a network.

  python3 main.py [FILE.chipmap]         open the window, on a workspace or where you left off
  python3 main.py cli NOUN VERB …        the same work from the command line; cli --help lists it
  python3 main.py test [pytest options]  run the tests
  python3 main.py bench                  measure speed and memory

The first start sets Chipmap up in this folder (.venv, about 700 MB); that needs a network, once."""

SET_UP_BEGINS = "Setting Chipmap up in {folder} (needed once; about a minute)"

NO_DISPLAY = """There is no display here, so Chipmap does its main job without a window:
a starter workspace, the map as a picture and a scorecard, in {folder}"""

DISK_FULL = (
    "There is only {free} MB free in {folder}; Chipmap needs about {needed} MB. Make room and start it again."
)

NOT_WRITABLE = "{folder} cannot be written to. Copy Chipmap to a folder of your own and start it there."

NO_VENV = """This Python cannot make an environment, because its package `venv` is missing.
Ask for it once with:  sudo apt-get install python3-venv
and start Chipmap again."""

LIBRARIES_MISSING = """Chipmap's window needs system libraries that are missing here:
  {missing}
Install them once with:
  {command}
and start Chipmap again."""

STOPPED = "Stopped. Start Chipmap again and the set-up goes on where it was."
