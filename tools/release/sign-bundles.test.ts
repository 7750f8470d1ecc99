import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const script = resolve(__dirname, "sign-bundles.sh");

/** Answers as the AWS CLI does, and writes down what it was asked; `signed/1.0.0/old.zip` is there. */
const AWS = `#!/bin/sh
echo "$@" >> "$CALLS"
case "$2" in
  head-object) case "$*" in *old.zip*) exit 0;; *) exit 254;; esac;;
  put-object) cksum < "$8" >> "$CALLS"; echo v1;;
  start-signing-job) echo job-1;;
  describe-signing-job) echo jobs/1.0.0/new-job-1.zip;;
esac
`;

describe("sign-bundles.sh", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sign-"));
    for (const name of ["new", "old"]) {
      mkdirSync(join(folder, "dist/lambdas", name), { recursive: true });
      writeFileSync(join(folder, "dist/lambdas", name, "index.js"), `// ${name}\n`);
    }
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/aws"), AWS, { mode: 0o755 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (log: string): string[] => {
    const CALLS = join(folder, log);
    const env = { ...process.env, CALLS, PATH: `${join(folder, "bin")}:${process.env["PATH"]}` };
    execFileSync(script, ["1.0.0", "releases", "profile"], { cwd: folder, env });
    return readFileSync(CALLS, "utf8").trim().split("\n");
  };

  it("has what is not signed yet signed, and puts it under the function's name", () => {
    const calls = run("calls");
    expect(calls.filter((call) => call.startsWith("signer start"))).to.deep.equal([
      "signer start-signing-job --profile-name profile --source s3={bucketName=releases,key=unsigned/1.0.0/new.zip,version=v1} --destination s3={bucketName=releases,prefix=jobs/1.0.0/new-} --query jobId --output text",
    ]);
    expect(calls).to.include("signer wait successful-signing-job --job-id job-1");
    expect(calls).to.include(
      "s3api copy-object --bucket releases --copy-source releases/jobs/1.0.0/new-job-1.zip --key signed/1.0.0/new.zip",
    );
    expect(calls.join("\n")).to.not.contain("unsigned/1.0.0/old.zip");
  });

  it("uploads the same bytes for the same source", () => {
    const sums = ["a", "b"].map((log) => run(log).filter((line) => /^\d+ \d+$/.test(line)));
    expect(sums[0]).to.have.length(1);
    expect(sums[0]).to.deep.equal(sums[1]);
  });
});
