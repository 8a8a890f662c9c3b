"""The API's door to a record: rows by ``visible_to``, writes through history, moves through the workflow."""

from django.utils.decorators import method_decorator
from django.views.decorators.vary import vary_on_headers
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.serializing import NAMED
from convergenze.core.visibility import beside, fetch_named
from convergenze.history import queries, services
from convergenze.history.serializers import EntrySerializer


@method_decorator(vary_on_headers("Authorization", "Accept-Language"), name="dispatch")
class SeenViewSet(viewsets.ModelViewSet):
    """Declare ``model``, ``serializer_class``, ``filterset_class``; override ``rows`` to add annotations.

    ``beside``: the columns of other records that a line of the list says (see ``core.visibility.beside``);
    ``many_beside``: its many-to-many fields, which ``rows`` then need not fetch for the list.
    """

    model = None
    beside: tuple = ()
    many_beside: tuple = ()
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]

    def rows(self):
        """The rows that exist for whoever asks."""
        return self.model.objects.visible_to(self.request.user)

    def get_queryset(self):
        """``rows()``, or nothing while the schema is drawn."""
        if getattr(self, "swagger_fake_view", False):
            return self.model.objects.none()
        return beside(self.rows(), *self.beside) if self.beside and self.action == "list" else self.rows()

    def paginate_queryset(self, queryset):
        """The rows of a page, with the public ids of what ``many_beside`` leads to."""
        page = super().paginate_queryset(queryset)
        for name in self.many_beside if page else ():
            found = fetch_named(page, name, "public_id", self.request.user)
            for row in page:
                row.__dict__.setdefault(NAMED, {})[name] = found.get(row.pk, [])
        return page


class DomainViewSet(SeenViewSet):
    """Records, addressed by ``public_id``. Deleting puts them in the bin."""

    lookup_field = "public_id"
    lookup_value_converter = "uuid"

    def perform_create(self, serializer):
        """Save through history, as the person who asks."""
        serializer.save(by=self.request.user)
        self._answer_as_read(serializer)

    def perform_update(self, serializer):
        """Save through history, as the person who asks."""
        serializer.save(by=self.request.user)
        self._answer_as_read(serializer)

    def _answer_as_read(self, serializer):
        """A record just saved holds links that its writer may not see: the answer is the record as they read it."""
        serializer.instance = self.rows().filter(pk=serializer.instance.pk).first() or serializer.instance

    def perform_destroy(self, instance):
        """Put the record in the bin, where it can be taken back for 30 days."""
        services.discard(instance, by=self.request.user)

    @extend_schema(responses=EntrySerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def history(self, request, **place):
        """What changed, newest first (the last 100 entries)."""
        entries = list(self.entries().select_related("by", "subject_type")[:100])
        context = {"request": request, "changes": queries.seen_changes(entries, request.user)}
        return Response(EntrySerializer(entries, many=True, context=context).data)

    def entries(self):
        """What ``history`` tells; override where a record carries the history of others."""
        return services.entries_of(self.get_object())
