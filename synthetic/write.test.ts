import { expect } from "chai";
import fs, { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FORMATS, type FormatName } from "./formats/formats";
import { USUAL } from "./patients";
import { MANIFEST, MOST_WAITING, writePatients, type Wanted } from "./write";

const PATIENTS = 130;
const STOPPED_AT = 115;

class Stop extends Error {}

const failure = (run: Promise<unknown>): Promise<unknown> => run.then(() => undefined, (error: unknown) => error); // prettier-ignore
const said = async (run: Promise<unknown>): Promise<string> => String((await failure(run)) as Error);

describe("writing synthetic patients", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "phiguard-synth-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const wanted = (format: FormatName): Wanted => ({ ...USUAL, years: 2, patients: PATIENTS, format });
  const contents = (of: string): [string, string][] =>
    readdirSync(of, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.\w+$/.test(name))
      .sort()
      .map((name) => [name, readFileSync(join(of, name), "utf8")]);

  for (const format of Object.keys(FORMATS) as FormatName[]) {
    it(`${format}: a stopped run goes on to the same bytes`, async () => {
      const whole = join(folder, "whole");
      const parts = join(folder, "parts");
      await writePatients(whole, wanted(format), () => undefined);
      const stop = (written: number): void => {
        if (written === STOPPED_AT) throw new Stop();
      };
      expect(await failure(writePatients(parts, wanted(format), stop))).to.be.instanceOf(Stop);
      expect(JSON.parse(readFileSync(join(parts, MANIFEST), "utf8"))).to.include({ isComplete: false, written: 100 });
      for (const [name] of contents(parts))
        if (/\.(ndjson|hl7|csv|jsonl)$/.test(name)) appendFileSync(join(parts, name), "half a li");
      await writePatients(parts, wanted(format), () => undefined);
      const isData = ([name]: [string, string]): boolean => name !== MANIFEST;
      expect(contents(parts).filter(isData)).to.deep.equal(contents(whole).filter(isData));
      expect(JSON.parse(readFileSync(join(parts, MANIFEST), "utf8"))).to.include({
        isComplete: true,
        written: PATIENTS,
      });
    });
  }

  it("lets no more wait for the disk than it says, however much is to come", async () => {
    const real = fs.appendFileSync;
    const appended: number[] = [];
    let round = 0;
    fs.appendFileSync = (path, text, options) => {
      round += (text as Buffer).length;
      appended.push((text as Buffer).length);
      real(path, text, options);
    };
    const rounds: number[] = [];
    try {
      await writePatients(join(folder, "out"), wanted("ndjson"), () => {
        rounds.push(round);
        round = 0;
      });
    } finally {
      fs.appendFileSync = real;
    }
    const total = appended.reduce((sum, bytes) => sum + bytes, 0);
    expect(total).to.be.greaterThan(4 * MOST_WAITING);
    // And what one patient adds, which is below half of it.
    expect(Math.max(...rounds)).to.be.within(1, 1.5 * MOST_WAITING);
  });

  for (const format of ["fhir-bundles", "claims-csv"] as const) {
    it(`${format}: ends after a whole patient when it is told to, says how far it came, and goes on to the same bytes`, async () => {
      const [whole, parts] = [join(folder, "whole"), join(folder, "parts")];
      await writePatients(whole, wanted(format), () => undefined);
      const stop = new AbortController();
      const halfway = (written: number): void => (written === 57 ? stop.abort() : undefined);
      const stopped = await writePatients(parts, wanted(format), halfway, stop.signal);
      expect(stopped).to.deep.include({ isComplete: false, written: 57 });
      expect(JSON.parse(readFileSync(join(parts, MANIFEST), "utf8"))).to.deep.equal(stopped);
      expect(contents(parts).filter(([name]) => name.endsWith(".part"))).to.deep.equal([]);
      await writePatients(parts, wanted(format), () => undefined);
      expect(contents(parts)).to.deep.equal(contents(whole));
    });
  }

  it("does nothing where all is written", async () => {
    const out = join(folder, "out");
    await writePatients(out, wanted("notes"), () => undefined);
    const before = contents(out);
    await writePatients(out, wanted("notes"), () => expect.fail("writes again"));
    expect(contents(out)).to.deep.equal(before);
  });

  it("refuses a folder of something else, of another wish, of a broken manifest, and leaves it as it is", async () => {
    writeFileSync(join(folder, "mine.txt"), "mine");
    expect(await said(writePatients(folder, wanted("notes"), () => undefined))).to.contain("is not empty");
    const out = join(folder, "out");
    await writePatients(out, wanted("notes"), () => undefined);
    expect(await said(writePatients(out, { ...wanted("notes"), seed: 2 }, () => undefined))).to.contain("--seed 1");
    writeFileSync(join(out, MANIFEST), "{}");
    expect(await said(writePatients(out, wanted("notes"), () => undefined))).to.contain("is no manifest");
    expect(existsSync(join(folder, "mine.txt"))).to.equal(true);
  });
});
