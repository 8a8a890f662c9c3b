"""The geometry of drawings: words broken in lines, columns untangled, coordinates that every language prints alike."""

import pytest

from portfolios.pictures.bars import stacked
from portfolios.pictures.convergence import Link, Node, draw_convergence
from portfolios.pictures.lettering import shortened, width_of, wrap
from portfolios.pictures.ordering import crossings, untangled


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Censimento", ("Censimento",)),
        ("Censimento vivo delle case vuote", ("Censimento vivo", "delle case vuote")),
        ("", ("",)),
        ("   ", ("",)),
    ],
)
def test_a_text_breaks_between_words(text, lines):
    assert wrap(text, width=130, size=13) == lines


@pytest.mark.parametrize("text", ["Riqualificazione energetica di 240 alloggi pubblici " * 4, "A" * 300, "m" * 40])
def test_no_line_is_wider_than_its_box_and_what_is_cut_says_so(text):
    rows = wrap(text, width=150, size=13)
    assert len(rows) <= 2
    assert rows[-1].endswith("…")
    assert all(width_of(row, 13) <= 150 for row in rows)


def test_a_text_that_fits_is_left_alone():
    assert shortened("ASP Valdoro", width=200, size=14) == "ASP Valdoro"


def test_crossings_are_counted_between_known_ends_only():
    assert crossings("ab", "xy", [("a", "y"), ("b", "x"), ("a", "z")]) == 1


def test_untangling_removes_the_crossings_it_can():
    links = [("a", "2"), ("b", "1"), ("1", "x"), ("2", "y")]
    left, middle = untangled("ab", "21", "xy", links)
    assert (left, middle) == (["b", "a"], ["1", "2"])
    assert crossings(left, middle, links) + crossings(middle, "xy", links) == 0


def _map(actors=2, actions=2, objectives=1):
    return draw_convergence(
        actors=[Node(f"a{n}", f"Attore {n}") for n in range(actors)],
        actions=[Node(f"z{n}", f"Azione {n}") for n in range(actions)],
        objectives=[Node(f"o{n}", f"Obiettivo {n}") for n in range(objectives)],
        mission=Node("m", "Case piene"),
        links=[Link(f"a{n % max(1, actors)}", f"z{n}", "cooperation") for n in range(actions)]
        + [Link(f"z{n}", f"o{n % max(1, objectives)}", weight=4) for n in range(actions)]
        + [Link("a0", "gone")],
    )


def test_every_link_is_a_curve_and_every_objective_flows_into_the_mission():
    drawn = _map()
    assert [(f.link.source, f.link.target) for f in drawn.flows] == [
        ("a0", "z0"), ("a1", "z1"), ("z0", "o0"), ("z1", "o0"), ("o0", "m"),
    ]  # fmt: skip
    assert [flow.heft for flow in drawn.flows] == [1, 1, 2, 2, 0]


@pytest.mark.parametrize("size", [(0, 0, 0), (1, 1, 1), (9, 8, 4), (50, 150, 10)])
def test_neighbours_never_touch_and_all_stay_inside(size):
    drawn = _map(*size)
    for column, least in ((drawn.actors, 24), (drawn.actions, 42), (drawn.objectives, 58)):
        ys = [float(placed.y) for placed in column]
        assert all(b - a > least for a, b in zip(ys, ys[1:], strict=False))
        assert all(least / 2 < y < float(drawn.height) - least / 2 for y in ys)


def test_coordinates_are_texts_so_that_no_language_groups_their_thousands():
    drawn = _map(50, 8, 4)
    numbers = [drawn.width, drawn.height, *drawn.heads, *(line.y for a in drawn.actors for line in a.lines)]
    assert (drawn.width, drawn.height) == ("1128", "1330")
    assert all(isinstance(number, str) and "," not in number for number in numbers)


def test_a_bar_is_filled_by_its_parts_and_nothing_overflows():
    assert [(s.key, s.x, s.width) for s in stacked({"paid": 1, "lost": 0, "asked": 3})] == [
        ("paid", "0.00", "25.00"),
        ("asked", "25.00", "75.00"),
    ]
    assert [(s.x, s.width) for s in stacked({"paid": 1}, whole=4)] == [("0.00", "25.00")]
    assert stacked({}) == ()
