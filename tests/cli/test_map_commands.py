"""`chipmap map render`: pictures of real content, without a screen."""

import pytest

from tests.cli.conftest import size_of_png

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("layer", ["capability", "need", "dependence", "world-share", "coverage", "age"])
def test_a_layer_is_drawn_in_the_size_that_was_asked_for(run, starter_file, tmp_path, layer):
    path = tmp_path / "map.png"

    outcome = run("map", "render", starter_file, "-o", path, "--layer", layer, "--size", "640x400", "--json")

    assert outcome.code == 0
    assert size_of_png(path) == (640, 400)
    assert outcome.object["segment"] == "atp"
    assert outcome.object["focus"] == "EU27"


@pytest.mark.parametrize(("suffix", "start"), [("svg", b"<?xml"), ("pdf", b"%PDF"), ("PNG", b"\x89PNG")])
def test_the_files_name_chooses_the_format(run, starter_file, tmp_path, suffix, start):
    path = tmp_path / f"map.{suffix}"

    assert run("map", "render", starter_file, "-o", path, "--size", "400x250").code == 0
    assert path.read_bytes().startswith(start)


def test_theme_naming_segment_and_focus_change_the_picture(run, starter_file, tmp_path):
    def picture(*options):
        path = tmp_path / "map.png"
        assert run("map", "render", starter_file, "-o", path, "--size", "640x400", *options).code == 0
        return path.read_bytes()

    pictures = {
        picture(),
        picture("--theme", "dark"),
        picture("--naming", "UN"),
        picture("--segment", "Lithography"),
        picture("--focus", "USA"),
    }
    assert len(pictures) == 5


def test_words_of_options_are_taken_in_any_case(run, starter_file, tmp_path):
    options = ("--layer", "Need", "--theme", "DARK", "--naming", "oecd", "--size", "400x250", "--json")

    outcome = run("map", "render", starter_file, "-o", tmp_path / "map.png", *options)

    assert (outcome.code, outcome.object["layer"]) == (0, "need")


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_a_wrong_word_is_answered_with_the_right_ones(run, starter_file, as_json):
    outcome = run("map", "render", starter_file, "-o", "map.png", "--layer", "hopes", *as_json)

    assert "dependence" in outcome.out + outcome.err
    assert "Value error" not in outcome.out + outcome.err


def test_a_text_file_beside_the_picture_says_what_it_shows(run, starter_file, tmp_path):
    outcome = run("map", "render", starter_file, "-o", tmp_path / "map.svg", "--size", "640x400", "--json")

    assert outcome.object["alt_text"] == str(tmp_path / "map.txt")
    assert (tmp_path / "map.txt").read_text(encoding="utf-8").startswith("World map. Assembly, test and")


def test_an_svg_can_do_without_fonts(run, starter_file, tmp_path):
    path = tmp_path / "map.svg"

    outcome = run("map", "render", starter_file, "-o", path, "--size", "640x400", "--text-as-outlines")

    assert outcome.code == 0
    assert b"<text" not in path.read_bytes()


@pytest.mark.parametrize(
    "wrong",
    [
        ("-o", "map.gif"),
        ("-o", "map.png", "--size", "big"),
        ("-o", "map.png", "--size", "0x0"),
        ("-o", "map.png", "--size", "99999x99999"),
        ("-o", "map.png", "--size", "7680x4321"),
        ("-o", "map.png", "--layer", "hopes"),
        ("-o", "map.png", "--theme", "pink"),
        ("-o", "map.png", "--naming", "XX"),
        ("-o", "map.png", "--segment", "knitting"),
        ("-o", "map.png", "--segment", "chain"),
        ("-o", "map.png", "--horizon", "2031"),
        (),
    ],
)
def test_wrong_usage_draws_nothing(run, starter_file, tmp_path, monkeypatch, wrong):
    monkeypatch.chdir(tmp_path)

    assert run("map", "render", starter_file, *wrong).code == 2
    assert not list(tmp_path.glob("map.*"))


def test_a_picture_that_cannot_be_written_is_refused_in_words(run, starter_file, tmp_path):
    outcome = run(
        "map", "render", starter_file, "-o", tmp_path / "no" / "map.png", "--size", "400x250", "--json"
    )

    assert outcome.code == 3
    assert outcome.object["error"]["code"] == "picture-not-written"


def test_europe_can_be_drawn_instead_of_the_world(run, starter_file, tmp_path):
    path = tmp_path / "europe.png"

    outcome = run(
        "map", "render", starter_file, "-o", path, "--view", "Europe", "--size", "640x400", "--json"
    )

    assert outcome.object["view"] == "europe"
    assert path.with_suffix(".txt").read_text(encoding="utf-8").startswith("Map of Europe. ")


def test_the_classes_of_the_legend_can_be_chosen_by_what_it_prints(run, starter_file, tmp_path):
    def picture(*options):
        path = tmp_path / "map.png"
        assert run("map", "render", starter_file, "-o", path, "--size", "640x400", *options).code == 0
        return path.read_bytes(), path.with_suffix(".txt").read_text()

    everything, _text = picture("--layer", "need")
    some, text = picture("--layer", "need", "--classes", "-2,suggested")

    assert some != everything
    assert "Only places" in text


def test_an_unknown_class_is_answered_with_those_of_the_layer(run, starter_file, tmp_path):
    outcome = run("map", "render", starter_file, "-o", tmp_path / "map.png", "--classes", "7")

    assert outcome.code == 2
    assert "0, 1, 2, 3, 4, 5, suggested, unknown, na" in " ".join(outcome.err.split())


def test_a_world_share_is_drawn_by_the_measure_that_was_named(run, starter_file, tmp_path):
    def text(*options):
        path = tmp_path / "map.svg"
        options = ("--layer", "world-share", "--segment", "litho", *options)
        assert run("map", "render", starter_file, "-o", path, "--size", "640x400", *options).code == 0
        return path.with_suffix(".txt").read_text()

    assert "2011" in text("--measure", "Revenue by headquarters 2011")
    assert "2011" not in text("--measure", "revenue by headquarters").splitlines()[0]


@pytest.mark.parametrize(
    "options", [("--layer", "world-share", "--measure", "charm"), ("--measure", "capacity by location")]
)
def test_a_measure_that_is_not_there_is_refused(run, starter_file, tmp_path, options):
    assert run("map", "render", starter_file, "-o", tmp_path / "map.png", *options).code == 2
    assert not (tmp_path / "map.png").exists()


@pytest.mark.parametrize("kind", ["supply", "collaborations"])
def test_lines_between_places_are_drawn_and_told(run, starter_file, tmp_path, kind):
    plain, lined = tmp_path / "plain.svg", tmp_path / "lined.svg"
    options = ("--segment", "fab", "--size", "640x400")

    assert run("map", "render", starter_file, "-o", plain, *options).code == 0
    assert run("map", "render", starter_file, "-o", lined, *options, "--arcs", kind).code == 0

    assert lined.with_suffix(".txt").read_text() != plain.with_suffix(".txt").read_text()
