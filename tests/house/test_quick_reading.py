"""What the API says quickly is what the library would say, and a list says of a row what its own address says."""

import pytest
from django.utils.timezone import localdate
from rest_framework.serializers import ModelSerializer
from rest_framework.test import APIClient, APIRequestFactory

from convergenze.api import router
from convergenze.core.renderers import ORJSONRenderer
from convergenze.history.serializers import RecordedSerializer
from tests.house.conftest import build_world

SERIALIZERS = {getattr(view, "serializer_class", object) for _prefix, view, _name in router.registry}
RECORDED = sorted(
    (kind for kind in SERIALIZERS if issubclass(kind, RecordedSerializer)), key=lambda kind: kind.__name__
)
# Fields that a serializer of ours writes anew after the library.
REWRITTEN = {"lead", "territories"}
# What a list leaves to the address of the row.
LEFT_OUT = {"decisions": {"subjects"}}


def plain(data):
    """As it is sent."""
    return ORJSONRenderer().render(data)


@pytest.mark.django_db
@pytest.mark.parametrize("serializer", RECORDED, ids=lambda kind: kind.__name__)
def test_a_row_is_written_as_the_library_writes_it(serializer, olga):
    build_world()
    request = APIRequestFactory().get("/")
    request.user = olga
    told = serializer(context={"request": request, "today": localdate()})
    for row in serializer.Meta.model._default_manager.all():
        quick, slow = told.to_representation(row), ModelSerializer.to_representation(told, row)
        assert plain({name: quick[name] for name in slow}) == plain(slow | {n: quick[n] for n in REWRITTEN & set(slow)})


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", [prefix for prefix, _view, _name in router.registry])
@pytest.mark.parametrize("reader", ["visitor", "olga", "chiara"])
def test_a_list_says_what_the_address_of_the_row_says(prefix, reader, request):
    build_world()
    client = APIClient()
    if reader != "visitor":
        client.force_authenticate(request.getfixturevalue(reader))
    answer = client.get(f"/api/v1/{prefix}/")
    for row in answer.json().get("results", ()) if answer.status_code == 200 else ():
        one = client.get(f"/api/v1/{prefix}/{row.get('public_id') or row['id']}/").json()
        said = {name: value for name, value in row.items() if name not in LEFT_OUT.get(prefix, ())}
        assert {name: one.get(name, said[name]) for name in said} == said
