"""The picture of the funnel."""

from portfolios.pictures.funnel import WIDTH, funnel


def test_bars_are_as_wide_as_their_numbers_and_centred():
    picture = funnel([("a", 40, "#a"), ("b", 10, "#b"), ("c", 0, "#c"), ("d", 1, "#d")])
    assert [bar.width for bar in picture.bars] == [WIDTH, WIDTH // 4, 0, WIDTH // 40]
    assert all(2 * bar.x + bar.width in (WIDTH, WIDTH - 1) for bar in picture.bars)


def test_coordinates_are_whole_so_that_no_language_puts_a_comma_in_them():
    picture = funnel([("a", 7, "#a"), ("b", 3, "#b")])
    assert all(isinstance(number, int) for bar in picture.bars for number in (bar.x, bar.y, bar.width))


def test_a_small_number_beside_a_large_one_is_still_seen():
    assert funnel([("a", 5000, "#a"), ("b", 1, "#b")]).bars[1].width > 0


def test_nothing_at_all_draws_no_bar():
    assert [bar.width for bar in funnel([("a", 0, "#a")]).bars] == [0]
