"""Assignments, feedback without names, competences before and after."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convergenze.core import agenda
from convergenze.core.errors import MoveRefused
from convergenze.history.models import Entry
from school.choices.catalogue import Competence
from school.models import Assignment, FeedbackGiven, SelfAssessment, Session, SessionFeedback, Submission
from school.queries import assignments, voices
from school.services import learning
from tests.factories.school import (
    AssignmentFactory,
    EnrolmentFactory,
    SelfAssessmentFactory,
    SessionFeedbackFactory,
    SubmissionFactory,
)

NOW = timezone.now()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def work(edition):
    """An assignment that was due yesterday."""
    return AssignmentFactory(edition=edition, title="Una sfida", due_at=NOW - dt.timedelta(days=1))


@pytest.fixture
def past(meeting):
    """The first meeting, which was yesterday."""
    meeting.starts_at = NOW - dt.timedelta(days=1)
    meeting.ends_at = meeting.starts_at + dt.timedelta(hours=4)
    meeting.save()
    return meeting


def as_(user):
    client = Client(headers={"accept-language": "en"})
    if user.is_authenticated:
        client.force_login(user)
    return client


def page(name, *args):
    return reverse(f"school:{name}", args=args)


# Assignments.


def test_work_is_handed_in_marked_and_done_again(work, enrolment, pia, teo):
    first = learning.hand_in(assignment=work, text="Ecco.", by=pia)
    learning.mark_submission(submission=first, status="to_redo", feedback="Il traguardo?", by=teo)
    second = learning.hand_in(assignment=work, text="Ecco, meglio.", by=pia)
    learning.mark_submission(submission=second, status="done", feedback="", by=teo)
    told = list(Submission.objects.order_by("attempt").values_list("attempt", "status", "feedback", "marked_by"))
    assert told == [(1, "to_redo", "Il traguardo?", teo.pk), (2, "done", "", teo.pk)]
    with pytest.raises(MoveRefused, match="This work is done"):
        learning.hand_in(assignment=work, text="Ancora.", by=pia)
    with pytest.raises(MoveRefused, match="A later attempt"):
        learning.mark_submission(submission=first, status="done", feedback="", by=teo)


def test_the_same_attempt_sent_twice_is_handed_in_once(work, enrolment, pia):
    sent = [learning.hand_in(assignment=work, text=text, attempt=1, by=pia) for text in ("Ecco.", "Ecco.")]
    assert (sent[0], Submission.objects.count()) == (sent[1], 1)


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("text", {"text": "  "}, "text"),
        ("link", {"text": "x"}, "url"),
        ("link", {"url": "javascript:alert(1)"}, "url"),
        ("file", {"text": "x"}, "file"),
        ("file", {"file": SimpleUploadedFile("a.pdf", b"no pdf")}, "file"),
        ("file", {"file": SimpleUploadedFile("a.exe", b"MZ")}, "file"),
        ("file", {"file": SimpleUploadedFile("a.pdf", b"")}, "file"),
    ],
)
def test_what_is_handed_in_is_what_was_asked(kind, given, field, work, enrolment, pia):
    Assignment.objects.update(kind=kind)
    with pytest.raises(ValidationError) as refused:
        learning.hand_in(assignment=Assignment.objects.get(), by=pia, **given)
    assert list(refused.value.message_dict) == [field]
    assert not Submission.objects.exists()


def test_late_work_is_taken_and_shown_as_late(work, enrolment, pia, teo):
    [before] = assignments.works_of(enrolment)
    learning.hand_in(assignment=work, text="Ecco.", by=pia)
    [after] = assignments.works_of(enrolment)
    assert (before.is_overdue, before.is_late, after.is_overdue, after.is_late) == (True, False, False, True)


def test_the_last_attempt_counts(work, enrolment, edition):
    SubmissionFactory(assignment=work, enrolment=enrolment, status="to_redo")
    SubmissionFactory(assignment=work, enrolment=enrolment, attempt=2, status="submitted")
    [row] = assignments.assignments_in(edition)
    assert (row.waiting, row.done, [one.last.attempt for one in assignments.works_for(work)]) == (1, 0, [2])


def test_marks_need_a_reason_to_do_it_again(work, enrolment, teo):
    submission = SubmissionFactory(assignment=work, enrolment=enrolment)
    for status, feedback in (("to_redo", " "), ("submitted", "x"), ("", "")):
        with pytest.raises(ValidationError):
            learning.mark_submission(submission=submission, status=status, feedback=feedback, by=teo)


def test_how_it_is_handed_in_stays_once_somebody_has(work, enrolment, teo):
    SubmissionFactory(assignment=work, enrolment=enrolment)
    work.kind = "file"
    with pytest.raises(ValidationError, match="Somebody has handed in already"):
        learning.save_assignment(assignment=work, by=teo)


def _may(act, *given):
    try:
        act(*given)
    except PermissionDenied:
        return False
    except ValidationError:
        return True
    return True


def test_who_does_what_with_assignments(work, enrolment, school_cast):
    submission = SubmissionFactory(assignment=work, enrolment=enrolment)
    acts = {
        "set": lambda by: learning.save_assignment(assignment=work, by=by),
        "hand in": lambda by: learning.hand_in(assignment=work, text="x", by=by),
        "mark": lambda by: learning.mark_submission(submission=submission, status="done", feedback="", by=by),
    }
    found = {
        name: {who for who, user in school_cast.items() if user.is_authenticated and _may(act, user)}
        for name, act in acts.items()
    }
    staff = {"giulia", "teo", "marta"}
    assert found == {"set": staff, "hand in": {"pia"}, "mark": staff}


READERS = {"giulia", "teo", "marta", "ada", "olga"}


def test_work_is_read_by_its_author_and_by_who_works_there(work, enrolment, school_cast):
    submission = SubmissionFactory(assignment=work, enrolment=enrolment)
    seen = {who for who, user in school_cast.items() if submission in Submission.objects.visible_to(user)}
    allowed = {who for who, user in school_cast.items() if user.has_perm("school.view_submission", submission)}
    assert seen == allowed == READERS | {"pia"}
    codes = {
        who: as_(user).get(page("assignment_detail", work.public_id)).status_code for who, user in school_cast.items()
    }
    assert {who for who, code in codes.items() if code == 200} == READERS | {"pia"}
    assert {codes[who] for who in ("anna", "bruno", "chiara")} == {403}


def test_work_is_handed_in_and_marked_on_pages(work, enrolment, pia, teo):
    Assignment.objects.update(kind="file")
    at, client = page("assignment_detail", work.public_id), as_(pia)
    attempt = client.get(at).context["form"]["attempt"].value()
    text = client.post(at, {"attempt": attempt, "text": "con un file"}).content.decode()
    assert ("con un file" in text, Submission.objects.exists()) == (True, False)
    file = SimpleUploadedFile("sfida.pdf", b"%PDF-1.7 ok")
    assert "Handed in" in client.post(at, {"attempt": attempt, "file": file}, follow=True).content.decode()
    submission = Submission.objects.get()
    answer = client.get(page("submission_file", submission.public_id))
    assert (b"".join(answer.streaming_content), submission.file_name) == (b"%PDF-1.7 ok", "sfida.pdf")
    mark = page("submission_mark", submission.public_id)
    assert client.post(mark, {"status": "done"}).status_code == 403
    assert "Write what has to be improved" in as_(teo).post(mark, {"status": "to_redo"}).content.decode()
    as_(teo).post(mark, {"status": "to_redo", "feedback": "Il traguardo?"})
    assert "Il traguardo?" in client.get(at).content.decode()


def test_due_dates_are_typed_in_the_zone_of_the_edition(edition, enrolment, teo):
    edition.time_zone = "America/Lima"
    edition.save()
    sent = {"title": "Una sfida", "brief": "Scrivete.", "kind": "text", "due_at": "2027-02-01T23:59"}
    as_(teo).post(page("assignment_new", edition.slug), sent)
    assert Assignment.objects.get().due_at == dt.datetime(2027, 2, 2, 4, 59, tzinfo=dt.UTC)
    text = as_(teo).get(page("assignment_detail", Assignment.objects.get().public_id)).content.decode()
    assert "23:59" in text


def test_work_to_hand_in_is_in_the_calendar_of_who_has_to(work, enrolment, pia, chiara, teo):
    def due(user):
        days = (NOW - dt.timedelta(days=3)).date(), (NOW + dt.timedelta(days=3)).date()
        return [(one.title, one.is_late) for one in agenda.happenings(user, *days, ["assignment"])]

    assert (due(pia), due(chiara), due(teo)) == ([("Hand in: Una sfida", True)], [], [])
    learning.hand_in(assignment=work, text="Ecco.", by=pia)
    assert due(pia) == []


# Feedback.

ANSWER = {"useful": 5, "clear": 4, "pace": 3, "liked": "Il gioco", "missed": "Più tempo"}


def test_feedback_is_given_once_and_says_not_by_whom(past, enrolment, pia):
    written = Entry.objects.count()
    learning.give_feedback(session=past, by=pia, **ANSWER)
    with pytest.raises(ValidationError, match="You have answered"):
        learning.give_feedback(session=past, by=pia, **ANSWER)
    assert (SessionFeedback.objects.count(), FeedbackGiven.objects.get().enrolment) == (1, enrolment)
    assert Entry.objects.count() == written
    fields = {field.name for field in SessionFeedback._meta.get_fields()}
    assert fields == {"public_id", "session", "useful", "clear", "pace", "liked", "missed", "answered_on"}


def test_only_participants_speak_of_meetings_that_have_begun(past, enrolment, school_cast):
    coming = Session.objects.exclude(pk=past.pk).get()
    coming.starts_at, coming.ends_at = NOW + dt.timedelta(days=1), NOW + dt.timedelta(days=2)
    coming.save()

    def say(one, user):
        learning.give_feedback(session=one, by=user, **ANSWER)

    may = {
        (who, one.title)
        for who, user in school_cast.items()
        for one in (past, coming)
        if user.is_authenticated and _may(say, one, user)
    }
    assert may == {("pia", past.title)}


@pytest.mark.parametrize(("number", "shown"), [(0, False), (4, False), (5, True), (6, True)])
def test_answers_are_shown_from_five_on(number, shown, past, enrolment, teo, pia):
    for place in range(number):
        SessionFeedbackFactory(session=past, useful=1 + place % 5, liked=f"parole {place}")
    told = voices.answers_about(past)
    assert (told.number, told.are_shown, bool(told.questions), len(told.liked)) == (
        number, shown, shown, number if shown else 0,
    )  # fmt: skip
    text = as_(teo).get(page("feedback_answers", past.public_id)).content.decode()
    assert ("parole 0" in text) == shown
    assert as_(pia).get(page("feedback_answers", past.public_id)).status_code == 403


def test_feedback_is_given_on_its_page(past, enrolment, pia):
    client, at = as_(pia), page("feedback", past.public_id)
    text = client.post(at, {"useful": "5", "liked": "Il gioco"}).content.decode()
    assert ("Il gioco" in text, FeedbackGiven.objects.exists()) == (True, False)
    client.post(at, ANSWER)
    assert "You have answered about this meeting" in client.get(at).content.decode()
    assert list(voices.meetings_to_answer(enrolment)) == []


# Competences.


def scores(level):
    return {one.value: level for one in Competence}


def test_competences_are_told_before_and_after(edition, enrolment, pia):
    learning.assess_oneself(enrolment=enrolment, moment="before", scores=scores(1), by=pia)
    with pytest.raises(ValidationError, match="You have done this already"):
        learning.assess_oneself(enrolment=enrolment, moment="before", scores=scores(2), by=pia)
    learning.assess_oneself(enrolment=enrolment, moment="after", scores=scores(3), by=pia)
    changes = voices.change_of(enrolment)
    assert [(one.before, one.after, one.difference) for one in changes] == [(1, 3, 2)] * 7


@pytest.mark.parametrize("wrong", [{}, scores(0), scores(5), {**scores(2), "innovate": "3"}])
def test_every_competence_needs_one_of_four_levels(wrong, enrolment, pia):
    with pytest.raises(ValidationError):
        learning.assess_oneself(enrolment=enrolment, moment="before", scores=wrong, by=pia)


def test_the_second_half_of_an_edition_asks_for_after(edition):
    half = edition.starts_at + (edition.ends_at - edition.starts_at) / 2
    assert voices.moment_now(edition, half - dt.timedelta(seconds=1)) == "before"
    assert voices.moment_now(edition, half) == "after"


def test_only_the_person_sees_their_own_competences(enrolment, school_cast):
    at = page("self_assessment", enrolment.public_id)
    codes = {who: as_(user).get(at).status_code for who, user in school_cast.items()}
    assert {who for who, code in codes.items() if code == 200} == {"pia"}


@pytest.mark.parametrize(("number", "mean"), [(4, None), (5, 2.0)])
def test_averages_are_shown_from_five_people_on(number, mean, edition, pool, teo):
    for _one in range(number):
        SelfAssessmentFactory(enrolment=EnrolmentFactory(pool=pool), scores=scores(2))
    changes, numbers = voices.change_in(edition)
    assert ({one.before for one in changes}, {one.after for one in changes}) == ({mean}, {None})
    assert numbers == {"before": number, "after": 0}
    text = as_(teo).get(page("competences", edition.slug)).content.decode()
    assert ("cv-change-before" in text) == (mean is not None)


def test_competences_are_assessed_on_their_page(enrolment, pia):
    client, at = as_(pia), page("self_assessment", enrolment.public_id)
    sent = {name: str(level) for name, level in scores(2).items()}
    assert "cv-change" not in client.post(at, {**sent, "innovate": ""}).content.decode()
    assert "cv-change-before" in client.post(at, sent, follow=True).content.decode()
    assert SelfAssessment.objects.get().scores == scores(2)


def test_the_page_of_the_edition_tells_each_what_to_do(edition, work, past, enrolment, pia, teo, chiara):
    def told(user):
        text = as_(user).get(edition.get_absolute_url()).content.decode()
        return [words in text for words in ("What you can do", "Your hours", "Work and voices", "All registers")]

    assert (told(pia), told(teo), told(chiara)) == (
        [True, True, False, False], [False, False, True, True], [False] * 4,
    )  # fmt: skip
