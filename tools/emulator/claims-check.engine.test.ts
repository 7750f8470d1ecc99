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

interface World {
  readonly outcomes: readonly unknown[];
  /** What stands in each bucket beside the uploads, by key. */
  readonly raw: ReadonlyMap<string, Buffer>;
  readonly quarantine: ReadonlyMap<string, Buffer>;
}

async function run(emulator: Emulator): Promise<World> {
  const { endpoint } = emulator;
  const call = taken(emulator);
  await makeBucket(call, "raw");
  await makeBucket(call, "quarantine");
  const environment = { AWS_ENDPOINT_URL: endpoint, RAW_BUCKET: "raw", QUARANTINE_BUCKET: "quarantine" };
  const outcomes = await withEnvironment(environment, async () => {
    const handler = loadedHandler("claims-check");
    const said: unknown[] = [];
    for (const [name, text, scanResultStatus] of UPLOADS) {
      const objectKey = `claims/incoming/${name}`;
      const versionId = await putObject(endpoint, "raw", objectKey, Buffer.from(text));
      const s3ObjectDetails = { bucketName: "raw", objectKey, versionId };
      const event = {
        time: "2026-11-22T10:00:00Z",
        detail: { s3ObjectDetails, scanResultDetails: { scanResultStatus } },
      };
      // Somebody writes over the upload once it is scanned: the scanned version counts. And the event comes twice.
      await putObject(endpoint, "raw", objectKey, Buffer.from("written over"));
      const { outcome } = (await handler(event)) as { outcome: string };
      expect(await handler(event)).to.deep.equal({ outcome });
      said.push(outcome);
    }
    return said;
  });
  const raw = await contentsOf(endpoint, call, "raw");
  for (const key of raw.keys()) if (key.startsWith("claims/incoming/")) raw.delete(key);
  return { outcomes, raw, quarantine: await contentsOf(endpoint, call, "quarantine") };
}

describe("D2: partners' uploads over an emulated AWS", function () {
  this.timeout(300_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

  it("takes on what was scanned and can be read, and puts the rest into quarantine, once each", () => {
    expect(world.outcomes).to.deep.equal(UPLOADS.map(([, , , outcome]) => outcome));
    expect(world.raw.size).to.equal(2);
    expect(world.quarantine.size).to.equal(3);
    for (const [, , , outcome, copy] of UPLOADS) {
      const there = outcome === "accepted" ? world.raw : world.quarantine;
      expect([...there.keys()].some((key) => copy.test(key))).to.equal(true);
    }
  });

  it("copies the version that was scanned, byte for byte, under a name that tells of nobody", () => {
    const texts = (of: World["raw"]): string[] => [...of.values()].map((content) => content.toString("utf8"));
    expect(texts(world.raw)).to.have.members([CLAIMS, RECORD]);
    expect(texts(world.quarantine)).to.have.members([RECORD.slice(0, -6), CLAIMS, CLAIMS]);
    for (const key of [...world.raw.keys(), ...world.quarantine.keys()]) expect(key).to.not.match(/Jane|Roe|threat/);
  });
});
