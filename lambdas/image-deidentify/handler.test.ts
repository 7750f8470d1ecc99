import { expect } from "chai";
import { readFile, type Attribute } from "../dicom/deidentify/data-set";
import { madeFile, SCREEN } from "../dicom/testing/made-file";
import { DEIDENTIFY_METRICS, MOST_IMAGES } from "./contract";
import { keyOf, request, TENANTS, world, type Lying } from "./testing/world";

const said: unknown[] = [];
const log = {
  info: (...words: unknown[]) => said.push(words),
  warn: (...words: unknown[]) => said.push(words),
  error: () => 0,
};
const made = (lying: Lying) => world({ through: (ports) => ports, log }, lying);
const files = {
  [keyOf("Jane Roe")]: madeFile(),
  [keyOf("2")]: madeFile({ instance: "1.2.3.4" }),
  [keyOf("screen")]: madeFile({ sopClass: SCREEN }),
  [keyOf("large")]: "too-large" as const,
};
const textIn = (bytes: unknown, tag: string): string => {
  const content = readFile(bytes as Uint8Array)?.data.find((one: Attribute) => one.tag === tag)?.content;
  return content?.kind === "value" ? Buffer.from(content.bytes).toString("latin1").replace(/\0$/, "") : "";
};
interface Report {
  readonly images: readonly { readonly outcome: string; readonly fault?: string }[];
  readonly options: object;
}

describe("image-deidentify", () => {
  it("I3: de-identifies what is asked for, with UIDs that meet between files, under the organisation's key", async () => {
    const images = [keyOf("Jane Roe"), keyOf("2")];
    const { handler, output, keys, events } = made({
      requests: { a: { images, dates: "move", descriptors: "clean" } },
      files,
    });
    expect(await handler(request("a"))).to.deep.equal({ kind: "done", deidentified: 2, keptBack: 0 });
    const [first, second] = [1, 2].map((at) => output.get(`north/deidentified/a/00000${at}.dcm`));
    for (const tag of ["0020000D", "0020000E", "00100020", "00080020"]) {
      expect(textIn(first, tag), tag).to.equal(textIn(second, tag)).and.to.not.equal("");
    }
    expect(textIn(first, "00080018")).to.not.equal(textIn(second, "00080018"));
    expect(textIn(first, "00080020")).to.not.equal("20260301");
    for (const bytes of [first, second])
      expect(Buffer.from(bytes as Uint8Array).toString("latin1")).to.not.match(/secret/i);
    expect([...keys]).to.deep.equal([TENANTS.north]);
    expect([...events.values()][0]).to.deep.include({
      action: "images.deidentified",
      outcome: "success",
      workload: "imaging",
    });
  });

  it("keeps back what may show a name or can't be read, with codes for reasons, and tells of it in the report", async () => {
    const images = [keyOf("screen"), keyOf("large"), keyOf("gone"), keyOf("Jane Roe")];
    const { handler, output, keptBack, figures } = made({ requests: { a: { images } }, files });
    expect(await handler(request("a"))).to.deep.equal({ kind: "done", deidentified: 1, keptBack: 3 });
    expect([...keptBack]).to.deep.equal([
      ["north/refused/requests/a/000001.dcm", `burned-in-not-excluded ${keyOf("screen")}`],
      ["north/refused/requests/a/000002.dcm", `too-large ${keyOf("large")}`],
    ]);
    const text = output.get("north/deidentified/a/report.json") as string;
    const report = JSON.parse(text) as Report;
    expect(report.images.map(({ outcome, fault }) => fault ?? outcome)).to.deep.equal([
      "burned-in-not-excluded", "too-large", "missing", "deidentified",
    ]); // prettier-ignore
    expect(report.options).to.deep.equal({ dates: "remove", descriptors: "remove", pixels: "keep" });
    expect(text).to.not.match(/secret|roe|20260301|1\.2\.3/i);
    expect(figures[0]?.metrics[DEIDENTIFY_METRICS.keptBack]).to.deep.equal([3, "Count"]);
  });

  it("lets a picture of a screen out without its pixels", async () => {
    const { handler, output } = made({ requests: { a: { images: [keyOf("screen")], pixels: "strip" } }, files });
    expect(await handler(request("a"))).to.deep.include({ deidentified: 1 });
    expect(textIn(output.get("north/deidentified/a/000001.dcm"), "7FE00010")).to.equal("");
  });

  it("keeps dates only on a ground, which the audit has", async () => {
    const { handler, output, events } = made({
      requests: { a: { images: [keyOf("2")], dates: "keep", basis: "limited-data-set" } },
      files,
    });
    await handler(request("a"));
    expect(textIn(output.get("north/deidentified/a/000001.dcm"), "00080020")).to.equal("20260301");
    expect([...events.values()][0]).to.include({ purpose: "limited-data-set" });
  });

  const refused: [string, unknown, object][] = [
    ["what is no JSON", "{", { reason: "not-json" }],
    ["no images", { images: [] }, { reason: "bad-field", field: "images" }],
    ["too many images", { images: Array(MOST_IMAGES + 1).fill(keyOf("2")) }, { reason: "bad-field", field: "images" }],
    ["dates that stay on no ground", { images: [keyOf("2")], dates: "keep" }, { reason: "bad-field", field: "basis" }],
    ["another option", { images: [keyOf("2")], faces: "blur" }, { reason: "bad-field" }],
    ["an image of another organisation", { images: ["south/accepted/b-1/1.dcm"] }, { reason: "image-of-another", field: "images" }],
    ["an image that was not checked", { images: ["north/incoming/b-1/1.dcm"] }, { reason: "image-of-another", field: "images" }],
    ["a request that is gone", undefined, { reason: "request-not-readable" }],
  ]; // prettier-ignore
  for (const [what, given, reason] of refused) {
    it(`refuses ${what}, with the reason and no image`, async () => {
      const { handler, output, keptBack, events } = made({ requests: given === undefined ? {} : { a: given }, files });
      expect(await handler(request("a"))).to.include({ kind: "refused" });
      expect(output.size).to.equal(0);
      expect(JSON.parse(keptBack.get("north/refused/requests/a/reason.json") ?? "")).to.deep.equal(reason);
      expect([...events.values()][0]).to.include({ outcome: "denied" });
    });
  }

  for (const [what, event] of [
    ["of an organisation that is not there", request("a", { tenant: "west" })],
    ["of another bucket", request("a", { bucket: "output" })],
    ["whose name may hold anything", request("Jane Roe")],
  ] as const) {
    it(`ignores a request ${what}`, async () => {
      const { handler, output } = made({ requests: { a: { images: [keyOf("2")] } }, files });
      expect(await handler(event)).to.deep.equal({ kind: "ignored", reason: "another-event" });
      expect(output.size).to.equal(0);
    });
  }

  it("names no file and no patient in its log", () => {
    expect(said).to.not.be.empty;
    expect(JSON.stringify(said)).to.not.match(/roe|secret|accepted/i);
  });
});
