import { expect } from "chai";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { auditEventSchema } from "../reports/model/audit-event";
import { openBrowser, type OpenBrowser } from "../reports/renderers/pdf/browser";
import { DESK_FOLDER, folderDesk } from "./review/folder-desk";
import { serveReview, type ReviewServer } from "./review/server";
import { ReviewSession } from "./review/session";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Synthetic notes. */
const NOTE = "Patient: Ada Moor, MRN 48213977. Seen 2026-03-04 by Dr. Quill. Keeps bees in the blue lighthouse.";
const SAMPLE = "Wound clean and dry. Return in two weeks.";
const IDENTIFYING = /Ada|Moor|48213977|Quill|lighthouse|moor-ada/;

/** The page in a real browser, by keyboard alone. Needs Chromium: see `../reports/renderers/pdf/browser.ts`. */
describe("review page in Chromium", function () {
  this.timeout(120_000);
  let folder: string;
  let open: OpenBrowser;
  let server: ReviewServer;
  let page: Page;
  let troubles: string[];
  let now = Date.parse("2026-11-22T10:00:00.000Z");

  before(async () => (open = await openBrowser()));
  after(() => open?.close());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-review-"));
    const id = "7c".repeat(32);
    for (const place of [`treatment/clinic-a/${id}`, "research/lab"])
      mkdirSync(join(folder, place), { recursive: true });
    writeFileSync(join(folder, `treatment/clinic-a/${id}/document`), NOTE);
    writeFileSync(
      join(folder, `treatment/clinic-a/${id}/reason.json`),
      JSON.stringify({ reasons: ["residual-risk", "found.name"], riskScore01: 0.981 }),
    );
    writeFileSync(join(folder, "research/lab/1f.txt"), SAMPLE);
    writeFileSync(join(folder, "research/lab/1f.result.json"), JSON.stringify({ route: { reasons: ["low-risk"] } }));
    writeFileSync(join(folder, "moor-ada-scan.bin"), Buffer.from([0xff, 0xfe, 0x00, 0x01]));
    const clock = (): Date => new Date(now);
    server = await serveReview(new ReviewSession(folderDesk(folder), "phi-reviewer", clock), 0, clock);
    page = await open.browser.newPage();
    troubles = [];
    page.on("pageerror", (error) => troubles.push(String(error)));
    page.on("console", (message) => troubles.push(message.text()));
    await page.setViewport({ width: 1100, height: 900 });
  });
  afterEach(async () => {
    await page.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const enter = () => page.goto(server.address);
  const text = () => page.$eval("body", (body) => body.textContent ?? "");
  const violations = async (): Promise<string[]> => {
    await page.evaluate(AXE);
    const found = (await page.evaluate(
      `axe.run({ runOnly: ${JSON.stringify(TAGS)}, resultTypes: ["violations"] }).then((result) => result.violations)`,
    )) as { id: string; nodes: { html: string }[] }[];
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
  };
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  /** Tabs until the focus is where a text says, then presses Enter and waits for the next page. */
  const go = async (wanted: RegExp): Promise<void> => {
    for (let steps = 0; steps < 80 && !wanted.test(await focused()); steps += 1) await page.keyboard.press("Tab");
    expect(await focused()).to.match(wanted);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  };
  const toNote = async (): Promise<void> => {
    await enter();
    const rows = await page.$$eval("tbody tr", (all) => all.map((row) => row.textContent ?? ""));
    await page.goto(
      await page.$$eval(
        "tbody tr",
        (all, at) => all[at]!.querySelector("a")!.href,
        rows.findIndex((row) => row.includes("residual-risk")),
      ),
    );
  };
  const written = (name: string): string => readFileSync(join(folder, DESK_FOLDER, name), "utf8");

  it("shows what waits with reasons and risk, and no name of a file", async () => {
    await enter();
    const shown = await text();
    expect(shown).to.contain("3 documents wait").and.to.contain("residual-risk, found.name").and.to.contain("0.981");
    expect(shown).to.contain("Sample of what was let out").and.to.not.match(IDENTIFYING);
    expect(page.url()).to.not.contain("enter");
    expect(await violations()).to.deep.equal([]);
  });

  it("shows a document with every place shut, and sends nothing of what is shut", async () => {
    await toNote();
    const source = await page.content();
    expect(source)
      .to.contain("Keeps bees")
      .and.to.not.match(/Ada|Moor|48213977|Quill/);
    expect(await violations()).to.deep.equal([]);
    expect(troubles).to.deep.equal([]);
  });

  it("is used by keyboard alone: opens, confirms, rejects, marks what was missed, and masks", async () => {
    await toNote();
    await go(/^NAME place 1,/);
    expect(await text()).to.contain("Ada Moor");
    expect(await violations()).to.deep.equal([]);
    await go(/^Confirm NAME place 1,/);
    expect(await text()).to.not.contain("Ada Moor");
    expect(await focused()).to.match(/place 2, not judged/);
    await go(/^ID place 2,/);
    await go(/^Reject ID place 2,/);
    for (
      let steps = 0;
      steps < 80 && !(await page.evaluate(() => document.activeElement?.matches("[name=words]")));
      steps += 1
    )
      await page.keyboard.press("Tab");
    await page.keyboard.type("blue lighthouse");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    expect(await text()).to.contain("1 place was marked.");
    await go(/^Mask and release/);
    expect(await text())
      .to.contain("The decision was written.")
      .and.to.contain("2 documents wait");
    const [masked] = readdirSync(join(folder, DESK_FOLDER, "masked"));
    expect(masked).to.match(/^[0-9a-f]{64}\.txt$/);
    expect(written(`masked/${masked}`)).to.equal(
      "Patient: *** ****, MRN 48213977. Seen ****-**-** by Dr. *****. Keeps bees in the **** **********.",
    );
    expect(written("decisions.jsonl")).to.not.match(IDENTIFYING);
    const event = auditEventSchema.parse(JSON.parse(written("decisions.jsonl")));
    expect(event).to.include({ action: "document.reviewed", reason: "review-mask", actor: "role:phi-reviewer" });
    expect(event.detail).to.include({ confirmed: 1, rejected: 1, added: 1 });
    const [labels] = readdirSync(join(folder, DESK_FOLDER, "labels"));
    const { spans } = JSON.parse(written(`labels/${labels}`)) as {
      spans: { begin: number; end: number; verdict: string }[];
    };
    const added = spans.find(({ verdict }) => verdict === "added")!;
    expect(NOTE.slice(added.begin, added.end)).to.equal("blue lighthouse");
    expect(written(`labels/${labels}`)).to.not.match(IDENTIFYING);
    expect(statSync(join(folder, DESK_FOLDER, "labels", labels!)).mode & 0o077).to.equal(0);
  });

  it("does not release a document with a place that nobody rejected", async () => {
    await toNote();
    await go(/^Release as it is/);
    expect(await text()).to.contain("Not released: there are places that you have not rejected.");
    expect(readdirSync(folder)).to.not.include(DESK_FOLDER);
  });

  it("lets what cannot be read only be kept", async () => {
    await enter();
    const links = await page.$$eval("tbody a", (all) => all.map((link) => link.href));
    let isShown = true;
    for (const link of links) {
      await page.goto(link);
      if ((await text()).includes("cannot be shown")) {
        isShown = false;
        break;
      }
    }
    expect(isShown).to.equal(false);
    expect(await page.$$eval("[name=decide]", (all) => all.map(({ textContent }) => textContent))).to.deep.equal([
      "Keep",
    ]);
    expect(await violations()).to.deep.equal([]);
  });

  it("has no axe violation in dark and at 390 px, and does not scroll sideways", async () => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
    await page.setViewport({ width: 390, height: 844 });
    await toNote();
    await go(/^NAME place 1,/);
    expect(await violations()).to.deep.equal([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390);
  });

  it("opens its address once, and closes after a quarter of an hour without a touch", async () => {
    await enter();
    const second = await open.browser.createBrowserContext();
    const other = await second.newPage();
    expect((await other.goto(server.address))!.status()).to.equal(403);
    await second.close();
    now += 16 * 60_000;
    expect((await page.goto(new URL("/", page.url()).href))!.status()).to.equal(403);
    now -= 16 * 60_000;
  });

  it("answers nobody who has no cookie, another host's name or another page's form, and lets nothing be kept", async () => {
    await toNote();
    const { href, origin, host } = new URL(page.url());
    const cookie = (await page.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const status = async (url: string, init: RequestInit = {}): Promise<number> =>
      (await fetch(url, { ...init, redirect: "manual" })).status;
    expect(await status(href)).to.equal(403);
    const form = { method: "POST", headers: { cookie, "content-type": "application/x-www-form-urlencoded" } };
    expect(await status(href, { ...form, body: "decide=keep" })).to.equal(400);
    expect(await status(href, { ...form, body: `decide=keep&secret=${"x".repeat(32)}` })).to.equal(400);
    expect(await status(`${origin}/documents/quarantine/${"0".repeat(64)}`, { headers: { cookie } })).to.equal(404);
    const { request } = await import("node:http");
    const rebound = await new Promise<number>((done) =>
      request(
        { port: host.split(":")[1], host: "127.0.0.1", path: "/", headers: { host: "review.example", cookie } },
        (answer) => done(answer.statusCode!),
      ).end(),
    );
    expect(rebound).to.equal(421);
    const { headers } = await fetch(href, { headers: { cookie } });
    expect(headers.get("cache-control")).to.equal("no-store");
    expect(headers.get("content-security-policy"))
      .to.match(/^default-src 'none';/)
      .and.to.not.contain("script");
    expect(readdirSync(folder)).to.not.include(DESK_FOLDER);
  });
});
