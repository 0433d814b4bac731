"""Findings as JSON, by the schema in `schema`."""

import json
from typing import Any

from lapwing.arithmetic.findings import Finding, Result, Verdict

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "What ./lapwing check found in a report",
    "type": "object",
    "required": ["version", "report", "form", "counts", "findings"],
    "properties": {
        "version": {"const": 1, "description": "Raised when a field changes its meaning."},
        "report": {"type": "string", "description": "The name of the file that was read."},
        "form": {"enum": ["text", "html", "word", "pdf"]},
        "counts": {
            "type": "object",
            "description": "How many findings have each verdict, before --only.",
            "properties": {verdict.value: {"type": "integer"} for verdict in Verdict},
        },
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["rule", "verdict", "sentence", "place", "figures", "computation", "message", "reading"],
                "properties": {
                    "rule": {
                        "type": "string",
                        "description": "The rule's name; docs/reference/arithmetic has its page.",
                    },
                    "verdict": {"enum": [verdict.value for verdict in Verdict]},
                    "sentence": {"type": "string", "description": "The text it was read from."},
                    "place": {
                        "type": "object",
                        "properties": {
                            "words": {"type": "string"},
                            "page": {"type": ["integer", "null"]},
                            "heading": {"type": "string"},
                            "paragraph": {"type": "integer", "description": "Counted from the heading."},
                            "table": {"type": ["integer", "null"]},
                            "row": {"type": ["integer", "null"]},
                            "column": {"type": ["integer", "null"]},
                        },
                    },
                    "figures": {"type": "array", "items": {"type": "string"}, "description": "As written in the text."},
                    "computation": {"type": "string", "description": "The sum, in one line."},
                    "message": {"type": "string"},
                    "reading": {
                        "type": "string",
                        "description": "For 'cannot tell': the reading under which it holds, or what is missing.",
                    },
                },
            },
        },
    },
}


def write(result: Result, findings: list[Finding]) -> str:
    counts = result.count()
    page = {
        "version": 1,
        "report": result.document.name,
        "form": result.document.form,
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
        "findings": [_finding(one) for one in findings],
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def _finding(one: Finding) -> dict[str, Any]:
    place = one.place
    return {
        "rule": one.rule,
        "verdict": one.verdict.value,
        "sentence": one.sentence,
        "place": {
            "words": place.words(),
            "page": place.page,
            "heading": place.heading,
            "paragraph": place.paragraph,
            "table": place.table,
            "row": place.row,
            "column": place.column,
        },
        "figures": list(one.figures),
        "computation": one.computation,
        "message": one.message,
        "reading": one.reading,
    }
