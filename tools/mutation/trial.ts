import * as fs from "node:fs";
import Module from "node:module";
import * as path from "node:path";
import { transformSync } from "esbuild";
import * as answer from "../../policies/answer";
import * as predicates from "../../policies/predicates";
import type { Mutant } from "./mutants";

interface Loading {
  _compile(code: string, file: string): void;
}

type Test = () => unknown;

/**
 * Loads a folder's tests again and again with one file changed, inside this process: mocha's words are played by functions that run a test as
 * soon as it is declared. A mutant costs the loading of the folder and the tests up to the first one that fails.
 */
export class Trial {
  private readonly compiled = new Map<string, string>();
  private changed: { readonly file: string; readonly code: string } | undefined;
  private tests: { name: string; run: Test }[] = [];

  /** @param afresh files and folders that are loaded again for each mutant; @param testFiles the tests, the likeliest to fail first. */
  constructor(
    private readonly afresh: readonly string[],
    private readonly testFiles: readonly string[],
  ) {
    const extensions = (Module as unknown as { _extensions: Record<string, (module: Loading, file: string) => void> })
      ._extensions;
    extensions[".ts"] = (module, file) => module._compile(this.codeOf(file), file);
    const scope = globalThis as unknown as Record<string, unknown>;
    scope["__mutation"] = { ...answer, ...predicates };
    const names: string[] = [];
    scope["describe"] = (name: string, body: () => void) => {
      names.push(name);
      body();
      names.pop();
    };
    scope["it"] = (name: string, run: Test) => this.tests.push({ name: [...names, name].join(" "), run });
    for (const hook of ["before", "beforeEach", "after", "afterEach"]) scope[hook] = (run: Test) => run();
  }

  /** The first test that fails with the file so changed, or undefined when none does. */
  async killer(file: string, mutant: Mutant | undefined): Promise<string | undefined> {
    if (mutant !== undefined) {
      const text = fs.readFileSync(file, "utf8");
      const mutated = text.slice(0, mutant.start) + mutant.replacement + text.slice(mutant.end);
      try {
        this.changed = { file, code: compile(mutated, file) };
      } catch {
        return "it does not compile";
      }
    }
    try {
      this.forget();
      for (const testFile of this.testFiles) {
        this.tests = [];
        try {
          // eslint-disable-next-line @typescript-eslint/no-require-imports -- the file is loaded afresh each time
          require(testFile);
        } catch (error) {
          return `${path.basename(testFile)} does not load: ${error instanceof Error ? error.message : String(error)}`;
        }
        for (const { name, run } of this.tests) {
          try {
            await run();
          } catch {
            return name;
          }
        }
      }
      return undefined;
    } finally {
      this.changed = undefined;
    }
  }

  private codeOf(file: string): string {
    if (this.changed?.file === file) return this.changed.code;
    let code = this.compiled.get(file);
    if (code === undefined) {
      code = compile(fs.readFileSync(file, "utf8"), file);
      this.compiled.set(file, code);
    }
    return code;
  }

  private forget(): void {
    for (const file of Object.keys(require.cache)) {
      const again = this.afresh.some((item) => file === item || file.startsWith(item + path.sep));
      if (again || this.testFiles.includes(file)) delete require.cache[file];
    }
  }
}

function compile(text: string, file: string): string {
  return transformSync(text, { loader: "ts", format: "cjs", target: "node20", sourcefile: file }).code;
}
