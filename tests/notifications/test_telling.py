"""Who is told what: followers, people who answer for it, those who are named; never who did it or may not see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from convergenze.history import services as history
from convergenze.notes import services as notes
from convergenze.notifications import queries, registry, services
from convergenze.notifications.models import Follow, Mail, Notification
from tests.factories.missions import ChallengeFactory
from tests.factories.notes import CommentFactory, TaskFactory
from tests.factories.notifications import FollowFactory, PreferenceFactory


def told():
    """{(name, reason)} of everything that was told."""
    return {(str(one.user), one.reason) for one in Notification.objects.select_related("user")}


@pytest.fixture
def owners():
    """Bruno answers for every challenge, as long as the test lasts."""
    kept = []
    registry.register("missions.challenge")(lambda entry: kept)
    yield kept
    registry._people["missions.challenge"].pop()


def test_followers_are_told_and_not_who_did_it(challenge, chiara, sara, olga, tell):
    for user in (chiara, sara, olga):
        services.follow(subject=challenge, by=user)
    made = tell(challenge, by=olga)
    assert told() == {("Chiara", "followed"), ("Sara", "followed")}
    assert {one.subject for one in made} == {challenge}


def test_a_fact_is_told_after_the_commit_of_a_save(challenge, chiara, olga, django_capture_on_commit_callbacks):
    services.follow(subject=challenge, by=chiara)
    with django_capture_on_commit_callbacks(execute=True):
        challenge.title = "Case piene"
        history.save(challenge, by=olga)
    assert told() == {("Chiara", "followed")}


def test_who_may_no_longer_see_it_is_told_nothing(challenge, chiara, ada, tell):
    for user in (chiara, ada):
        services.follow(subject=challenge, by=user)
    challenge.visibility = "team"
    challenge.save()
    tell(challenge)
    assert told() == {("Ada", "followed")}


def test_what_was_told_disappears_with_the_right_to_see_it(challenge, chiara, tell):
    services.follow(subject=challenge, by=chiara)
    tell(challenge)
    assert queries.unread_count(chiara) == 1
    challenge.visibility = "team"
    challenge.save()
    assert queries.unread_count(chiara) == 0
    assert list(queries.inbox(chiara)) == []
    assert list(queries.follows_of(chiara)) == []


def test_the_strongest_reason_wins(challenge, bruno, owners, tell):
    owners.append(bruno)
    services.follow(subject=challenge, by=bruno)
    tell(challenge)
    tell(challenge, tell={"mentioned": [bruno.pk]})
    tell(challenge, tell={"assigned": [bruno.pk], "mentioned": [bruno.pk]})
    assert [one.reason for one in Notification.objects.order_by("pk")] == ["owner", "mentioned", "assigned"]


def test_a_fact_is_told_once_however_often_it_is_heard(challenge, chiara):
    services.follow(subject=challenge, by=chiara)
    entry = history.record(challenge, "propose", by=None)
    assert len(services.hear([entry])) == 1
    assert services.hear([entry]) == []
    assert services.catch_up() == []


def test_what_a_dead_process_did_not_tell_is_caught_up(challenge, chiara):
    services.follow(subject=challenge, by=chiara)
    history.record(challenge, "propose", by=None)
    late = timezone.now() + timedelta(hours=7)
    assert services.catch_up(now=late) == []
    assert len(services.catch_up()) == 1


def test_what_happened_before_somebody_followed_is_not_told(challenge, chiara):
    history.record(challenge, "propose", by=None)
    FollowFactory(subject=challenge, user=chiara, created_at=timezone.now() + timedelta(minutes=1))
    services.catch_up()
    assert not Notification.objects.exists()


def test_comments_and_tasks_are_told_under_what_they_are_about(challenge, chiara, ada, olga, tell):
    for user in (chiara, ada):
        services.follow(subject=challenge, by=user)
    comment, task = (
        CommentFactory(subject=challenge, text="Proviamo."),
        TaskFactory(subject=challenge, title="Scrivere"),
    )
    tell(comment, "comment", by=olga), tell(task, "open_task", by=olga)
    # Chiara follows a public challenge, but tasks are for its people and for who reads everything.
    assert [
        (str(g.subject), [line.detail for line in g.lines])
        for g in queries.groups_of(Notification.objects.all(), chiara)
    ] == [("Case vuote", ["Proviamo."])]
    assert [line.detail for g in queries.groups_of(Notification.objects.all(), ada) for line in g.lines] == [
        "Scrivere", "Proviamo.",
    ]  # fmt: skip


def test_an_owner_of_a_task_is_told_at_once_by_mail(challenge, chiara, olga, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notes.open_task(title="Chiamare", subject=challenge, owner=chiara, by=olga)
    assert told() == {("Chiara", "assigned")}
    assert [(mail.kind, mail.to, mail.notifications.count()) for mail in Mail.objects.all()] == [
        ("news", "chiara@example.org", 1)
    ]


def test_what_happens_within_a_minute_comes_in_one_mail(challenge, chiara, tell):
    for _n in range(3):
        tell(challenge, tell={"mentioned": [chiara.pk]})
    assert [mail.notifications.count() for mail in Mail.objects.all()] == [3]


def test_who_had_enough_mails_gets_the_rest_with_the_digest(challenge, chiara, tell):
    for _n in range(10):
        tell(challenge, tell={"mentioned": [chiara.pk]})
        Mail.objects.filter(state="waiting").update(state="sent")
    assert Mail.objects.count() == 6
    assert Notification.objects.filter(mail=None).count() == 4


def test_never_means_the_inbox_only(challenge, chiara, tell):
    PreferenceFactory(user=chiara, reason="mentioned", frequency="never")
    tell(challenge, tell={"mentioned": [chiara.pk]})
    assert (told(), Mail.objects.count()) == ({("Chiara", "mentioned")}, 0)
    assert services.write_digests() == []


def test_an_import_tells_followers_with_few_queries(challenge, chiara, django_assert_max_num_queries):
    services.follow(subject=challenge, by=chiara)
    others = [ChallengeFactory() for _n in range(120)]
    history.record_many([*others, challenge], "import", by=None)
    entries = list(history.entries_of(challenge).model.objects.all())
    with django_assert_max_num_queries(30):
        services.hear(entries)
    assert told() == {("Chiara", "followed")}


def test_following_twice_is_following_once(challenge, chiara):
    one, other = services.follow(subject=challenge, by=chiara), services.follow(subject=challenge, by=chiara)
    assert one == other
    services.unfollow(subject=challenge, by=chiara)
    assert not Follow.objects.exists()


@pytest.mark.parametrize("who", ["anna", "bruno", "chiara", "sara", "olga", "marta", "ada", "guest"])
def test_the_list_and_the_rule_of_follows_agree(who, cast, mission, municipality):
    user = cast[who]
    rows = [
        FollowFactory(subject=subject, user=person)
        for subject in (ChallengeFactory(visibility="public"), ChallengeFactory(owner=municipality), mission)
        for person in (cast["chiara"], cast["sara"], cast["anna"])
    ]
    seen = {row for row in rows if user.has_perm("notifications.view_follow", row)}
    assert set(Follow.objects.visible_to(user)) == seen
