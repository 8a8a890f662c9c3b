"""Comments: said by who sees the record, told to who is named, never shown to who may not see what they are about."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from convergenze.history import services as history
from convergenze.notes import queries, services
from convergenze.notes.models import Comment
from tests.factories.accounts import UserFactory
from tests.factories.missions import ChallengeFactory
from tests.factories.notes import CommentFactory

EVERYBODY = ["guest", "anna", "bruno", "chiara", "sara", "olga", "marta", "ada"]


@pytest.fixture
def challenge(db):
    return ChallengeFactory(title="Case vuote", visibility="public")


def told(comment):
    return history.entries_of(comment).first().extra.get("tell")


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_and_the_rule_agree(who, cast, mission, municipality):
    user = cast[who]
    for subject in (ChallengeFactory(visibility="public"), ChallengeFactory(owner=municipality), mission):
        CommentFactory(subject=subject)
        CommentFactory(subject=subject, deleted_at="2026-05-01T10:00Z")
    seen = {one for one in Comment.objects.all() if user.has_perm("notes.view_comment", one)}
    assert set(Comment.objects.visible_to(user)) == seen


def test_who_is_named_is_told_with_the_longest_name(challenge, olga):
    mario, rossi = UserFactory(name="Mario"), UserFactory(name="Mario Rossi")
    comment = services.add_comment(subject=challenge, text="@Mario Rossi, che dici? Scrivi a x@mario.it", by=olga)
    assert told(comment) == {"mentioned": [rossi.pk], "owner": []}
    again = services.add_comment(subject=challenge, text="E tu @mario?", by=olga)
    assert told(again) == {"mentioned": [mario.pk], "owner": []}


def test_who_may_not_see_the_record_cannot_be_named(chiara, olga):
    hidden = ChallengeFactory()
    comment = services.add_comment(subject=hidden, text="@Chiara guarda", by=olga)
    assert told(comment) == {"mentioned": [], "owner": []}
    assert queries.named_in("@Chiara guarda", hidden, olga) == ([], ["Chiara"])
    assert queries.readers_like(hidden, olga, "chi") == []


def test_people_learn_the_names_of_those_they_work_with_only(challenge, chiara, olga, bruno):
    UserFactory(name="Olimpia Sconosciuta")
    assert [str(one) for one in queries.readers_like(challenge, chiara, "ol")] == ["Olga"]
    assert [str(one) for one in queries.readers_like(challenge, olga, "ol")] == ["Olga", "Olimpia Sconosciuta"]
    assert queries.readers_like(challenge, chiara, "brun") == []
    services.add_comment(subject=challenge, text="Ci sono.", by=bruno)
    assert queries.readers_like(challenge, chiara, "brun") == [bruno]


def test_an_answer_tells_the_author_and_joins_the_thread(challenge, chiara, olga, bruno):
    top = services.add_comment(subject=challenge, text="Da dove?", by=chiara)
    reply = services.add_comment(subject=challenge, text="Dal centro.", answers=top, by=olga)
    deeper = services.add_comment(subject=challenge, text="Bene.", answers=reply, by=bruno)
    assert (reply.answers, deeper.answers) == (top, top)
    assert told(deeper)["owner"] == [olga.pk]
    [thread] = queries.threads(challenge, chiara)
    assert [said.comment for said in thread.replies] == [reply, deeper]
    elsewhere = ChallengeFactory(visibility="public")
    with pytest.raises(PermissionDenied):
        services.add_comment(subject=elsewhere, text="No", answers=top, by=olga)


def test_a_change_tells_only_who_is_newly_named(challenge, chiara, sara, olga):
    comment = services.add_comment(subject=challenge, text="@Chiara guarda", by=olga)
    services.change_comment(comment=comment, text="@Chiara e @Sara guardate", by=olga)
    assert told(comment) == {"mentioned": [sara.pk]}


@pytest.mark.parametrize(
    ("who", "changes", "removes"),
    [("chiara", True, True), ("bruno", False, False), ("olga", False, True), ("ada", False, False)],
)
def test_authors_change_and_officers_remove(who, changes, removes, challenge, cast):
    comment = CommentFactory(subject=challenge, created_by=cast["chiara"])
    for allowed, act in (
        (changes, lambda: services.change_comment(comment=comment, text="Altro", by=cast[who])),
        (removes, lambda: services.remove_comment(comment=comment, by=cast[who])),
    ):
        if allowed:
            act()
        else:
            with pytest.raises(PermissionDenied):
                act()


def test_a_removed_comment_is_taken_back_by_its_author_unless_somebody_else_removed_it(challenge, chiara, olga):
    own, judged = (CommentFactory(subject=challenge, created_by=chiara) for _n in range(2))
    services.remove_comment(comment=own, by=chiara)
    services.remove_comment(comment=judged, by=olga)
    assert not Comment.objects.visible_to(chiara).exists()
    assert services.restore_comment(comment=own, by=chiara).deleted_at is None
    with pytest.raises(PermissionDenied):
        services.restore_comment(comment=judged, by=chiara)


def test_comments_are_written_on_the_page_and_shown_safely(client, challenge, chiara, olga):
    client.force_login(chiara)
    url = reverse("notes:comments", args=["missions.challenge", challenge.public_id])
    typed = {"text": "**Sì** <script>alert(1)</script> [qui](javascript:alert(1))", "tell": "Olga"}
    assert client.post(url, typed | {"text": ""}).status_code == 200
    assert client.post(url, typed).status_code == 302
    made = Comment.objects.get()
    assert (list(made.mentioned.all()), made.text[:6]) == ([olga], "@Olga ")
    page = client.get(challenge.get_absolute_url()).content.decode()
    assert "<strong>Sì</strong>" in page
    assert "<script>alert(1)" not in page
    assert 'href="javascript' not in page


def test_a_name_nobody_has_is_said(client, challenge, chiara):
    client.force_login(chiara)
    client.cookies["django_language"] = "en"
    url = reverse("notes:comments", args=["missions.challenge", challenge.public_id])
    assert "Nobody called “Zeno” may see this" in client.post(url, {"text": "Ciao", "tell": "Zeno"}).content.decode()
    page = client.post(url, {"text": "Ciao @Zeno"}, follow=True).content.decode()
    assert "Nobody was told for @Zeno" in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_said_about_a_hidden_record_is_not_there(method, client, chiara):
    hidden = ChallengeFactory()
    comment = CommentFactory(subject=hidden, created_by=chiara, text="Segretissimo")
    client.force_login(chiara)
    urls = [
        reverse("notes:comments", args=["missions.challenge", hidden.public_id]),
        reverse("notes:people", args=["missions.challenge", hidden.public_id]),
        reverse("notes:comment_edit", args=[comment.pk]),
    ]
    for url in urls:
        assert getattr(client, method)(url, {"text": "x"}).status_code == 404
    assert client.post(reverse("notes:comment_remove", args=[comment.pk])).status_code == 404


def test_visitors_neither_read_nor_write_comments(client, challenge):
    CommentFactory(subject=challenge, text="Tra di noi.")
    assert "Tra di noi." not in client.get(challenge.get_absolute_url()).content.decode()
    assert client.get(reverse("notes:comments", args=["missions.challenge", challenge.public_id])).status_code == 302


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Sì**, [qui](https://x.it) e poi", "Sì, qui e poi"),
        ("- uno\n- due\n\n# Tre", "uno due Tre"),
        ("a" * 200, "a" * 139 + "…"),
        ("1. Primo", "Primo"),
    ],
)
def test_a_comment_is_named_by_its_words(text, words):
    assert str(Comment(text=text)) == words
