/** Options under `runtime.options` of a Pulumi.yaml or PulumiPolicy.yaml that this host understands. */
export interface RuntimeOptions {
  /** Run TypeScript sources through ts-node. The default is true, as it is for the official host. */
  typescript: boolean;
  /** Path of the tsconfig.json, relative to the program's folder; empty: the SDK looks for ./tsconfig.json. */
  tsconfig: string;
  /** Arguments for Node itself, already split into words. */
  nodeArgs: string[];
}

/**
 * Reads the options of a project file.
 * @throws Error naming the option, what was wanted and what came.
 */
export function parseRuntimeOptions(options: Record<string, unknown>): RuntimeOptions {
  const { typescript = true, tsconfig = "", nodeargs = "" } = options;
  if (typeof typescript !== "boolean") throw wrongType("typescript", "true or false", typescript);
  if (typeof tsconfig !== "string") throw wrongType("tsconfig", "a path", tsconfig);
  if (typeof nodeargs !== "string") throw wrongType("nodeargs", "a string", nodeargs);
  return { typescript, tsconfig, nodeArgs: splitWords(nodeargs) };
}

function wrongType(option: string, wanted: string, got: unknown): Error {
  return new Error(`runtime option "${option}" must be ${wanted}; got ${JSON.stringify(got)}`);
}

/**
 * Splits a command line into words as a POSIX shell does: blanks separate, single quotes keep everything, double
 * quotes keep blanks, a backslash keeps the next character. No variables, no globs.
 * @throws Error when a quote is left open.
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let i = 0; i < line.length; i++) {
    const c = line.charAt(i);
    if (c === "\\" && quote !== "'" && i + 1 < line.length) {
      word = (word ?? "") + line.charAt(++i);
    } else if (quote !== undefined) {
      if (c === quote) quote = undefined;
      else word = (word ?? "") + c;
    } else if (c === '"' || c === "'") {
      quote = c;
      word ??= "";
    } else if (/\s/.test(c)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + c;
    }
  }
  if (quote !== undefined) throw new Error(`runtime option "nodeargs" has an open ${quote} in: ${line}`);
  if (word !== undefined) words.push(word);
  return words;
}
