import { expect } from "chai";
import type { Condition, FhirResource, Provenance } from "fhir/r4";
import { fhirFaults } from "../fhir/testing/validator";
import { ENTITY_FILES, ENTITY_METRICS } from "./contract";
import { MOST_BYTES } from "./core";
import { documentOf, letOut, OUT, TEXT, world, type Lying } from "./testing/world";

const subject = "Patient/p-1";
const said: unknown[] = [];
const log = {
  info: (...words: unknown[]) => said.push(words),
  warn: (...words: unknown[]) => said.push(words),
  error: () => 0,
};
const made = (lying: Readonly<Record<string, Lying>>) => world({ through: (ports) => ports, log }, lying);
const reference = (changes: object = {}): string =>
  JSON.stringify({
    resourceType: "DocumentReference",
    status: "current",
    subject: { reference: "Patient/p-2" },
    content: [{ attachment: { contentType: "text/plain; charset=utf-8", data: Buffer.from(TEXT).toString("base64") } }],
    ...changes,
  });
const resourcesIn = (objects: ReadonlyMap<string, string>, name: string): FhirResource[] =>
  (objects.get(`${ENTITY_FILES.resources}${documentOf(name)}.ndjson`) ?? "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as FhirResource);

describe("note-entities", function () {
  this.timeout(60_000);

  it("P7: makes unconfirmed, valid FHIR of a note, with who read it, and lists what has no place in it", async () => {
    const { handler, objects, events, figures } = made({ a: { text: TEXT, subject } });
    expect(await handler(letOut("a"))).to.deep.equal({ kind: "read", resources: 4, unmapped: 1 });
    const resources = resourcesIn(objects, "a");
    for (const resource of resources) expect(fhirFaults(resource), resource.resourceType).to.deep.equal([]);
    const [condition] = resources.filter((one): one is Condition => one.resourceType === "Condition");
    expect(condition?.subject).to.deep.equal({ reference: subject });
    expect(condition?.verificationStatus?.coding?.[0]?.code).to.equal("unconfirmed");
    expect(condition?.code?.coding?.map(({ code }) => code)).to.deep.equal(["A41.9"]);
    const [provenance] = resources.filter((one): one is Provenance => one.resourceType === "Provenance");
    expect(provenance?.target).to.deep.equal([{ reference: `Condition/${condition?.id ?? ""}` }]);
    expect(provenance?.agent[0]?.who.display).to.contain("Amazon Comprehend Medical");
    expect(objects.get(`${ENTITY_FILES.unmapped}${documentOf("a")}.ndjson`)).to.equal(
      '{"where":"ANATOMY.OTHER (10-14)","why":"not-mapped"}\n',
    );
    expect([...events.values()][0]).to.deep.include({
      action: "note.read",
      subject: documentOf("a"),
      outcome: "success",
    });
    expect(Object.keys(figures[0]?.metrics ?? {})).to.deep.equal([ENTITY_METRICS.read]);
  });

  const notes: [string, Lying, string][] = [
    ["its own subject", { text: reference() }, "Patient/p-2"],
    ["the sender's subject before its own", { text: reference(), subject }, subject],
  ];
  for (const [what, note, whose] of notes) {
    it(`reads the text of a DocumentReference, with ${what}`, async () => {
      const { handler, objects, asked } = made({ a: note });
      await handler(letOut("a", { extension: "fhir.json", bucket: OUT.released }));
      expect(asked).to.deep.equal([TEXT]);
      expect(JSON.stringify(resourcesIn(objects, "a"))).to.contain(`"subject":{"reference":"${whose}"}`);
    });
  }

  const refused: [string, Lying | undefined, string, string?][] = [
    ["that nobody says whose it is", { text: TEXT }, "no-subject"],
    ["of somebody who is no patient", { text: TEXT, subject: "Practitioner/1" }, "no-subject"],
    ["whose subject was masked", { text: reference({ subject: { reference: "Patient/***" } }) }, "no-subject", "fhir.json"],
    ["without words", { text: " \n", subject }, "no-text"],
    ["that is another resource", { text: '{"resourceType":"Patient"}', subject }, "not-readable", "fhir.json"],
    ["that has a picture alone", { text: reference({ content: [{ attachment: { contentType: "image/png", data: "AA==" } }] }) }, "no-text", "fhir.json"],
    ["that is too large", { text: "a".repeat(MOST_BYTES + 1), subject }, "note-too-large"],
    ["that is gone", undefined, "note-missing"],
  ]; // prettier-ignore
  for (const [what, note, reason, extension] of refused) {
    it(`refuses a note ${what}, tells the auditors why, and asks nobody about it`, async () => {
      const { handler, objects, events, asked, figures } = made(note === undefined ? {} : { a: note });
      expect(await handler(letOut("a", { extension }))).to.deep.equal({ kind: "refused", reason });
      expect([objects.size, asked.length]).to.deep.equal([0, 0]);
      expect([...events.values()][0]).to.include({ outcome: "denied", reason });
      expect(Object.keys(figures[0]?.metrics ?? {})).to.deep.equal([ENTITY_METRICS.refused]);
    });
  }

  const ignored: [string, unknown][] = [
    ["of another bucket", letOut("a", { bucket: "other" })],
    ["of the record beside a note", letOut("a", { extension: "result.json" })],
    ["of nothing", {}],
  ];
  for (const [what, event] of ignored) {
    it(`ignores an event ${what}`, async () => {
      const { handler, events } = made({ a: { text: TEXT, subject } });
      expect(await handler(event)).to.deep.equal({ kind: "ignored", reason: "another-event" });
      expect(events.size).to.equal(0);
    });
  }

  it("says nothing of a note in its log", () => {
    expect(said).to.not.be.empty;
    expect(JSON.stringify(said)).to.not.match(/sepsis|aspirin|p-1|p-2/);
  });
});
