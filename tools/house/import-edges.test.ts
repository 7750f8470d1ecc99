import { expect } from "chai";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { importsOf, objection } from "./import-edges";

const root = resolve(__dirname, "../..");
const rooms = ["stacks", "components", "policies", "lambdas", "reports", "cli", "tools", "examples", "synthetic"];

describe("import edges", () => {
  it("follow the rooms and doors in every file", () => {
    const files = rooms.flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file) && !file.includes("node_modules"))
        .map((file) => join(root, room, file)),
    );
    expect(files.length).to.be.greaterThan(50);
    const wrong = files
      .flatMap((file) => importsOf(root, file))
      .flatMap((edge) => {
        const reason = objection(edge);
        return reason === undefined ? [] : [`${edge.from}: ${reason}`];
      });
    expect(wrong).to.deep.equal([]);
  });

  const refused: [string, string][] = [
    ["policies/rules/kms/key.ts", 'import { KeyArgs } from "@pulumi/aws/kms";'],
    ["policies/judge.ts", 'import { x } from "../reports/model/report";'],
    ["policies/judge.ts", 'export * from "../tools/setup/run";'],
    ["components/keys/key.ts", 'import { x } from "../../policies/rule";'],
    ["components/keys/key.ts", 'import { x } from "../../lambdas/consent-gate/core";'],
    ["stacks/index.ts", 'const x = require("../tools/standins/aws/main");'],
    ["stacks/streaming.ts", 'import { x } from "../lambdas/stream-consumer/core";'],
    ["reports/model/report.ts", 'import("../../cli/phiguard");'],
    ["lambdas/consent-gate/core.ts", 'import { S3Client } from "@aws-sdk/client-s3";'],
    ["lambdas/report-run/handler.ts", 'import { x } from "../../reports/assess";'],
    ["synthetic/person/names.ts", 'import { x } from "../../lambdas/phi/span";'],
    ["reports/model/report.ts", 'import { x } from "../../synthetic/random";'],
    ["examples/clinic/index.ts", 'import { x } from "../../components/keys/key";'],
  ];
  for (const [file, text] of refused) {
    it(`refuse ${text} in ${file}`, () => {
      expect(importsOf(root, join(root, file), text).map(objection)).to.not.include(undefined);
    });
  }

  const allowed: [string, string][] = [
    ["policies/rules/kms/key.ts", 'import type { KeyArgs } from "@pulumi/aws/kms";'],
    ["policies/rules/kms/key.ts", 'import { on } from "../../rule";'],
    ["components/keys/key.ts", 'import { x } from "../../lambdas/consent-gate/contract";'],
    ["lambdas/report-run/handler.ts", 'import { x } from "../../reports/ledger/seal";'],
    ["lambdas/evidence-collect/collector.ts", 'import { x } from "../../reports/sources/collect";'],
    ["lambdas/report-run/reports.ts", 'import { x } from "../../reports";'],
    ["stacks/index.ts", 'import { x } from "../components/keys/key";'],
    ["stacks/streaming.ts", 'import { x } from "../lambdas/stream-consumer/contract";'],
    ["cli/phiguard.ts", 'import { x } from "../tools/in-process/run";'],
    ["cli/synth.ts", 'import { x } from "../synthetic/patients";'],
    ["synthetic/catalog/conditions.ts", 'import { x } from "../../lambdas/population/codes";'],
    ["synthetic/formats/claims.test.ts", 'import { x } from "../../lambdas/claims/claim-file";'],
    ["reports/sources/config.ts", 'import { S3Client } from "@aws-sdk/client-s3";'],
  ];
  for (const [file, text] of allowed) {
    it(`allow ${text} in ${file}`, () => {
      expect(importsOf(root, join(root, file), text).map(objection)).to.deep.equal([undefined]);
    });
  }
});
