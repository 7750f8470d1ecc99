#!/usr/bin/env node
import type { ServiceDefinition } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { endWithEngine, messageOf, serve } from "../grpc-server";
import { installedPackage } from "../installed-package";
import { withHotMethods } from "./hot-methods";
import { providerService } from "./service";
import { AwsStandIn } from "./stand-in";

/** The stand-in for `pulumi-resource-aws`: prints its port, then serves until the engine ends it. */
async function main(): Promise<void> {
  endWithEngine();
  const aws = new AwsStandIn(installedPackage("@pulumi/aws"));
  await serve(withHotMethods(ResourceProviderService as unknown as ServiceDefinition), providerService(aws));
}

main().catch((error: unknown) => {
  process.stderr.write(`aws stand-in: ${messageOf(error)}\n`);
  process.exitCode = 1;
});
