"""The menu: few pages in one row, many in sections; one of them is where the page stands."""

from lapwing.access.roles import ROLES
from lapwing.web import navigation
from lapwing.web.navigation import Menu, menu


def words(links: list[navigation.Link]) -> list[str]:
    return [link.words for link in links]


def here(found: Menu) -> list[str]:
    return [link.words for link in (*found.links, *found.below) if link.within]


def test_who_has_few_pages_sees_them_in_one_row() -> None:
    found = menu("school_lead", "/alerts/")
    assert len(found.links) <= navigation.ONE_ROW
    assert not found.below
    assert here(found) == ["Alerts"]


def test_who_has_many_sees_what_is_wanted_at_once_and_sections() -> None:
    found = menu("council_missing", "/")
    assert words(found.links)[:3] == ["Today", "Missing now", "Alerts"]
    assert {"Work", "Children", "Numbers"} <= set(words(found.links))
    assert "What is due" not in words(found.links)
    assert not found.below


def test_the_pages_of_a_section_stand_below_it() -> None:
    found = menu("council_missing", "/actions/")
    assert found.section == "Work"
    assert {"What is due", "Meetings", "Actions"} <= set(words(found.below))
    assert here(found) == ["Work", "Actions"]
    assert [link.words for link in found.below if link.current] == ["Actions"]


def test_a_section_leads_to_the_first_of_its_pages() -> None:
    found = menu("council_missing", "/")
    work = next(link for link in found.links if link.words == "Work")
    assert work.url == menu("council_missing", work.url).below[0].url


def test_a_page_under_two_addresses_belongs_to_the_longer() -> None:
    assert len(here(menu("council_missing", "/missing/police/"))) == 2  # its section, and itself
    assert here(menu("council_missing", "/missing/police/"))[-1] == "For the police"


def test_no_role_has_two_pages_marked_in_one_row_or_more_links_than_a_row_holds() -> None:
    for role in ROLES:
        for item in navigation.items_for(role):
            found = menu(role, navigation._url(item) or "/")
            assert sum(link.within for link in found.links) <= 1, (role, item.route)
            assert sum(link.within for link in found.below) <= 1, (role, item.route)
            assert len(found.links) <= navigation.ONE_ROW + 1, role
