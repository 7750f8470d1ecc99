import { expect } from "chai";
import { claimsText } from "../../lambdas/claims/testing/claims-text";
import { readClaims } from "../../lambdas/claims/claim-file";
import { patients, USUAL } from "../patients";
import { claimLines, claimsHeader } from "./claims";
import { patientBundle } from "./fhir";
import { hl7Messages } from "./hl7";

const RECORDS = [...patients({ ...USUAL, seed: 9, patients: 60 })];

describe("claims of synthetic patients", () => {
  const read = (text: string): ReturnType<typeof readClaims> =>
    readClaims(
      (async function* () {
        yield text;
      })(),
    );

  it("are read by the intake of claims, one and all", async () => {
    const text = claimsHeader() + RECORDS.map(claimLines).join("");
    const records = RECORDS.reduce((sum, { claims }) => sum + claims.length, 0);
    expect(records).to.be.greaterThan(500);
    expect(await read(text)).to.deep.equal({
      kind: "claims",
      records,
      lines: { accepted: records, refused: 0, faults: [] },
    });
  });

  it("would be refused with a wrong date", async () => {
    expect(await read(claimsText([{ birth_date: "1950" }]))).to.include({ kind: "refused" });
  });
});

describe("FHIR bundles of synthetic patients", () => {
  it("hold everything that they point at, and nothing twice", () => {
    for (const record of RECORDS) {
      const { entry = [] } = patientBundle(record);
      const urls = entry.map(({ request }) => request!.url);
      expect(new Set(urls).size).to.equal(urls.length);
      const text = JSON.stringify(entry);
      for (const [, reference] of text.matchAll(/"reference":"([^"]+)"/g)) expect(urls).to.include(reference);
    }
  });
});

describe("HL7 messages of synthetic patients", () => {
  const all = RECORDS.flatMap((record) => hl7Messages(record).map((text) => ({ record, text })));

  it("have numbers of their own, and segments in order", () => {
    const ids = all.map(({ text }) => text.split("|")[9]!);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const { text } of all) {
      const names = text
        .trimEnd()
        .split("\r")
        .map((segment) => segment.slice(0, 3));
      expect(names[0]).to.equal("MSH");
      expect(names.indexOf("PID")).to.be.lessThan(names.indexOf("PV1"));
      expect(names).to.satisfy((of: string[]) =>
        of.every((name) => /^(MSH|EVN|PID|NK1|PV1|DG1|IN1|OBR|OBX|TXA)$/.test(name)),
      );
    }
  });

  it("have each thing in its field", () => {
    for (const { record, text } of all) {
      const segment = (name: string): string[] =>
        text
          .split("\r")
          .find((of) => of.startsWith(name))
          ?.split("|") ?? [];
      const pid = segment("PID");
      expect(pid[3]).to.equal(`${record.person.mrn}^^^SYNTH^MR`);
      expect(pid[7]).to.match(/^\d{8}$/);
      expect(pid[19]).to.equal(record.person.ssn);
      const pv1 = segment("PV1");
      expect(pv1[7]).to.match(/^9\d{9}\^/);
      expect(record.encounters.map(({ id }) => id)).to.include(pv1[19]);
      expect(pv1[44]).to.match(/^\d{14}$/);
      const in1 = segment("IN1");
      if (in1.length > 0) expect(record.person.coverages.map(({ memberId }) => memberId)).to.include(in1[36]);
    }
  });

  it("say that a patient died only when it has happened", () => {
    for (const { record, text } of all) {
      const pid = text
        .split("\r")
        .find((of) => of.startsWith("PID"))!
        .split("|");
      if (pid[29] !== undefined) expect(record.person.died).to.not.equal(undefined);
    }
  });
});
