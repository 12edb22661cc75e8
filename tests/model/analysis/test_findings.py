"""What the derived levels give reason to look at."""

from chipmap.model.analysis.findings import suggested_levels, weak_suggestions
from chipmap.model.analysis.standing import standings_of
from tests.builders import a_region, a_score, a_share, a_source, three_countries_dataset


def test_suggested_levels_are_counted_for_countries_and_policy_regions_while_nobody_answers():
    statistical = a_region("ROW", ("NLD",), region_kind="statistical")
    answered = (
        a_share(subject="MYS"),
        a_score(2, subject="MYS"),
        a_score(2, subject="MYS", segment="equipment"),
    )
    dataset = three_countries_dataset(statistical, a_share(), *answered)

    suggested = set(suggested_levels(standings_of(dataset)))

    assert suggested == {("NLD", "litho"), ("NLD", "equipment"), ("EU27", "litho"), ("EU27", "equipment")}


def test_a_suggestion_on_a_weak_source_only_is_listed_with_that_source():
    dataset = three_countries_dataset(
        a_source("B", is_weak=True), a_share(source="B"), a_share(subject="MYS")
    )

    issues = weak_suggestions(standings_of(dataset))

    assert {(issue.code, issue.subject) for issue in issues} == {("suggestion-weak", "NLD")}
    assert {issue.params["sources"] for issue in issues} == {"B"}
