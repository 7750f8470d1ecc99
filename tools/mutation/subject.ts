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
  const users = usersOf(folders);
  const subjects = folders.flatMap((folder) => ofFolder(folder, users));
  const loaded = BESIDE.map(([file]) => path.join(root, file));
  for (const [file, test] of BESIDE)
    subjects.push({ file: path.join(root, file), afresh: loaded, testFiles: [path.join(root, test)] });
  const chosen = wanted.map((item) => path.resolve(root, item));
  if (chosen.length === 0) return subjects;
  return subjects.filter(({ file }) => chosen.some((item) => file === item || file.startsWith(item + path.sep)));
}

function ofFolder(folder: string, users: ReadonlyMap<string, ReadonlySet<string>>): Subject[] {
  const files = sourcesOf(folder);
  const testFiles = testsIn(files);
  return files
    .filter((file) => !file.endsWith(".test.ts") && path.basename(file) !== "index.ts")
    .map((file) => {
      const own = file.replace(/\.ts$/, ".test.ts");
      // A file without a table of its own may stand in this folder for the rules of others: theirs are its tests too.
      const elsewhere = testFiles.includes(own) ? [] : [...(users.get(file) ?? [])];
      return {
        file,
        afresh: [folder, ...elsewhere],
        testFiles: [
          ...[...testFiles].sort((a, b) => Number(b === own) - Number(a === own)),
          ...elsewhere.flatMap((other) => testsIn(sourcesOf(other))),
        ],
      };
    });
}

/** Folders whose files import a file of another folder, by that file. */
function usersOf(folders: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  for (const folder of folders) {
    for (const file of sourcesOf(folder)) {
      for (const [, from = ""] of fs.readFileSync(file, "utf8").matchAll(/ from "(\.[^"]+)";/g)) {
        const imported = `${path.resolve(path.dirname(file), from)}.ts`;
        if (imported.startsWith(folder + path.sep)) continue;
        users.set(imported, (users.get(imported) ?? new Set()).add(folder));
      }
    }
  }
  return users;
}

function sourcesOf(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(folder, name))
    .sort();
}

function testsIn(files: readonly string[]): string[] {
  return files.filter((file) => file.endsWith(".test.ts"));
}
