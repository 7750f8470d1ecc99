import { expect } from "chai";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Decision } from "../../lambdas/phi/review/review";
import { auditEventSchema } from "../../reports/model/audit-event";
import { runCommand } from "../testing/run-command";
import { DESK_FOLDER, folderDesk } from "./folder-desk";
import { ReviewSession, type Ended } from "./session";

/** Synthetic. */
const NOTE = "Patient: Ada Moor, MRN 48213977.";
const AT = new Date("2026-11-22T10:00:00.000Z");

/** Calls that change a disk. */
const WRITES = ["mkdirSync", "writeFileSync", "appendFileSync", "truncateSync", "rmSync", "renameSync"] as const;

/** What a killed process leaves: all writes before the n-th, and of it the first half of what it was to write. */
async function diesAtWrite(n: number, work: () => Promise<unknown>): Promise<boolean> {
  const [real, disk] = [{ ...fs }, fs as unknown as Record<string, (...args: unknown[]) => unknown>];
  let writes = 0;
  for (const name of WRITES)
    disk[name] = (...args) => {
      writes += 1;
      if (writes > n) throw new Error("killed");
      if (writes < n) return (real[name] as (...args: unknown[]) => unknown)(...args);
      const [path, text] = args as [string, string];
      if (name === "writeFileSync" || name === "appendFileSync") real[name](path, text.slice(0, text.length / 2));
      throw new Error("killed");
    };
  try {
    await work();
    return false;
  } catch (error) {
    expect((error as Error).message).to.equal("killed");
    return true;
  } finally {
    for (const name of WRITES) disk[name] = real[name] as (...args: unknown[]) => unknown;
  }
}

describe("a folder of documents to review", () => {
  let folder: string;
  const at = (...names: string[]): string => join(folder, ...names);
  const written = (...names: string[]): string => fs.readFileSync(at(DESK_FOLDER, ...names), "utf8");
  const names = (place: string): string[] =>
    fs.existsSync(at(DESK_FOLDER, place)) ? fs.readdirSync(at(DESK_FOLDER, place)) : [];
  const session = (): ReviewSession => new ReviewSession(folderDesk(folder), "phi-reviewer", () => AT);
  const ids = async (of = session()): Promise<string[]> => (await of.waiting()).map(({ documentId }) => documentId);
  const decide = async (decision: Decision, id?: string): Promise<Ended> => {
    const mine = session();
    const on = await mine.take("quarantine", id ?? (await ids(mine))[0]!);
    return mine.decide(on!, decision);
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(join(tmpdir(), "phiguard-desk-"));
    fs.writeFileSync(at("one.txt"), NOTE);
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it("has each decision wholly or not at all, wherever the process was killed", async () => {
    let wasKilled = true;
    let kills = 0;
    for (let n = 1; wasKilled; n += 1) {
      fs.rmSync(at(DESK_FOLDER), { recursive: true, force: true });
      wasKilled = await diesAtWrite(n, () => decide("mask"));
      kills += wasKilled ? 1 : 0;
      const isWaiting = (await ids()).length === 1;
      if (!wasKilled) expect(isWaiting).to.equal(false);
      // Nothing is out that nobody decided, and all is out that was decided.
      const out = isWaiting ? 0 : 1;
      for (const place of ["masked", "labels"])
        expect(names(place).filter((name) => !name.endsWith(".part"))).to.have.length(out, `${place}, write ${n}`);
      // Another decision than the one that was cut off.
      if (isWaiting) expect(await decide("keep")).to.equal("settled");
      expect(names("labels")).to.have.length(1);
      expect(names("masked")).to.have.length(out);
      const lines = written("decisions.jsonl").trimEnd().split("\n");
      expect(lines.map((line) => auditEventSchema.parse(JSON.parse(line)).reason)).to.deep.equal([
        isWaiting ? "review-keep" : "review-mask",
      ]);
      expect(await ids()).to.deep.equal([]);
    }
    // Folders, parts, the line, and the names: each was cut off once.
    expect(kills).to.be.greaterThan(5);
  });

  it("takes half a line at the end for no decision, and writes the next in its place", async () => {
    fs.writeFileSync(at("two.txt"), NOTE);
    await decide("mask");
    const [whole, [left]] = [written("decisions.jsonl"), await ids()];
    fs.writeFileSync(at(DESK_FOLDER, "decisions.jsonl"), whole + whole.slice(0, 40));
    expect(await ids()).to.deep.equal([left]);
    await decide("keep");
    expect(written("decisions.jsonl")).to.match(/^\{.*"review-mask".*\}\n\{.*"review-keep".*\}\n$/);
  });

  it("names the line that is no decision", () => {
    fs.mkdirSync(at(DESK_FOLDER));
    fs.writeFileSync(at(DESK_FOLDER, "decisions.jsonl"), "{}\n");
    expect(() => folderDesk(folder)).to.throw(/decisions\.jsonl, line 1: wanted is an audit event of a decision\.$/);
  });

  it("reads a document anew only when its size or its time of change is another", async () => {
    const desk = folderDesk(folder);
    const id = async (): Promise<string> => (await desk.waiting())[0]!.documentId;
    const [before, { atime, mtime }] = [await id(), fs.statSync(at("one.txt"))];
    fs.utimesSync(at("one.txt"), AT, AT);
    expect(await id()).to.equal(before);
    fs.writeFileSync(at("one.txt"), NOTE.replace("Ada", "Eva"));
    fs.utimesSync(at("one.txt"), AT, AT);
    // Its content is another, which only reading could tell.
    expect(await id()).to.equal(before);
    expect(await desk.read(before, "quarantine")).to.equal("missing");
    fs.utimesSync(at("one.txt"), atime, mtime);
    expect(await id()).to.not.equal(before);
  });

  it("shows what is there now: not what was removed, and what was changed once", async () => {
    const desk = folderDesk(folder);
    const count = async (): Promise<number> => (await desk.waiting()).length;
    expect(await count()).to.equal(1);
    fs.writeFileSync(at("one.txt"), "Other text.");
    expect(await count()).to.equal(1);
    fs.rmSync(at("one.txt"));
    expect(await count()).to.equal(0);
  });

  it("knows a document by its name in the folder and its content, wherever the folder stands", async () => {
    const [before] = await ids();
    const moved = `${folder}-moved`;
    fs.renameSync(folder, moved);
    folder = moved;
    expect(await ids()).to.deep.equal([before]);
  });

  it("has decisions that phiguard evidence ingest takes in, each once", async () => {
    fs.writeFileSync(at("two.txt"), "Wound clean and dry.");
    const now = new Date();
    const mine = new ReviewSession(folderDesk(folder), "phi-reviewer", () => now);
    for (const id of await ids(mine)) await mine.decide((await mine.take("quarantine", id))!, "keep");
    const ingest = () =>
      runCommand("evidence", "ingest", at(DESK_FOLDER, "decisions.jsonl"), "--out", at("events"), "--json");
    const first = await ingest();
    expect(first.error).to.equal("");
    expect(JSON.parse(first.out)).to.include({ lines: 2, events: 2, resourceNames: 0 });
    expect(JSON.parse((await ingest()).out)).to.include({ events: 0 });
    // Half a line of a reviewer who is at work is refused by name, and no line before it.
    fs.appendFileSync(at(DESK_FOLDER, "decisions.jsonl"), '{"action":');
    expect((await ingest()).error).to.match(/^1 of 3 lines count for nothing/);
  });
});
