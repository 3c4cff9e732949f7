"""»Andre om samme tema«: near pages first, everybody shown somewhere, and a cost that grows with the pages alone."""

from collections import Counter
from unittest.mock import patch

from catalogue.model.catalogue import Catalogue, link
from catalogue.views.parts.neighbours import SHOWN, find_neighbours
from making import crowd, page, themes
from some import some


def keys(catalogue: Catalogue, key: str) -> list[str]:
    return [other.key for other in find_neighbours(catalogue)[key]]


def unit(slug: str, area: str, **fields: object) -> list:
    return [page(f"units/{slug}/index.md", area=area), page(f"units/{slug}/blik.md", **fields)]


def areas() -> list:
    return [page(f"units/{area}/index.md", kind="område") for area in ("nord", "syd")]


def test_same_topics_come_first_then_the_same_area() -> None:
    pages = [*themes(), *areas(), *unit("a", "nord", topics=["et"])]
    pages += [*unit("b", "syd"), *unit("c", "nord"), *unit("d", "syd", topics=["et"])]
    assert keys(link(pages), "a/blik") == ["d/blik", "c/blik", "b/blik"]


def test_a_page_is_never_its_own_neighbour() -> None:
    found = find_neighbours(link(crowd(30)))
    assert all(key != other.key for key, other in some((key, other) for key in found for other in found[key]))


def test_neighbours_are_about_the_same_theme() -> None:
    pages = [*crowd(5), page("units/u1/digitalt.md")]
    assert all(other.slug == "blik" for other in some(find_neighbours(link(pages))["u1/blik"]))
    assert find_neighbours(link(pages))["u1/digitalt"] == ()


def test_everybody_is_shown_somewhere_and_nobody_everywhere() -> None:
    found = find_neighbours(link(crowd(200)))
    shown = Counter(other.key for others in found.values() for other in others)
    assert set(shown) == set(found)
    assert max(shown.values()) <= 2 * SHOWN


def test_a_page_with_a_topic_of_its_own_is_shown_too() -> None:
    pages = [*crowd(40), page("units/alene/index.md", area="nord"), page("units/alene/blik.md")]
    shown = {other.key for others in find_neighbours(link(pages)).values() for other in others}
    assert "alene/blik" in shown


def test_the_same_catalogue_gives_the_same_neighbours() -> None:
    assert find_neighbours(link(crowd(50))) == find_neighbours(link(reversed(crowd(50))))


def cost(units: int) -> int:
    catalogue = link(crowd(units))
    with patch.object(Catalogue, "area_of", autospec=True, side_effect=Catalogue.area_of) as area_of:
        find_neighbours(catalogue)
    return area_of.call_count


def test_twice_the_pages_cost_twice_the_work() -> None:
    assert cost(400) <= 2.1 * cost(200)
