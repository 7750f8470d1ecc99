import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { resourceDocuments } from "./resource-documents";

const root = resolve(__dirname, "../..");

describe("documents of the stacks' resources", () => {
  it("are what npm run docs writes", async () => {
    const documents = await resourceDocuments();
    expect(documents.size).to.be.greaterThan(6);
    for (const [path, text] of documents) expect(readFileSync(join(root, path), "utf8"), path).to.equal(text);
    const pictures = readdirSync(join(root, "docs/architecture")).map((file) => `docs/architecture/${file}`);
    expect([...documents.keys()]).to.include.members(pictures);
  });
});
