"""The API's viewsets of follows and notifications: (prefix, viewset, basename)."""

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotAuthenticated, NotFound
from rest_framework.response import Response

from convergenze.core import about
from convergenze.history.api import SeenViewSet
from convergenze.notifications import queries, services
from convergenze.notifications.filters import NotificationFilter
from convergenze.notifications.models import Follow, Notification, Watch
from convergenze.notifications.serializers import (
    FollowSerializer,
    NotificationSerializer,
    PreferencesSerializer,
    ReadSerializer,
    SnoozeSerializer,
    WatchSerializer,
)


class FollowViewSet(SeenViewSet):
    """What I follow; deleting stops it."""

    model = Follow
    serializer_class = FollowSerializer
    lookup_value_converter = "int"
    http_method_names = ["get", "post", "delete", "head", "options"]

    def rows(self):
        """My follows of what exists for me."""
        return super().rows().prefetch_related("subject")

    def perform_create(self, serializer):
        """Follow; again is no error."""
        serializer.save(by=self.request.user)

    def perform_destroy(self, instance):
        """Stop."""
        services.unfollow(subject=instance.subject, by=self.request.user)


class NotificationViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """What I am told, the latest first."""

    model = Notification
    serializer_class = NotificationSerializer
    filterset_class = NotificationFilter
    lookup_value_converter = "int"

    def get_queryset(self):
        """What I am told about what exists for me; nothing while the schema is drawn."""
        if getattr(self, "swagger_fake_view", False):
            return Notification.objects.none()
        rows = Notification.objects.visible_to(self.request.user)
        return rows.select_related("entry__by").prefetch_related("subject")

    @extend_schema(request=ReadSerializer, responses={204: None})
    @action(detail=False, methods=["post"])
    def read(self, request):
        """Mark as read what is told about one record, or everything."""
        _signed_in(request)
        asked = ReadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        subject = None
        if kind := asked.validated_data.get("about"):
            subject = about.find(kind, asked.validated_data.get("subject", ""), request.user)
            if subject is None:
                raise NotFound
        services.mark_read(subject=subject, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=SnoozeSerializer, responses={204: None})
    @action(detail=False, methods=["post"])
    def snooze(self, request):
        """Put aside what is told about one record."""
        _signed_in(request)
        asked = SnoozeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        subject = about.find(told["about"], told["subject"], request.user)
        if subject is None:
            raise NotFound
        services.snooze(subject=subject, later=told["later"], by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=PreferencesSerializer, responses=PreferencesSerializer)
    @action(detail=False, methods=["get", "patch"], pagination_class=None, filterset_class=None)
    def preferences(self, request):
        """How often mail comes, by reason."""
        _signed_in(request)
        if request.method == "PATCH":
            asked = PreferencesSerializer(data=request.data)
            asked.is_valid(raise_exception=True)
            for reason, frequency in asked.validated_data.items():
                services.set_frequency(reason=reason, frequency=frequency, by=request.user)
        return Response(queries.frequencies(request.user))


def _signed_in(request):
    if not request.user.is_authenticated:
        raise NotAuthenticated


class WatchViewSet(SeenViewSet):
    """The lists I follow: their kind and the filters of their address. Deleting stops it."""

    model = Watch
    serializer_class = WatchSerializer
    lookup_value_converter = "int"
    http_method_names = ["get", "post", "delete", "head", "options"]

    def perform_create(self, serializer):
        """Follow; again is no error."""
        serializer.save(by=self.request.user)

    def perform_destroy(self, instance):
        """Stop."""
        services.unwatch(watch=instance, by=self.request.user)


ROUTES = [
    ("follows", FollowViewSet, "follow"),
    ("watches", WatchViewSet, "watch"),
    ("notifications", NotificationViewSet, "notification"),
]
