import * as fs from "node:fs";
import { isBuiltin } from "node:module";
import * as path from "node:path";
import { build, version as esbuildVersion, type BuildOptions, type Metafile } from "esbuild";
import { SetupError } from "./errors";
import { readIfPresent, sha256, writeWhole } from "./files";
import type { Places } from "./places";

/** One thing that is built: where it starts, where it goes, what lies beside it. */
interface Target {
  name: string;
  part: Part;
  /** Path of the entry below the checkout. */
  entry: string;
  /** Path of the bundle below dist/. */
  output: string;
  options?: BuildOptions;
  /** Files made beside the bundle: path below dist/, content, mode. */
  beside?: (root: string) => { output: string; content: string; mode?: number }[];
  /** More files the result depends on, below the checkout. */
  extraInputs?: string[];
  /** @throws SetupError when the bundle holds what it must not. */
  check?: (meta: Metafile) => void;
}

/** What a build was made from; while nothing of it has changed, there is nothing to do. */
interface BuildRecord {
  key: string;
  inputs: Record<string, { bytes: number; modifiedMs: number; sha256: string }>;
  outputs: string[];
}

/** The SDK and all that loads it stay outside: it finds TypeScript, its own files and other copies of itself by path. */
const SDK_OUTSIDE: BuildOptions = { packages: "external" };

/** Packages' ES modules, where they have them: what nothing asks for is left out, which halves the loading of a large SDK client. */
const SHAKEN: BuildOptions = {
  mainFields: ["module", "main"],
  minifySyntax: true,
  minifyWhitespace: true,
  target: "node22",
};

/** Loaded into programs by the language host; see there. */
const QUIET_SDK = "tools/language-host/quiet-sdk.cjs";

/** Folders of policies/packs. */
const PACKS = ["hipaa", "nist-csf", "soc2"] as const;

const TARGETS: Target[] = [
  {
    name: "language-host",
    part: "standins",
    entry: "tools/language-host/main.ts",
    output: "standins/language-host.js",
    extraInputs: [QUIET_SDK],
    beside: (root) => [
      launcher("pulumi-language-nodejs", "language-host.js"),
      { output: "standins/quiet-sdk.cjs", content: fs.readFileSync(path.join(root, QUIET_SDK), "utf8") },
    ],
  },
  {
    name: "standin-aws",
    part: "standins",
    entry: "tools/standins/aws/main.ts",
    output: "standins/aws.js",
    options: { external: ["@pulumi/aws"] },
    beside: () => [launcher("pulumi-resource-aws", "aws.js")],
  },
  {
    name: "standin-awsx",
    part: "standins",
    entry: "tools/standins/awsx/main.ts",
    output: "standins/awsx.js",
    options: SDK_OUTSIDE,
    beside: () => [launcher("pulumi-resource-awsx", "awsx.js")],
  },
  {
    name: "cli",
    part: "cli",
    entry: "cli/phiguard.ts",
    output: "cli/phiguard.js",
    // What a command needs lies beside it and is loaded when it is asked for.
    options: { external: ["./program", "./phi-program"], banner: { js: "#!/usr/bin/env node" } },
  },
  { name: "cli-phi", part: "cli", entry: "cli/phi-program.ts", output: "cli/phi-program.js", check: assertNoPulumi },
  {
    name: "phi-library",
    part: "library",
    entry: "lambdas/phi/library.ts",
    output: "phi/index.js",
    check: assertNoPulumi,
  },
  {
    name: "library",
    part: "library",
    entry: "policies/index.ts",
    output: "policies/index.js",
  },
  {
    name: "library-testing",
    part: "library",
    entry: "policies/testing/index.ts",
    output: "policies/testing.js",
    options: { external: ["chai"] },
  },
  ...["main", "health"].map((name) => containerTarget("stream-consumer", name)),
  ...PACKS.map((name): Target => {
    const folder = `policies/packs/${name}`;
    return {
      name: `pack-${name}`,
      part: "packs",
      entry: `${folder}/index.ts`,
      output: `packs/${name}/index.js`,
      options: { minifySyntax: true },
      extraInputs: [`${folder}/PulumiPolicy.yaml`, "package.json"],
      beside: (root) => packFiles(root, name),
      check: assertSelfContained,
    };
  }),
];

/** The command but for its entry, and in a folder beside it the queries that it reads. */
function cliTarget(root: string): Target {
  const folder = "reports/queries";
  const queries = fs.readdirSync(path.join(root, folder)).filter((name) => name.endsWith(".sql"));
  return {
    name: "cli-program",
    part: "cli",
    entry: "cli/program.ts",
    output: "cli/program.js",
    options: {
      // The SDK and its messages stay outside, and so must the two packages they share objects with; DuckDB and libsql have native parts.
      external: [
        "@pulumi/*",
        "@grpc/grpc-js",
        "google-protobuf",
        "esbuild",
        "typescript",
        "ts-node",
        "puppeteer-core",
        "@duckdb/node-api",
        "libsql",
      ],
    },
    extraInputs: queries.map((name) => `${folder}/${name}`),
    beside: () =>
      queries.map((name) => ({
        output: `cli/queries/${name}`,
        content: fs.readFileSync(path.join(root, folder, name), "utf8"),
      })),
  };
}

/** The parts a command may need. */
export type Part = "standins" | "packs" | "cli" | "library" | "lambdas" | "containers";

/** A program of a container's image: its Dockerfile, beside the source, copies what lies in dist/containers/. */
function containerTarget(image: string, name: string): Target {
  return {
    name: `container-${image}-${name}`,
    part: "containers",
    entry: `lambdas/${image}/${name}.ts`,
    output: `containers/${image}/${name}.js`,
    // The driver's native part is optional and not installed.
    options: { ...SHAKEN, external: ["pg-native"] },
    check: assertNoPulumi,
  };
}

/** Where the functions' code is, and below dist/ the folder of their bundles, which components/compute/bundle.ts names too. */
const LAMBDAS = "lambdas";

/**
 * Modules that a function's index.ts loads by `require` once they are needed. Each is a bundle of its own beside the function's: a cold start
 * reads every byte of a file, whether anything in it runs or not.
 */
export const LOADED_LATER: Readonly<Record<string, readonly string[]>> = { "report-run": ["reports"] };

/**
 * What reports load when it is asked for, and no function asks for: Chromium to print with, DuckDB, which has a native part, and the PHI engine
 * (by the path that reports alone name it by), which reads organisation files.
 */
const NOT_IN_FUNCTIONS = ["puppeteer-core", "@duckdb/node-api", "../../lambdas/phi/text"];

/**
 * One bundle a function, and one for each module that it loads later: each folder of lambdas/ that has an index.ts. All packages go in, the
 * AWS SDK too, so that what runs is what was tested; Lambda's own copy changes under a function. The same sources give the same bytes on
 * every machine.
 */
function lambdaTargets(root: string): Target[] {
  const folder = path.join(root, LAMBDAS);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, "index.ts")))
    .sort()
    .flatMap((name) => {
      const later = LOADED_LATER[name] ?? [];
      const targetOf = (module: string, target: string, outside: readonly string[]): Target => ({
        name: target,
        part: "lambdas",
        entry: `${LAMBDAS}/${name}/${module}.ts`,
        output: `${LAMBDAS}/${name}/${module}.js`,
        options: { ...SHAKEN, external: [...NOT_IN_FUNCTIONS, ...outside] },
        check: assertNoPulumi,
      });
      return [
        targetOf(
          "index",
          `lambda-${name}`,
          later.map((module) => `./${module}`),
        ),
        ...later.map((module) => targetOf(module, `lambda-${name}-${module}`, [])),
      ];
    });
}

/**
 * Builds those parts of dist/ whose sources have changed, each file whole or not at all.
 * @returns the names of what was built; empty when nothing had changed.
 * @throws SetupError naming the file and line of a source that does not bundle.
 */
export async function buildParts(places: Places, parts: readonly Part[]): Promise<string[]> {
  const lockHash = sha256(readIfPresent(path.join(places.root, "package-lock.json")) ?? "");
  const targets = [
    ...TARGETS,
    ...(parts.includes("cli") ? [cliTarget(places.root)] : []),
    ...(parts.includes("lambdas") ? lambdaTargets(places.root) : []),
  ];
  const stale = targets.filter(
    (target) => parts.includes(target.part) && !isFresh(places, target, keyOf(target, lockHash)),
  );
  await Promise.all(stale.map((target) => buildOne(places, target, keyOf(target, lockHash))));
  return stale.map((target) => target.name);
}

function keyOf(target: Target, lockHash: string): string {
  return sha256(esbuildVersion, lockHash, JSON.stringify(target), String(target.beside), String(target.check));
}

async function buildOne(places: Places, target: Target, key: string): Promise<void> {
  if (!fs.existsSync(path.join(places.root, target.entry))) {
    throw new SetupError(`${target.entry} is missing: this checkout is not complete.`);
  }
  const result = await build({
    target: "node20",
    ...target.options,
    absWorkingDir: places.root,
    entryPoints: [target.entry],
    outfile: path.join(places.dist, target.output),
    bundle: true,
    platform: "node",
    format: "cjs",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "silent",
  }).catch((error: unknown) => {
    throw new SetupError(bundleFailure(target, error));
  });
  target.check?.(result.metafile);
  const outputs = [];
  for (const file of result.outputFiles) {
    writeWhole(file.path, file.contents, target.options?.banner === undefined ? 0o644 : 0o755);
    outputs.push(path.relative(places.dist, file.path));
  }
  for (const file of target.beside?.(places.root) ?? []) {
    writeWhole(path.join(places.dist, file.output), file.content, file.mode);
    outputs.push(file.output);
  }
  // Packages are covered by the lock file's hash; only the project's own sources are watched one by one.
  const sources = Object.keys(result.metafile.inputs).filter((file) => !file.includes("node_modules/"));
  const inputs: BuildRecord["inputs"] = {};
  for (const file of [...sources, ...(target.extraInputs ?? [])]) {
    const absolute = path.join(places.root, file);
    const stat = fs.statSync(absolute);
    inputs[file] = { bytes: stat.size, modifiedMs: stat.mtimeMs, sha256: sha256(fs.readFileSync(absolute)) };
  }
  writeWhole(recordFile(places, target), JSON.stringify({ key, inputs, outputs } satisfies BuildRecord));
}

function isFresh(places: Places, target: Target, key: string): boolean {
  const record = JSON.parse(readIfPresent(recordFile(places, target)) ?? "null") as BuildRecord | null;
  if (record?.key !== key) return false;
  return (
    record.outputs.every((file) => fs.existsSync(path.join(places.dist, file))) &&
    Object.entries(record.inputs).every(([file, known]) => {
      const absolute = path.join(places.root, file);
      const stat = fs.statSync(absolute, { throwIfNoEntry: false });
      if (stat === undefined || stat.size !== known.bytes) return false;
      return stat.mtimeMs === known.modifiedMs || sha256(fs.readFileSync(absolute)) === known.sha256;
    })
  );
}

function recordFile(places: Places, target: Target): string {
  return path.join(places.dist, ".build", `${target.name}.json`);
}

function launcher(name: string, bundle: string): { output: string; content: string; mode: number } {
  return {
    output: `standins/bin/${name}`,
    content: `#!/bin/sh\nexec node "\${0%/*}/../${bundle}" "$@"\n`,
    mode: 0o755,
  };
}

/** The pack's project file and package.json, for a folder that `pulumi policy publish` takes as it is. */
function packFiles(root: string, pack: string): { output: string; content: string }[] {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as {
    version: string;
    license: string;
    dependencies: Record<string, string>;
  };
  const sdk = manifest.dependencies["@pulumi/pulumi"];
  return [
    {
      output: `packs/${pack}/PulumiPolicy.yaml`,
      content: fs.readFileSync(path.join(root, "policies", "packs", pack, "PulumiPolicy.yaml"), "utf8"),
    },
    {
      output: `packs/${pack}/package.json`,
      content: `${JSON.stringify(
        {
          name: `phiguard-${pack}`,
          version: manifest.version,
          license: manifest.license,
          private: true,
          main: "index.js",
          // The bundle needs nothing; where a pack is published to, it is installed and started with the SDK's own runner.
          dependencies: { "@pulumi/pulumi": sdk },
        },
        undefined,
        2,
      )}\n`,
    },
    ...packRunner(pack),
  ];
}

/**
 * A language host starts a pack with the module `@pulumi/pulumi/cmd/run-policy-pack` that it finds from the pack's folder. The SDK's own loads
 * TypeScript, ts-node and the SDK first: half a second for a bundle that needs none of them, and `npm install` in every copy of the folder.
 * The built folder brings a runner of its own; `npm install` there puts the SDK's in its place. See docs/decisions/0004-pack-runner.md.
 */
function packRunner(pack: string): { output: string; content: string }[] {
  const folder = `packs/${pack}/node_modules/@pulumi/pulumi`;
  return [
    {
      output: `${folder}/package.json`,
      content: `${JSON.stringify({ name: "@pulumi/pulumi", version: "0.0.0-phiguard-runner", private: true }, undefined, 2)}\n`,
    },
    {
      output: `${folder}/cmd/run-policy-pack/index.js`,
      content:
        "// Not the SDK: starts this pack's bundle and nothing else. The last argument is the pack's folder.\n" +
        'require(require("node:path").resolve(process.argv[process.argv.length - 1]));\n',
    },
  ];
}

/** A pack runs wherever it is published to: it brings all it loads, and it loads no provider package. */
function assertSelfContained(meta: Metafile): void {
  const provider = Object.keys(meta.inputs).find((file) => /node_modules\/@pulumi\/(aws|awsx)\//.test(file));
  if (provider !== undefined) throw new SetupError(`A pack must not load a provider package, but holds ${provider}.`);
  const outside = Object.values(meta.outputs)
    .flatMap((output) => output.imports)
    .find((item) => item.external === true && !isBuiltIn(item.path));
  if (outside !== undefined) throw new SetupError(`A pack must bring all it loads, but loads ${outside.path}.`);
}

/** A function runs without the engine's SDK, which would make its bundle ten times as large. */
function assertNoPulumi(meta: Metafile): void {
  const found = Object.keys(meta.inputs).find((file) => /node_modules\/@pulumi\//.test(file));
  if (found !== undefined) throw new SetupError(`A function must not load the Pulumi SDK, but holds ${found}.`);
}

function isBuiltIn(name: string): boolean {
  return isBuiltin(name);
}

function bundleFailure(target: Target, error: unknown): string {
  const { errors } = error as { errors?: { text: string; location: { file: string; line: number } | null }[] };
  const first = errors?.[0];
  if (first === undefined)
    return `${target.entry} could not be built: ${error instanceof Error ? error.message : error}`;
  const where = first.location === null ? target.entry : `${first.location.file}:${first.location.line}`;
  return `${where} could not be built: ${first.text}`;
}
