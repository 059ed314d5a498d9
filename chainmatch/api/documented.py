"""What the OpenAPI document says beside the code: how requests are refused, bodies of two kinds."""

from collections.abc import Mapping
from typing import Any

from fastapi.security import HTTPBearer

from chainmatch.api.models import Refused

Responses = dict[int | str, dict[str, Any]]

BEARER = HTTPBearer(
    auto_error=False, description="A token that `chainmatch token NAME` made; see --token-file."
)

_SAID: Mapping[int, str] = {
    400: "The body is no JSON or no form at all.",
    401: "No token, or one that is not known here.",
    403: "The token may only read; or, without tokens, a host that is not this machine.",
    404: "There is no such lead, or no store is served.",
    409: "The lead has changed since that version: who changed what, and when.",
    413: "More bytes or leads than one request may have.",
    415: "The body or the file is of a kind that is not read.",
    422: "A value is not allowed.",
    500: "A fault of ours, with an id to report.",
    503: "Too busy, too slow, or the store cannot be used now.",
}
_ALWAYS = (401, 403, 413, 422, 500, 503)

_CELL = {"anyOf": [{"type": name} for name in ("string", "number", "boolean", "null")]}
_FIELDS = (
    *("id", "name", "project", "text", "desc", "scope", "gbt", "invest_wanyuan", "land_mu"),
    *("energy_tce", "power_kwh", "water_m3", "hazardous_chemicals"),
)
_ROW = {
    "type": "object",
    "description": "One lead as a row of a sheet: values under its headings, Chinese or English.",
    "minProperties": 1,
    "properties": dict.fromkeys(_FIELDS, _CELL),
    "additionalProperties": True,
    "examples": [{"企业名称": "甲公司", "主营产品": "锂电铜箔", "总投资": "1.2亿元"}],
}
LEAD_BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": _ROW,
            "examples": {
                "text": {"value": {"text": "年产5万吨铝板带，供新能源汽车电池托盘"}},
                "row": {
                    "value": {"企业名称": "甲公司", "主营产品": "锂电铜箔", "占地面积": "300亩"}
                },
            },
        }
    },
}


def refusals(*codes: int) -> Responses:
    """Return how an endpoint may refuse: always the same few, and these."""
    return {
        code: {"model": Refused, "description": _SAID[code]} for code in sorted({*_ALWAYS, *codes})
    }


def rows_body(most: int) -> dict[str, Any]:
    """Return the body of a screening: at most so many rows, or a file."""
    said = "A row as of a sheet, an object; one that is none gets an `invalid` answer."
    items = {"description": said, "examples": _ROW["examples"]}
    rows = {"type": "array", "minItems": 1, "maxItems": most, "items": items}
    file = {
        "type": "object",
        "required": ["file"],
        "additionalProperties": False,
        "properties": {"file": {"type": "string", "format": "binary"}},
    }
    return {
        "required": True,
        "content": {
            "application/json": {"schema": rows},
            "multipart/form-data": {"schema": file},
        },
    }
