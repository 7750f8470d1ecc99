// Loaded into the program's process before the program (`node -r`). Three habits of the SDK cost more than half of a run's
// processor time and show nothing here: each debug message is a call of its own, several a resource; each promise keeps
// a formatted stack trace for leak hunting; and npm's reader of package trees is loaded, which only the serialising of a
// function ever asks. The first two are dropped, the third waits until it is asked; traces of the program's own errors
// stay whole.
// Plain JavaScript, because it is loaded before anything that reads TypeScript.
"use strict";

const Module = require("node:module");
const path = require("node:path");

const { createRequire } = Module;
const fromProgram = createRequire(path.join(process.cwd(), "package.json"));

/** Leaves a package of the SDK's unloaded until one of its names is read. */
function loadWhenAsked(name, members) {
  const fromSdk = createRequire(fromProgram.resolve("@pulumi/pulumi"));
  const file = fromSdk.resolve(name);
  const later = new Module(file);
  later.loaded = true;
  later.exports = { __esModule: true };
  for (const member of members) {
    Object.defineProperty(later.exports, member, {
      enumerable: true,
      get() {
        if (require.cache[file] === later) delete require.cache[file];
        return fromSdk(name)[member];
      },
    });
  }
  require.cache[file] = later;
}

try {
  loadWhenAsked("@npmcli/arborist", ["Arborist"]);
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
