"""Findings of a portfolio and what they became."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from convergenze.core.rules_glue import require
from portfolios.api.calls import PORTFOLIO, OfPortfolioViewSet
from portfolios.queries.tabs.findings import about, all_findings, one_finding
from portfolios.serializers import FindingAnswerSerializer
from portfolios.services.findings import answer_finding


class FindingViewSet(OfPortfolioViewSet):
    """Gaps, thin levers, orphans, cliffs, missing families and open money, each with what it became."""

    @extend_schema(operation_id="portfolios_findings_list", parameters=[PORTFOLIO], responses=OpenApiTypes.OBJECT)
    def list(self, request, public_id):
        """All findings of today, as who asks may see them."""
        desk = self.desk()
        rows = [_finding(desk, row) for row in all_findings(desk)]
        return Response({"findings": rows, "open": sum(not row["answers"] for row in rows)})

    @extend_schema(request=FindingAnswerSerializer, responses={201: OpenApiTypes.OBJECT}, parameters=[PORTFOLIO])
    def create(self, request, public_id):
        """Turn a finding into a task, a challenge, a call to watch or a research question."""
        desk = self.desk()
        require(request.user, "portfolios.answer_portfolio", desk.portfolio)
        asked = FindingAnswerSerializer(data=request.data, context={"request": request})
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        finding = one_finding(desk, given.pop("finding"), given.pop("key"))
        if finding is None:
            raise NotFound
        given["title"] = given["title"] or finding.task
        answer = answer_finding(
            portfolio=desk.portfolio, finding=finding.kind, key=finding.key, label=finding.label, by=request.user,
            **about(desk, finding.found), **given,
        )  # fmt: skip
        became = {"kind": answer.kind, "url": answer.subject.get_absolute_url(), "title": str(answer.subject)}
        return Response(became, status=status.HTTP_201_CREATED)


def _finding(desk, row):
    found = row.found
    action = desk.actions.get(found.action)
    return {
        "finding": row.kind, "key": row.key, "label": row.label, "detail": row.detail,
        "action": action.uid if action else None, "objective": found.objective, "lever": found.lever or None,
        "family": found.family or None, "amount": found.amount, "until": found.until,
        "answers": [{"kind": one.kind, "title": one.text, "url": one.href} for one in row.answers],
    }  # fmt: skip
