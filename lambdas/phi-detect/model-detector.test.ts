import { expect } from "chai";
import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { validated, TEXT } from "../phi/testing/steps";
import { createHandler } from "./handler";
import { localDetector } from "./local-detector";
import { modelDetector } from "./model-detector";
import type { Detector } from "./ports";

/** Takes a name for one after "Dr" or "patient" alone, and any number for a number; made by tools/phi/onnx/make-tiny-models.py. */
const TINY = resolve(__dirname, "../phi/onnx/testing/tiny-wordpiece");
const NOTE = "They asked patient quill again.";
const ROOT = resolve(__dirname, "../..");

describe("the model as a detector", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-model-"));
    cpSync(TINY, join(folder, "phi-model"), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const detector = (more: Partial<Parameters<typeof modelDetector>[0]> = {}): Detector =>
    modelDetector({
      folder: join(folder, "phi-model"),
      operatingPoint: "balanced",
      mostSeconds: 300,
      now: () => 0,
      ...more,
    });

  it("finds what the model finds, and says which model it was", async () => {
    const answer = await detector().detect(NOTE, "text");
    if ("absent" in answer) expect.fail(answer.absent);
    expect(answer.spans.map(({ begin, end }) => NOTE.slice(begin, end))).to.deep.equal(["quill"]);
    expect(answer.covers).to.include("NAME");
    expect(answer.version).to.match(/^[0-9a-f]{16}$/);
  });

  const spoils: readonly (readonly [string, string, () => void])[] = [
    ["no layer", "no-model", () => rmSync(join(folder, "phi-model"), { recursive: true })],
    ["a layer without a model", "no-model", () => rmSync(join(folder, "phi-model/model.onnx"))],
    ["half a model", "no-model", () => writeFileSync(join(folder, "phi-model/model.onnx"), "half")],
    ["labels that are none", "no-model", () => writeFileSync(join(folder, "phi-model/config.json"), "{}")],
  ];
  for (const [name, absent, spoil] of spoils) {
    it(`is absent with ${name}, and there again once that is mended`, async () => {
      const asked = detector();
      spoil();
      expect(await asked.detect(NOTE, "text")).to.deep.equal({ absent });
      cpSync(TINY, join(folder, "phi-model"), { recursive: true });
      expect(await asked.detect(NOTE, "text")).to.not.have.property("absent");
    });
  }

  it("is absent for a document that takes longer than it may, and there for the next", async () => {
    let milliseconds = 0;
    const asked = detector({ mostSeconds: 10, now: () => (milliseconds += 4000) });
    const long = "They asked patient quill again. ".repeat(2000);
    expect(await asked.detect(long, "text")).to.deep.equal({ absent: "too-slow" });
    expect(await asked.detect(NOTE, "text")).to.not.have.property("absent");
  });

  /** As a function is: one file, in a folder with no packages. */
  const bundled = (): { absent?: string; spans?: unknown[] } => {
    const [bundle, program] = [join(folder, "task/model-detector.js"), join(folder, "task/program.js")];
    const entryPoints = [join(__dirname, "model-detector.ts")];
    buildSync({ entryPoints, outfile: bundle, bundle: true, platform: "node", target: "node20", logLevel: "error" });
    writeFileSync(
      program,
      `const { modelDetector } = require("./model-detector.js");
      modelDetector({ folder: ${JSON.stringify(join(folder, "phi-model"))}, operatingPoint: "balanced", mostSeconds: 300, now: () => 0 })
        .detect(${JSON.stringify(NOTE)}, "text").then((answer) => console.log(JSON.stringify(answer)));`,
    );
    const { stdout, stderr, status } = spawnSync(process.execPath, [program], { cwd: join(folder, "task"), encoding: "utf8" }); // prettier-ignore
    expect(status, stderr).to.equal(0);
    return JSON.parse(stdout) as { absent?: string; spans?: unknown[] };
  };

  it("is absent in a bundle whose layer brings no packages", () => {
    expect(bundled()).to.deep.equal({ absent: "no-runtime" });
  });

  it("runs in a bundle on the packages that the layer lays beside the model", () => {
    mkdirSync(join(folder, "phi-model/node_modules/@huggingface"), { recursive: true });
    for (const name of ["onnxruntime-web", "@huggingface/tokenizers"])
      symlinkSync(join(ROOT, "node_modules", name), join(folder, "phi-model/node_modules", name));
    expect(bundled().spans).to.have.length(1);
  });
});

describe("a detector that is absent", () => {
  const bytes = new TextEncoder().encode(TEXT);
  const absent: Detector = { name: "onnx", detect: async () => ({ absent: "no-model" }) };
  const search = async (detectors: readonly Detector[]): Promise<{ answer: unknown; said: unknown[] }> => {
    const said: unknown[] = [];
    const log = { info: () => undefined, warn: (...of: unknown[]) => said.push(of) };
    const documents = { read: async () => bytes, writeSpans: async () => undefined };
    const handle = createHandler({ documents, detectors, log, clock: { now: () => new Date(0) } });
    return { answer: await handle(validated("v1")), said };
  };

  it("is told from one that found nothing: in what goes on, in the audit event and in the log", async () => {
    const { answer, said } = await search([localDetector("recall"), absent]);
    expect(answer).to.have.deep.nested.property("detection.absent", ["onnx"]);
    expect(answer).to.have.deep.nested.property("detection.detectors", ["local"]);
    expect(answer).to.have.nested.property("detection.disagreements", 0);
    expect(answer).to.deep.nested.include({ "audit.detail.localRan": true, "audit.detail.onnxRan": false });
    expect(said).to.have.length(1);
    expect(JSON.stringify(said)).to.contain("no-model").and.not.contain("Jane");
  });

  it("fails the step where it is the only one: nobody searched the document", async () => {
    const error = await search([absent]).then(
      () => undefined,
      (thrown: Error) => thrown.name,
    );
    expect(error).to.equal("NobodySearched");
  });
});
