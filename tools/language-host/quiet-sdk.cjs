// Loaded into the program's process before the program (`node -r`). Two habits of the SDK cost more than half of a run's
// processor time and show nothing here: each debug message is a call of its own, several a resource, and each promise keeps
// a formatted stack trace for leak hunting. Both are dropped; traces of the program's own errors stay whole.
// Plain JavaScript, because it is loaded before anything that reads TypeScript.
"use strict";

const { createRequire } = require("node:module");
const path = require("node:path");

const fromProgram = createRequire(path.join(process.cwd(), "package.json"));
try {
  const log = fromProgram("@pulumi/pulumi/log");
  log.debug = () => Promise.resolve();
  const debuggable = fromProgram("@pulumi/pulumi/runtime/debuggable");
  const { debuggablePromise } = debuggable;
  debuggable.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
} catch {
  // No SDK here, or one built otherwise: the program runs as it would without this.
}
