import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedDocuments } from "./generated";

/** `npm run docs`: writes every generated document. */
export function writeDocuments(root: string): void {
  for (const [path, text] of generatedDocuments()) {
    writeFileSync(join(root, path), text);
    process.stdout.write(`${path}\n`);
  }
}
