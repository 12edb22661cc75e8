from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.search.folding import fold, fold_with_origins


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Corée du Sud", "COREE DU SUD"),
        ("Straße", "strasse"),
        ("Ørsted", "orsted"),
        ("Łódź", "lodz"),
        ("Þór Æsir", "thor aesir"),
        ("U.K.", "UK"),
        ("CEA-Leti", "cea leti"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("EDA & IP", "eda ip"),
        ("İzmir", "izmir"),
        ("ＫＬＡ", "kla"),
    ],
)
def test_spellings_of_the_same_name_fold_alike(one: str, other: str):
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, categories=("Ll", "Lu", "Nd", "Zs"))))
def test_accents_and_case_do_not_matter(text: str):
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    assert fold(plain) == fold(text)
    assert fold(text.casefold()) == fold(text)


@given(st.text())
def test_each_folded_letter_comes_from_a_sign_that_folds_to_it(text: str):
    folded, origins = fold_with_origins(text)

    assert len(folded) == len(origins)
    assert origins == sorted(origins)
    if folded:
        assert folded == fold(text)
