import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { classPath } from "../setup/java-tool";

/** Parses statements by Trino's grammar, which Athena's engine version 3 follows. @returns what the parser said, its count last. */
export function parseStatements(
  parserFolder: string,
  statements: ReadonlyMap<string, string>,
): { readonly ok: boolean; readonly said: string } {
  const folder = mkdtempSync(path.join(tmpdir(), "phiguard-sql-"));
  try {
    const files = [...statements].map(([name, sql]) => {
      const file = path.join(folder, `${name}.sql`);
      writeFileSync(file, sql);
      return file;
    });
    const { status, stdout, stderr } = spawnSync("java", ["-cp", classPath(parserFolder), "ParseSql", ...files], {
      encoding: "utf8",
    });
    return { ok: status === 0, said: `${stdout ?? ""}${stderr ?? "no Java"}`.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
