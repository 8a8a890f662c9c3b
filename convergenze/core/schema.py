"""What every operation of the OpenAPI schema has in common."""

PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"type": "string"},
                    "detail": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
    },
    "required": ["type", "title", "status", "detail", "code"],
}
COMMON = {
    "400": "Bad request",
    "401": "Not authenticated",
    "403": "Not permitted",
    "404": "Not found",
    "429": "Too many requests",
}
WRITES = {"409": "Conflict"}


def add_problem_responses(result, generator, request, public):
    """Postprocessing hook of drf-spectacular: every operation may answer with a problem (RFC 9457)."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in result.get("paths", {}).values():
        for method, operation in path.items():
            codes = COMMON if method == "get" else COMMON | WRITES
            for code, text in codes.items():
                operation["responses"].setdefault(code, {"description": text, "content": content})
    return result
