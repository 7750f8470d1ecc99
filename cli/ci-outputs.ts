import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Command } from "commander";
import { ruleInfos } from "../policies/catalog";
import type { PolicyRecord } from "../policies/record";
import { judgedRuns, renderJunit, renderMarkdown, renderSarif, type CiReport } from "../reports/ci";
import { readProject } from "../tools/in-process/project";
import { writeWhole } from "../tools/setup/files";
import { UserError } from "./failure";

/** Files that a command writes for CI, by what the user named. */
export interface CiOutputs {
  readonly sarif?: string;
  readonly junit?: string;
  readonly markdown?: string;
}

const RENDERERS: Readonly<Record<keyof CiOutputs, (report: CiReport) => string>> = {
  sarif: renderSarif,
  junit: renderJunit,
  markdown: renderMarkdown,
};

export function withCiOutputs(command: Command): Command {
  return command
    .option("--sarif <file>", "write SARIF 2.1.0 for code scanning")
    .option("--junit <file>", "write JUnit XML for CI's test page")
    .option("--markdown <file>", "write a short summary for a pull request");
}

/**
 * @param projectDir folder of the Pulumi project that the records speak of.
 * @param program a program file in it, in place of the project's own entry.
 * @returns the files written.
 */
export function writeCiOutputs(
  outputs: CiOutputs,
  records: readonly PolicyRecord[],
  projectDir: string,
  program?: string,
): string[] {
  const wanted = (Object.keys(RENDERERS) as (keyof CiOutputs)[]).flatMap((name) => {
    const file = outputs[name];
    return file === undefined ? [] : [{ render: RENDERERS[name], file: resolve(file) }];
  });
  if (wanted.length === 0) return [];
  const report: CiReport = {
    runs: judgedRuns(records),
    rules: new Map(ruleInfos().map((info) => [info.id, info])),
    ...placesOf(resolve(projectDir), program),
  };
  for (const { render, file } of wanted) {
    try {
      writeWhole(file, render(report));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === undefined) throw error;
      throw new UserError(`${file} can't be written (${code}).`);
    }
  }
  return wanted.map(({ file }) => file);
}

function placesOf(projectDir: string, program: string | undefined): Pick<CiReport, "entryFile" | "projectFolder"> {
  const root = repositoryOf(projectDir);
  const below = (file: string): string => relative(root, file).split(sep).join("/");
  return { projectFolder: below(projectDir), entryFile: below(entryOf(projectDir, program)) };
}

function entryOf(projectDir: string, program: string | undefined): string {
  if (program !== undefined) return join(projectDir, program);
  if (!existsSync(join(projectDir, "Pulumi.yaml"))) return join(projectDir, "index.ts");
  const { programDirectory, entryPoint } = readProject(projectDir);
  if (entryPoint !== ".") return resolve(programDirectory, entryPoint);
  const [found = "Pulumi.yaml"] = ["index.ts", "index.js"].filter((name) => existsSync(join(programDirectory, name)));
  return join(programDirectory, found);
}

/** The folder with .git above; the project's own where there is none. */
function repositoryOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return folder;
  }
}
