import { expect } from "chai";
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { ReportWriteError } from "./errors";
import { writeReport } from "./write";
import type { WritableFiles } from "./write";

describe("writing a report", () => {
  let folder: string;
  beforeEach(async () => (folder = await fs.mkdtemp(path.join(tmpdir(), "phiguard-write-"))));
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  const files = (text: string) =>
    new Map([
      ["report.html", text],
      ["report.json", text],
      ["citations.csv", text],
      ["findings.csv", text],
      ["records/a/dev.jsonl", text],
    ]);
  const failing = (name: keyof WritableFiles, code: string, after: number): WritableFiles => {
    let calls = 0;
    const real = fs[name] as (...args: unknown[]) => Promise<unknown>;
    const broken = async (...args: unknown[]) => {
      calls += 1;
      if (calls > after) throw Object.assign(new Error(code), { code });
      return real(...args);
    };
    return { ...fs, [name]: broken } as WritableFiles;
  };

  it("writes everything and replaces an earlier report whole", async () => {
    const outDir = path.join(folder, "deep/report");
    await writeReport({ files: files("one"), outDir });
    const paths = await writeReport({
      files: new Map([...files("two")].filter(([name]) => !name.startsWith("records"))),
      outDir,
    });
    expect(await fs.readFile(paths.html!, "utf8")).to.equal("two");
    expect((await fs.readdir(outDir)).sort()).to.deep.equal([
      "citations.csv",
      "findings.csv",
      "report.html",
      "report.json",
    ]);
    expect(await fs.readdir(path.join(folder, "deep"))).to.deep.equal(["report"]);
  });

  it("refuses a folder that holds something else, and leaves it alone", async () => {
    await fs.writeFile(path.join(folder, "thesis.txt"), "mine");
    const error = await writeReport({ files: files("one"), outDir: folder }).catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(ReportWriteError);
    expect((error as Error).message).to.contain('holds "thesis.txt"');
    expect(await fs.readdir(folder)).to.deep.equal(["thesis.txt"]);
  });

  it("says what is wrong with a path through a file", async () => {
    await fs.writeFile(path.join(folder, "file"), "");
    const error = await writeReport({ files: files("one"), outDir: path.join(folder, "file/report") }).catch(
      (caught: unknown) => caught,
    );
    expect((error as Error).message).to.contain("a part of the path is a file, not a folder. Nothing was written.");
  });

  const BROKEN: readonly [keyof WritableFiles, string, number, string][] = [
    ["writeFile", "ENOSPC", 2, "the disk is full"],
    ["writeFile", "EACCES", 0, "access is denied"],
    ["mkdir", "EROFS", 0, "the file system is read-only"],
    ["rename", "ENOSPC", 0, "the disk is full"],
    ["rename", "ENOSPC", 1, "the disk is full"],
  ];
  for (const [name, code, after, reason] of BROKEN) {
    it(`keeps the earlier report when ${name} ends with ${code} after ${after}`, async () => {
      const outDir = path.join(folder, "report");
      await writeReport({ files: files("one"), outDir });
      // The way back is a rename too: only the one that fails is broken.
      const broken = failing(name, code, after);
      let failed = false;
      const once: WritableFiles = {
        ...broken,
        [name]: async (...args: unknown[]) => {
          const call = (failed ? fs[name] : broken[name]) as (...all: unknown[]) => Promise<unknown>;
          return call(...args).catch((error: unknown) => {
            failed = true;
            throw error;
          });
        },
      };
      const error = await writeReport({ files: files("two"), outDir }, once).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(ReportWriteError);
      expect((error as Error).message).to.equal(
        `The report cannot be written to "${outDir}": ${reason}. Nothing was written.`,
      );
      expect(await fs.readFile(path.join(outDir, "report.html"), "utf8")).to.equal("one");
      expect(await fs.readdir(folder)).to.deep.equal(["report"]);
    });
  }
});
