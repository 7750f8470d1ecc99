// Loaded into every Node process of a preview (NODE_OPTIONS): the program's writes down when it asks for its first resource, in milliseconds
// since the process began, into the file that PHIGUARD_FIRST_RESOURCE names. The stack itself, which the SDK registers before it
// loads the program, does not count.
"use strict";

const { writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");
const { performance } = require("node:perf_hooks");

const file = process.env["PHIGUARD_FIRST_RESOURCE"];
if (file !== undefined && process.argv[1]?.endsWith(path.join("@pulumi", "pulumi", "cmd", "run", "index.js"))) {
  const { ResourceMonitorClient } = createRequire(path.join(process.cwd(), "package.json"))(
    "@pulumi/pulumi/proto/resource_grpc_pb",
  );
  const { registerResource } = ResourceMonitorClient.prototype;
  ResourceMonitorClient.prototype.registerResource = function (request, ...rest) {
    if (request.getType() !== "pulumi:pulumi:Stack") {
      ResourceMonitorClient.prototype.registerResource = registerResource;
      writeFileSync(file, String(performance.now()));
    }
    return registerResource.call(this, request, ...rest);
  };
}
