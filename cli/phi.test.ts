import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findPhi } from "../lambdas/phi/engine";
import { importsOf } from "../tools/house/import-edges";
import { runCommand as run } from "./testing/run-command";

const HL7 = "MSH|^~\\&|A|North|||20260304||ADT^A01|1|P|2.5\rPID|1||80012||Doe^Jane||19560708\r";
const NOTE = "Pt: Doe, Jane  MRN: 80012  DOB 07/08/1956. Call 518-555-0147.";

interface Row {
  readonly id: string | number;
  readonly spans: { readonly begin: number; readonly end: number; readonly category: string }[];
}

describe("phiguard phi scan", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "phiguard-phi-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    mkdirSync(resolve(path, ".."), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  const rowsOf = (out: string): Row[] =>
    out
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Row);
  const lines = (...of: unknown[]): string =>
    of.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n");

  it("answers each line in order, with spans alone", async () => {
    const documents = [
      { id: "a", kind: "note", text: NOTE },
      { id: 7, text: HL7 },
      { id: "c", kind: "hl7", text: "" },
    ];
    const { out, code } = await run("phi", "scan", file("d.jsonl", lines(...documents)), "--json");
    const rows = rowsOf(out);
    expect(rows.map(({ id }) => id)).to.deep.equal(["a", 7, "c"]);
    expect(rows.map(({ spans }) => spans.map(({ begin, end }) => [begin, end]))).to.deep.equal(
      documents.map(({ text }) => findPhi(text).map(({ begin, end }) => [begin, end])),
    );
    expect(rows[1]?.spans[0]).to.have.all.keys("begin", "end", "category", "subtype", "score");
    expect(code).to.equal(0);
  });

  it("answers thousands of lines that end anywhere, the last without an end", async () => {
    const many = Array.from({ length: 3000 }, (_, at) => ({
      id: at,
      text: `é MRN: ${100000 + at} ${"x".repeat(at % 97)}`,
    }));
    const { out } = await run("phi", "scan", file("d.jsonl", lines(...many)), "--json");
    expect(rowsOf(out).map(({ id }) => id)).to.deep.equal(many.map(({ id }) => id));
  });

  it("tells of lines that are none, by their number and without their words, and answers the others", () => {
    const bad = ["{Jane", "[1]", { text: "Jane" }, { id: 1, text: 5 }, { id: 1, kind: 2, text: "" }];
    const path = file(
      "d.jsonl",
      Buffer.concat([
        Buffer.from(`${lines(...bad, { id: "x", text: "MRN: 123456" }, "")}\n`),
        Buffer.from([0xc3, 0x28, 0x0a]),
      ]),
    );
    const script = ["-r", "ts-node/register/transpile-only", "cli/phiguard.ts", "phi", "scan", path, "--json"];
    const { stdout, stderr, status } = spawnSync(process.execPath, script, {
      encoding: "utf8",
      cwd: resolve(__dirname, ".."),
    });
    expect(rowsOf(stdout).map(({ id }) => id)).to.deep.equal(["x"]);
    const told = stderr.split("\n").filter((line) => line.startsWith("phiguard: line"));
    expect(told.map((line) => /line (\d+) of .*: (.*)/.exec(line)?.slice(1).join(" "))).to.deep.equal([
      "1 it is no JSON; wanted {id, kind?, text}",
      "2 it is no object; wanted {id, kind?, text}",
      "3 its id is no string or number",
      "4 its text is no string",
      "5 its kind is no string",
      "8 it is not UTF-8",
    ]);
    expect(stderr).to.not.contain("Jane");
    expect(status).to.equal(1);
  }).timeout(60_000);

  it("counts by category for each file of a folder, and refuses what is no document", async () => {
    file("b/note.txt", NOTE);
    file("a.hl7", HL7);
    file("z.zip", "PK\u0003\u0004");
    const { out, code } = await run("phi", "scan", folder);
    const rows = out.trimEnd().split("\n");
    expect(rows.map((row) => row.split(":")[0])).to.deep.equal([
      "a.hl7 (hl7v2)",
      "b/note.txt (text)",
      "z.zip",
      "3 files",
    ]);
    expect(rows[0]).to.contain("NAME 2").and.contain("ID 2");
    expect(rows[2]).to.equal("z.zip: refused, archive");
    expect(out).to.not.match(/Doe|80012/);
    expect(code).to.equal(1);
  });

  it("asks for what is there, and for an operating point that it knows", async () => {
    expect((await run("phi", "scan", join(folder, "none"))).error).to.equal(
      `There is nothing at ${join(folder, "none")}.`,
    );
    expect((await run("phi", "scan", folder)).error).to.equal(`There are no documents in ${folder}.`);
    expect((await run("phi", "scan", folder, "--operating-point", "best")).error).to.contain("recall, balanced");
  });

  const MODEL = resolve(__dirname, "../lambdas/phi/onnx/testing/tiny-wordpiece");

  it("has a local model vote beside the rules, and tells who voted", async () => {
    const path = file("in.jsonl", lines({ id: "a", text: "They asked patient quill again." }));
    const [row] = rowsOf((await run("phi", "scan", path, "--json", "--voter", `onnx:${MODEL}`)).out) as (Row & {
      votes: object;
    })[];
    expect(row?.spans.map(({ begin, end, category }) => [begin, end, category])).to.deep.equal([[19, 24, "NAME"]]);
    expect(row?.votes).to.deep.include({ detectors: ["local", "onnx"], absent: [] });
    const { out } = await run(
      "phi",
      "scan",
      file("note.txt", "They asked patient quill again."),
      "--voter",
      `onnx:${MODEL}`,
    );
    expect(out).to.match(/: NAME 1\n$/);
  }).timeout(60_000);

  it("asks for a voter that it knows, in a folder that is there", async () => {
    const path = file("note.txt", NOTE);
    expect((await run("phi", "scan", path, "--voter", "magic")).error).to.equal(
      '--voter takes onnx:<folder of a model>; got "magic".',
    );
    expect((await run("phi", "scan", path, "--voter", `onnx:${folder}/none`)).error).to.match(/^There is no folder /);
    expect((await run("phi", "scan", path, "--voter", `onnx:${folder}`)).error).to.match(
      /^config\.json of .* cannot be read/,
    );
  });

  it("loads no other command, nor the engine before it runs", () => {
    const root = resolve(__dirname, "..");
    const of = (name: string): string[] =>
      importsOf(root, join(__dirname, name))
        .filter(({ to, typeOnly }) => !typeOnly && (to.startsWith("cli/") || to.startsWith("lambdas/")))
        .map(({ to }) => to);
    expect(of("phi-program.ts")).to.deep.equal(["cli/phi"]);
    expect(of("phi.ts").filter((to) => !/phi-(scan|deidentify|key|review)$/.test(to))).to.deep.equal([
      "lambdas/phi/contract",
      "lambdas/phi/transform/methods",
    ]);
    expect(readFileSync(join(__dirname, "phi.ts"), "utf8")).to.not.match(/^import \{[^}]*\} from "\.\/phi-/m);
  });
});
