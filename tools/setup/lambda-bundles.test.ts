import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { deflateRawSync } from "node:zlib";
import { expect } from "chai";
import type * as Making from "../../lambdas/report-run/reports";
import { POLICY_RECORDS } from "../../reports/ledger/names";
import { sealLedger } from "../../reports/ledger/seal";
import { MemoryStore } from "../../reports/ledger/testing/memory-store";
import { newSigner } from "../../reports/ledger/testing/records";
import { FRAMEWORKS } from "../../reports/model/framework";
import { evaluation, run } from "../../reports/testing/builders";
import { importsOf } from "../house/import-edges";
import { buildParts, LOADED_LATER } from "./build";
import { placesOf } from "./places";

const root = path.resolve(__dirname, "../..");
const functions = fs
  .readdirSync(path.join(root, "lambdas"))
  .filter((name) => fs.existsSync(path.join(root, "lambdas", name, "index.ts")));

/** Files below a folder with their content. */
function contentOf(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    files
      .filter((file) => fs.statSync(path.join(folder, file)).isFile())
      .sort()
      .map((file) => [file, fs.readFileSync(path.join(folder, file), "latin1")]),
  );
}

describe("bundles of functions", () => {
  const made = ["a", "b/c"].map((name) => path.join(fs.mkdtempSync(path.join(os.tmpdir(), "bundles-")), name));
  before(async function () {
    // Every function is bundled twice.
    this.timeout(300_000);
    for (const dist of made) await buildParts({ ...placesOf(root), dist }, ["lambdas"]);
  });
  after(() => made.forEach((dist) => fs.rmSync(dist, { recursive: true, force: true })));

  it("are the same, byte for byte, wherever they are built", () => {
    const [first, second] = made.map((dist) => contentOf(path.join(dist, "lambdas")));
    const bundles = functions.flatMap((name) =>
      ["index", ...(LOADED_LATER[name] ?? [])].map((module) => `${name}/${module}.js`),
    );
    expect(Object.keys(first ?? {})).to.deep.equal(bundles.sort());
    for (const [file, content] of Object.entries(first ?? {})) expect(content === second?.[file], file).to.equal(true);
  });

  it("name no folder of the machine they were built on", () => {
    for (const [file, content] of Object.entries(contentOf(path.join(made[0] as string, "lambdas")))) {
      expect(content.includes(root), file).to.equal(false);
    }
  });

  for (const name of functions) {
    it(`${name} loads alone and exports its handler`, () => {
      const bundle = path.join(made[0] as string, "lambdas", name, "index.js");
      const script = `const m = require(${JSON.stringify(bundle)}); process.stdout.write(typeof m.handler)`;
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { contract } = require(path.join(root, "lambdas", name, "contract")) as {
        contract?: { environment?: readonly string[]; examples?: Readonly<Record<string, string>> };
      };
      const variables = Object.fromEntries(
        (contract?.environment ?? []).map((variable) => [variable, contract?.examples?.[variable] ?? "x"]),
      );
      const loaded = spawnSync(process.execPath, ["-e", script], {
        cwd: os.tmpdir(),
        env: { AWS_REGION: "us-east-1", ...variables },
        encoding: "utf8",
      });
      expect(loaded.stdout, loaded.stderr).to.equal("function");
    });
  }

  it("report-run makes its reports by the bundle beside it, which it loads by that name", async () => {
    const folder = path.join(made[0] as string, "lambdas", "report-run");
    expect(fs.readFileSync(path.join(folder, "index.js"), "utf8")).to.contain('require("./reports")');
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { ledgerReports } = require(path.join(folder, "reports")) as typeof Making;
    const now = new Date("2026-11-22T02:00:00.000Z");
    const [store, signer, passed] = [new MemoryStore(() => now), newSigner(), evaluation({ result: "pass" })];
    const lines = [run([passed]), passed].map((record) => `${JSON.stringify(record)}\n`).join("");
    await store.create(`${POLICY_RECORDS}clinic/run.jsonl`, Buffer.from(lines));
    await sealLedger({ store, signer, clock: () => now });
    const kept = await ledgerReports(store)({ signer, asOf: now.toISOString(), until: new Date("2033-11-22") });
    expect(kept.length).to.equal(FRAMEWORKS.length);
  }).timeout(120_000);

  it("are read in whole at a cold start, and so are 5 MB at most", () => {
    for (const name of functions) {
      expect(fs.statSync(path.join(made[0] as string, "lambdas", name, "index.js")).size, name).to.be.at.most(
        5_000_000,
      );
    }
  });

  it("are 3 MB at most, as they are zipped", () => {
    for (const name of functions) {
      const folder = path.join(made[0] as string, "lambdas", name);
      const zipped = Object.values(contentOf(folder)).map((content) => deflateRawSync(content).byteLength);
      expect(
        zipped.reduce((sum, bytes) => sum + bytes, 0),
        name,
      ).to.be.at.most(3_000_000);
    }
  });

  it("come from folders with a contract, and speak to AWS by adapters alone", () => {
    for (const name of functions) {
      const folder = path.join(root, "lambdas", name);
      expect(fs.readdirSync(folder), name).to.include("contract.ts");
      for (const [part, foreign] of [
        ["core.ts", /adapters|handler|@aws-sdk/],
        ["handler.ts", /adapters|@aws-sdk/],
      ] as const) {
        const file = path.join(folder, part);
        const imports = fs.existsSync(file) ? importsOf(root, file).map(({ to }) => to) : [];
        expect(
          imports.filter((to) => foreign.test(to)),
          `${name}/${part}`,
        ).to.deep.equal([]);
      }
    }
  });
});
