import { includesOf, SEARCH_PARAMETERS } from "../fhir/contract";
import { RESOURCE_TYPES } from "./contract";

/** What this server can do (FHIR R4, CapabilityStatement). The same for every caller; its date is that of its last change. */
export function capabilityStatement(): object {
  return {
    resourceType: "CapabilityStatement",
    status: "active",
    date: "2026-11-23",
    kind: "instance",
    software: { name: "phiguard" },
    implementation: { description: "Reads and searches of records" },
    fhirVersion: "4.0.1",
    format: ["json"],
    rest: [
      {
        mode: "server",
        documentation:
          "Unknown search parameters are refused; Prefer: handling=lenient leaves them out. Searches are sorted by one date (_sort). Chains and _has are not served, totals are not told.",
        security: {
          service: [
            {
              coding: [
                { system: "http://terminology.hl7.org/CodeSystem/restful-security-service", code: "SMART-on-FHIR" },
              ],
            },
          ],
        },
        resource: RESOURCE_TYPES.map((type) => ({
          type,
          interaction: [{ code: "read" }, { code: "search-type" }],
          versioning: "versioned",
          conditionalRead: "full-support",
          searchInclude: includesOf(type, "_include"),
          ...(includesOf(type, "_revinclude").length > 0 && { searchRevInclude: includesOf(type, "_revinclude") }),
          searchParam: Object.entries(SEARCH_PARAMETERS[type]).map(([name, parameter]) => ({
            name,
            type: parameter.type,
          })),
        })),
      },
    ],
  };
}
