"""Sectors in the form of an action."""

from portfolios.choices import Cofog
from portfolios.forms.fields import coded_boxes


def test_a_code_of_another_release_that_the_record_holds_stays_choosable():
    field = coded_boxes(Cofog)
    field.keep(["06", "99"])
    assert field.clean(["06", "99"]) == ["06", "99"]
    assert [str(label) for code, label in field.choices if code in ("06", "99")][1] == "99"
