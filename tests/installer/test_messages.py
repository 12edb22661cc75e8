from __future__ import annotations

import pytest

from installer.messages import explain_failure, explain_known_failure


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("NewConnectionError(...): [Errno -3] Temporary failure in name resolution", "no connection"),
        ("E: Failed to fetch x  Temporary failure resolving 'mirror'", "no connection"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("SSLError: CERTIFICATE_VERIFY_FAILED", "certificate"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one"),
        ("ERROR: No matching distribution found for pyside6-essentials==6.11.3", "this kind of machine"),
        ("PermissionError: [Errno 13] Permission denied: 'x'", "cannot be written"),
    ],
)
def test_a_known_failure_is_said_in_plain_words(output: str, words: str):
    assert words in " ".join(explain_failure(output).split())


def test_a_missing_network_is_blamed_before_the_package_that_it_hides():
    output = "Temporary failure in name resolution\nERROR: No matching distribution found for numpy==2.4.6"

    assert "no connection" in explain_failure(output)


def test_an_unknown_failure_shows_the_end_of_what_was_printed():
    output = "\n".join(f"line {number}" for number in range(100))

    assert explain_known_failure(output) is None
    assert "line 99" in explain_failure(output)
    assert "line 50" not in explain_failure(output)
