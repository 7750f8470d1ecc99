// Starts a pack from its TypeScript source. The engine's own way is ts-node with a full type check, which takes seconds at every run and reads
// the tsconfig of whatever folder the user stands in; types are checked by `npm run check` instead.
const { buildSync } = require("esbuild");
const Module = require("node:module");
const path = require("node:path");

exports.startPack = (folder) => {
  const entry = path.join(folder, "index.ts");
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    sourcemap: "inline",
    write: false,
    logLevel: "silent",
  });
  const pack = new Module(entry, module);
  pack.filename = entry;
  pack.paths = Module._nodeModulePaths(folder);
  pack._compile(outputFiles[0].text, entry);
};
