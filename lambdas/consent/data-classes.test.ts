import { expect } from "chai";
import { classesOf } from "./data-classes";

const label = (code: string, system = "ActCode"): object => ({
  resourceType: "Observation",
  meta: { security: [{ system: `http://terminology.hl7.org/CodeSystem/v3-${system}`, code }] },
});
const coded = (code: string): object => ({
  resourceType: "Condition",
  code: { coding: [{ system: "http://hl7.org/fhir/sid/icd-10-cm", code }] },
});

const rows: [string, unknown, readonly string[]][] = [
  ["nothing says anything", { resourceType: "Patient", id: "p1" }, ["general"]],
  ["it is labelled part 2", label("42CFRPart2"), ["substance-use"]],
  ["it is labelled psychotherapy notes", label("PSYTHPN"), ["psychotherapy"]],
  ["it is labelled HIV", label("HIV"), ["hiv"]],
  ["it is labelled genetic", label("GDIS"), ["genetic"]],
  ["it is restricted, and not why", label("R", "Confidentiality"), ["unclassified"]],
  ["it is restricted, and why", { a: [label("V", "Confidentiality"), label("HIV")] }, ["hiv"]],
  ["it is normal", label("N", "Confidentiality"), ["general"]],
  ["opioids are its diagnosis", coded("F11.20"), ["substance-use"]],
  ["tobacco is its diagnosis", coded("F17.210"), ["general"]],
  ["HIV is its diagnosis", coded("B20"), ["hiv"]],
  ["a disposition is its diagnosis", coded("Z15.01"), ["genetic"]],
  ["a contained record gives it away", { contained: [coded("Z21")] }, ["hiv"]],
  ["it is another system's code", { coding: [{ system: "urn:x", code: "F11.20" }] }, ["general"]],
  ["it is no resource", "text", ["unclassified"]],
];

describe("classesOf", () => {
  for (const [name, resource, classes] of rows) {
    it(`is ${classes.join()} where ${name}`, () => expect(classesOf(resource)).to.deep.equal(classes));
  }

  it("reads a resource of any depth", () => {
    let deep: unknown = coded("F10.10");
    for (let level = 0; level < 50_000; level++) deep = { extension: [deep] };
    expect(classesOf(deep)).to.deep.equal(["substance-use"]);
  });
});
