import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { generatedDocuments } from "./generated";

const root = resolve(__dirname, "../..");

describe("generated documents", () => {
  for (const [path, text] of generatedDocuments()) {
    it(`${path} is what npm run docs writes`, () => {
      expect(existsSync(join(root, path)), "it exists").to.equal(true);
      expect(readFileSync(join(root, path), "utf8")).to.equal(text);
    });
  }
});
