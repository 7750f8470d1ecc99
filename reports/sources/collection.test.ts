import { expect } from "chai";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { recordId } from "../../policies/record";
import { CollectionBusyError, CollectionWriteError } from "../errors";
import { collectionIn, NOW, recordsIn } from "../testing/collecting";

import type { Collection, Facts } from "./collection";
import type { CollectionSettings } from "./collection";
import { CredentialsError, type Page } from "./paged-call";

const threat = (n: unknown): Facts | undefined =>
  typeof n === "number"
    ? {
        kind: "threat",
        observedAt: new Date(Date.parse(NOW) - n * 1000).toISOString(),
        action: "Recon:EC2/Portscan",
        subject: Math.abs(n).toString(16).padStart(64, "0"),
        subjectType: "AwsEc2Instance",
      }
    : undefined;

/** Pages of 10 numbers each, 0 to 9 first. */
const pages =
  (count: number, failAt?: number, name = "ExpiredToken") =>
  async (token: string | undefined): Promise<Page> => {
    const at = Number(token ?? 0);
    if (at === failAt) throw Object.assign(new Error("x"), { name });
    return {
      items: Array.from({ length: 10 }, (_, n) => at * 10 + n),
      next: at === count - 1 ? undefined : String(at + 1),
    };
  };

describe("collection", () => {
  let out: string;
  beforeEach(() => (out = fs.mkdtempSync(path.join(tmpdir(), "phiguard-collect-"))));
  afterEach(() => fs.rmSync(out, { recursive: true, force: true }));

  const begin = (changes: Partial<CollectionSettings> = {}): Collection => collectionIn(out, changes);
  const run = async (of: Collection, ask: (token: string | undefined) => Promise<Page>): Promise<void> =>
    of.collect("securityhub:GetFindings", "all", ask, threat);
  const failure = async (work: () => Promise<unknown>): Promise<Error> =>
    work().then(
      () => new Error("did not fail"),
      (error: unknown) => error as Error,
    );

  it("gives each record the request of its own page, and of a page that is read twice the first", async () => {
    const request = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
    let asked = 0;
    const numbered = (ask: typeof pages extends (...of: never) => infer T ? T : never) => async (token?: string) => {
      asked += 1;
      return { ...(await ask(token)), request: request(asked) };
    };
    const first = begin();
    await failure(() => run(first, numbered(pages(3, 2))));
    first.stop();
    const again = begin({ resume: true });
    // The second page is told once more, and by another request.
    await again.collect("securityhub:GetFindings", "once more", numbered(pages(3)), threat);
    again.finish();
    const told = recordsIn(out).flatMap((record) => ("call" in record ? [`${record.call} ${record.request}`] : []));
    const page = (n: number) => Array<string>(10).fill(`securityhub:GetFindings ${request(n)}`);
    expect(told).to.deep.equal([...page(1), ...page(2), ...page(6)]);
    for (const record of recordsIn(out)) expect(recordId(record)).to.equal(record.id);
  });

  it("writes records and a statement, in one step and nothing else", async () => {
    const collection = begin();
    await run(collection, pages(3));
    expect(recordsIn(out)).to.deep.equal([]);
    const { run: statement, file } = collection.finish();
    const records = recordsIn(out);
    expect(records).to.have.length(31);
    expect(records.at(-1)).to.deep.equal(statement);
    expect(statement).to.deep.include({
      complete: true,
      missing: [],
      records: 30,
      population: [{ type: "AwsEc2Instance", count: 30 }],
      oldest: "2026-11-22T09:59:31.000Z",
      subjects: "keyed",
    });
    for (const record of records) expect(record.runId).to.equal(statement.runId);
    expect(fs.readdirSync(out).filter((name) => !name.startsWith("."))).to.deep.equal([path.basename(file)]);
    expect(fs.readdirSync(path.join(out, ".collecting"))).to.deep.equal([]);
  });

  it("gives the same records the second time", async () => {
    const ids: string[][] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const collection = begin();
      await run(collection, pages(2));
      collection.finish();
      ids.push(recordsIn(out).map(({ id }) => id));
    }
    expect(ids[1]).to.deep.equal(ids[0]);
  });

  it("goes on where it was stopped: the same records and population, and no page read twice", async () => {
    const stopped = begin();
    expect(await failure(() => run(stopped, pages(5, 3)))).to.be.instanceOf(CredentialsError);
    stopped.stop();
    expect(recordsIn(out)).to.deep.equal([]);
    const asked: (string | undefined)[] = [];
    const going = begin({ resume: true, now: () => new Date("2026-11-22T11:00:00.000Z") });
    await run(going, (token) => (asked.push(token), pages(5)(token)));
    const { run: statement } = going.finish();
    expect(going.resumed).to.equal(true);
    expect(asked).to.deep.equal(["3", "4"]);
    expect(statement).to.deep.include({ records: 50, complete: true, collectedAt: NOW });
    expect(statement.calls[0]).to.include({ pages: 5, items: 50, outcome: "whole" });
    expect(statement.population).to.deep.equal([{ type: "AwsEc2Instance", count: 50 }]);
  });

  it("begins again where page tokens ended meanwhile, and says so", async () => {
    const stopped = begin();
    await failure(() => run(stopped, pages(5, 3)));
    stopped.stop();
    const going = begin({ resume: true });
    let ended = false;
    await run(going, async (token) => {
      if (token === "3" && !ended) {
        ended = true;
        throw Object.assign(new Error("x"), { name: "InvalidNextTokenException" });
      }
      return pages(5)(token);
    });
    const { run: statement } = going.finish();
    expect(statement).to.include({ complete: true, records: 50 });
    expect(statement.calls[0]).to.include({ restarts: 1, repeated: 30 });
  });

  it("does not forget over a stop that something was not understood", async () => {
    const stopped = begin();
    const strange = async (token: string | undefined): Promise<Page> => {
      const page = await pages(3, 2)(token);
      return token === undefined ? { ...page, items: [...page.items, "strange"] } : page;
    };
    await failure(() => run(stopped, strange));
    stopped.stop();
    const going = begin({ resume: true });
    await run(going, pages(3));
    expect(going.finish().run).to.deep.include({
      complete: false,
      missing: ["securityhub:GetFindings items-of-no-known-shape"],
    });
  });

  it("cuts off what a kill left half written", async () => {
    const stopped = begin();
    await failure(() => run(stopped, pages(5, 3)));
    stopped.stop();
    const [folder] = fs.readdirSync(path.join(out, ".collecting")) as [string];
    const draft = path.join(out, ".collecting", folder, "draft.part");
    fs.appendFileSync(draft, '{"id":"torn');
    fs.appendFileSync(path.join(path.dirname(draft), "cursor.jsonl"), '{"bytes":99');
    const going = begin({ resume: true });
    await run(going, pages(5));
    going.finish();
    expect(recordsIn(out)).to.have.length(51);
  });

  it("begins anew where the cursor cannot be read", async () => {
    const stopped = begin();
    await failure(() => run(stopped, pages(5, 3)));
    stopped.stop();
    const [folder] = fs.readdirSync(path.join(out, ".collecting")) as [string];
    fs.writeFileSync(path.join(out, ".collecting", folder, "cursor.jsonl"), '{"runId":');
    const going = begin({ resume: true });
    expect(going.resumed).to.equal(false);
    await run(going, pages(2));
    expect(going.finish().run.records).to.equal(20);
  });

  it("lets no second collector at the same work, and another at other work", async () => {
    const first = begin();
    expect(() => begin()).to.throw(CollectionBusyError, /is under way/);
    const other = collectionIn(out, {}, { region: "us-west-2" });
    await Promise.all([run(first, pages(2)), run(other, pages(2))]);
    first.finish();
    other.finish();
    expect(recordsIn(out)).to.have.length(42);
  });

  it("takes over from a collector that is gone", () => {
    const first = begin();
    const [folder] = fs.readdirSync(path.join(out, ".collecting")) as [string];
    fs.writeFileSync(path.join(out, ".collecting", folder, "lock"), "999999999");
    const second = begin();
    second.stop();
    first.stop();
  });

  it("says in one sentence that the disk is full, keeps what it has and leaves no half file among the evidence", async () => {
    let left = 2_000;
    const files = {
      ...fs,
      writeSync: ((handle: number, line: Buffer, at: number) => {
        if (left < line.length) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
        left -= line.length;
        return fs.writeSync(handle, line, at);
      }) as typeof fs.writeSync,
    };
    const full = begin({ files });
    const error = await failure(() => run(full, pages(2)));
    full.stop();
    expect(error).to.be.instanceOf(CollectionWriteError);
    expect(error.message).to.match(
      /^Evidence cannot be written to ".*": the disk is full\. .*--resume goes on from there\.$/,
    );
    expect(recordsIn(out)).to.deep.equal([]);
    const going = begin({ resume: true });
    await run(going, pages(2));
    expect(going.finish().run).to.include({ records: 20, complete: true });
  });

  const partial: [string, (token: string | undefined) => Promise<Page>, string][] = [
    ["denied", pages(3, 1, "AccessDeniedException"), "securityhub:GetFindings denied"],
    ["throttled without end", pages(3, 1, "ThrottlingException"), "securityhub:GetFindings throttled"],
    ["not enabled", pages(3, 0, "InvalidAccessException"), "securityhub:GetFindings not-enabled"],
    ["a circle of pages", async () => ({ items: [1], next: "again" }), "securityhub:GetFindings looped"],
    [
      "an item of no known shape",
      async () => ({ items: ["Jane Roe"] }),
      "securityhub:GetFindings items-of-no-known-shape",
    ],
    // An hour ahead of any clock.
    ["a time that cannot be", async () => ({ items: [-3600] }), "securityhub:GetFindings items-of-no-known-shape"],
  ];
  for (const [name, ask, missing] of partial) {
    it(`is not complete for ${name}, and says what is missing`, async () => {
      const collection = begin();
      await run(collection, ask);
      const { run: statement } = collection.finish();
      expect(statement).to.deep.include({ complete: false, missing: [missing] });
      expect(JSON.stringify(statement)).to.not.contain("Jane");
    });
  }

  it("takes a time a few minutes ahead of our clock, as clocks differ", async () => {
    const collection = begin();
    await run(collection, async () => ({ items: [-300] }));
    expect(collection.finish().run).to.include({ complete: true, records: 1 });
  });

  it("throws a key away that nobody gave, and keeps it only while it is under way", async () => {
    const stopped = begin({ subjectKey: undefined });
    const name = stopped.subject({ type: "AwsS3Bucket", id: "records" }).subject;
    await failure(() => run(stopped, pages(5, 3)));
    stopped.stop();
    const going = begin({ subjectKey: undefined, resume: true });
    expect(going.subject({ type: "AwsS3Bucket", id: "records" }).subject).to.equal(name);
    await run(going, pages(5));
    expect(going.finish().run.subjects).to.equal("this-run-alone");
    const later = begin({ subjectKey: undefined });
    expect(later.subject({ type: "AwsS3Bucket", id: "records" }).subject).to.not.equal(name);
    later.stop();
  });
});
