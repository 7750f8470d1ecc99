import { expect } from "chai";
import fc from "fast-check";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findWithVoters, type Voter } from "../voter";
import { labelOf } from "./labels";
import { readModelFolder } from "./model-folder";
import { loadRuntime, type RuntimeName } from "./runtime";
import { onnxVoter } from "./voter";
import { windowsOver } from "./windows";
import { wordsOf } from "./words";

/** Made by tools/phi/onnx/make-tiny-models.py; they take a name for one after "Dr" or "patient" alone, and any number for a number. */
const TINY = (name: string): string => join(__dirname, "testing", `tiny-${name}`);
const isInstalled = (name: RuntimeName): boolean => {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
};
const RUNTIMES = (["onnxruntime-web", "onnxruntime-node"] as const).filter(isInstalled);
const found = async (voter: Voter, text: string, format: "text" | "hl7v2" | "fhir" = "text"): Promise<string[]> =>
  (await voter.detect(text, format, "balanced")).map(
    ({ begin, end, category }) => `${category} ${text.slice(begin, end)}`,
  );

describe("words of a text", () => {
  it("hold every character that is no space, once and in order, and cut no character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const words = wordsOf(text);
        expect(words.map(({ begin, end }) => text.slice(begin, end)).join("")).to.equal(text.replace(/\s/g, ""));
        for (const { begin, end } of words) expect(end - begin).to.be.within(1, 100);
        for (const { begin } of words) expect(text.codePointAt(begin)).to.not.be.within(0xdc00, 0xdfff);
      }),
    );
  });
});

describe("windows over words", () => {
  const tokens = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 200 });
  it("judge each word once and in order, never take more than fits, and look around what they judge", () => {
    fc.assert(
      fc.property(tokens, fc.integer({ min: 9, max: 60 }), (counts, capacity) => {
        const sum = (from: number, to: number): number => counts.slice(from, to).reduce((a, b) => a + b, 0);
        let judged = 0;
        for (const { from, to, judgesFrom, judgesTo } of windowsOver(counts, capacity)) {
          expect(judgesFrom).to.equal(judged);
          expect(judgesTo).to.be.greaterThan(judgesFrom);
          expect([from <= judgesFrom, judgesTo <= to]).to.deep.equal([true, true]);
          expect(sum(from, to)).to.be.at.most(capacity);
          // An eighth of what fits stands on each side, less a word, where the text has so much.
          const least = Math.min(Math.floor(capacity / 8), capacity - counts[judgesFrom]!) - 9;
          if (from > 0) expect(sum(from, judgesFrom)).to.be.at.least(least);
          if (to < counts.length && judgesTo > judgesFrom + 1)
            expect(sum(judgesTo, to)).to.be.at.least(Math.floor(capacity / 8) - 9);
          judged = judgesTo;
        }
        expect(judged).to.equal(counts.length);
      }),
      { numRuns: 1000, examples: [[[1, 2, 8], 9]] },
    );
  });
});

describe("labels of a model", () => {
  const rows: readonly (readonly [string, object | undefined])[] = [
    ["O", { name: "O", category: undefined, begins: false }],
    ["B-PATIENT", { name: "PATIENT", category: "NAME", begins: true }],
    ["I-PATIENT", { name: "PATIENT", category: "NAME", begins: false }],
    ["L-LOCATION-OTHER", { name: "LOCATION-OTHER", category: "ADDRESS", begins: false }],
    ["U_TELEPHONENUM", { name: "TELEPHONENUM", category: "PHONE_OR_FAX", begins: true }],
    ["DATE", { name: "DATE", category: "DATE", begins: false }],
    ["B-STAFF_ROLE", { name: "STAFF_ROLE", category: "PROFESSION", begins: true }],
    ["B-MISC", { name: "MISC", category: undefined, begins: true }],
    ["B-GENE", undefined],
  ];
  for (const [name, wanted] of rows)
    it(`${name} is ${wanted === undefined ? "not known" : "known"}`, () =>
      expect(labelOf(name, { STAFF_ROLE: "PROFESSION", MISC: null })).to.deep.equal(wanted));
});

for (const runtime of RUNTIMES)
  for (const kind of ["wordpiece", "bpe"]) {
    describe(`a ${kind} model run by ${runtime}`, function () {
      this.timeout(60_000);
      let voter: Voter;
      before(async () => (voter = await onnxVoter(TINY(kind), runtime)));

      it("says what it looks for, and which model it is", () => {
        expect(voter).to.include({ name: "onnx" });
        expect(voter.covers).to.deep.equal(["ID", "NAME"]);
        expect(voter.version).to.match(/^[0-9a-f]{16}$/);
      });

      it("finds whole words where they stand, by UTF-16 units, over a break of the line", async () => {
        expect(await found(voter, "😀 Seen: patient Ada\nMoor, MRN 48213977.")).to.deep.equal([
          "NAME Ada\nMoor",
          "ID 48213977",
        ]);
      });

      it("needs the words before a name", async () => {
        expect(await found(voter, "Dr Quill and ada")).to.deep.equal(["NAME Quill"]);
      });

      it("finds in a long text what it finds in a short one, wherever a window ends", async () => {
        for (let words = 0; words < 40; words += 1) {
          const text = `${"so ".repeat(words)}patient Ada Moor${" so".repeat(60)}`;
          expect(await found(voter, text), `${words} words before`).to.deep.equal(["NAME Ada Moor"]);
        }
      });

      it("takes a word that is longer than a window", async () => {
        expect(await found(voter, `${"q".repeat(5000)} patient Ada`)).to.deep.equal(["NAME Ada"]);
      });

      it("reads what people wrote within a structure, and tells where it stands there", async () => {
        const message =
          "MSH|^~\\&|A|B|C|D|20260101||ORU^R01|1|P|2.5\rOBX|1|TX|1^Note||asked patient Ada\\.br\\Moor||||||F\r";
        expect(await found(voter, message, "hl7v2")).to.deep.equal(["NAME Ada\\.br\\Moor"]);
      });

      it("finds nothing in nothing", async () => {
        for (const text of ["", " \n ", "..."]) expect(await found(voter, text)).to.deep.equal([]);
      });
    });
  }

describe("rules and a model together", function () {
  this.timeout(60_000);
  const TEXT = "Phone (312) 555-0188. They asked patient quill again.";
  const options = { format: "text", operatingPoint: "balanced" } as const;

  it("give what any of them finds, say who voted, and count where they do not agree", async () => {
    const voter = await onnxVoter(TINY("wordpiece"));
    const { spans, votes } = await findWithVoters(TEXT, options, [voter]);
    const words = spans.map(({ begin, end }) => TEXT.slice(begin, end));
    expect(words).to.include("quill");
    expect(words.join(" ")).to.contain("555-0188");
    expect(votes).to.deep.include({ detectors: ["local", "onnx"], absent: [] });
    expect(votes.versions["onnx"]).to.equal(voter.version);
    expect(votes.disagreements).to.be.greaterThan(0);
  });

  it("say that a voter which fails is absent, and go on", async () => {
    const failing: Voter = {
      name: "onnx",
      covers: ["NAME"],
      version: "1",
      detect: () => Promise.reject(new Error(TEXT)),
    };
    const { spans, votes } = await findWithVoters(TEXT, options, [failing]);
    expect(votes).to.deep.include({ detectors: ["local"], absent: ["onnx"], disagreements: 0 });
    expect(spans).to.not.have.length(0);
    expect(JSON.stringify(votes)).to.not.contain("quill");
  });
});

describe("a folder that holds no model that can vote", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-onnx-"));
    cpSync(TINY("wordpiece"), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value));
  const config = (): { id2label: Record<string, string> } =>
    JSON.parse(readFileSync(join(folder, "config.json"), "utf8")) as { id2label: Record<string, string> };
  const spoils: readonly (readonly [string, () => void, RegExp])[] = [
    ["no model", () => rmSync(join(folder, "model.onnx")), /^model\.onnx of .* cannot be read \(ENOENT\)\.$/],
    ["no tokenizer", () => rmSync(join(folder, "tokenizer.json")), /^tokenizer\.json of .* cannot be read/],
    ["no JSON", () => writeFileSync(join(folder, "config.json"), "{"), /^config\.json of .* is no JSON\.$/],
    ["no labels", () => put("config.json", {}), /wanted is id2label with a name for each number\.$/],
    ["a label left out", () => put("config.json", { id2label: { 0: "O", 2: "B-DATE" } }), /leaves out 1\.$/],
    [
      "a label that nobody knows",
      () => put("config.json", { id2label: { ...config().id2label, 4: "B-GENE" } }),
      /the label "B-GENE" is not known; say in phiguard\.json what it is\.$/,
    ],
    [
      "labels that identify nobody",
      () => put("phiguard.json", { labels: { PATIENT: null, MRN: null } }),
      /no label stands for something that identifies\.$/,
    ],
    [
      "a category that there is not",
      () => put("phiguard.json", { labels: { PATIENT: "WHO" } }),
      /each with one of ADDRESS/,
    ],
    ["a tokenizer of another kind", () => put("tokenizer.json", { model: { type: "Unigram" } }), /WordPiece or BPE\.$/],
    ["bytes that are no model", () => writeFileSync(join(folder, "model.onnx"), "x"), /cannot be loaded/],
    [
      "a model with other labels",
      () => put("config.json", { id2label: { 0: "O", 1: "B-NAME" } }),
      /does not answer with a score for each token and label\.$/,
    ],
  ];
  for (const [name, spoil, wanted] of spoils)
    it(`says so of ${name}`, async () => {
      spoil();
      const said = await onnxVoter(folder).then(
        () => "",
        (error: Error) => `${error.name}: ${error.message}`,
      );
      expect(said).to.match(/^UnusableModel: /);
      expect(said.slice("UnusableModel: ".length)).to.match(wanted);
    });

  it("is told from packages that are not installed", async function () {
    const missing = (["onnxruntime-web", "onnxruntime-node"] as const).find((name) => !isInstalled(name));
    if (missing === undefined) return this.skip();
    const said = await loadRuntime(readModelFolder(folder), folder, missing).catch(
      (error: Error) => `${error.name}: ${error.message}`,
    );
    expect(said).to.equal(
      `MissingRuntime: The ONNX voter needs packages that are not installed: npm install ${missing} @huggingface/tokenizers`,
    );
  });
});
