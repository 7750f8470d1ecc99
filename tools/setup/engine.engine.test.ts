import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { findEngine, type Engine } from "./engine";
import { PINNED_ENGINE } from "./engine-version";
import { SetupError } from "./errors";
import { placesOf, type Places } from "./places";
import { ended, ROOT, startScript } from "./testing/engine-project";

/** The tools that set-up calls are played by small shell scripts, so that every way to an engine runs anywhere. */
describe("where an engine comes from", () => {
  let scratch: string;
  let bin: string;
  let places: Places;
  let notes: string[];

  beforeEach(() => {
    scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "engine-")));
    bin = path.join(scratch, "bin");
    fs.mkdirSync(bin);
    places = placesOf(ROOT, { XDG_CACHE_HOME: path.join(scratch, "cache") });
    notes = [];
  });
  afterEach(() => fs.rmSync(scratch, { recursive: true, force: true }));

  const script = (file: string, text: string): string => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    return file;
  };
  /** A Go that "builds" a text file, and counts how often. */
  const fakeGo = (build: string, version = "go1.26.1"): string =>
    script(
      path.join(bin, "go"),
      `if [ "$1" = env ]; then echo ${version}; exit 0; fi
echo build >> ${scratch}/calls
while [ "$1" != -o ]; do shift; done
${build}`,
    );
  const calls = (): number =>
    fs.existsSync(`${scratch}/calls`) ? fs.readFileSync(`${scratch}/calls`, "utf8").trim().split("\n").length : 0;
  const find = (choice?: string, extraPath = ""): Promise<Engine> => {
    const env = { PATH: `${bin}:${extraPath}:/usr/bin:/bin`, HOME: scratch, PHIGUARD_ENGINE: choice };
    const saved = process.env["PATH"];
    process.env["PATH"] = env.PATH; // a command without a path is looked up on the PATH of this process
    const progress = {
      note: (text: string) => void notes.push(text),
      during: <T>(_: string, work: () => Promise<T>) => work(),
    };
    return findEngine(places, env, progress).finally(() => (process.env["PATH"] = saved));
  };
  const refusal = (work: Promise<Engine>): Promise<string> =>
    work.then(
      (engine) => `no refusal but ${JSON.stringify(engine)}`,
      (error: unknown) =>
        error instanceof SetupError ? error.message : `not a message for the user: ${String(error)}`,
    );

  it("refuses an unknown PHIGUARD_ENGINE", async () => {
    expect(await refusal(find("docker"))).to.equal(
      'PHIGUARD_ENGINE must be one of path, download, build, in-process; got "docker".',
    );
  });

  it("takes the user's own CLI first, and no launcher that npm has put on PATH", async () => {
    const npmBin = path.join(scratch, "node_modules", ".bin");
    script(path.join(npmBin, "pulumi"), "echo v3.999.0");
    const own = script(path.join(bin, "pulumi"), "echo v3.201.0");
    expect(await find(undefined, npmBin)).to.deep.equal({ kind: "path", command: own, version: "v3.201.0" });
    fs.rmSync(own);
    expect(await refusal(find("path", npmBin))).to.equal("PHIGUARD_ENGINE=path, but there is no pulumi on PATH.");
  });

  for (const [prints, found] of [
    ["v3.199.0", "v3.199.0"],
    ["", "without a version"],
  ] as const) {
    it(`refuses a CLI that is ${found} and says what to do`, async () => {
      const own = script(path.join(bin, "pulumi"), `echo ${prints}`);
      const message = await refusal(find());
      expect(message).to.contain(`${own} is Pulumi ${found}; wanted is 3.200.0 or newer. Update it`);
      expect(message).to.contain("PHIGUARD_ENGINE=build");
    });
  }

  it("builds with Go once, checks the bytes, builds again when they are damaged", async () => {
    fakeGo(`printf '#!/bin/sh\\necho v${PINNED_ENGINE}\\n' > "$2"; chmod +x "$2"`);
    const engine = await find("build");
    if (engine.kind !== "build") throw new Error(`not built but ${engine.kind}`);
    expect(engine.version).to.equal(`v${PINNED_ENGINE}`);
    expect(fs.readdirSync(path.dirname(engine.command)).sort()).to.deep.equal([
      "pulumi",
      "pulumi.sha256",
      "verified.json",
    ]);
    expect(await find("build")).to.deep.equal(engine);
    expect(calls(), "built once").to.equal(1);
    fs.appendFileSync(engine.command, "# changed\n");
    await find("build");
    expect(calls(), "built again").to.equal(2);
  });

  it("builds once for two runs at the same time", async () => {
    fakeGo(`sleep 0.5; echo engine > "$2"; chmod +x "$2"`);
    const [a, b] = await Promise.all([find("build"), find("build")]);
    expect(a).to.deep.equal(b);
    expect(calls()).to.equal(1);
    expect(notes.join()).to.contain("is at the same work; waiting for it");
  });

  for (const [name, makeGo, reason] of [
    [
      "a build that fails",
      () => fakeGo("echo 'cannot find module' >&2; exit 1"),
      "the build with Go failed: cannot find module",
    ],
    ["an old Go", () => fakeGo("exit 1", "go1.20.3"), "Go 1.20 is too old to build it: 1.21 or newer is needed"],
  ] as const) {
    it(`says so after ${name}, and leaves nothing behind`, async () => {
      makeGo();
      expect(await refusal(find("build"))).to.equal(`PHIGUARD_ENGINE=build, but ${reason}.`);
      const left = fs.existsSync(places.engineCache) ? fs.readdirSync(places.engineCache, { recursive: true }) : [];
      expect(left.filter((file) => /pulumi/.test(String(file)))).to.deep.equal([]);
    });
  }

  it("goes from download to build, and remembers that there was nothing to download", async () => {
    script(path.join(bin, "npm"), `echo npm >> ${scratch}/npm-calls; echo 'no network' >&2; exit 1`);
    fakeGo(`echo engine > "$2"; chmod +x "$2"`);
    expect((await find()).kind).to.equal("build");
    expect(notes.join()).to.contain("the official Pulumi CLI could not be downloaded (npm: no network)");
    fs.rmSync(path.join(bin, "npm"));
    fs.rmSync(path.join(bin, "go"));
    expect((await find()).kind, "with neither npm nor Go").to.equal("build");
    expect(fs.readFileSync(`${scratch}/npm-calls`, "utf8")).to.equal("npm\n");
  });

  it("uses the official CLI once it is downloaded", async () => {
    // The real launcher fetches the CLI to this place below PULUMI_HOME.
    const launcher = `const fs = require("fs"), dir = process.env.PULUMI_HOME + "/versions/${PINNED_ENGINE}/bin";
fs.mkdirSync(dir, { recursive: true }); fs.writeFileSync(dir + "/pulumi", "", { mode: 0o755 });`;
    fs.writeFileSync(path.join(scratch, "run.js"), launcher);
    script(path.join(bin, "npm"), `mkdir -p node_modules/pulumi && cp ${scratch}/run.js node_modules/pulumi/run.js`);
    const engine = await find();
    expect(engine).to.include({ kind: "download", version: `v${PINNED_ENGINE}` });
    fs.rmSync(path.join(bin, "npm"));
    expect(await find("download")).to.deep.equal(engine);
  });

  it("says why there is none and leaves it to the in-process run", async () => {
    script(path.join(bin, "npm"), "echo offline >&2; exit 1");
    script(path.join(bin, "go"), "exit 127");
    const engine = await find();
    expect(engine).to.deep.equal({
      kind: "in-process",
      reason:
        "the official Pulumi CLI could not be downloaded (npm: offline), and there is no Go to build it with (go.dev/dl)",
    });
  });

  it("can be interrupted while it builds, and run again", async () => {
    fakeGo(`echo half > "$2"; sleep 30`);
    const env = { XDG_CACHE_HOME: path.join(scratch, "cache"), PATH: `${bin}:/usr/bin:/bin`, PHIGUARD_ENGINE: "build" };
    const child = startScript(["pulumi", "version"], env);
    const end = ended(child);
    while (calls() === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill("SIGINT");
    expect((await end).exitCode).to.equal(130);
    fakeGo(`printf '#!/bin/sh\\necho built later\\n' > "$2"; chmod +x "$2"`);
    const again = await ended(startScript(["pulumi", "version"], env));
    expect(again.stdout).to.equal("built later\n");
    expect(again.exitCode).to.equal(0);
  });
});
