import { expect } from "chai";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand as run, type Ran } from "./testing/run-command";

const HL7 =
  "MSH|^~\\&|A|North|||20260304||ADT^A01|M1|P|2.5\rPID|1||80012||Doe^Jane||19560708|F|||1 Elm St^^Troy^NY^12180\r";
const FHIR =
  '{"resourceType":"Patient","identifier":[{"value":"80012"}],"name":[{"family":"Doe","given":["Jane"]}],"birthDate":"1956-07-08"}';

describe("phiguard phi deidentify", () => {
  let folder: string;
  let documents: string;
  let key: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-deid-"));
    documents = join(folder, "in");
    key = join(folder, "key.json");
    mkdirSync(documents);
    writeFileSync(join(documents, "Jane Doe.hl7"), HL7);
    writeFileSync(join(documents, "b.json"), FHIR);
    await run("phi", "keygen", "--out", key, "--id", "t1");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const to = (out: string, profile: string, method = "token", from = documents): Promise<Ran> =>
    run(
      "phi",
      "deidentify",
      from,
      "--profile",
      profile,
      "--method",
      method,
      "--key-file",
      key,
      "--out",
      join(folder, out),
    );
  const written = (out: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(join(folder, out)).map((name) => [name, readFileSync(join(folder, out, name), "utf8")]),
    );

  it("writes documents of a patient with the same tokens and moves, names that say nothing, and a report without values", async () => {
    expect(await to("out", "minimum-necessary")).to.include({ code: 0, error: "" });
    const files = written("out");
    const all = JSON.stringify(files);
    expect(all).to.not.match(/Doe|Jane|80012|Elm|1956-?07-?08/);
    const hl7 = Object.entries(files).find(([name]) => name.endsWith(".hl7"))?.[1] ?? "";
    const fhir = JSON.parse(Object.entries(files).find(([name]) => name.endsWith(".fhir.json"))?.[1] ?? "") as {
      birthDate: string;
      identifier: [{ value: string }];
    };
    expect(hl7).to.contain(fhir.identifier[0].value).and.contain(fhir.birthDate.replaceAll("-", ""));
    const report = JSON.parse(files["report.json"] ?? "") as { documents: object[]; keyId: string };
    expect(report).to.include({ keyId: "t1" });
    expect(report.documents).to.have.length(2);
  });

  it("changes nothing that it has written, moved dates neither", async () => {
    for (const profile of ["safe-harbor", "minimum-necessary"]) {
      await to(`${profile}-1`, profile);
      await to(`${profile}-2`, profile, "token", join(folder, `${profile}-1`));
      const texts = (out: string): string[] =>
        Object.entries(written(out))
          .filter(([name]) => name !== "report.json")
          .map(([, text]) => text)
          .sort();
      expect(texts(`${profile}-2`)).to.deep.equal(texts(`${profile}-1`));
    }
  });

  it("refuses what is no document, and writes the others", async () => {
    writeFileSync(join(documents, "c.zip"), "PK\u0003\u0004");
    const { code } = await to("out", "safe-harbor", "redact");
    expect(code).to.equal(1);
    expect(JSON.parse(written("out")["report.json"] ?? "")).to.deep.include({ refused: { archive: 1 } });
    expect(Object.keys(written("out"))).to.have.length(3);
  });

  const mistakes: [string, () => void, string][] = [
    ["a key that others may read", () => chmodSync(key, 0o644), "Others than its owner may use"],
    ["a key that is none", () => writeFileSync(key, "SECRET", { mode: 0o600 }), "is no key of a tenant: wanted"],
    ["a short key", () => writeFileSync(key, '{"id":"a","secret":"YQ=="}'), "at least 32 bytes; got 1"],
    ["a folder with something in it", () => mkdirSync(join(folder, "out", "x"), { recursive: true }), "is not empty"],
    ["nothing to read", () => rmSync(documents, { recursive: true }), "There is nothing at"],
  ];
  for (const [name, make, message] of mistakes) {
    it(`tells of ${name}, and writes nothing`, async () => {
      make();
      const { error } = await to("out", "safe-harbor");
      expect(error).to.contain(message).and.not.contain("SECRET");
    });
  }

  it("makes no key where one is, nor with an id that tokens can't have", async () => {
    expect((await run("phi", "keygen", "--out", key)).error).to.contain("never written over");
    expect((await run("phi", "keygen", "--out", join(folder, "k2"), "--id", "A B")).error).to.contain('got "A B"');
  });
});
