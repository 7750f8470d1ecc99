import { createHash } from "node:crypto";
import { expect } from "chai";
import type { AuditEvent } from "../../reports/model/audit-event";
import { claimsText } from "../claims/testing/claims-text";
import { s3Client } from "../s3/adapters";
import { withAws, type Answer, type Sent } from "../testing/aws-server";
import { s3Uploads } from "./adapters";
import {
  acknowledgementKey,
  checksumIn,
  guardDutyScanner,
  MOST_BYTES,
  refusalBefore,
  scannedKey,
  type Scan,
  type Upload,
} from "./core";
import { createHandler, RefusedEvent } from "./handler";
import type { Scanner, Uploads } from "./ports";

/** GuardDuty's event, as far as it counts. */
const event = (changes: { key?: string; bucket?: string; status?: string } = {}): object => ({
  time: "2026-11-22T10:00:00Z",
  detail: {
    s3ObjectDetails: {
      bucketName: changes.bucket ?? "raw",
      objectKey: changes.key ?? "claims/incoming/north/Jane Roe.csv",
      versionId: "v1",
    },
    scanResultDetails: { scanResultStatus: changes.status ?? "NO_THREATS_FOUND" },
  },
});

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** `checksums`: files of checksums by the key of the upload that they are beside. */
function world(
  text = claimsText([{}]),
  { required = false, checksums = new Map<string, string>(), scanner = guardDutyScanner as Scanner } = {},
) {
  const copies: string[] = [];
  const told: AuditEvent[] = [];
  const logged: unknown[] = [];
  const acknowledged = new Map<string, Record<string, unknown>>();
  const notes = new Map<string, Upload>();
  let reads = 0;
  const uploads: Uploads = {
    facts: async () => ({ bytes: text.length, receivedAt: "2026-11-22T09:59:00.000Z" }),
    async *read() {
      reads += 1;
      // In two pieces, as a reader may stop in the first.
      yield Buffer.from(text.slice(0, 40));
      yield Buffer.from(text.slice(40));
    },
    checksums: async ({ key }) => checksums.get(key) ?? "missing",
    noteScanned: async (upload) => void notes.set(upload.key, upload),
    scanned: async (_, key) => notes.get(key),
    copyToAccepted: async (_, key) => void copies.push(`accepted ${key}`),
    copyToQuarantine: async (_, key, reason) => void copies.push(`${reason} ${key}`),
    acknowledge: async (key, said) => {
      if (!acknowledged.has(key)) acknowledged.set(key, JSON.parse(said));
    },
  };
  const handler = createHandler({
    rawBucket: "raw",
    checksumsRequired: new Set(required ? ["north"] : []),
    scanner,
    uploads,
    audit: { tell: async (one) => void told.push(one) },
    log: { info: (...said) => logged.push(said) },
  });
  return { handler, copies, told, logged, acknowledged, checksums, reads: () => reads };
}

describe("claims-check", () => {
  it("takes on a clean file, under a name that tells nothing, and tells auditors", async () => {
    const { handler, copies, told, logged } = world();
    expect(await handler(event())).to.deep.equal({ outcome: "accepted" });
    expect(copies).to.have.length(1);
    expect(copies[0]).to.match(/^accepted claims\/accepted\/received=2026-11-22\/partner=north\/[0-9a-f]{32}\.csv$/);
    expect(told[0]).to.deep.include({ action: "claims.checked", outcome: "success", subject: "arn:aws:s3:::raw" });
    expect(told[0]?.detail).to.include({ records: 1 });
    expect(JSON.stringify([copies, told, logged])).to.not.match(/Jane|Roe/);
  });

  const others: [string, string, string, RegExp][] = [
    [
      "the EHR's records",
      "Patient.ndjson",
      '{"resourceType":"Patient","id":"p"}\n',
      /^accepted ehr\/accepted\/.*\.ndjson$/,
    ],
    ["records cut off", "Patient.ndjson", '{"resourceType":"Patient"', /^no-json claims\/refused\/.*\.ndjson$/],
    [
      "decisions on who is who",
      "a.decisions.csv",
      "partner_a,member_a,partner_b,member_b,verdict,decided_at\nnorth,1,south,2,same,2026-03-01T00:00:00Z\n",
      /^accepted decisions\/accepted\/.*\.csv$/,
    ],
  ];
  for (const [name, file, text, wanted] of others) {
    it(`puts ${name} where the jobs look for them`, async () => {
      const { handler, copies } = world(text);
      await handler(event({ key: `claims/incoming/north/${file}` }));
      expect(copies[0]).to.match(wanted);
    });
  }

  it("says and copies the same when the event comes again", async () => {
    const { handler, copies, told } = world();
    await handler(event());
    await handler(event());
    expect(new Set(copies).size).to.equal(1);
    expect(new Set(told.map(({ id }) => id)).size).to.equal(1);
  });

  it("sends a file with a fault to quarantine with the reason", async () => {
    const { handler, copies, told } = world(claimsText([{ sex: "?" }]));
    expect(await handler(event())).to.deep.equal({ outcome: "refused" });
    expect(copies[0]).to.match(/^bad-sex claims\/refused\//);
    expect(told[0]).to.include({ outcome: "denied", reason: "bad-sex" });
  });

  for (const status of ["THREATS_FOUND", "UNSUPPORTED", "ACCESS_DENIED", "FAILED"]) {
    it(`does not even read what was scanned with ${status}`, async () => {
      const { handler, copies, reads } = world();
      await handler(event({ status }));
      expect(reads()).to.equal(0);
      expect(copies[0]).to.match(status === "THREATS_FOUND" ? /^malware-found / : /^not-scanned /);
    });
  }

  const before: [Scan, number, string | undefined][] = [
    ["NO_THREATS_FOUND", MOST_BYTES, undefined],
    ["NO_THREATS_FOUND", MOST_BYTES + 1, "too-large"],
    ["THREATS_FOUND", MOST_BYTES + 1, "malware-found"],
  ];
  for (const [scan, bytes, wanted] of before) {
    it(`says ${wanted ?? "nothing"} of ${bytes} bytes with ${scan}`, () =>
      expect(refusalBefore(scan, bytes)).to.equal(wanted));
  }

  const foreign: [string, unknown][] = [
    ["nothing", undefined],
    ["another bucket", event({ bucket: "other" })],
    ["an object that is no upload", event({ key: "claims/accepted/x.csv" })],
    ["a folder", event({ key: "claims/incoming/north/" })],
    ["a status that GuardDuty does not have", event({ status: "MAYBE" })],
  ];
  for (const [name, input] of foreign) {
    it(`refuses ${name}`, async () => {
      const { handler, copies } = world();
      const error = await handler(input).then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      expect(error).to.be.instanceOf(RefusedEvent);
      expect(copies).to.be.empty;
    });
  }
});

describe("checksums of claims-check", () => {
  const KEY = "claims/incoming/north/march.csv";
  const text = claimsText([{}]);
  const right = `${hashOf(text)}  march.csv\n`;
  const file = event({ key: KEY });
  const sums = event({ key: `${KEY}.sha256` });

  it("takes a file that hashes to what the partner said, whichever of the two comes first", async () => {
    for (const required of [true, false]) {
      const first = world(text, { required, checksums: new Map([[KEY, right]]) });
      expect(await first.handler(sums)).to.deep.equal({ outcome: "waiting" });
      expect(first.copies).to.be.empty;
      expect(await first.handler(file)).to.deep.equal({ outcome: "accepted" });
      const last = world(text, { required });
      await last.handler(file);
      last.checksums.set(KEY, right);
      expect(await last.handler(sums)).to.deep.equal({ outcome: "accepted" });
      expect(new Set(last.copies)).to.deep.equal(new Set(first.copies));
      expect([...first.acknowledged.values()].at(-1)).to.include({ verdict: "accepted", checksum: "matched" });
    }
  });

  it("keeps a file back until its checksum comes, where that is asked of the partner, and says so once", async () => {
    const { handler, copies, told, acknowledged, reads } = world(text, { required: true });
    expect(await handler(file)).to.deep.equal({ outcome: "waiting" });
    await handler(file);
    expect([copies.length, reads()]).to.deep.equal([0, 0]);
    expect([...acknowledged.values()].map(({ verdict, reason }) => [verdict, reason])).to.deep.equal([
      ["waiting", "checksum-missing"],
    ]);
    expect(told[0]).to.include({ action: "claims.kept-back", outcome: "denied", reason: "checksum-missing" });
    expect(new Set(told.map(({ id }) => id)).size).to.equal(1);
  });

  it("asks nothing of a partner that need not send any", async () => {
    const { handler, acknowledged } = world(text);
    expect(await handler(file)).to.deep.equal({ outcome: "accepted" });
    expect([...acknowledged.values()][0]).to.include({ checksum: "none", sha256: hashOf(text) });
  });

  const bad: [string, string, string][] = [
    ["another hash", `${hashOf("x")}  march.csv\n`, "checksum-mismatch"],
    ["another file's line alone", `${hashOf(text)}  april.csv\n`, "checksum-unreadable"],
    ["no lines of sha256sum", "hello", "checksum-unreadable"],
    ["more than it takes", "too-large", "checksum-unreadable"],
  ];
  for (const [name, said, reason] of bad) {
    it(`puts a file into quarantine where the checksum has ${name}`, async () => {
      const { handler, copies, acknowledged } = world(text, { required: true, checksums: new Map([[KEY, said]]) });
      expect(await handler(file)).to.deep.equal({ outcome: "refused" });
      expect(copies.map((copy) => copy.split(" ")[0])).to.deep.equal([reason]);
      expect([...acknowledged.values()][0]).to.include({ verdict: "refused", reason });
    });
  }

  it("hashes every byte, those too after a fault behind which nothing is read", async () => {
    const torn = `nothing,of,the,kind\n${"x".repeat(100)}`;
    const { handler, acknowledged } = world(torn, { checksums: new Map([[KEY, `${hashOf(torn)} *march.csv\n`]]) });
    await handler(file);
    expect([...acknowledged.values()][0]).to.include({ reason: "column-missing", sha256: hashOf(torn) });
  });

  it("reads what sha256sum writes, for one file or many", () => {
    const many = `${hashOf("a")}  out/april.csv\r\n${hashOf("b").toUpperCase()} *out/march.csv\r\n`;
    expect(checksumIn(many, KEY)).to.equal(hashOf("b"));
    expect(checksumIn(`${hashOf("a")} march.csv`, KEY)).to.equal(undefined);
  });
});

describe("scanners of claims-check", () => {
  const created = {
    time: "2026-11-22T10:00:00Z",
    detail: { bucket: { name: "raw" }, object: { key: "claims/incoming/north/a.csv", "version-id": "v1" } },
  };
  const saying = (scan: Scan): Scanner => ({ scan: async () => scan });

  it("are asked about what S3 says was made", async () => {
    const clean = world(undefined, { scanner: saying("NO_THREATS_FOUND") });
    expect(await clean.handler(created)).to.deep.equal({ outcome: "accepted" });
    const bad = world(undefined, { scanner: saying("THREATS_FOUND") });
    expect(await bad.handler(created)).to.deep.equal({ outcome: "refused" });
    expect([bad.copies[0]?.split(" ")[0], bad.reads()]).to.deep.equal(["malware-found", 0]);
  });

  it("have the last word, whatever an event says", async () => {
    const { handler, copies } = world(undefined, { scanner: saying("FAILED") });
    await handler(event());
    expect(copies[0]).to.match(/^not-scanned /);
  });

  it("that are GuardDuty take no event but its own for a scan", async () => {
    const { handler, copies } = world();
    await handler(created);
    expect(copies[0]).to.match(/^not-scanned /);
  });

  it("that are down leave the file where it is, to be tried again", async () => {
    const scanner: Scanner = { scan: async () => Promise.reject(new Error("down")) };
    const { handler, copies, told, acknowledged } = world(undefined, { scanner });
    expect(await handler(created).catch((error: Error) => error.message)).to.equal("down");
    expect([copies.length, told.length, acknowledged.size]).to.deep.equal([0, 0, 0]);
  });
});

describe("acknowledgements of claims-check", () => {
  const upload = { partner: "north", key: "claims/incoming/north/Jane Roe.csv", versionId: "v1", scannedAt: "" };

  it("say what came, when, and what is wrong on which line, by no value", async () => {
    const text = claimsText([{}, { sex: "Roe" }]);
    const { handler, acknowledged } = world(text);
    await handler(event());
    expect([...acknowledged.keys()]).to.deep.equal([acknowledgementKey(upload, "refused")]);
    expect([...acknowledged.values()]).to.deep.equal([
      {
        ...{ receivedAt: "2026-11-22T09:59:00.000Z", scannedAt: "2026-11-22T10:00:00.000Z" },
        ...{ bytes: text.length, sha256: hashOf(text), checksum: "none", verdict: "refused", reason: "bad-sex" },
        lines: { accepted: 1, refused: 1, faults: [{ line: 3, reason: "bad-sex", field: "sex" }] },
      },
    ]);
    expect(JSON.stringify([...acknowledged.values()])).to.not.match(/Jane|Roe/);
  });

  it("say of malware no more than that", async () => {
    const { handler, acknowledged } = world();
    await handler(event({ status: "THREATS_FOUND" }));
    expect([...acknowledged.values()][0]).to.have.all.keys("receivedAt", "scannedAt", "bytes", "verdict", "reason");
  });

  it("stand in the partner's own outbox under the file's name, one a version and a verdict", () => {
    expect(acknowledgementKey(upload, "accepted")).to.match(
      /^claims\/acknowledgements\/north\/Jane Roe\.csv\.[0-9a-f]{12}\.accepted\.ack\.json$/,
    );
    const keys = [upload, { ...upload, versionId: "v2" }].flatMap((of) => [
      acknowledgementKey(of, "accepted"),
      acknowledgementKey(of, "waiting"),
    ]);
    expect(new Set(keys).size).to.equal(4);
  });

  it("have a key that S3 takes, however long the file's name is", () => {
    const long = { ...upload, key: `claims/incoming/north/${"é".repeat(490)}.csv` };
    expect(acknowledgementKey(long, "accepted")).to.match(/^claims\/acknowledgements\/north\/[0-9a-f]{64}\./);
  });
});

describe("s3Uploads of claims", () => {
  const upload = { partner: "north", key: "claims/incoming/north/Jane Roe+1.csv", versionId: "v/1", scannedAt: "" };
  const answer = ({ method }: Sent): Answer =>
    method === "PUT"
      ? { headers: { "content-type": "application/xml" }, body: "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>" }
      : { headers: { "content-length": "4" }, body: "a,é" };

  it("reads and copies the version that was scanned, with none of its metadata", async () => {
    const { result, sent } = await withAws(answer, async () => {
      const uploads = s3Uploads(s3Client(), "raw", "bad");
      let text = "";
      for await (const piece of uploads.read(upload)) text += Buffer.from(piece).toString("utf8");
      await uploads.copyToAccepted(upload, "claims/accepted/a.csv");
      await uploads.copyToQuarantine(upload, "claims/refused/a.csv", "bad-sex");
      return text;
    });
    expect(result).to.equal("a,é");
    expect(sent[0]?.query).to.include({ versionId: "v/1" });
    const puts = sent.filter(({ method }) => method === "PUT");
    expect(puts.map(({ path }) => path)).to.deep.equal(["/raw/claims/accepted/a.csv", "/bad/claims/refused/a.csv"]);
    for (const { headers } of puts) {
      expect(headers).to.include({
        "x-amz-copy-source": "raw/claims/incoming/north/Jane%20Roe%2B1.csv?versionId=v%2F1",
        "x-amz-metadata-directive": "REPLACE",
        "x-amz-tagging-directive": "REPLACE",
      });
    }
    expect(puts.map(({ headers }) => headers["x-amz-meta-reason"])).to.deep.equal([undefined, "bad-sex"]);
  });

  const listed = (...keys: [string, number][]): Answer => ({
    headers: { "content-type": "application/xml" },
    body: `<ListBucketResult>${keys.map(([key, size]) => `<Contents><Key>${key}</Key><Size>${size}</Size></Contents>`).join("")}</ListBucketResult>`,
  });

  it("finds the checksums beside an upload by the list, and reads no more than a file of them has", async () => {
    const beside = `${upload.key}.sha256`;
    const of = async (list: Answer): Promise<unknown> =>
      (
        await withAws(
          ({ query }) => (query["list-type"] === undefined ? { body: "sums" } : list),
          () => s3Uploads(s3Client(), "raw", "bad").checksums(upload),
        )
      ).result;
    expect(await of(listed([beside, 80]))).to.equal("sums");
    expect(await of(listed([beside, 65_537]))).to.equal("too-large");
    expect(await of(listed([`${beside}.old`, 80]))).to.equal("missing");
    expect(await of(listed())).to.equal("missing");
  });

  it("notes which version was scanned, under a name that tells nothing, and finds it again", async () => {
    const { sent } = await withAws(
      () => ({}),
      () => s3Uploads(s3Client(), "raw", "bad").noteScanned(upload),
    );
    expect(sent[0]?.path).to.equal(`/raw/${scannedKey(upload.key)}`);
    const note = scannedKey(upload.key);
    const { result } = await withAws(
      ({ query }) => (query["list-type"] === undefined ? { body: sent[0]?.body ?? "" } : listed([note, 40])),
      () => s3Uploads(s3Client(), "raw", "bad").scanned("north", upload.key),
    );
    expect(result).to.deep.equal(upload);
  });

  it("writes an acknowledgement once", async () => {
    const { sent } = await withAws(
      () => ({ status: 412, body: "<Error><Code>PreconditionFailed</Code></Error>" }),
      () => s3Uploads(s3Client(), "raw", "bad").acknowledge("claims/acknowledgements/north/a.ack.json", "{}"),
    );
    expect(sent[0]?.headers["if-none-match"]).to.equal("*");
  });
});
