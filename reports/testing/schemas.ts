import type { ValidateFunction } from "ajv";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import * as path from "node:path";

const FILES = {
  "oscal-results": "oscal-assessment-results-1.2.1.json",
  "oscal-plan": "oscal-poam-1.2.1.json",
  "oscal-catalog": "oscal-catalog-1.2.1.json",
  "oscal-components": "oscal-component-definition-1.2.1.json",
  "oscal-assessment-plan": "oscal-assessment-plan-1.2.1.json",
  ocsf: "ocsf-compliance-finding-1.5.0.json",
  "ocsf-cloud": "ocsf-compliance-finding-cloud-1.5.0.json",
  "ocsf-detection": "ocsf-detection-finding-1.5.0.json",
  "ocsf-detection-cloud": "ocsf-detection-finding-cloud-1.5.0.json",
} as const;

const compiled = new Map<keyof typeof FILES, ValidateFunction>();

/** A validator by one of the schemas that `tools/validators/schemas.py` made. */
export function schemaOf(name: keyof typeof FILES): ValidateFunction {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(path.join(__dirname, "schemas", FILES[name]), "utf8");
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  const schema = ajv.compile(JSON.parse(text) as object);
  compiled.set(name, schema);
  return schema;
}

/** By the class and the profiles that an event of OCSF names. */
export function ocsfSchemaOf(event: {
  readonly class_uid: number;
  readonly metadata: { readonly profiles: readonly string[] };
}): ValidateFunction {
  const cloud = event.metadata.profiles.includes("cloud");
  if (event.class_uid === 2004) return schemaOf(cloud ? "ocsf-detection-cloud" : "ocsf-detection");
  return schemaOf(cloud ? "ocsf-cloud" : "ocsf");
}
