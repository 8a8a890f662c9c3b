"""Imports for programs: the same services as the pages."""

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.response import Response

from convergenze.core.filters import StrictFilterSet
from convergenze.core.problems import problem
from convergenze.core.rules_glue import require
from convergenze.exchange import queries, registry, services, tasks
from convergenze.exchange.choices import Outcome
from convergenze.exchange.messages import SpokenError
from convergenze.exchange.models import ImportRow, ImportRun
from convergenze.exchange.serializers import (
    ChoicesSerializer,
    ImportRowSerializer,
    ImportRunSerializer,
    UploadSerializer,
)


class ImportFilter(StrictFilterSet):
    """Imports by kind, source and state."""

    class Meta:
        model = ImportRun
        fields = ["kind", "source", "status"]


class RowFilter(StrictFilterSet):
    """Rows by outcome."""

    outcome = django_filters.ChoiceFilter(choices=Outcome.choices)

    class Meta:
        model = ImportRow
        fields = ["outcome"]


class RowPages(CursorPagination):
    """Rows in the order of the file."""

    page_size, max_page_size, page_size_query_param, ordering = 100, 500, "page_size", "position"


class ImportViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Send a file (multipart), ``plan`` it, look at ``rows``, ``run`` it; ``revert`` takes it back.

    The work goes on after the answer: ask again until ``status`` is planned, done, failed or reverted.
    """

    model = ImportRun
    serializer_class = ImportRunSerializer
    filterset_class = ImportFilter
    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    parser_classes = [MultiPartParser, JSONParser]

    def get_queryset(self):
        """The imports that exist for whoever asks."""
        if getattr(self, "swagger_fake_view", False):
            # The schema reads the filters of ``rows`` from the rows themselves.
            return ImportRow.objects.none() if self.action == "rows" else ImportRun.objects.none()
        return ImportRun.objects.visible_to(self.request.user)

    @extend_schema(request={"multipart/form-data": UploadSerializer}, responses={201: ImportRunSerializer})
    def create(self, request):
        """Keep a file; the answer says what it is taken for."""
        given = UploadSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        kind = given.validated_data["kind"]
        if kind not in {sheet.kind for sheet in registry.sheets()}:
            raise ValidationError({"kind": [_("There is no import of this kind.")]})
        sheet = registry.sheet_of(kind)
        file, second = given.validated_data["file"], given.validated_data.get("second_file")
        try:
            run = services.receive_file(
                sheet=sheet, file=file, name=file.name, second=second, second_name=second.name if second else "",
                source=given.validated_data["source"], by=request.user,
            )  # fmt: skip
        except SpokenError as error:
            raise ValidationError({"file": [str(error)]}) from error
        return Response(self.get_serializer(run).data, status=status.HTTP_201_CREATED)

    def _changed(self, launch, **choices):
        run = self.get_object()
        require(self.request.user, "exchange.change_importrun", run)
        run = launch(run, by=self.request.user, **choices)
        run.refresh_from_db()
        return Response(self.get_serializer(run).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(request=ChoicesSerializer, responses={202: ImportRunSerializer})
    @action(detail=True, methods=["post"])
    def plan(self, request, public_id):
        """Start the dry run."""
        given = ChoicesSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        choices = given.validated_data
        return self._changed(
            tasks.launch_plan,
            source=choices["source"],
            mapping=choices.get("mapping"),
            sheet_name=choices["sheet"],
        )

    @extend_schema(request=None, responses={202: ImportRunSerializer})
    @action(detail=True, methods=["post"])
    def run(self, request, public_id):
        """Start the import, or go on with one that was interrupted."""
        try:
            return self._changed(tasks.launch_run)
        except services.SameFileRunning as refused:
            other = str(refused.other.public_id) if refused.other else None
            return problem(409, str(refused), code="same_file_running", other=other)

    @extend_schema(request=None, responses={202: ImportRunSerializer})
    @action(detail=True, methods=["post"])
    def revert(self, request, public_id):
        """Take the import back."""
        return self._changed(tasks.launch_revert)

    @extend_schema(responses=ImportRowSerializer(many=True))
    @action(detail=True, methods=["get"], filterset_class=RowFilter, pagination_class=RowPages)
    def rows(self, request, public_id):
        """What every row does, or did."""
        run = get_object_or_404(self.get_queryset(), public_id=public_id)
        page = self.paginate_queryset(self.filter_queryset(queries.rows_of(run)))
        return self.get_paginated_response(ImportRowSerializer(page, many=True).data)


ROUTES: list = [("imports", ImportViewSet, "import")]
