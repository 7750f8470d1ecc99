import { expect } from "chai";
import type { FhirResource, Patient } from "fhir/r4";
import { claimsText } from "../claims/testing/claims-text";
import { ADMIT, header, MERGE, RESULTS } from "../fhir/convert/hl7/testing/messages";
import { fhirFaults } from "../fhir/testing/validator";
import { uploadOf } from "../fhir-import/core";
import { INTAKE, KEPT } from "./contract";
import { BUCKET, world } from "./testing/world";

const imported = (text: string): FhirResource[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as FhirResource);
const patients = (text: string): Patient[] =>
  imported(text).filter((one): one is Patient => one.resourceType === "Patient");
const batch = (...messages: readonly string[]): string =>
  ["FHS|^~\\&|ADT1", "BHS|^~\\&|ADT1", ...messages, `BTS|${messages.length}`, "FTS|1"].join("\r");

describe("fhir-convert", function () {
  this.timeout(60_000);

  it("P6: makes valid FHIR of a batch of messages, and hands it to the import", async () => {
    const { drop, asQueue, sent, below, textBelow, events, lineage, objects } = world();
    expect(await asQueue([drop(`${INTAKE.hl7}Roe Jane.hl7`, batch(ADMIT, RESULTS, MERGE))])).to.equal(0);
    const [message] = [...sent.values()];
    expect(uploadOf(JSON.stringify(message), BUCKET)).to.include({ kind: "file" });
    const resources = imported(objects.get(message?.key ?? "") ?? "");
    for (const resource of resources) expect(fhirFaults(resource), resource.resourceType).to.deep.equal([]);
    expect(new Set(resources.map(({ resourceType }) => resourceType))).to.include.all.keys(
      "Patient", "Encounter", "Observation", "DiagnosticReport", "Provenance",
    ); // prettier-ignore
    const unmapped = textBelow(KEPT.unmapped)
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    for (const line of unmapped) expect(line).to.have.all.keys("index", "where", "why");
    expect(below(KEPT.quarantine)).to.deep.equal([]);
    const [event] = [...events.values()];
    expect(event).to.deep.include({ action: "intake.converted", outcome: "success", workload: "healthlake" });
    expect(event?.detail).to.include({ converted: 3, quarantined: 0, unmapped: unmapped.length });
    expect([...lineage.values()][0]).to.deep.include({ kind: "convert", step: "CONVERTED" });
  });

  it("P6: makes claims of a file of CSV, and keeps rows that can't be read", async () => {
    const { drop, asQueue, sent, objects, textBelow, events } = world();
    const text = claimsText([{}, { birth_date: "someday", claim_id: "C-2" }]);
    await asQueue([drop(`${INTAKE.claims}march.csv`, text)]);
    const types = imported(objects.get([...sent.values()][0]?.key ?? "") ?? "").map(({ resourceType }) => resourceType);
    expect(types).to.include.members(["Patient", "Coverage", "Claim", "ExplanationOfBenefit"]);
    expect(textBelow(KEPT.quarantine)).to.contain('{"index":2,"reasons":["bad-birth-date in birth_date"]}');
    expect(textBelow(KEPT.quarantine)).to.contain(text);
    expect([...events.values()][0]).to.include({ outcome: "denied", reason: "parts-quarantined" });
  });

  it("keeps a message that can't be read as it was, with a reason that holds no word of it", async () => {
    const { drop, asQueue, objects, below, figures } = world();
    const bad = `${header("ADT^A01")}\rPID|1||||Doe^John`;
    await asQueue([drop(`${INTAKE.hl7}a.hl7`, batch(ADMIT, bad))]);
    const [messages, reasons] = below(KEPT.quarantine).sort();
    expect(objects.get(messages ?? "")).to.equal(`${bad}\r`);
    expect(objects.get(reasons ?? "")).to.equal('{"index":2,"reasons":["segment-missing at PV1"]}\n');
    expect(figures.map(({ metrics }) => metrics)).to.deep.equal([
      { PartsConverted: [1, "Count"], PartsQuarantined: [1, "Count"] },
    ]);
  });

  it("carries a patient on from file to file: an update leaves what it does not say, a merge links the two", async () => {
    const { drop, asQueue, sent, objects } = world();
    const update = [
      header("ADT^A31"),
      "EVN|A31|20260304",
      "PID|1||4711^^^NORTH&2.16.840.1.113883.19.5&ISO^MR||Roe^Janet",
    ];
    await asQueue([
      drop(`${INTAKE.hl7}1.hl7`, ADMIT),
      drop(`${INTAKE.hl7}2.hl7`, update.join("\r")),
      drop(`${INTAKE.hl7}3.hl7`, MERGE),
    ]); // prettier-ignore
    const files = [...sent.values()].map(({ key }) => objects.get(key) ?? "");
    expect(files).to.have.length(3);
    const [patient] = patients(files[1] ?? "");
    expect(patient).to.include({ birthDate: "1950-04-01" });
    expect(patient?.name?.[0]).to.include({ family: "Roe" });
    expect(patient?.name?.[0]?.given).to.deep.equal(["Janet"]);
    const links = patients(files[2] ?? "").map(({ id, link }) => [
      id,
      link?.map(({ type, other }) => [type, other.reference]),
    ]);
    expect(links).to.deep.equal([
      [patient?.id, [["replaces", `Patient/${links[1]?.[0] as string}`]]],
      [links[1]?.[0], [["replaced-by", `Patient/${patient?.id ?? ""}`]]],
    ]);
  });

  const refused: [string, object, string][] = [
    ["a file elsewhere", { key: "fhir/files/a.ndjson" }, "no-intake-prefix"],
    ["the folder itself", { key: INTAKE.hl7 }, "no-intake-prefix"],
    ["another bucket", { bucket: "other" }, "another-bucket"],
    ["an empty file", { sizeBytes: 0 }, "file-empty"],
    ["a version that is gone", { version: "gone" }, "file-missing"],
    ["a message without a time", { time: "yesterday" }, "message-malformed"],
  ];
  for (const [what, changes, reason] of refused) {
    it(`refuses ${what}`, async () => {
      const { drop, asQueue, sent, said, figures } = world();
      expect(await asQueue([{ ...drop(`${INTAKE.hl7}Roe Jane.hl7`, ADMIT), ...changes }])).to.equal(0);
      expect(sent.size).to.equal(0);
      expect(JSON.stringify(said)).to.contain(reason).and.not.contain("Roe");
      expect(figures[0]?.metrics["PartsQuarantined"]).to.deep.equal([1, "Count"]);
    });
  }

  it("names no patient outside of the files themselves", async () => {
    const { drop, asQueue, said, events, figures, objects } = world();
    await asQueue([drop(`${INTAKE.hl7}Roe Jane.hl7`, batch(ADMIT, "MSH|^~\\&|Roe|4711"))]);
    const outside = JSON.stringify([said, [...events.values()], figures, [...objects.keys()]]);
    expect(outside).to.not.match(/roe|jane|4711/i);
  });
});
