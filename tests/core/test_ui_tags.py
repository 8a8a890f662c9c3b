"""What components print: formats, links that keep the query, forms, moves."""

import datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import strip_tags

from convergenze.core import navigation
from convergenze.core.pages import CappedPaginator
from convergenze.core.templatetags import figures, formats
from convergenze.workflow import Move


def render(source, request=None, **values):
    """The source rendered as a page would."""
    return Template(source).render(Context(values | {"request": request or RequestFactory().get("/list/?q=a&page=2")}))


def words(html):
    """The text a reader sees, blanks joined."""
    return " ".join(strip_tags(html).split())


@pytest.mark.parametrize(
    ("shown", "value", "italian", "english"),
    [
        (formats.euro, Decimal("1234500.00"), "€ 1.234.500", "€ 1,234,500"),
        (formats.euro, Decimal("0.5"), "€ 0,50", "€ 0.50"),
        (formats.euro_short, 12_200_000, "€ 12,2 M", "€ 12.2 M"),
        (formats.number, 1234567, "1.234.567", "1,234,567"),
        (formats.decimal, 1234.5, "1.234,5", "1,234.5"),
        (formats.percent, 0.61, "61%", "61%"),
        (formats.day, datetime.date(2032, 12, 31), "31/12/2032", "31/12/2032"),
        (formats.clock, datetime.time(9, 30), "9:30", "09:30"),
        (formats.euro, None, "–", "–"),
        (formats.percent, None, "–", "–"),
        (formats.day, None, "–", "–"),
    ],
)
def test_a_value_is_written_as_its_reader_writes(shown, value, italian, english):
    found = []
    for language in ("it", "en"):
        with translation.override(language):
            found.append(strip_tags(shown(value)))
    assert found == [italian, english]


def test_zero_is_a_number_and_not_unknown():
    assert strip_tags(formats.euro(0)) == "€ 0"


@pytest.mark.parametrize("language", ["it", "en"])
def test_drawings_use_points_whatever_the_language(language):
    with translation.override(language):
        assert 'width="61.5%"' in render("{% progress_bar value=0.615 %}")


def test_a_bar_never_leaves_its_track():
    assert [figures.progress_bar(value)["value"] for value in (-1, 0, 2.5)] == ["0.0", "0.0", "100.0"]


def test_what_was_not_measured_is_not_zero():
    assert words(render("{% progress_bar value=None %}")) == "not measured yet"


def test_sorting_keeps_the_filter_and_forgets_the_page():
    assert 'href="?q=a&amp;sort=name"' in render('{% sort_header "name" "Name" %}')


def test_sorting_again_turns_the_order():
    request = RequestFactory().get("/list/?sort=name")
    html = render('{% sort_header "name" "Name" %}', request)
    assert 'aria-sort="ascending"' in html
    assert 'href="?sort=-name"' in html


def test_the_pager_keeps_the_filter():
    html = render("{% pager page %}", page=CappedPaginator(range(60), 25).page(2))
    assert words(html).startswith("26–50 of 60")
    assert 'href="?q=a&amp;page=3"' in html


class SampleForm(forms.Form):
    title = forms.CharField(label="Title", help_text="In a few words.")
    ends_on = forms.DateField(label="Ends on", required=False)
    levers = forms.MultipleChoiceField(
        label="Levers", choices=[("rules", "Rules")], widget=forms.CheckboxSelectMultiple, required=False
    )


def test_a_refused_form_says_why_on_top_and_beside_the_field():
    html = render("{% form_fields form %}", form=SampleForm({"title": ""}))
    assert '<a href="#id_title">Title</a>: This field is required.' in html
    assert 'id="id_title_error"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html


def test_what_was_typed_is_still_there():
    html = render(
        "{% form_fields form %}", form=SampleForm({"title": "", "ends_on": "2032-12-31", "levers": ["rules"]})
    )
    assert 'value="2032-12-31"' in html
    assert " checked" in html


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_date_reaches_the_picker_as_the_browser_wants_it(language):
    with translation.override(language):
        html = render("{% form_fields form %}", form=SampleForm(initial={"ends_on": datetime.date(2032, 12, 31)}))
    assert 'type="date" name="ends_on" value="2032-12-31"' in html


def test_boxes_of_one_question_are_a_fieldset():
    html = render("{% field form.levers %}", form=SampleForm())
    assert html.lstrip().startswith("<fieldset")
    assert "<legend>Levers" in html


def moves(*checklist):
    return render('{% move_bar checklist=checklist url="/m/x/moves/MOVE/" %}', checklist=checklist, csrf_token="token")


def test_a_move_that_may_be_made_is_a_button():
    html = moves((Move("propose", ("draft",), "proposed", ""), []))
    assert 'action="/m/x/moves/propose/"' in html
    assert words(html) == "Propose"


def test_a_move_that_waits_says_for_what_and_cannot_be_sent():
    html = moves((Move("activate", ("proposed",), "active", "", label="Start"), ["Adopt a portfolio first."]))
    assert words(html) == "Start waits for 1 thing Adopt a portfolio first."
    assert "<form" not in html


def test_a_move_asks_for_the_reason_it_needs():
    html = moves((Move("return", ("proposed",), "draft", "", asks=("reason",)), []))
    assert '<textarea id="return-reason" name="reason" rows="3" required>' in html


def test_text_of_users_is_escaped_everywhere():
    bad = "<script>x</script>"
    source = "{% badge bad %}{% card title=bad %}{{ bad }}{% endcard %}{% page_header title=bad %}{% endpage_header %}"
    source += "{% family_dot bad bad %}{% definition bad bad %}{% avatar bad %}{% empty_state bad %}{% kpi bad bad %}"
    assert "<script>" not in render(source, bad=bad)


def test_the_nearest_link_is_the_current_one(monkeypatch, rf):
    monkeypatch.setattr(navigation, "_links", {place: [] for place in navigation.PLACES})
    navigation.register("Front", "home", order=1)
    navigation.register("Gallery", "gallery", order=2)
    navigation.register("Nowhere", "does-not:exist", order=3)
    found = navigation.links_for(rf.get("/ui/"))
    assert [(link.label, link.current) for link in found] == [("Front", False), ("Gallery", True)]


@pytest.mark.django_db
def test_a_link_with_a_permission_is_shown_to_those_who_have_it(monkeypatch, rf, chiara, olga):
    monkeypatch.setattr(navigation, "_links", {place: [] for place in navigation.PLACES})
    navigation.register("Gallery", "gallery", place="notes", permission="accounts.view_gallery")
    shown = {}
    for user in (chiara, olga):
        request = rf.get("/")
        request.user = user
        shown[user.name] = [link.label for link in navigation.links_for(request, "notes")]
    assert shown == {"Chiara": [], "Olga": ["Gallery"]}
