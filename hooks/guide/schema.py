"""The JSON Schema that editors complete and check with."""

from __future__ import annotations

import json
from typing import Any

from guide.model import Checklist, Evidence, Guide, Shape

SHAPES: dict[str, type[Shape]] = {"checklist": Checklist, "guide": Guide, "sources": Evidence}


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one kind of file: `checklist`, `guide` or `sources`.

    It accepts all that `guide check` accepts; what only our check knows (addresses, ids
    used twice) it lets pass.
    """
    schema = SHAPES[name].model_json_schema(by_alias=True)
    if name == "sources":
        definitions = schema.pop("$defs", {})
        schema = {"type": "object", "additionalProperties": schema, "$defs": definitions}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text(name: str) -> str:
    """The same as text, always the same bytes."""
    return json.dumps(schema_of(name), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
