import { expect } from "chai";
import type { AuditEvent } from "../../reports/model/audit-event";
import { claimsText } from "../claims/testing/claims-text";
import { s3Client } from "../s3/adapters";
import { withAws, type Answer, type Sent } from "../testing/aws-server";
import { s3Uploads } from "./adapters";
import { MOST_BYTES, refusalBefore, type Scan } from "./core";
import { createHandler, RefusedEvent } from "./handler";
import type { Uploads } from "./ports";

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

function world(text = claimsText([{}])) {
  const copies: string[] = [];
  const told: AuditEvent[] = [];
  const logged: unknown[] = [];
  let reads = 0;
  const uploads: Uploads = {
    size: async () => text.length,
    async *read() {
      reads += 1;
      yield text;
    },
    copyToAccepted: async (_, key) => void copies.push(`accepted ${key}`),
    copyToQuarantine: async (_, key, reason) => void copies.push(`${reason} ${key}`),
  };
  const handler = createHandler({
    rawBucket: "raw",
    uploads,
    audit: { tell: async (one) => void told.push(one) },
    log: { info: (...said) => logged.push(said) },
  });
  return { handler, copies, told, logged, reads: () => reads };
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
      for await (const piece of uploads.read(upload)) text += piece;
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
});
