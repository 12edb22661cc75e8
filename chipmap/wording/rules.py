"""The rules in words: what is wrong with a record, and what to do about it."""

from __future__ import annotations

from chipmap.wording import _
from chipmap.wording.gaps import Texts


def rule_texts() -> Texts:
    """Every code of `chipmap.model.rules` and of the findings about a workspace."""
    return {**_text_rules(), **_answer_rules(), **_record_rules(), **_findings()}


def _text_rules() -> Texts:
    return {
        "text-too-long": (
            _("The text has {length} characters; {longest} fit."),
            _("Shorten it, or move the rest into the evidence."),
        ),
        "text-unstorable": (
            _("The text holds characters that a workbook cannot carry."),
            _("Type it again without control characters and blanks at its ends."),
        ),
        "text-missing": (_("The {field} is empty."), _("Give it a text.")),
        "text-one-line": (_("The {field} has several lines."), _("Keep it to one line.")),
        "text-has-separator": (_("The {field} holds a vertical bar."), _("Use a slash or a dash instead.")),
    }


def _answer_rules() -> Texts:
    return {
        "year-out-of-range": (
            _("{value} is not a year between {first} and {last}."),
            _("Enter a year of four digits."),
        ),
        "horizon-unknown": (
            _("“{value}” is not a horizon of this workspace."),
            _("Use one of the horizons in the settings."),
        ),
        "horizons-out-of-order": (_("The horizons are not in order."), _("Set the answers again.")),
        "level-out-of-range": (_("Level “{value}” is outside 0–5."), _("Enter a whole number from 0 to 5.")),
        "subject-unknown": (
            _("There is no place or institution “{value}”."),
            _("Use the code of a place, such as MYS, or the id of an institution."),
        ),
        "region-not-scorable": (
            _("“{value}” is a statistical region: it carries shares and is not scored."),
            _("Score a policy region or its members."),
        ),
        "segment-unknown": (_("There is no segment “{value}”."), _("Use the id of a segment.")),
        "segment-not-scorable": (
            _("“{value}” stands for the whole chain and is not scored."),
            _("Score a stage or one of its segments."),
        ),
        "rater-unknown": (_("There is no rater “{value}”."), _("Add the rater first.")),
        "evidence-unknown": (_("There is no evidence “{value}”."), _("Add the evidence first.")),
        "evidence-twice": (_("The same evidence is cited twice."), _("Remove one of them.")),
    }


def _record_rules() -> Texts:
    return {
        "owner-stays": (
            _("The owner of the workspace cannot be removed."),
            _("Give the owner another name, or remove the answers one by one."),
        ),
        "rater-name-taken": (
            _("There is a rater “{value}” already."),
            _("Choose another name, or add the organisation to it."),
        ),
        **_round_rules(),
        **_scenario_rules(),
        **_story_rules(),
        "source-unknown": (_("There is no source “{value}”."), _("Use the id of a listed source.")),
        "id-taken": (_("The id “{value}” belongs to a place already."), _("Choose another id.")),
        "coordinate-out-of-range": (
            _("{value} is not a {field} in degrees."),
            _("Enter decimal degrees up to {limit}."),
        ),
        "coordinate-missing": (
            _("The {field} is missing."),
            _("Give both coordinates, or neither where the place is not known."),
        ),
        "website-malformed": (
            _("“{value}” is not an address on the web."),
            _("Enter one such as example.org or https://example.org/page."),
        ),
        "assumption-unknown": (
            _("No result rests on a number “{value}”."),
            _("Choose one of the listed assumptions."),
        ),
        "assumption-out-of-range": (
            _("{value} is outside {least} to {most}."),
            _("Enter a number in that range."),
        ),
        "weight-out-of-range": (
            _("A weight of {value} is not possible."),
            _("Enter 0 to {most}; only the proportion counts."),
        ),
        "share-out-of-range": (_("A share of {value} % is not possible."), _("Enter 0 to 100 per cent.")),
        "naming-profile-unknown": (
            _("“{value}” is not a naming profile."),
            _("Choose EU, OECD or UN."),
        ),
        "thresholds-out-of-order": (
            _("The thresholds do not fall from level 5 to level 1."),
            _("Enter them from the highest to the lowest."),
        ),
        "descriptors-incomplete": (
            _("There are {value} descriptions of levels; six are needed."),
            _("Describe each level from 0 to 5."),
        ),
    }


def _round_rules() -> Texts:
    return {
        "round-still-open": (
            _("Round {value} is still open."),
            _("Close it before the next one is opened."),
        ),
        "rounds-spent": (
            _("The rule fixed before round 1 allows {rounds} rounds, and that was the last."),
            _("Report what is open as open; the ballots can still be corrected."),
        ),
        "round-rule-fixed": (
            _("The consensus rule was fixed before round 1 and cannot be changed for round {value}."),
            _("Open the round without another rule."),
        ),
        "no-round-open": (_("No round is open."), _("Open one first.")),
        "round-rule-out-of-range": (
            _("{value} is outside {least} to {most} for {field}."),
            _("Enter a number in that range."),
        ),
    }


def _story_rules() -> Texts:
    return {
        "story-unknown": (_("There is no story “{value}”."), _("Add the story first.")),
        "slide-option-unknown": (
            _("“{value}” is nothing that a slide can show besides."),
            _("Choose among legend, names, figures, arcs and institutions."),
        ),
        "slide-unreadable": (
            _("What the slide keeps cannot be read."),
            _("Add the view to the story again."),
        ),
        "slide-without-figures": (
            _("A frozen slide needs the figures that it keeps."),
            _("Let it follow the data, then freeze it again."),
        ),
    }


def _scenario_rules() -> Texts:
    return {
        "scenario-empty": (_("Nothing is lost in the scenario."), _("Choose a supplier that is lost.")),
        "removal-malformed": (
            _("“{value}” does not say what is lost."),
            _("Write it like TWN:fab=0.5: place, segment, part above 0 to 1."),
        ),
        "hazard-unknown": (_("There is no hazard “{value}”."), _("Use the id of a recorded hazard.")),
        "weeks-out-of-range": (
            _("{value} is no number of weeks from 0 to {most}."),
            _("Enter a number in that range; leave the duration out for a lasting loss."),
        ),
        "spare-out-of-range": (
            _("A spare capacity of {value} is not possible."),
            _("Enter 0 to {most} times the normal output."),
        ),
    }


def _findings() -> Texts:
    return {
        "score-without-evidence": (
            _("The level rests on no evidence."),
            _("Add a document, data or an interview."),
        ),
        "conflict-open": (
            _("The {field} in {file}, imported on {at}, differs from that of {rater}, who changed it too."),
            _("Decide which holds; until then the one in the workspace stays."),
        ),
        "both-not-possible": (
            _("Only reasons and evidence can be kept from both sides."),
            _("Take one of the two levels, or enter another."),
        ),
        "raters-disputed": (
            _("{n} raters disagree, from {lowest} to {highest}: the middle half spans two levels or more."),
            _("Read their reasons; ask again in another round."),
        ),
        "raters-two-camps": (
            _("{n} raters stand in two camps: some say {lowest}, some {highest}."),
            _("Read their reasons; do not report the middle alone."),
        ),
        "row-waiting": (
            _("Row {row} of {file} waits in the inbox: “{value}” belongs to nothing here."),
            _("Say what it means, or set the row aside."),
        ),
        "score-stale": (
            _("The level refers to {value}, more than two years ago."),
            _("Check it and set a new reference year."),
        ),
        "shares-exceed-whole": (
            _("The shares of {basis}, {year}, add to {value} %."),
            _("Compare the sources; one of them uses another basis."),
        ),
        "suggestion-weak": (
            _("The suggested level rests only on a weak source."),
            _("Score it yourself, or add a better source."),
        ),
        "need-missing": (
            _("No need is recorded for any later horizon."),
            _("Enter a need for 2030 or 2035 to see a gap."),
        ),
    }
