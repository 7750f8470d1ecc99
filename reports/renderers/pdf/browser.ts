import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Browser } from "puppeteer-core";

import { PdfError } from "../../errors";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** The one place that says where Chromium is: `CHROMIUM_PATH`, else the first known name on PATH; undefined where there is none. */
export function chromiumPath(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== "") return named;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

export interface OpenBrowser {
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** The longest that one step may take, such as printing a long report. */
const PATIENCE_MS = 600_000;

/** A headless Chromium with a profile of its own, which makes no request by itself. @throws PdfError where there is none. */
export async function openBrowser(): Promise<OpenBrowser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined)
    throw new PdfError(
      "Chromium is needed for this and was not found: install the package chromium, or name one in CHROMIUM_PATH.",
    );
  const userDataDir = mkdtempSync(path.join(tmpdir(), "phiguard-chromium-"));
  // Loaded here, for most reports are made without it.
  const { launch } = await import("puppeteer-core");
  const browser = await launch({
    executablePath,
    userDataDir,
    headless: true,
    protocolTimeout: PATIENCE_MS,
    args: [
      // Chromium refuses its sandbox to root, which a container's user often is.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const close = async () => {
    await browser.close();
    rmSync(userDataDir, { recursive: true, force: true });
  };
  return { browser, close };
}
