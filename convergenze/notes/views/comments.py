"""Pages of comments: written beside their record, listed on a page of their own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import about
from convergenze.core.rules_glue import require
from convergenze.notes import queries, services
from convergenze.notes.forms import CommentForm
from convergenze.notes.models import Comment


@login_required
def comments(request, kind, key):
    """Everything said about a record, and the form to say more (``answers``: the comment answered)."""
    subject = find_subject(request, kind, key)
    answers = _answered(request, subject)
    form = CommentForm(request.POST or None, user=request.user, subject=subject)
    if request.method == "POST" and form.is_valid():
        comment = form.add(answers)
        messages.success(request, _("Comment added."))
        _tell_unknown(request, comment)
        return redirect(f"{_address(subject)}#comment-{comment.pk}")
    context = {
        "subject": subject, "kind": kind, "key": key, "form": form, "answers": answers,
        "href": about.address_of(subject), "threads": queries.threads(subject, request.user),
    }  # fmt: skip
    return render(request, "notes/comments.html", context)


@login_required
def comment_edit(request, pk):
    """Say it better."""
    comment = _find(request, pk)
    require(request.user, "notes.change_comment", comment)
    form = CommentForm(request.POST or None, instance=comment, user=request.user, subject=comment.subject)
    del form.fields["tell"]
    if request.method == "POST" and form.is_valid():
        _tell_unknown(request, form.change())
        messages.success(request, _("Comment saved."))
        return redirect(_address(comment.subject))
    context = {"form": form, "subject": comment.subject, "href": _address(comment.subject)}
    return render(request, "notes/comment_form.html", context)


@login_required
@require_POST
def comment_remove(request, pk):
    """Take a comment away."""
    comment = services.remove_comment(comment=_find(request, pk), by=request.user)
    messages.success(request, _("Comment removed: you can take it back for thirty days."))
    return redirect(_address(comment.subject))


@login_required
@require_POST
def comment_restore(request, pk):
    """Take one's own comment back."""
    comment = get_object_or_404(Comment.objects.filter(created_by=request.user).of_seen(request.user), pk=pk)
    services.restore_comment(comment=comment, by=request.user)
    messages.success(request, _("The comment is back."))
    return redirect(_address(comment.subject))


@login_required
def people(request, kind, key):
    """Options for the name of a person who may see the record."""
    subject = find_subject(request, kind, key)
    text = request.GET.get(request.GET.get("field", "q"), "")[:100]
    names = [person.name for person in queries.readers_like(subject, request.user, text)]
    return render(request, "notes/_people_options.html", {"names": names})


def find_subject(request, kind, key):
    """The record addressed so that exists for who asks; 404 otherwise."""
    subject = about.find(kind, key, request.user)
    if subject is None:
        raise Http404
    return subject


def _answered(request, subject):
    number = request.POST.get("answers") or request.GET.get("answers") or ""
    rows = Comment.objects.about(subject).alive().select_related("created_by")
    return rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None


def _find(request, pk):
    return get_object_or_404(Comment.objects.visible_to(request.user), pk=pk)


def _address(subject):
    return about.address_of(subject)


def _tell_unknown(request, comment):
    unknown = queries.named_in(comment.text, comment.subject, request.user)[1]
    if unknown:
        names = ", ".join(f"@{word}" for word in unknown)
        messages.warning(
            request,
            _("Nobody was told for %(names)s: write name and surname of somebody who may see this.") % {"names": names},
        )
