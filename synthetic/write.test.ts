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
    it(`${format}: a stopped run goes on to the same bytes`, () => {
      const whole = join(folder, "whole");
      const parts = join(folder, "parts");
      writePatients(whole, wanted(format), () => undefined);
      const stop = (written: number): void => {
        if (written === STOPPED_AT) throw new Stop();
      };
      expect(() => writePatients(parts, wanted(format), stop)).to.throw(Stop);
      expect(JSON.parse(readFileSync(join(parts, MANIFEST), "utf8"))).to.include({ isComplete: false, written: 100 });
      for (const [name] of contents(parts))
        if (/\.(ndjson|hl7|csv|jsonl)$/.test(name)) appendFileSync(join(parts, name), "half a li");
      writePatients(parts, wanted(format), () => undefined);
      const isData = ([name]: [string, string]): boolean => name !== MANIFEST;
      expect(contents(parts).filter(isData)).to.deep.equal(contents(whole).filter(isData));
      expect(JSON.parse(readFileSync(join(parts, MANIFEST), "utf8"))).to.include({
        isComplete: true,
        written: PATIENTS,
      });
    });
  }

  it("lets no more wait for the disk than it says, however much is to come", () => {
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
      writePatients(join(folder, "out"), wanted("ndjson"), () => {
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

  it("does nothing where all is written", () => {
    const out = join(folder, "out");
    writePatients(out, wanted("notes"), () => undefined);
    const before = contents(out);
    writePatients(out, wanted("notes"), () => expect.fail("writes again"));
    expect(contents(out)).to.deep.equal(before);
  });

  it("refuses a folder of something else, of another wish, of a broken manifest, and leaves it as it is", () => {
    writeFileSync(join(folder, "mine.txt"), "mine");
    expect(() => writePatients(folder, wanted("notes"), () => undefined)).to.throw("is not empty");
    const out = join(folder, "out");
    writePatients(out, wanted("notes"), () => undefined);
    expect(() => writePatients(out, { ...wanted("notes"), seed: 2 }, () => undefined)).to.throw("--seed 1");
    writeFileSync(join(out, MANIFEST), "{}");
    expect(() => writePatients(out, wanted("notes"), () => undefined)).to.throw("is no manifest");
    expect(existsSync(join(folder, "mine.txt"))).to.equal(true);
  });
});
