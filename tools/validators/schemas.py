"""Writes the JSON schemas that the quick tests use; `schemas.py <folder>`, run with the Python that tools/setup/validators.ts installs.

OSCAL's come from compliance-trestle's models, which its makers generate from NIST's schemas of OSCAL 1.2.1; texts are left out.
OCSF's come from ocsf-json-schema, which carries OCSF's own export.
"""
import json
import sys
from pathlib import Path

from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
from trestle.oscal.assessment_plan import AssessmentPlan
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.catalog import Catalog
from trestle.oscal.component import ComponentDefinition
from trestle.oscal.poam import PlanOfActionAndMilestones

OCSF_VERSION = "1.5.0"


def without_texts(schema, names_follow=False):
    """Titles and descriptions make two thirds of a schema and check nothing; a property may be called so."""
    if isinstance(schema, list):
        return [without_texts(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: without_texts(value, names_follow=name in ("properties", "$defs", "patternProperties") and not names_follow)
        for name, value in schema.items()
        if names_follow or name not in ("title", "description", "caption", "examples")
    }


def oscal(model, root):
    schema = model.model_json_schema(by_alias=True)
    definitions = schema.pop("$defs")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {root: schema},
        "required": [root],
        "additionalProperties": False,
        "$defs": definitions,
    }


def main(folder):
    ocsf = OcsfJsonSchemaEmbedded(get_ocsf_schema(OCSF_VERSION))
    schemas = {
        "oscal-assessment-results-1.2.1.json": oscal(AssessmentResults, "assessment-results"),
        "oscal-poam-1.2.1.json": oscal(PlanOfActionAndMilestones, "plan-of-action-and-milestones"),
        "oscal-catalog-1.2.1.json": oscal(Catalog, "catalog"),
        "oscal-component-definition-1.2.1.json": oscal(ComponentDefinition, "component-definition"),
        "oscal-assessment-plan-1.2.1.json": oscal(AssessmentPlan, "assessment-plan"),
    }
    for of in ("compliance", "detection"):
        name = f"{of}_finding"
        schemas[f"ocsf-{of}-finding-{OCSF_VERSION}.json"] = ocsf.get_class_schema(name, ["datetime"])
        schemas[f"ocsf-{of}-finding-cloud-{OCSF_VERSION}.json"] = ocsf.get_class_schema(name, ["cloud", "datetime"])
    for name, schema in schemas.items():
        text = json.dumps(without_texts(schema), sort_keys=True, separators=(",", ":"))
        Path(folder, name).write_text(text + "\n", encoding="utf-8")
        print(name)


main(sys.argv[1])
