import type { ValidateFunction } from "ajv";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import * as path from "node:path";

const FILES = {
  "oscal-results": "oscal-assessment-results-1.2.1.json",
  "oscal-plan": "oscal-poam-1.2.1.json",
  ocsf: "ocsf-compliance-finding-1.5.0.json",
} as const;

/** A validator by one of the schemas that `tools/validators/schemas.py` made. */
export function schemaOf(name: keyof typeof FILES): ValidateFunction {
  const text = readFileSync(path.join(__dirname, "schemas", FILES[name]), "utf8");
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  return ajv.compile(JSON.parse(text) as object);
}
