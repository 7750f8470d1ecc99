import { expect } from "chai";
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { ElementHandle, Page } from "puppeteer-core";

import { makeReport } from "../../index";
import { signerFromPem, generateKey } from "../../ledger/keys";
import { evaluation, rule, run } from "../../testing/builders";
import { writeSample } from "../../testing/sample";
import { openBrowser, type OpenBrowser } from "../pdf/browser";

/** The page's own look at its bundle, in a real browser, from a file and without a network. Needs Chromium: see `../pdf/browser.ts`. */
describe("a report page and the files beside it", function () {
  this.timeout(120_000);
  let folder: string;
  let open: OpenBrowser;
  let page: Page;
  let requests: string[];
  const at = (name: string): string => path.join(folder, "report", name);

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "phiguard-self-"));
    const one = evaluation();
    await writeSample(path.join(folder, "evidence"), [run([one]), one]);
    open = await openBrowser();
  });
  beforeEach(async () => {
    rmSync(at("."), { recursive: true, force: true });
    await makeReport({
      evidenceDir: path.join(folder, "evidence"),
      outDir: at("."),
      asOf: "2026-11-22T08:00:00Z",
      rules: [rule("r1", ["164.312(b)"])],
      signer: signerFromPem(generateKey().pem, "a test's key"),
    });
    page = await open.browser.newPage();
    await page.setOfflineMode(true);
    await page.goto(`file://${at("report.html")}`);
    requests = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => requests.push(`error: ${String(error)}`));
  });
  afterEach(() => page.close());
  after(async () => {
    await open?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const verdict = async (): Promise<string> => {
    const input = (await page.$("#check-files")) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(at("."));
    await page.waitForFunction(`!["", "Checking"].includes(document.querySelector("#check output").textContent)`);
    return (await page.evaluate(`document.querySelector("#check output").textContent`)) as string;
  };

  it("shows that they are as the list says, names the key, and that a page can't vouch for itself", async () => {
    expect(await page.evaluate(`document.getElementById("method").textContent`)).to.contain(
      "A page can't vouch for itself: whoever changed these files could have changed this page, too.",
    );
    expect(await verdict()).to.match(
      /^All \d+ files are as the list says\.\nThe list names the key [0-9a-f]{64}; its signature is not checked here\.$/,
    );
    expect(requests).to.deep.equal([]);
  });

  const spoils: readonly (readonly [string, () => void, string])[] = [
    ["an altered file", () => writeFileSync(at("records/dev.jsonl"), "x"), "records/dev.jsonl was altered"],
    ["a missing file", () => unlinkSync(at("citations.csv")), "citations.csv is missing"],
    ["a foreign file", () => writeFileSync(at("note.txt"), "x"), "note.txt is not in the list"],
    ["a list that is gone", () => unlinkSync(at("bundle.json")), "has no bundle.json"],
    ["a list that is none", () => writeFileSync(at("bundle.json"), "{"), "is no list of a report"],
  ];
  for (const [name, spoil, says] of spoils) {
    it(`names ${name}`, async () => {
      spoil();
      expect(await verdict()).to.contain(says);
    });
  }
});
