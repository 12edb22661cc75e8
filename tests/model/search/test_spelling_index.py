from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from chipmap.model.search.emphasis import emphasised
from chipmap.model.search.folding import fold
from chipmap.model.search.spelling_index import Fit, Found, Match, SpellingIndex, Spelt, query_of

EVERYTHING = 2_000
THINGS = [
    Spelt("KOR", ("South Korea", "Corée du Sud", "KOR", "KR", "republic of korea"), -9),
    Spelt("PRK", ("North Korea", "PRK", "KP")),
    Spelt("TWN", ("Taiwan", "TWN", "chinese taipei"), -20),
    Spelt("MYS", ("Malaysia", "Malaisie", "MYS"), -5),
    Spelt("MLI", ("Mali", "MLI")),
    Spelt("atp", ("Packaging & test", "Packaging, assembly and test", "atp")),
    Spelt("power", ("Power module packaging", "atp_power")),
    Spelt("imec", ("imec", "Interuniversity Microelectronics Centre", "Leuven")),
    Spelt("apc", ("Advanced Packaging Centre", "Dresden")),
]
names = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
    lambda name: bool(fold(name))
)


def keys(query: str, *, near: bool = False, things=THINGS) -> list[str]:
    index = SpellingIndex(things)
    find = index.find_near if near else index.find
    return [match.key for match in find(query_of(query), EVERYTHING).matches]


def test_the_exact_name_comes_before_a_longer_one_that_many_know():
    assert keys("mali") == ["MLI"]
    assert keys("mal") == ["MYS", "MLI"]


def test_codes_aliases_and_other_languages_find_the_same_place():
    for spelling in ("kr", "KOR", "coree du sud", "Republic of Korea"):
        assert keys(spelling)[0] == "KOR", spelling
    assert keys("Chinese Taipei") == ["TWN"]


def test_a_title_that_begins_so_comes_before_a_word_within_a_title():
    assert keys("pack") == ["atp", "power", "apc"]


def test_words_may_come_in_any_order_and_from_different_spellings():
    assert keys("test packaging") == ["atp"]
    assert keys("dresden pack") == ["apc"]
    assert keys("packaging and test") == ["atp"]


def test_letters_inside_a_word_come_last():
    index = SpellingIndex(THINGS)
    assert [match.fit for match in index.find(query_of("oul"), 9).matches] == []
    assert index.find(query_of("aging"), 9).matches[0].fit is Fit.INSIDE


def test_mistyped_words_and_letters_in_order_are_guessed():
    assert keys("malasia", near=True) == ["MYS"]
    assert keys("packgaing dresden", near=True) == ["apc"]
    assert keys("imc", near=True) == ["imec"]
    assert keys("xyzzy", near=True) == []


def test_more_than_can_be_counted_is_said_and_the_best_is_still_first():
    crowd = [Spelt(str(number), (f"Institution {number}",)) for number in range(3_000)]
    found = SpellingIndex([*crowd, Spelt("best", ("Zeta institution",))]).find(query_of("institution"), 6)

    assert found.is_more
    assert len(found.matches) == 6
    assert keys("institution 2777", things=crowd)[0] == "2777"


@given(st.lists(names, min_size=1, max_size=30))
def test_everything_is_found_first_by_its_own_name(called: list[str]):
    things = [Spelt(str(number), (name,)) for number, name in enumerate(called)]
    index = SpellingIndex(things)
    for thing in things:
        found = index.find(query_of(thing.spellings[0]), EVERYTHING).matches
        exact = [match.key for match in found if match.fit is Fit.TITLE]
        assert thing.key in exact
        assert [match.key for match in found[: len(exact)]] == exact


@given(st.lists(names, min_size=1, max_size=20), st.data())
def test_whatever_is_found_fits_no_worse_than_what_comes_after_it(called: list[str], data: st.DataObject):
    index = SpellingIndex([Spelt(str(number), (name, "code")) for number, name in enumerate(called)])
    typed = data.draw(st.sampled_from(called))
    found: Found = index.find(query_of(typed[: data.draw(st.integers(1, len(typed)))]), EVERYTHING)

    fits = [match.fit for match in found.matches]
    assert fits == sorted(fits)
    assert found.total == len(found.matches)


@given(names, names, st.sampled_from(list(Fit)))
def test_emphasis_lies_within_the_name_and_never_overlaps(name: str, typed: str, fit: Fit):
    query = query_of(typed)
    words = (query.text.replace(" ", ""),) if fit is Fit.LETTERS else query.words
    at = 0
    for begin, end in emphasised(name, Match(fit, "", words), query.text):
        assert at <= begin < end <= len(name)
        at = end


def test_what_was_typed_is_emphasised_in_the_name_as_it_is_written():
    name = "Österreichische Forschungsförderung"
    ((begin, end),) = emphasised(name, Match(Fit.TITLE_WORDS, "", ("forschungsfo",)), "forschungsfo")
    assert name[begin:end] == "Forschungsfö"


class ChangingIndex(RuleBasedStateMachine):
    """An index that is patched finds what one that is made anew finds."""

    def __init__(self) -> None:
        super().__init__()
        self.things: dict[str, Spelt] = {}
        self.index = SpellingIndex()

    @rule(key=st.sampled_from("abcde"), name=st.sampled_from(["imec", "IMEC", "Mali", "malaysia", "Łódź"]))
    def put(self, key: str, name: str) -> None:
        if key in self.things:
            self.index.remove(self.things[key])
        self.things[key] = Spelt(key, (name, f"code-{key}"))
        self.index.put(self.things[key])

    @rule(key=st.sampled_from("abcde"))
    def remove(self, key: str) -> None:
        thing = self.things.pop(key, None)
        if thing is not None:
            self.index.remove(thing)

    @rule()
    def guess(self) -> None:
        self.index.find_near(query_of("malasya"), 9)

    @invariant()
    def finds_the_same(self) -> None:
        anew = SpellingIndex(self.things.values())
        for typed in ("mal", "imec", "lodz", "code"):
            assert self.index.find(query_of(typed), 9) == anew.find(query_of(typed), 9)
        mistyped = query_of("malasya")
        assert self.index.find_near(mistyped, 9) == anew.find_near(mistyped, 9)


test_a_changed_index_finds_what_a_new_one_finds = ChangingIndex.TestCase
