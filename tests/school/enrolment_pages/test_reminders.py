"""What a reminder may say: the words that are filled in stand between braces, and nothing else does."""

import pytest

from school.forms.enrolment.reminders import ReminderForm
from tests.factories.school import EditionFactory, ReminderRuleFactory

UNKNOWN = "Nothing is filled in for %s: use {name}, {edition}, {when}."
OPEN = "A brace is open and never closed: write {name}, {edition} or {when}."


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("{name}, domani c'è {edition}: {when}.", []),
        ("{nome}, a domani.", [UNKNOWN % "{nome}"]),
        ("{name:>99999999}", [UNKNOWN % "{name:>99999999}"]),
        ("{name!r}", [UNKNOWN % "{name!r}"]),
        ("{name", [OPEN]),
    ],
)
def test_only_known_words_stand_between_braces(text, errors, db):
    rule = ReminderRuleFactory(edition=EditionFactory())
    form = ReminderForm({"text": text}, instance=rule)
    assert form.errors.get("text", []) == errors
