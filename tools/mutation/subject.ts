import * as fs from "node:fs";
import * as path from "node:path";

/** A source file whose mutants are tried, and the tests that must notice them. */
export interface Subject {
  readonly file: string;
  /** Files and folders that are loaded afresh for each mutant. */
  readonly afresh: readonly string[];
  readonly testFiles: readonly string[];
}

export type WorkerReport =
  | { readonly kind: "broken"; readonly test: string }
  | { readonly kind: "trying"; readonly position: number; readonly of: number }
  | {
      readonly kind: "tried";
      readonly position: number;
      readonly killed: boolean;
      readonly line: number;
      readonly change: string;
    }
  | { readonly kind: "done"; readonly of: number };

/** Beside the rules: the evaluator of policy documents, which half of the rules stand on, with its tests. */
const BESIDE: readonly [file: string, test: string][] = [
  ["policies/policy-document.ts", "policies/policy-document.test.ts"],
  ["policies/policy-condition.ts", "policies/policy-document.test.ts"],
  ["policies/glob.ts", "policies/glob.test.ts"],
];

/**
 * Every rule file and the policy-document evaluator.
 * @param wanted paths below the checkout; all files below them, or everything where none is named.
 */
export function subjectsOf(root: string, wanted: readonly string[]): Subject[] {
  const rules = path.join(root, "policies", "rules");
  const folders = fs
    .readdirSync(rules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(rules, name));
  const subjects = folders.flatMap((folder) => ofFolder(folder));
  const loaded = BESIDE.map(([file]) => path.join(root, file));
  for (const [file, test] of BESIDE)
    subjects.push({ file: path.join(root, file), afresh: loaded, testFiles: [path.join(root, test)] });
  const chosen = wanted.map((item) => path.resolve(root, item));
  if (chosen.length === 0) return subjects;
  return subjects.filter(({ file }) => chosen.some((item) => file === item || file.startsWith(item + path.sep)));
}

function ofFolder(folder: string): Subject[] {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(folder, name))
    .sort();
  const testFiles = files.filter((file) => file.endsWith(".test.ts"));
  return files
    .filter((file) => !file.endsWith(".test.ts") && path.basename(file) !== "index.ts")
    .map((file) => {
      const own = file.replace(/\.ts$/, ".test.ts");
      return {
        file,
        afresh: [folder],
        testFiles: [...testFiles].sort((a, b) => Number(b === own) - Number(a === own)),
      };
    });
}
