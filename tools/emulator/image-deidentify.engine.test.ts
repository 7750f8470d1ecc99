import { expect } from "chai";
import { readFile } from "../../lambdas/dicom/deidentify/data-set";
import { madeFile, SCREEN } from "../../lambdas/dicom/testing/made-file";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { withEmulator, type Emulator } from "./emulator";
import { loadedHandler } from "./loaded";
import { contentsOf, makeBucket, putObject, taken } from "./objects";

interface World {
  readonly answers: readonly unknown[];
  readonly output: ReadonlyMap<string, Buffer>;
  readonly quarantine: ReadonlyMap<string, Buffer>;
}

const REQUEST = {
  images: ["north/accepted/b-1/Jane Roe+1.dcm", "north/accepted/b-1/screen.dcm"],
  dates: "move",
  descriptors: "clean",
};

async function run(emulator: Emulator): Promise<World> {
  const { endpoint } = emulator;
  const call = taken(emulator);
  for (const bucket of ["input", "output", "quarantine"]) await makeBucket(call, bucket);
  const arnOf = async (parameters: object): Promise<string> =>
    ((await call("kms", "create_key", parameters)) as { KeyMetadata: { Arn: string } }).KeyMetadata.Arn;
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    ENVIRONMENT: "test",
    HASH_KEY_ARN: await arnOf({ KeyUsage: "GENERATE_VERIFY_MAC", KeySpec: "HMAC_256" }),
    INPUT_BUCKET: "input",
    OUTPUT_BUCKET: "output",
    QUARANTINE_BUCKET: "quarantine",
    TENANTS: JSON.stringify({ north: await arnOf({}) }),
  };
  await putObject(endpoint, "input", REQUEST.images[0] as string, madeFile());
  await putObject(endpoint, "input", REQUEST.images[1] as string, madeFile({ sopClass: SCREEN }));
  const key = "north/requests/r-1.json";
  const version = await putObject(endpoint, "input", key, Buffer.from(JSON.stringify(REQUEST)));
  const event = {
    time: "2026-11-22T12:00:00Z",
    detail: { bucket: { name: "input" }, object: { key, "version-id": version } },
  };
  const answers = await withEnvironment(environment, async () => {
    const handler = loadedHandler("image-deidentify");
    return [await handler(event), await handler(event)];
  });
  const [output, quarantine] = [
    await contentsOf(endpoint, call, "output"),
    await contentsOf(endpoint, call, "quarantine"),
  ];
  return { answers, output, quarantine };
}

describe("I3: images without what identifies over an emulated AWS", function () {
  this.timeout(300_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

  it("are written once, with a report beside them", () => {
    expect(world.answers).to.deep.equal([
      { kind: "done", deidentified: 1, keptBack: 1 },
      { kind: "ignored", reason: "done-before" },
    ]);
    expect([...world.output.keys()]).to.deep.equal([
      "north/deidentified/r-1/000001.dcm",
      "north/deidentified/r-1/report.json",
    ]);
    const [image, report] = [...world.output.values()];
    expect(readFile(image as Buffer)).to.not.equal(undefined);
    for (const bytes of [image, report]) expect(bytes?.toString("latin1")).to.not.match(/secret|roe/i);
  });

  it("are kept back where the pixels may show a name", () => {
    expect([...world.quarantine.keys()]).to.deep.equal(["north/refused/requests/r-1/000002.dcm"]);
  });
});
