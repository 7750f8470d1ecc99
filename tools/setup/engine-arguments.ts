/** What the set-up must know of a command line for the engine; all else goes through untouched. */
export interface EngineArguments {
  /** First word that is no flag, e.g. `preview`; undefined for `pulumi --help`. */
  command: string | undefined;
  /** Second such word, e.g. `init` of `stack init`. */
  subcommand: string | undefined;
  /** Value of --stack or -s; of `stack select <name>` the name. */
  stack: string | undefined;
  /** Value of --cwd or -C. */
  cwd: string | undefined;
  /** Whether the user names a configuration file. */
  hasConfigFile: boolean;
}

/** Flags of every command that take the next word as their value. */
const VALUE_FLAGS = new Set(["--cwd", "-C", "--stack", "-s", "--color", "--verbose", "-v", "--profiling", "--tracing"]);

/** Reads a command line of `pulumi`, given without the program's name. */
export function readEngineArguments(args: readonly string[]): EngineArguments {
  const words: string[] = [];
  const values = new Map<string, string>();
  let hasConfigFile = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === "--") break;
    if (arg === "--config-file" || arg.startsWith("--config-file=")) hasConfigFile = true;
    if (!arg.startsWith("-")) {
      words.push(arg);
      continue;
    }
    const split = arg.indexOf("=");
    const name = split > 0 ? arg.slice(0, split) : arg;
    if (!VALUE_FLAGS.has(name)) continue;
    const value = split > 0 ? arg.slice(split + 1) : args[++i];
    if (value !== undefined) values.set(name, value);
  }
  return {
    command: words[0],
    subcommand: words[1],
    stack: values.get("--stack") ?? values.get("-s") ?? (isSelect(words) ? words[2] : undefined),
    cwd: values.get("--cwd") ?? values.get("-C"),
    hasConfigFile,
  };
}

function isSelect(words: readonly string[]): boolean {
  return words[0] === "stack" && words[1] === "select";
}

/** Commands that write the state's encryption salt into the stack's configuration file when it has none. */
const RUNS_STACK = new Set(["preview", "pre", "up", "update", "refresh", "destroy", "down", "dn", "import", "watch"]);

/** Whether the command runs a stack and takes `--config-file`. */
export function runsStack(args: EngineArguments): boolean {
  return args.command !== undefined && RUNS_STACK.has(args.command);
}
