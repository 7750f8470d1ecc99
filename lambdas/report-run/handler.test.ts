import { expect } from "chai";
import { createHash, generateKeyPairSync, sign as signBytes, verify as verifyBytes } from "node:crypto";
import { headKey, POLICY_RECORDS } from "../../reports/ledger/names";
import type { Signer } from "../../reports/ledger/keys";
import { MemoryStore } from "../../reports/ledger/testing/memory-store";
import { newSigner, syntheticBatch, syntheticLines } from "../../reports/ledger/testing/records";
import { verifyLedger } from "../../reports/ledger/verify";
import { withAws } from "../testing/aws-server";
import { kmsClient, kmsSigners } from "./adapters";
import { prefixesSince, windowStart } from "./core";
import { createHandler } from "./handler";
import type { LedgerStore, Reports } from "./ports";

const NOW = new Date("2026-11-22T02:00:00.000Z");
const EVENT = { scheduledAt: "2026-11-22T02:00:00Z" };
const KEY = "arn:aws:kms:us-east-1:123456789012:alias/ledger";
const NEXT_KEY = "arn:aws:kms:us-east-1:123456789012:key/next";
const batches = [0, 10, 20].map((from) => syntheticBatch(from, 4));

function world(through: (store: MemoryStore) => LedgerStore = (store) => store, reports: Reports = async () => []) {
  const store = new MemoryStore(() => NOW);
  const logged: string[] = [];
  const log = (message: string, facts: object): void => void logged.push(`${message} ${JSON.stringify(facts)}`);
  const keys = new Map<string, Signer>([
    [KEY, newSigner()],
    [NEXT_KEY, newSigner()],
  ]);
  const handler = createHandler({
    store: through(store),
    signers: async (arn) => keys.get(arn) as Signer,
    signingKey: KEY,
    reports,
    retentionDays: 2557,
    clock: () => NOW,
    log: { info: log, error: log },
  });
  for (const { key, text } of batches) void store.create(key, Buffer.from(text));
  return { store, handler, logged, keys };
}

const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error("expected a refusal")),
    (error: Error) => error,
  );
const whole = async (store: MemoryStore): Promise<object> => verifyLedger({ store, now: NOW });
const named = (name: string): Error => Object.assign(new Error("no"), { name });

describe("report-run", () => {
  it("seals what came in and what pipelines wrote, once", async () => {
    const { store, handler, logged } = world();
    await store.create(`${POLICY_RECORDS}clinic/run.jsonl`, Buffer.from(syntheticLines(50, 2)));
    const sealed = await handler(EVENT);
    expect(sealed).to.include({ heads: 1, batches: 4, records: 14, newest: headKey(1) });
    expect(await handler(EVENT)).to.deep.equal({ ...sealed, heads: 0, batches: 0, records: 0 });
    expect(await whole(store)).to.include({ whole: true, heads: 1, batches: 4, records: 14 });
    expect(logged.join("\n")).to.contain("the ledger is sealed");
  });

  it("takes late batches of an earlier day with the next run", async () => {
    const { store, handler } = world();
    await handler(EVENT);
    const late = syntheticBatch(70, 1, "2026-11-08");
    await store.create(late.key, Buffer.from(late.text));
    expect(await handler(EVENT)).to.include({ heads: 1, batches: 1, newest: headKey(2) });
    expect(await whole(store)).to.include({ whole: true, batches: 4 });
  });

  it("hands over to another key, which then signs", async () => {
    const { store, handler, keys } = world();
    await handler(EVENT);
    await handler({ since: "2026-11-21", successorKey: NEXT_KEY });
    expect((await failure(handler(EVENT))).message).to.contain("and not by this one");
    keys.set(KEY, keys.get(NEXT_KEY) as Signer);
    expect(await handler(EVENT)).to.include({ heads: 0 });
    expect(await whole(store)).to.include({ whole: true, heads: 2 });
  });

  const refused: [string, unknown, string][] = [
    ["an event that says nothing", {}, "wanted a day"],
    ["an event of another kind", { framework: "hipaa" }, "nothing else"],
    ["nothing", undefined, "nothing else"],
    ["a day that is none", { since: "2026-13-01" }, "nothing else"],
    ["a day to come", { since: "2026-11-23" }, "has not begun"],
    ["a key that is none", { ...EVENT, successorKey: "alias/next" }, "nothing else"],
  ];
  for (const [name, event, words] of refused) {
    it(`refuses ${name}`, async () => {
      const { handler, store } = world();
      const error = await failure(handler(event));
      expect(error.name).to.equal("RefusedRun");
      expect(error.message).to.contain(words);
      expect(store.objects.has(headKey(1))).to.equal(false);
    });
  }

  it("seals the rest, and fails, where something strange lies among the batches; its name is told nobody", async () => {
    const { handler, store, logged } = world();
    const torn = syntheticBatch(90, 2);
    await store.create(torn.key, Buffer.from("{"));
    await store.create("batches/day=2026-11-21/jane-roe.txt", Buffer.from("x"));
    const error = await failure(handler(EVENT));
    expect(error.name).to.equal("StrangeObjects");
    expect(error.message).to.contain("1 torn and 1 foreign");
    expect(store.objects.has(headKey(1))).to.equal(true);
    expect(`${logged.join("\n")} ${error.message}`)
      .to.contain(torn.key)
      .and.to.not.contain("jane");
  });

  /** Fails at the n-th call, as a throttled service or a process that ends there. */
  const failingAt =
    (call: number) =>
    (store: MemoryStore): LedgerStore => {
      let calls = 0;
      const next = (): void => {
        if (calls++ === call) throw named("SlowDown");
      };
      return {
        list: async function* (prefix) {
          next();
          yield* store.list(prefix);
        },
        read: async function* (key) {
          next();
          yield* store.read(key);
        },
        create: async (key, content) => {
          next();
          return store.create(key, content);
        },
      };
    };

  it("leaves a whole ledger where S3 throttles at any call, and a later run goes on", async () => {
    let failed = 0;
    for (let call = 0; ; call++) {
      const { store, handler } = world(failingAt(call));
      const outcome = await handler(EVENT).catch((error: Error) => error.name);
      if (outcome !== "SlowDown") break;
      failed += 1;
      expect(await whole(store)).to.include({ whole: true, heads: 0 });
      expect(await handler(EVENT)).to.include({ batches: 3 });
      expect(await whole(store)).to.include({ whole: true, heads: 1, batches: 3 });
    }
    expect(failed).to.be.greaterThan(15);
  });

  it("fails as a whole where KMS throttles", async () => {
    const { store, handler, keys } = world();
    const signer = keys.get(KEY) as Signer;
    keys.set(KEY, { ...signer, sign: () => Promise.reject(named("ThrottlingException")) });
    expect((await failure(handler(EVENT))).name).to.equal("ThrottlingException");
    expect(store.objects.has(headKey(1))).to.equal(false);
  });

  it("is sealed all the same where the reports can't be made, and the run fails", async () => {
    const { store, handler } = world(undefined, () => Promise.reject(named("TooMuchEvidence")));
    expect((await failure(handler(EVENT))).name).to.equal("TooMuchEvidence");
    expect(await whole(store)).to.include({ whole: true, heads: 1, batches: 3 });
  });

  it("has the reports made of what is sealed, by the key that signs from now on, locked a day short of seven years at least", async () => {
    const asked: { asOf: string; until: Date; fingerprint: string }[] = [];
    const { handler, keys } = world(undefined, async ({ signer, ...of }) => {
      asked.push({ ...of, fingerprint: signer.fingerprint });
      return [];
    });
    await handler({ ...EVENT, successorKey: NEXT_KEY });
    expect(asked).to.deep.equal([
      {
        asOf: NOW.toISOString(),
        until: new Date(NOW.getTime() + 2556 * 86_400_000),
        fingerprint: keys.get(NEXT_KEY)?.fingerprint,
      },
    ]);
  });

  it("is one of two runs at a time: one chain, each batch once", async () => {
    const { store, handler } = world();
    await Promise.all([handler(EVENT), handler(EVENT)]);
    expect(await whole(store)).to.include({ whole: true, heads: 1, batches: 3 });
  });
});

describe("what a run looks through", () => {
  it("goes back as far as a message may wait in a queue", () => {
    expect(windowStart("2026-11-22T02:00:00Z")).to.equal("2026-11-07");
  });

  it("is each day until now, reports that are kept, and what pipelines wrote", () => {
    expect(prefixesSince("2026-11-21", NOW)).to.deep.equal([
      "batches/day=2026-11-21/",
      "batches/day=2026-11-22/",
      "kept/",
      "policy-records/",
    ]);
  });
});

describe("report-run's adapter", () => {
  it("signs by KMS, by the key itself and as OpenSSL verifies it", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const spki = publicKey.export({ format: "der", type: "spki" });
    const bytes = Buffer.from("head");
    const { result, sent } = await withAws(
      ({ headers }) => ({
        body: JSON.stringify(
          headers["x-amz-target"] === "TrentService.GetPublicKey"
            ? { KeyId: NEXT_KEY, PublicKey: spki.toString("base64") }
            : // KMS signs the digest itself; node signs the text by the same digest.
              { KeyId: NEXT_KEY, Signature: signBytes("sha256", bytes, privateKey).toString("base64") },
        ),
      }),
      async () => {
        const signer = await kmsSigners(kmsClient())(KEY);
        return { signer, signature: await signer.sign(bytes) };
      },
    );
    expect(result.signer.fingerprint).to.equal(createHash("sha256").update(spki).digest("hex"));
    expect(verifyBytes("sha256", bytes, publicKey, result.signature)).to.equal(true);
    expect(sent.map(({ body }) => JSON.parse(body) as object)).to.deep.equal([
      { KeyId: KEY },
      {
        KeyId: NEXT_KEY,
        Message: createHash("sha256").update(bytes).digest("base64"),
        MessageType: "DIGEST",
        SigningAlgorithm: "ECDSA_SHA_256",
      },
    ]);
  });
});
