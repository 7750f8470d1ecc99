import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** Where the set-up step puts the functions' bundles (tools/setup/build.ts), a folder each. */
const BUNDLES = path.join(__dirname, "..", "..", "dist", "lambdas");

/** Module and export that Lambda calls. */
export const BUNDLE_HANDLER = "index.handler";

/**
 * The bundle of a function. The engine packs the folder when it uploads it, with names in order and no dates, so the same
 * source gives the same hash on every machine.
 */
export function bundle(name: string): pulumi.asset.Archive {
  return new pulumi.asset.FileArchive(path.relative(process.cwd(), path.join(BUNDLES, name)));
}
