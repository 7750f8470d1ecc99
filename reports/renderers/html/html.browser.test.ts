import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Page } from "puppeteer-core";

import { openBrowser } from "../pdf/browser";
import type { OpenBrowser } from "../pdf/browser";
import { sampleReport } from "../../testing/sample-report";

import { renderHtml } from "./index";

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The page in a real browser. Needs Chromium: see `../pdf/browser.ts`. */
describe("report page in Chromium", function () {
  this.timeout(120_000);
  let folder: string;
  let url: string;
  let open: OpenBrowser;
  let page: Page;
  let requests: string[];

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "phiguard-page-"));
    url = `file://${path.join(folder, "report.html")}`;
    const made = sampleReport();
    writeFileSync(path.join(folder, "report.html"), renderHtml(made));
    open = await openBrowser();
  });
  after(async () => {
    await open?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    page = await open.browser.newPage();
    requests = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => requests.push(`error: ${String(error)}`));
    page.on("console", (message) => requests.push(`console: ${message.text()}`));
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(url);
  });
  afterEach(() => page.close());

  const violations = async (): Promise<string[]> => {
    await page.evaluate(AXE);
    const found = (await page.evaluate(
      `axe.run({ runOnly: ${JSON.stringify(TAGS)}, resultTypes: ["violations"] }).then((result) => result.violations)`,
    )) as Violation[];
    return found.map(({ id, nodes }) => `${id}: ${nodes.length}, first ${nodes[0]?.html.slice(0, 200)}`);
  };
  /** Every section as it is when the reader has come to it, and nothing cut off. */
  const layOutAll = () =>
    page.$$eval("main > section", (sections) => {
      for (const { style } of sections as HTMLElement[]) {
        style.contentVisibility = "visible";
        style.overflow = "visible";
      }
    });
  const visible = (selector: string) =>
    page.$$eval(selector, (items) => items.filter((item) => item.getClientRects().length > 0).length);

  it("asks for nothing but itself, and throws nothing", async () => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForNetworkIdle({ idleTime: 300 });
    expect(requests).to.deep.equal([url]);
  });

  it("has no axe violation in light, with every part unfolded", async () => {
    await page.$$eval("details", (boxes) => boxes.slice(0, 60).forEach((box) => (box.open = true)));
    await layOutAll();
    expect(await violations()).to.deep.equal([]);
  });

  it("has no axe violation in dark", async () => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).to.equal("rgb(20, 24, 28)");
    await layOutAll();
    expect(await violations()).to.deep.equal([]);
  });

  it("has no axe violation as it opens, before its sections are laid out", async () => {
    expect(await violations()).to.deep.equal([]);
  });

  it("has no axe violation at 390 px, and the page does not scroll sideways", async () => {
    await page.setViewport({ width: 390, height: 844 });
    await layOutAll();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390);
    expect(await violations()).to.deep.equal([]);
  });

  it("does not scroll sideways at 320 px, which is 400 % zoom of 1280 px", async () => {
    await page.setViewport({ width: 320, height: 700 });
    await page.$$eval("details", (boxes) => boxes.forEach((box) => (box.open = true)));
    await layOutAll();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(320);
  });

  it("begins with a skip link that leads to the report by keyboard, and shows where the focus is", async () => {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement!;
      const style = getComputedStyle(element);
      return {
        text: element.textContent?.trim(),
        left: element.getBoundingClientRect().left,
        outline: style.outlineStyle,
      };
    });
    expect(focused.text).to.equal("Skip to the report");
    expect(focused.left).to.be.at.least(0);
    expect(focused.outline).to.equal("solid");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal("main");
  });

  it("filters citations by word and state from the keyboard, and says how many are left", async () => {
    expect(await visible("#citations .card")).to.equal(88);
    await page.focus("#cit-q");
    await page.keyboard.type("encrypt 164.312");
    const shown = await visible("#citations .card");
    expect(shown).to.be.greaterThan(0).and.to.be.lessThan(88);
    expect(await page.$eval("#citations output", (output) => output.textContent)).to.equal(`${shown} of 88 shown`);
    await page.$eval("#cit-q", (input) => ((input as HTMLInputElement).value = ""));
    await page.select("#cit-s", "fail");
    const failing = await page.$$eval("#citations .card", (cards) =>
      cards.filter((card) => card.getClientRects().length > 0).map((card) => card.getAttribute("data-state")),
    );
    expect(new Set(failing)).to.deep.equal(new Set(["fail"]));
    await page.select("#cit-s", "");
    expect(await visible("#citations .card")).to.equal(88);
  });

  it("shows a link's target even where a filter hides it", async () => {
    await page.focus("#res-q");
    await page.keyboard.type("no such resource");
    expect(await visible("#resources tr[data-state]")).to.equal(0);
    await page.evaluate(() => (location.hash = "#r1"));
    await page.waitForFunction(() => document.querySelector("#r1")!.getClientRects().length > 0, { timeout: 3000 });
  });

  it("leads from a failing citation to its check, its resource and its record", async () => {
    const path = await page.evaluate(() => {
      const card = document.querySelector("#citations .c-fail:has(details)")!;
      const check = Array.from(card.querySelectorAll("details tbody tr"))
        .find((row) => row.querySelector(".st-fail"))!
        .querySelector("a")!;
      const checkCard = document.getElementById(check.hash.slice(1))!;
      const row = Array.from(checkCard.querySelectorAll("tbody tr")).find((one) =>
        one.querySelector("details dl.record"),
      )!;
      const resource = document.getElementById(row.querySelector("a")!.hash.slice(1))!;
      return {
        check: checkCard.closest("#checks") !== null,
        resource: resource.closest("#resources") !== null,
        record: row.querySelector("dl.record dd")!.textContent,
        back: Array.from(resource.querySelectorAll("a")).some((link) => link.hash === check.hash),
      };
    });
    expect(path).to.deep.include({ check: true, resource: true, back: true });
    expect(path.record).to.match(/^[0-9a-f]{64}$/);
  });

  it("is whole without the script: no filter, everything else", async () => {
    await page.setJavaScriptEnabled(false);
    await page.reload();
    await page.setJavaScriptEnabled(true);
    expect(await visible("form.filter")).to.equal(0);
    expect(await visible("#citations .card")).to.equal(88);
  });

  it("prints on A4, tagged, with nothing cut off at the right", async () => {
    const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true });
    const text = Buffer.from(pdf).toString("latin1");
    expect(text).to.contain("/MarkInfo").and.to.contain("/StructTreeRoot");
    expect(text).to.match(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    // Laid out for paper at the width of an A4 text block (182 mm at 96 px an inch), nothing may stick out.
    await page.emulateMediaType("print");
    await page.setViewport({ width: 688, height: 1000 });
    const wide = await page.evaluate(() =>
      Array.from(document.querySelectorAll("main *, header *"))
        .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().right > 689)
        .filter((element) => getComputedStyle(element).clipPath === "none" && element.closest(".vh") === null)
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(wide).to.deep.equal([]);
    const hidden = await page.$$eval(
      "form.filter",
      (forms) => forms.filter((form) => form.getClientRects().length > 0).length,
    );
    expect(hidden, "filters are not for paper").to.equal(0);
  });
});
