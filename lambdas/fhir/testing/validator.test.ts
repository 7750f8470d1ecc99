import { expect } from "chai";
import type { Bundle, Condition, FhirResource, Patient } from "fhir/r4";
import { fhirFaults } from "./validator";

const PATIENT: Patient = { resourceType: "Patient", gender: "female", birthDate: "1950-04-01" };
const CONDITION: Condition = {
  resourceType: "Condition",
  subject: { reference: "urn:uuid:5f1b7dd2-0b1f-4a0e-8a37-0a8f6a0d2b11" },
  code: { text: "Asthma" },
  clinicalStatus: {
    coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: "active" }],
  },
};
const bundle = (fullUrl: string): Bundle => ({
  resourceType: "Bundle",
  type: "transaction",
  entry: [
    { fullUrl, resource: PATIENT, request: { method: "POST", url: "Patient" } },
    { resource: CONDITION, request: { method: "POST", url: "Condition" } },
  ],
});

describe("fhirFaults", function () {
  this.timeout(60_000);

  const valid: [string, FhirResource][] = [
    ["a patient", PATIENT],
    ["a bundle whose references lead to its entries", bundle("urn:uuid:5f1b7dd2-0b1f-4a0e-8a37-0a8f6a0d2b11")],
  ];
  for (const [name, resource] of valid)
    it(`finds nothing in ${name}`, () => expect(fhirFaults(resource)).to.deep.equal([]));

  const invalid: [string, object, RegExp][] = [
    ["a code that is none", { ...PATIENT, gender: "F" }, /gender/],
    ["a day that is none", { ...PATIENT, birthDate: "01.04.1950" }, /birthDate/],
    ["an element that R4 has not", { ...PATIENT, sex: "female" }, /sex/],
    ["a part that must be there", { resourceType: "Observation", status: "final" }, /code/],
    ["an invariant", { ...PATIENT, contact: [{ gender: "female" }] }, /pat-1/],
    ["a type that R4 has not", { resourceType: "Person2" }, /Person2/],
    [
      "a fault inside a bundle",
      { ...bundle("urn:uuid:x"), entry: [{ resource: { ...PATIENT, gender: "F" } }] },
      /gender/,
    ],
    ["a reference that leads nowhere", bundle("urn:uuid:0c5b1f5e-0000-4000-8000-0a8f6a0d2b11"), /no entry/],
  ];
  for (const [name, resource, wanted] of invalid) {
    it(`finds ${name}`, () => expect(fhirFaults(resource as FhirResource).join("\n")).to.match(wanted));
  }
});
