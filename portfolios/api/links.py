"""Links between actions: read, decided, merged and undone through the same services as the pages."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.history import queries as reading
from convergenze.history.serializers import EntrySerializer
from portfolios import services
from portfolios.filters import LinkFilter
from portfolios.models import ActionLink
from portfolios.queries.links import history_of_link, merge_of, precision_of
from portfolios.serializers.links import (
    ConsentSerializer,
    LeadAnswerSerializer,
    LinkDecisionSerializer,
    LinkSerializer,
    MergeAskedSerializer,
    WholeLinkSerializer,
)


class LinkViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Links between actions, for people of the programme and of the two actions."""

    model = ActionLink
    serializer_class = LinkSerializer
    filterset_class = LinkFilter
    lookup_value_converter = "int"

    def get_serializer_class(self):
        """A row in lists, everything for one link."""
        return LinkSerializer if self.action == "list" else WholeLinkSerializer

    def get_queryset(self):
        """The links that exist for who asks."""
        if getattr(self, "swagger_fake_view", False):
            return ActionLink.objects.none()
        return ActionLink.objects.visible_to(self.request.user).with_stake().select_related("one", "other")

    @extend_schema(request=LinkDecisionSerializer, responses=WholeLinkSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request, pk):
        """Review, confirm, resolve (with one of four resolutions), dismiss or take up again."""
        asked = self._asked(LinkDecisionSerializer)
        services.decide_link(link=self.get_object(), by=request.user, **asked.answers)
        return self._now()

    @extend_schema(request=OpenApiTypes.OBJECT, responses=WholeLinkSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<str:name>")
    def moves(self, request, pk, name):
        """Make a move by its name; the body holds the answers it asks ({"reason": …})."""
        body = request.data if isinstance(request.data, dict) else {}
        asked = self._asked(LinkDecisionSerializer, {**body, "decision": name})
        services.decide_link(link=self.get_object(), by=request.user, **asked.answers)
        return self._now()

    @extend_schema(request=LeadAnswerSerializer, responses=WholeLinkSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request, pk):
        """A lead of one of the two says whether the link holds; when both say the same, it is decided."""
        asked = self._asked(LeadAnswerSerializer)
        services.answer_link(link=self.get_object(), by=request.user, **asked.validated_data)
        return self._now()

    @extend_schema(request=MergeAskedSerializer, responses=WholeLinkSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request, pk):
        """Ask that the two become one. It is carried out by resolving the link once both leads agree."""
        asked = self._asked(MergeAskedSerializer)
        services.request_merge(link=self.get_object(), by=request.user, **asked.validated_data)
        return self._now()

    @extend_schema(request=ConsentSerializer, responses=WholeLinkSerializer)
    @action(detail=True, methods=["post"])
    def consent(self, request, pk):
        """A lead agrees to the merge asked for."""
        asked = self._asked(ConsentSerializer)
        services.consent_to_merge(link=self.get_object(), by=request.user, **asked.validated_data)
        return self._now()

    @extend_schema(request=None, responses=WholeLinkSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, pk):
        """Take the request to merge back."""
        services.withdraw_merge(link=self.get_object(), by=request.user)
        return self._now()

    @extend_schema(request=None, responses=WholeLinkSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request, pk):
        """Take the merge of the two apart, for 30 days."""
        merge = merge_of(self.get_object())
        if merge is None:
            raise ValidationError(_("These two actions are not merged."))
        services.undo_merge(merge=merge, by=request.user)
        return self._now()

    @extend_schema(responses=EntrySerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def history(self, request, pk):
        """What happened to the pair, newest first (the last 100 entries)."""
        entries = list(history_of_link(self.get_object()).select_related("subject_type")[:100])
        context = {"request": request, "changes": reading.seen_changes(entries, request.user)}
        return Response(EntrySerializer(entries, many=True, context=context).data)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=False, methods=["get"], pagination_class=None)
    def precision(self, request):
        """Confirmed ÷ judged over the pairs that the filters leave, with the counts."""
        found = precision_of(self.filter_queryset(self.get_queryset()))
        counts = {"confirmed": found.confirmed, "judged": found.judged, "waiting": found.waiting}
        return Response(counts | {"precision": found.share})

    def _asked(self, serializer, data=None):
        asked = serializer(data=self.request.data if data is None else data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        return asked

    def _now(self):
        return Response(self.get_serializer(self.get_object()).data)
