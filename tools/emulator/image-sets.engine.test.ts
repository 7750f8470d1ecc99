import { expect } from "chai";
import type { Answer, Sent } from "../../lambdas/testing/aws-server";
import { imageBucket, MODEL, STORES, TENANTS, withImaging } from "./imaging";
import { report, slice } from "./image-files";
import { contentsOf } from "./objects";
import { saying } from "./said";

const NAME = "Jane Roe";
/** Longer than Comprehend Medical takes at once; what it finds stands at the beginning, on either side of a cut and at the end. */
const LONG = `Opacity of the left lung of ${NAME}. ${"No change since the last look at the heart. ".repeat(600)}Pneumonia.`;
const SHORT = "Nothing new in the other lung.";
const REPORT = `${LONG}\n${SHORT}`;
const TERMS = /\b(lung|heart|pneumonia)\b/gi;

const NORTH = { study: "1.2.3.1", series: "1.2.3.2" };
const BATCHES = {
  north: {
    "1.dcm": slice({ ...NORTH, instance: "1.2.3.11" }, Buffer.from("pixels of 1")),
    "2.dcm": slice({ ...NORTH, instance: "1.2.3.12" }, Buffer.from("pixels of 2")),
    "3.dcm": report({ study: NORTH.study, series: "1.2.3.3", instance: "1.2.3.13" }, LONG, SHORT),
  },
  south: { "1.dcm": slice({ study: "1.2.4.1", series: "1.2.4.2", instance: "1.2.4.11" }, Buffer.from("others")) },
} as const;

/** Comprehend Medical and an endpoint of SageMaker, as far as they are asked here. */
class Asked {
  readonly texts: string[] = [];
  readonly models: {
    readonly path: string;
    readonly body: { readonly imageSetId: string; readonly frames: string[] };
  }[] = [];
  /** So many calls of Comprehend Medical more are refused: they come too fast, or it is down. */
  readonly refusals: string[] = [];

  readonly answer = ({ path, headers, body }: Sent): Answer => {
    if (headers["x-amz-target"] === "ComprehendMedical_20181030.DetectEntitiesV2") return this.entities(body);
    if (/^\/endpoints\/[^/]+\/invocations$/.test(path)) {
      this.models.push({ path, body: JSON.parse(body) });
      return { headers: { "content-type": "application/json" }, body: JSON.stringify({ finding: "none", score: 0.1 }) };
    }
    throw new Error(`nobody answers ${path}`);
  };

  private entities(body: string): Answer {
    const { Text } = JSON.parse(body) as { Text: string };
    const refusal =
      Buffer.byteLength(Text) > 20_000 ? "TextSizeLimitExceededException" : (this.refusals.shift() ?? undefined);
    const type = { "content-type": "application/x-amz-json-1.1" };
    if (refusal !== undefined)
      return {
        status: refusal === "InternalServerException" ? 500 : 400,
        headers: type,
        body: JSON.stringify({ __type: refusal }),
      };
    this.texts.push(Text);
    const Entities = [...Text.matchAll(TERMS)].map(({ index, 0: found }, Id) => ({
      Id,
      Text: found,
      Category: found === "Pneumonia" ? "MEDICAL_CONDITION" : "ANATOMY",
      Type: found === "Pneumonia" ? "DX_NAME" : "SYSTEM_ORGAN_SITE",
      Score: 0.875,
      BeginOffset: index,
      EndOffset: index + found.length,
    }));
    return { headers: type, body: JSON.stringify({ Entities }) };
  }
}

interface Found {
  readonly datastoreId: string;
  readonly imageSetId: string;
  readonly frames: number;
  readonly reports: readonly (readonly { category: string; begin: number; end: number; score01: number }[])[];
  readonly model: unknown;
}

interface World {
  readonly answers: readonly unknown[];
  readonly once: ReadonlyMap<string, string>;
  /** After the same events came again. */
  readonly again: ReadonlyMap<string, string>;
  readonly keys: ReadonlyMap<string, string>;
  readonly tenantKeys: Readonly<Record<string, string>>;
  /** What became of a changed image set while Comprehend Medical is down, and of the same event after that. */
  readonly down: readonly [error: string, objects: number, answer: unknown, objectsAfter: number];
  readonly others: readonly unknown[];
  readonly asked: Asked;
  readonly said: string;
}

function run(): Promise<World> {
  const asked = new Asked();
  return withImaging(async ({ endpoint, call, keys: tenantKeys, handler, upload, takeIn, tellOfSets }) => {
    const findings = async (): Promise<Map<string, string>> =>
      new Map(
        [...(await contentsOf(endpoint, call, imageBucket("output")))]
          .filter(([key]) => key.includes("/findings/"))
          .map(([key, bytes]) => [key, bytes.toString("utf8")]),
      );
    const { result, said } = await saying(async () => {
      for (const tenant of TENANTS) await upload(tenant, "b-1", BATCHES[tenant]);
      for (const { status } of await takeIn()) expect(status).to.equal("SUCCEEDED");
      const process = await handler("image-set-events");
      asked.refusals.push("TooManyRequestsException");
      const events = await tellOfSets();
      const answers: unknown[] = [];
      for (const event of events) answers.push(await process(event));
      const once = await findings();
      for (const event of events) await process(event);
      const again = await findings();

      const imageSetId = [...again.values()]
        .map((text) => JSON.parse(text) as Found)
        .find(({ reports }) => reports.length > 0)?.imageSetId as string;
      const set = { datastoreId: STORES.north, imageSetId };
      const [updated] = await tellOfSets([{ type: "Image Set Updated", ...set }]);
      asked.refusals.push(...Array.from({ length: 6 }, () => "InternalServerException"));
      const error = await process(updated).then(
        () => "none",
        (thrown: unknown) => (thrown as Error).name,
      );
      const before = (await findings()).size;
      const down = [error, before, await process(updated), (await findings()).size] as const;

      const others: unknown[] = [];
      for (const event of await tellOfSets([
        { type: "Image Set Deleted", ...set },
        { type: "Image Set Created", ...set, datastoreId: "3".repeat(32) },
        { type: "Image Set Created", ...set, imageSetId: NAME },
      ]))
        others.push(await process(event));
      return { answers, once, again, down, others };
    });
    const keys = new Map<string, string>();
    for (const Key of result.again.keys()) {
      const { SSEKMSKeyId } = await call("s3", "head_object", { Bucket: imageBucket("output"), Key });
      keys.set(Key, SSEKMSKeyId as string);
    }
    return { ...result, keys, tenantKeys, asked, said };
  }, asked.answer);
}

describe("I4: image sets' events over an emulated AWS", function () {
  this.timeout(600_000);
  let world: World;
  before(async () => (world = await run()));

  const found = (): Found[] => [...world.once.values()].map((text) => JSON.parse(text) as Found);

  it("have each new image set worked on once, under its organisation's prefix and key, whatever comes again", () => {
    expect(world.answers).to.have.deep.members([...world.once.keys()].map((key) => ({ kind: "kept", key })));
    const places = [...world.once].map(([key, text]) => {
      const { datastoreId, imageSetId } = JSON.parse(text) as Found;
      return [key.split("/").slice(0, 3).join("/"), datastoreId, imageSetId];
    });
    expect(places.map(([place, store]) => [place?.split("/")[0], store])).to.deep.equal([
      ["north", STORES.north],
      ["north", STORES.north],
      ["south", STORES.south],
    ]);
    for (const [place, , set] of places) expect(place).to.match(new RegExp(`^(north|south)/findings/${set}$`));
    for (const [key, kmsKey] of world.keys) expect(kmsKey, key).to.equal(world.tenantKeys[key.split("/")[0] as string]);
    expect([...world.again]).to.deep.equal([...world.once]);
  });

  it("have the texts of reports read by Comprehend Medical, in pieces that it takes, with places in the whole", () => {
    const [entities = []] = found().flatMap(({ reports }) => reports);
    expect(entities.map(({ begin, end }) => [begin, REPORT.slice(begin, end)])).to.deep.equal(
      [...REPORT.matchAll(TERMS)].map(({ index, 0: term }) => [index, term]),
    );
    expect(entities.filter(({ category }) => category === "MEDICAL_CONDITION")).to.have.length(1);
    for (const { score01 } of entities) expect(score01).to.equal(0.875);
    expect(found().map(({ reports }) => reports.length)).to.have.members([0, 1, 0]);
    const pieces = world.asked.texts.map((text) => Buffer.byteLength(text));
    expect(pieces.length).to.be.greaterThan(1);
    expect(Math.max(...pieces)).to.be.at.most(20_000);
  });

  it("have the model asked about each image set and its frames, and its answer kept beside", () => {
    const asked = world.asked.models.slice(0, 3);
    expect(new Set(asked.map(({ path }) => path))).to.deep.equal(new Set([`/endpoints/${MODEL}/invocations`]));
    for (const { imageSetId, frames, model } of found()) {
      const of = asked.find(({ body }) => body.imageSetId === imageSetId);
      expect(of?.body.frames, imageSetId).to.have.length(frames);
      expect(model).to.deep.equal({ endpoint: MODEL, answer: { finding: "none", score: 0.1 } });
    }
    expect(found().map(({ frames }) => frames)).to.have.members([2, 0, 1]);
  });

  it("come again while Comprehend Medical is down, with nothing half written, and are kept then", () => {
    const [error, before, answer, after] = world.down;
    expect(error).to.equal("InternalServerException");
    expect([before, after]).to.deep.equal([3, 4]);
    expect(answer).to.include({ kind: "kept" });
  });

  it("of other stores, of what is deleted and of no image set change nothing", () => {
    expect(world.others).to.deep.equal([
      { kind: "ignored", reason: "another-store" },
      { kind: "ignored", reason: "unreadable" },
    ]);
  });

  it("leave no word of a report in what is kept or logged", () => {
    expect(world.said).to.contain("worked on an image set");
    const kept = [...world.again].flat().join();
    for (const word of [NAME, "Opacity", "Pneumonia"]) expect(kept + world.said).to.not.contain(word);
  });
});
