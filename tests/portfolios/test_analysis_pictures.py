"""The geometry of the analyses' drawings: nothing outside, nothing lost, nothing on top of each other."""

from datetime import date

import pytest

from portfolios.pictures import gantt, horizons, missionmap, sankey
from portfolios.pictures.paired import paired

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def test_paired_bars_fill_the_width_with_the_largest_share():
    bars = paired(0.5, 0.25, None, full=0.5)
    assert (bars.upper, bars.lower, bars.mark) == ("100.00", "50.00", None)
    assert paired(None, 2.0, 0.0).lower == "100.00"


def bubbles(count, size=None):
    return [horizons.Bubble(str(n), f"A{n}", "", "/", size or n + 1) for n in range(count)]


@pytest.mark.parametrize("count", [0, 1, 7, 39])
def test_bubbles_stay_inside_and_apart(count):
    drawn = horizons.draw_horizons(["H1", "H2-", "H2+", "H3"], {0: bubbles(count), 3: bubbles(3)})
    places = [(float(b.x), float(b.y), float(b.r)) for b in drawn.bubbles]
    assert len(places) == count + 3
    assert all(r <= x <= float(drawn.width) - r and y - r > 0 and y + r < float(drawn.height) for x, y, r in places)
    for n, (x, y, r) in enumerate(places):
        assert all((x - a) ** 2 + (y - b) ** 2 >= (r + c) ** 2 - 1 for a, b, c in places[n + 1 :])


def test_an_unknown_size_is_small_and_still_there():
    drawn = horizons.draw_horizons(
        ["a", "b", "c", "d"], {1: [horizons.Bubble("1", "A1", "", "/", None), horizons.Bubble("2", "A2", "", "/", 100)]}
    )
    assert sorted(float(b.r) for b in drawn.bubbles) == [horizons.LEAST, horizons.LARGEST]


def flow(amounts):
    nodes = [sankey.Node("s", "Fondo", "", "/", 0), sankey.Node("o", "O1", "", "/", 2)]
    nodes += [sankey.Node(f"a{n}", f"A{n}", "", "/", 1) for n in range(len(amounts))]
    bands = [sankey.Band("s", f"a{n}", amount, "") for n, amount in enumerate(amounts)]
    bands += [sankey.Band(f"a{n}", "o", amount, "") for n, amount in enumerate(amounts)]
    return sankey.draw_sankey(nodes, bands)


@pytest.mark.parametrize("amounts", [[1.0], [3.0, 2.0, 1.0], [1e9, 1.0], [1.0] * 30])
def test_a_node_is_as_high_as_its_money_and_names_do_not_touch(amounts):
    drawn = flow(amounts)
    heights = {one.node.key: float(one.height) for one in drawn.nodes}
    assert heights["s"] == pytest.approx(sankey.SCALED, abs=0.2)
    assert heights["o"] == pytest.approx(heights["s"])
    middles = sorted(float(one.text_y) for one in drawn.nodes if one.node.column == 1)
    assert all(b - a >= sankey.GAP - 1 for a, b in zip(middles, middles[1:], strict=False))
    assert all(float(one.y) + float(one.height) <= float(drawn.height) for one in drawn.nodes)
    assert len(drawn.ribbons) == 2 * len(amounts)


def bar(key, start, end, **more):
    return gantt.Bar(key, key, key, "/", start, end, **more)


def chart(*bars, arrows=(), ticks=(), layout=gantt.WIDE):
    groups = [gantt.Group("P1", "P1", "", bars)]
    rows = gantt.Rows(FIRST, LAST, date(2026, 7, 2), ticks=ticks, lanes=(), groups=groups, arrows=arrows)
    return gantt.draw_gantt(rows, layout)


@pytest.mark.parametrize("layout", [gantt.WIDE, gantt.SLIM])
def test_bars_begin_and_end_where_their_days_are(layout):
    drawn = chart(bar("A", FIRST, LAST), bar("B", date(2026, 7, 2), LAST), layout=layout)
    one, other = drawn.bars
    assert float(one.x) == layout.labels
    assert float(one.x) + float(one.width) == pytest.approx(layout.width - gantt.RIGHT)
    assert other.x == drawn.today


def test_on_a_phone_names_stand_above_their_bars_and_ticks_do_not_touch():
    ticks = [gantt.Tick(date(2026, month, 1), f"Q{month} 2026") for month in range(1, 13)]
    drawn = chart(bar("A", FIRST, LAST), bar("B", FIRST, LAST), ticks=ticks, layout=gantt.SLIM)
    one, other = drawn.bars
    assert float(one.text_y) < float(one.y) < float(one.y) + gantt.BAR < float(other.text_y)
    named = [float(x) for tick, x in drawn.ticks if tick.label]
    assert len(drawn.ticks) == 12
    assert all(b - a >= 7 * gantt.LETTER for a, b in zip(named, named[1:], strict=False))


@pytest.mark.parametrize(
    ("start", "end", "shown", "cuts"),
    [
        (date(2020, 1, 1), date(2020, 12, 31), 0, None),
        (date(2027, 1, 1), date(2027, 2, 1), 0, None),
        (date(2020, 1, 1), date(2030, 1, 1), 1, (True, True)),
        (date(2026, 5, 1), date(2026, 5, 1), 1, (False, False)),
    ],
)
def test_what_lies_outside_is_cut_or_left_out(start, end, shown, cuts):
    drawn = chart(bar("A", start, end))
    assert len(drawn.bars) == shown
    if shown:
        assert (drawn.bars[0].cut_left, drawn.bars[0].cut_right) == cuts
        assert float(drawn.bars[0].x) >= gantt.WIDE.labels
        assert float(drawn.bars[0].width) >= 3


def test_an_arrow_needs_both_its_bars():
    arrows = [gantt.Arrow("A", "B", "", True), gantt.Arrow("A", "Z", "", False)]
    drawn = chart(bar("A", FIRST, date(2026, 6, 1)), bar("B", date(2026, 5, 1), LAST), arrows=arrows)
    assert [arrow.dependent for arrow, _d in drawn.arrows] == ["B"]


@pytest.mark.parametrize("count", [1, 4, 10, 22])
def test_ovals_stand_side_by_side_and_hold_their_dots(count):
    columns = [missionmap.Column(f"c{n}", "Attività finanziarie e assicurative", "", "/") for n in range(count)]
    rows = [missionmap.Row("A1", "", "/", {"c0": 1, f"c{count - 1}": 3}), missionmap.Row("A2", "", "/", {})]
    drawn = missionmap.draw_mission_map(challenge="Sfida", mission="Missione", columns=columns, rows=rows)
    ends = [(float(o.x), float(o.x) + float(o.width)) for o in drawn.ovals]
    assert all(a[1] <= b[0] for a, b in zip(ends, ends[1:], strict=False))
    assert ends[-1][1] <= float(drawn.width)
    inside = [float(drawn.ovals[0].y), float(drawn.ovals[0].y) + float(drawn.ovals[0].height)]
    assert all(inside[0] < float(strand.y) < inside[1] for strand in drawn.strands)
    assert (drawn.strands[0].first, drawn.strands[0].last) == (drawn.ovals[0].middle, drawn.ovals[-1].middle)
    assert float(drawn.challenge.y) < inside[0] < inside[1] < float(drawn.mission.y)
