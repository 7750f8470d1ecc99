import { createHash } from "node:crypto";
import { expect } from "chai";
import { claimsText } from "../../lambdas/claims/testing/claims-text";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { withEmulator, type Emulator } from "./emulator";
import { loadedHandler } from "./loaded";
import { contentsOf, makeBucket, putObject, taken } from "./objects";

const CLAIMS = claimsText([{}, { claim_id: "c-2" }]);
const RECORD = '{"resourceType":"Patient","id":"p"}\n';

/** Synthetic: what partners upload, by names that may be a patient's; what the scan says; and what becomes of it. */
const UPLOADS: readonly (readonly [key: string, text: string, scan: string, outcome: string, copy: RegExp])[] = [
  ["north/Jane Roe.csv", CLAIMS, "NO_THREATS_FOUND", "accepted", /^claims\/accepted\/.*partner=north\/\w+\.csv$/],
  ["south/Jane Roe.ndjson", RECORD, "NO_THREATS_FOUND", "accepted", /^ehr\/accepted\/.*partner=south\/\w+\.ndjson$/],
  ["north/torn.ndjson", RECORD.slice(0, -6), "NO_THREATS_FOUND", "refused", /^claims\/refused\/.*\.ndjson$/],
  ["north/threat.csv", CLAIMS, "THREATS_FOUND", "refused", /^claims\/refused\/.*\.csv$/],
  ["south/unscanned.csv", CLAIMS, "FAILED", "refused", /^claims\/refused\/.*\.csv$/],
];

const sumOf = (text: string, name: string): string => `${createHash("sha256").update(text).digest("hex")}  ${name}\n`;
/** The partner west has to send checksums. In the order they come, and what becomes of each. */
const WITH_CHECKSUMS: readonly (readonly [key: string, text: string, outcome: string])[] = [
  ["west/march.csv", CLAIMS, "waiting"],
  ["west/march.csv.sha256", sumOf(CLAIMS, "march.csv"), "accepted"],
  ["west/april.csv.sha256", sumOf(CLAIMS, "april.csv"), "waiting"],
  ["west/april.csv", CLAIMS, "accepted"],
  ["west/may.csv.sha256", sumOf("", "may.csv"), "waiting"],
  ["west/may.csv", CLAIMS, "refused"],
  ["west/june.csv", CLAIMS, "waiting"],
];

interface World {
  readonly outcomes: readonly unknown[];
  readonly checksummed: readonly unknown[];
  /** What stands in each bucket beside the uploads, by key. */
  readonly raw: ReadonlyMap<string, Buffer>;
  readonly quarantine: ReadonlyMap<string, Buffer>;
  readonly acknowledgements: ReadonlyMap<string, Record<string, unknown>>;
  /** Versions of acknowledgements: one each where none was written twice. */
  readonly acknowledged: number;
}

async function run(emulator: Emulator): Promise<World> {
  const { endpoint } = emulator;
  const call = taken(emulator);
  await makeBucket(call, "raw");
  await makeBucket(call, "quarantine");
  const environment = {
    ...{ AWS_ENDPOINT_URL: endpoint, CHECKSUMS_REQUIRED: '["west"]', SCANNER: '{"kind":"guardduty"}' },
    ...{ RAW_BUCKET: "raw", QUARANTINE_BUCKET: "quarantine" },
  };
  const [outcomes, checksummed] = await withEnvironment(environment, async () => {
    const handler = loadedHandler("claims-check");
    const check = async (name: string, text: string, scanResultStatus: string, isOver: boolean): Promise<unknown> => {
      const objectKey = `claims/incoming/${name}`;
      const versionId = await putObject(endpoint, "raw", objectKey, Buffer.from(text));
      const s3ObjectDetails = { bucketName: "raw", objectKey, versionId };
      const event = {
        time: "2026-11-22T10:00:00Z",
        detail: { s3ObjectDetails, scanResultDetails: { scanResultStatus } },
      };
      // Somebody writes over the upload once it is scanned: the scanned version counts. And the event comes twice.
      if (isOver) await putObject(endpoint, "raw", objectKey, Buffer.from("written over"));
      const { outcome } = (await handler(event)) as { outcome: string };
      expect(await handler(event)).to.deep.equal({ outcome });
      return outcome;
    };
    const said: unknown[][] = [[], []];
    for (const [name, text, scan] of UPLOADS) said[0]?.push(await check(name, text, scan, true));
    for (const [name, text] of WITH_CHECKSUMS) said[1]?.push(await check(name, text, "NO_THREATS_FOUND", false));
    return said as [unknown[], unknown[]];
  });
  const raw = await contentsOf(endpoint, call, "raw");
  const acknowledgements = new Map<string, Record<string, unknown>>();
  for (const [key, content] of raw) {
    if (key.startsWith("claims/acknowledgements/"))
      acknowledgements.set(key.slice("claims/acknowledgements/".length), JSON.parse(content.toString("utf8")));
    if (/^claims\/(incoming|acknowledgements|scanned)\//.test(key)) raw.delete(key);
  }
  const { Versions = [] } = (await call("s3", "list_object_versions", {
    ...{ Bucket: "raw", Prefix: "claims/acknowledgements/" },
  })) as { Versions?: object[] };
  const quarantine = await contentsOf(endpoint, call, "quarantine");
  return { outcomes, checksummed, raw, quarantine, acknowledgements, acknowledged: Versions.length };
}

describe("D2: partners' uploads over an emulated AWS", function () {
  this.timeout(300_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

  it("takes on what was scanned and can be read, and puts the rest into quarantine, once each", () => {
    expect(world.outcomes).to.deep.equal(UPLOADS.map(([, , , outcome]) => outcome));
    expect(world.raw.size).to.equal(4);
    expect(world.quarantine.size).to.equal(4);
    for (const [, , , outcome, copy] of UPLOADS) {
      const there = outcome === "accepted" ? world.raw : world.quarantine;
      expect([...there.keys()].some((key) => copy.test(key))).to.equal(true);
    }
  });

  it("copies the version that was scanned, byte for byte, under a name that tells of nobody", () => {
    const texts = (of: World["raw"]): string[] => [...of.values()].map((content) => content.toString("utf8"));
    expect(texts(world.raw)).to.have.members([CLAIMS, RECORD, CLAIMS, CLAIMS]);
    expect(texts(world.quarantine)).to.have.members([RECORD.slice(0, -6), CLAIMS, CLAIMS, CLAIMS]);
    for (const key of [...world.raw.keys(), ...world.quarantine.keys()]) expect(key).to.not.match(/Jane|Roe|threat/);
  });

  it("holds a file against its checksum, whichever comes first, and keeps it back without", () => {
    expect(world.checksummed).to.deep.equal(WITH_CHECKSUMS.map(([, , outcome]) => outcome));
  });

  it("tells each partner once what became of each file, in an outbox of its own, by no value", () => {
    const told = [...world.acknowledgements].map(([key, { verdict, reason, checksum }]) => [
      ...[key.replace(/\.[0-9a-f]{12}\..*/, ""), verdict],
      reason ?? checksum,
    ]);
    expect(told).to.have.deep.members([
      ["north/Jane Roe.csv", "accepted", "none"],
      ["south/Jane Roe.ndjson", "accepted", "none"],
      ["north/torn.ndjson", "refused", "no-json"],
      ["north/threat.csv", "refused", "malware-found"],
      ["south/unscanned.csv", "refused", "not-scanned"],
      ["west/march.csv", "waiting", "checksum-missing"],
      ["west/march.csv", "accepted", "matched"],
      ["west/april.csv", "accepted", "matched"],
      ["west/may.csv", "refused", "checksum-mismatch"],
      ["west/june.csv", "waiting", "checksum-missing"],
    ]);
    expect(world.acknowledged).to.equal(told.length);
    for (const text of [...world.acknowledgements.values()].map((one) => JSON.stringify(one)))
      expect(text).to.not.match(/Jane|Roe|c-2/);
  });
});
