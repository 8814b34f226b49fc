"""The JSON Schema that editors complete and check with."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from guide.model import Checklist, Guide, Overlay, Sources

SHAPES: dict[str, type[BaseModel]] = {"checklist": Checklist, "guide": Guide, "sources": Sources, "overlay": Overlay}
"""Each kind of file by the name of its schema."""


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one kind of file.

    It accepts all that `guide check` accepts; what only our check knows (addresses, ids used twice) it
    lets pass.
    """
    schema = SHAPES[name].model_json_schema(by_alias=True)
    made = f"Made by `guide schema {name}`. Do not edit it: it changes with hooks/guide/model.py."
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$comment": made, **schema}


def schema_text(name: str) -> str:
    """The same as text, always the same bytes."""
    return json.dumps(schema_of(name), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
