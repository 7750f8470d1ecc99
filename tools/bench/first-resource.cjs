// Loaded into every Node process of a preview (NODE_OPTIONS): the program's writes down when it asks for its first resource, a provider, and for
// the first that is none, in milliseconds since the process began, a line each, into the file that PHIGUARD_FIRST_RESOURCE names. The
// stack itself, which the SDK registers before it loads the program, does not count.
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
  const times = [];
  ResourceMonitorClient.prototype.registerResource = function (request, ...rest) {
    const type = request.getType();
    const provider = type.startsWith("pulumi:providers:");
    if (type !== "pulumi:pulumi:Stack" && (times.length === 0 || !provider)) times.push(performance.now());
    if (times.length > 0 && !provider) {
      ResourceMonitorClient.prototype.registerResource = registerResource;
      writeFileSync(file, times.join("\n"));
    }
    return registerResource.call(this, request, ...rest);
  };
}
