"""What was said of an output."""

from school.choices.labs import Criterion
from school.models import Review


def reviews_of(output):
    """[(review, [(criterion in words, score)])] of every revision, the latest first."""
    names = dict(Criterion.choices)
    rows = Review.objects.filter(revision__output=output).select_related("reviewer", "revision").order_by("-pk")
    return [(row, [(names[key], score) for key, score in row.scores.items() if key in names]) for row in rows]
