import { expect } from "chai";
import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { auditEvent, type AuditEvent } from "../model/audit-event";
import { openEngine } from "../queries/duckdb";
import { tableOf } from "../queries/run";
import { linesOf, syntheticEvents } from "../testing/audit-lines";

import { eventPath, filesOf, readEventFolder, RECEIPTS } from "./event-folder";
import { EVENT_FILES, type EventFiles } from "./event-writer";
import { ingest, type Ingested } from "./ingest";

const NOW = new Date("2026-03-03T00:00:00Z");
const KEY = Buffer.alloc(32, 7);
const EVENTS = syntheticEvents(400, "2026-03-01T23:57:00.000Z");

/** A kill: nothing after it is done. */
class Killed extends Error {}

describe("taking in audit events", () => {
  let folder: string;
  const at = (name: string): string => path.join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "phiguard-ingest-"));
    writeFileSync(at("in.jsonl"), linesOf(EVENTS));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const take = (options: Partial<Parameters<typeof ingest>[0]> = {}): Promise<Ingested> =>
    ingest({ inputs: [at("in.jsonl")], out: at("out"), key: KEY, clock: () => NOW, pieceBytes: 50_000, ...options });
  const refusal = async (options: Partial<Parameters<typeof ingest>[0]> = {}): Promise<string> => {
    try {
      await take(options);
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };
  /** Every row of the files that count, by id. */
  const held = async (columns = "id"): Promise<unknown[][]> => {
    const files = filesOf(await readEventFolder(at("out"))).map((file) => path.join(at("out"), eventPath(file)));
    if (files.length === 0) return [];
    const engine = await openEngine();
    try {
      return (await engine.rows(`SELECT ${columns} FROM (${tableOf(files)}) ORDER BY id`)).rows.map((row) => [...row]);
    } finally {
      engine.close();
    }
  };
  const ids = (events: readonly AuditEvent[]): string[][] => events.map(({ id }) => [id]).sort();

  it("writes each event once, in a file a piece and day, and says so in a receipt", async () => {
    expect(await take()).to.include({ lines: 400, events: 400, doubled: 0, known: 0 });
    expect(await held()).to.deep.equal(ids(EVENTS));
    const { receipts, strange } = await readEventFolder(at("out"));
    expect(strange).to.deep.equal([]);
    expect(receipts.length).to.be.greaterThan(2);
    expect(new Set(filesOf({ receipts }).map(({ day }) => day))).to.deep.equal(new Set(["2026-03-01", "2026-03-02"]));
    for (const { batch } of receipts)
      expect(batch.events).to.equal(batch.files.reduce((sum, { events }) => sum + events, 0));
  });

  it("keeps allow-listed columns alone, names of resources as keyed hashes", async () => {
    const arn = "arn:aws:dynamodb:us-east-1:123456789012:table/consents";
    const { id: _, ...facts } = EVENTS[0]!;
    writeFileSync(
      at("in.jsonl"),
      linesOf([auditEvent({ ...facts, subject: arn, purpose: "btg", detail: { other: "kept-back" } })]),
    );
    expect(await take()).to.include({ resourceNames: 1 });
    const [[subject, breakGlass, kind] = []] = await held("subject, break_glass, actor_kind");
    expect(subject).to.match(/^[0-9a-f]{64}$/);
    expect([breakGlass, kind]).to.deep.equal([true, "function"]);
    const [file] = filesOf(await readEventFolder(at("out")));
    expect(readFileSync(path.join(at("out"), eventPath(file!)), "latin1")).to.not.match(/consents|kept-back/);
  });

  it("takes nothing in a second time: the same file, a copy, what has grown, lines that are there twice", async () => {
    await take();
    const again = await take();
    expect(again).to.include({ lines: 0, events: 0 });
    expect(again.known).to.be.greaterThan(2);
    const more = syntheticEvents(50, "2026-03-01T23:57:00.000Z", 400);
    appendFileSync(at("in.jsonl"), linesOf(more));
    expect(await take()).to.include({ events: 50 });
    writeFileSync(at("copy.jsonl"), linesOf([...EVENTS.slice(10, 20), ...EVENTS.slice(10, 20), ...more]));
    expect(await take({ inputs: [at("copy.jsonl")] })).to.include({ lines: 70, events: 0, doubled: 70 });
    expect(await held()).to.deep.equal(ids([...EVENTS, ...more]));
  });

  const bad: [string, string, string][] = [
    ["no JSON", "Jane Roe", "(whole): wanted JSON"],
    ["another id", JSON.stringify({ ...EVENTS[0], outcome: "failure" }), "id: is not the hash of the content"],
    [
      "a field of somebody's own",
      JSON.stringify({ ...EVENTS[0], note: "Jane Roe" }),
      "(whole): holds a field that is not known",
    ],
    [
      "a clock that is ahead",
      linesOf(syntheticEvents(1, "2026-03-03T00:06:00.000Z")).trim(),
      "at: more than five minutes ahead of the clock",
    ],
    [
      "a clock that was reset",
      linesOf(syntheticEvents(1, "1970-01-01T00:00:00.000Z")).trim(),
      "at: more than seven years ago",
    ],
  ];
  for (const [name, line, reason] of bad) {
    it(`counts ${name} by reason and line number, and takes the others`, async () => {
      writeFileSync(at("in.jsonl"), linesOf(EVENTS.slice(0, 3)) + `${line}\n\n` + linesOf(EVENTS.slice(3, 5)));
      const { events, refused } = await take();
      expect(events).to.equal(5);
      expect(refused).to.deep.equal([{ file: at("in.jsonl"), reason, lines: 1, first: [4] }]);
      const [receipt] = (await readEventFolder(at("out"))).receipts;
      expect(receipt!.batch.refused).to.deep.equal([{ reason, lines: 1 }]);
      expect(receipt!.text).to.not.contain("Jane");
    });
  }

  it("numbers lines through all pieces", async () => {
    writeFileSync(at("in.jsonl"), `${linesOf(EVENTS)}{}\n`);
    expect((await take()).refused[0]).to.deep.include({ lines: 1, first: [401] });
  });

  it("refuses the end of a torn file, and takes it when it is whole", async () => {
    const whole = linesOf(EVENTS.slice(0, 10));
    writeFileSync(at("in.jsonl"), whole);
    truncateSync(at("in.jsonl"), whole.length - 30);
    const torn = await take();
    expect(torn.refused).to.deep.equal([
      { file: at("in.jsonl"), reason: "(whole): the file ends within this line", lines: 1, first: [10] },
    ]);
    writeFileSync(at("in.jsonl"), whole);
    expect(await take()).to.include({ events: 1, doubled: 9 });
    expect(await held()).to.deep.equal(ids(EVENTS.slice(0, 10)));
  });

  it("goes on after a kill at any call to the file system, and loses and doubles nothing", async () => {
    let calls = 0;
    const dying = (die: number): EventFiles =>
      Object.fromEntries(
        Object.entries(EVENT_FILES).map(([name, call]) => [
          name,
          (...args: unknown[]) => {
            calls += 1;
            if (calls >= die) throw new Killed();
            return (call as (...given: unknown[]) => unknown)(...args);
          },
        ]),
      ) as unknown as EventFiles;
    const few = { pieceBytes: 100_000 };
    await take({ ...few, files: dying(Infinity) });
    const most = calls;
    expect(most).to.be.greaterThan(20);
    for (let die = 1; die <= most; die++) {
      rmSync(at("out"), { recursive: true });
      calls = 0;
      try {
        await take({ ...few, files: dying(die) });
      } catch (error) {
        expect(error, String(die)).to.be.instanceOf(Killed);
      }
      const before = await held();
      expect(new Set(before.map(String)).size, `doubled by a kill at call ${die}`).to.equal(before.length);
      await take();
      expect(await held(), `after a kill at call ${die}`).to.deep.equal(ids(EVENTS));
      expect((await readEventFolder(at("out"))).strange, String(die)).to.deep.equal([]);
      expect(readdirSync(at("out/.writing")).filter((name) => /csv|parquet|plan/.test(name))).to.deep.equal([]);
    }
  }).timeout(300_000);

  it("says that the disk is full in one sentence, by the system's word and by DuckDB's", async () => {
    const full: EventFiles = {
      ...EVENT_FILES,
      writeFile: () => Promise.reject(Object.assign(new Error("ENOSPC"), { code: "ENOSPC" })),
    };
    expect(await refusal({ files: full })).to.equal(
      `Events cannot be written to ${at("out")}: the disk is full. Run it again: what was taken in stays, once.`,
    );
    expect(await take()).to.include({ events: 400 });
  });

  it("knows DuckDB's word for a full disk", async () => {
    const engine = await openEngine();
    let said = "";
    try {
      await engine.run("COPY (SELECT range AS a FROM range(1000000)) TO '/dev/full' (FORMAT csv)");
    } catch (error) {
      said = (error as Error).message;
    } finally {
      engine.close();
    }
    expect(said).to.match(/no space left/i);
  });

  it("refuses a second writer", async () => {
    await take();
    const hold = `require("@duckdb/node-api").DuckDBInstance.create(process.argv[1]).then(() => { console.log("held"); setTimeout(() => {}, 60000); })`;
    const other = spawn(process.execPath, ["-e", hold, at("out/.writing/lock.duckdb")]);
    try {
      await new Promise((resolve) => other.stdout.once("data", resolve));
      writeFileSync(at("in.jsonl"), linesOf(syntheticEvents(3, "2026-03-02T12:00:00.000Z")));
      expect(await refusal()).to.equal(`Another process takes in events into ${at("out")}; wait until it is done.`);
    } finally {
      other.kill("SIGKILL");
      await new Promise((resolve) => other.once("exit", resolve));
    }
    expect(await take()).to.include({ events: 3 });
  });

  it("says in one sentence what it can't read or write", async () => {
    expect(await refusal({ inputs: [at("none")] })).to.equal(`${at("none")} cannot be read: there is no such file.`);
    expect(await refusal({ inputs: [folder] })).to.equal(`${folder} cannot be read: it is a folder.`);
    expect(await refusal({ out: at("in.jsonl") })).to.equal(
      `Events cannot be written to ${at("in.jsonl")}: a part of the path is a file, not a folder. Run it again: what was taken in stays, once.`,
    );
  });

  it("tells files that no receipt names and receipts that were altered", async () => {
    await take();
    const [name = ""] = readdirSync(at(`out/${RECEIPTS}`));
    const receipt = at(`out/${RECEIPTS}/${name}`);
    writeFileSync(receipt, readFileSync(receipt, "utf8").replace('"doubled":0', '"doubled":1'));
    const { strange } = await readEventFolder(at("out"));
    expect(strange[0]!.file).to.equal(path.join(RECEIPTS, name));
    expect(strange.slice(1).every(({ problem }) => problem.startsWith("is named by no receipt"))).to.equal(true);
    expect(strange.length).to.be.greaterThan(1);
  });
});
