import { RESOURCE_TYPES } from "./contract";

/** What this server can do (FHIR R4, CapabilityStatement). The same for every caller; its date is that of its last change. */
export function capabilityStatement(): object {
  return {
    resourceType: "CapabilityStatement",
    status: "active",
    date: "2026-11-22",
    kind: "instance",
    software: { name: "phiguard" },
    implementation: { description: "Reads and searches of records" },
    fhirVersion: "4.0.1",
    format: ["json"],
    rest: [
      {
        mode: "server",
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
          versioning: "no-version",
        })),
      },
    ],
  };
}
