#!/usr/bin/env node
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { endWithEngine, messageOf } from "../grpc-server";
import { installedPackage } from "../installed-package";
import { AwsxStandIn } from "./provider";

// The SDK takes a trace for every promise it makes; here only messages are shown, so a trace is time lost.
Error.stackTraceLimit = 0;

/** The stand-in for `pulumi-resource-awsx`: prints its port, then serves until the engine ends it. */
async function main(): Promise<void> {
  endWithEngine();
  const manifest = path.join(installedPackage("@pulumi/awsx"), "package.json");
  const { version } = JSON.parse(fs.readFileSync(manifest, "utf8")) as { version: string };
  await pulumi.provider.main(new AwsxStandIn(version), process.argv.slice(2));
}

main().catch((error: unknown) => {
  process.stderr.write(`awsx stand-in: ${messageOf(error)}\n`);
  process.exitCode = 1;
});
