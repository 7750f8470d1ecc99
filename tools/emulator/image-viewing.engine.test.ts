import { expect } from "chai";
import type { JsonInstance } from "../../lambdas/dicom/dicom-json";
import { report, slice } from "./image-files";
import { sessionOf, signed, withGateway, type Session } from "./image-gateway";
import { TENANTS, withImaging } from "./imaging";
import { saying } from "./said";

const STUDY = "1.2.826.1.1";
const [SERIES, OTHER] = ["1.2.826.1.2", "1.2.826.1.3"];
const [FIRST, SECOND, REPORT] = ["1.2.826.1.11", "1.2.826.1.12", "1.2.826.1.13"];
/** The same study at both organisations, with other pixels. */
const pixels = (tenant: string, instance: string): Buffer => Buffer.from(`pixels of ${instance} at ${tenant}`);
const filesOf = (tenant: string): Record<string, Uint8Array> => ({
  "1.dcm": slice({ study: STUDY, series: SERIES, instance: FIRST }, pixels(tenant, FIRST)),
  "2.dcm": slice({ study: STUDY, series: SERIES, instance: SECOND }, pixels(tenant, SECOND)),
  "3.dcm": report({ study: STUDY, series: OTHER, instance: REPORT }, "Nothing new."),
});
const studyAt = (tenant: string, study = STUDY): string => `/tenants/${tenant}/studies/${study}`;
const seriesAt = (tenant: string, series = SERIES): string => `${studyAt(tenant)}/series/${series}/metadata`;
const frameAt = (tenant: string, instance: string, frame: string | number = 1): string =>
  `${studyAt(tenant)}/series/${SERIES}/instances/${instance}/frames/${frame}`;

interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** What viewers ask for, by a name of the request. */
interface World {
  readonly got: ReadonlyMap<string, Got>;
  readonly said: string;
}

const run = (): Promise<World> =>
  withImaging(async (imaging) => {
    const got = new Map<string, Got>();
    const { said } = await saying(async () => {
      for (const tenant of TENANTS) await imaging.upload(tenant, "b-1", filesOf(tenant));
      for (const { status } of await imaging.takeIn()) expect(status).to.equal("SUCCEEDED");
      const [north, south] = [await sessionOf(imaging, "north"), await sessionOf(imaging, "south")];
      await withGateway(imaging, [north, south], async (url) => {
        const keep = async (name: string, answer: Promise<Response>): Promise<void> => {
          const { status, headers, ...rest } = await answer.then(async (one) => ({
            status: one.status,
            headers: one.headers,
            bytes: Buffer.from(await one.arrayBuffer()),
          }));
          got.set(name, { status, headers, ...rest });
        };
        const ask = (name: string, who: Session, path: string, headers: Record<string, string> = {}, method = "GET") =>
          keep(name, signed(who, "execute-api", method, `${url}${path}`, { headers }));
        await ask("study", north, studyAt("north"));
        await ask("series", north, seriesAt("north"));
        await ask("report", north, seriesAt("north", OTHER));
        await ask("first", north, frameAt("north", FIRST));
        await ask("second", north, frameAt("north", SECOND));
        await ask("same of south", south, frameAt("south", FIRST));
        await ask("part", north, frameAt("north", FIRST), { range: "bytes=2-5" });
        await ask("behind", north, frameAt("north", FIRST), { range: "bytes=1000-" });
        await ask("no such study", north, studyAt("north", "1.2.9"));
        await ask("no such series", north, seriesAt("north", "1.2.9"));
        await ask("no such frame", north, frameAt("north", FIRST, 2));
        await ask("no frame of a report", north, frameAt("north", REPORT));
        await ask("no number", north, frameAt("north", FIRST, "0"));
        await keep("unsigned", fetch(`${url}${studyAt("north")}`));
        await ask("stranger", { ...north, accessKeyId: "ASIASTRANGER" }, studyAt("north"));
        await ask("forged", { ...north, secretAccessKey: "guessed" }, studyAt("north"));
        await ask("another's study", north, studyAt("south"));
        await ask("another's series", north, seriesAt("south"));
        await ask("another's frame", south, frameAt("north", FIRST));
        await ask("written", north, studyAt("north"), {}, "POST");
        await ask("elsewhere", north, "/tenants");
      });
    });
    return { got, said };
  });

describe("I7: a viewer's reading over an emulated AWS", function () {
  this.timeout(600_000);
  let world: World;
  before(async () => (world = await run()));

  const got = (name: string): Got => world.got.get(name) as Got;
  const json = (name: string): Record<string, unknown> => JSON.parse(got(name).bytes.toString("utf8")) as never;
  /** A value of each instance of a series. */
  const values = (name: string, tag: string): unknown[] =>
    (json(name) as unknown as JsonInstance[]).map((instance) => instance[tag]?.Value?.[0]);

  it("gives the image sets of a study, over pages of them", () => {
    expect(got("study").status).to.equal(200);
    expect(json("study")["study"]).to.equal(STUDY);
    expect(json("study")["imageSets"]).to.have.length(2);
  });

  it("gives the metadata of each series as DICOM JSON: its instances with what they have in common", () => {
    expect(got("series").headers.get("content-type")).to.equal("application/dicom+json");
    expect(values("series", "00080018")).to.have.members([FIRST, SECOND]);
    expect(values("series", "0020000D")).to.deep.equal([STUDY, STUDY]);
    expect(values("series", "00080060")).to.deep.equal(["CT", "CT"]);
    expect(values("report", "00080018")).to.deep.equal([REPORT]);
  });

  it("gives frames byte by byte, and a part of one where that is asked for", () => {
    for (const [name, instance, tenant] of [
      ["first", FIRST, "north"],
      ["second", SECOND, "north"],
      ["same of south", FIRST, "south"],
    ] as const) {
      expect(got(name).status, name).to.equal(200);
      expect(got(name).headers.get("content-type"), name).to.equal("application/octet-stream");
      // Values of DICOM have an even length.
      expect(got(name).bytes.toString().replace(/\0$/, "").trimEnd(), name).to.equal(`${pixels(tenant, instance)}`);
    }
    const whole = got("first").bytes;
    expect([got("part").status, got("part").headers.get("content-range")]).to.deep.equal([
      206,
      `bytes 2-5/${whole.length}`,
    ]);
    expect(got("part").bytes).to.deep.equal(whole.subarray(2, 6));
    expect(got("behind").status).to.equal(416);
  });

  it("lets nothing of it be kept on the way", () => {
    for (const name of ["study", "series", "first", "part"])
      expect(got(name).headers.get("cache-control"), name).to.equal("private, no-store");
  });

  it("says that there is nothing where there is nothing, and that a request can't be read", () => {
    for (const name of ["no such study", "no such series", "no such frame", "no frame of a report"])
      expect(got(name).status, name).to.equal(404);
    expect(got("no number").status).to.equal(400);
  });

  it("answers nobody without a signature that fits, nor for another organisation, another method or another path", () => {
    for (const name of [
      "unsigned",
      "stranger",
      "forged",
      "another's study",
      "another's series",
      "another's frame",
      "written",
      "elsewhere",
    ]) {
      expect(got(name).status, name).to.equal(403);
      expect(Object.keys(json(name)), name).to.deep.equal(["message"]);
    }
  });

  it("says of no study, series or instance in its log", () => {
    expect(world.said).to.contain('"message":"answered"');
    expect(world.said).to.not.contain("1.2.826");
  });
});
