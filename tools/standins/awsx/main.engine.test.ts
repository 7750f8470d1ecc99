import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { type PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { installedPackage } from "../installed-package";
import { type PluginProcess, response, startPlugin } from "../plugin-process";

describe("the awsx stand-in as a process", () => {
  let plugin: PluginProcess;

  before(async () => {
    plugin = await startPlugin("awsx/main.ts");
  });
  after(() => plugin.stop());

  it("says who it is, with the installed package's version", async () => {
    const manifest = JSON.parse(
      fs.readFileSync(path.join(installedPackage("@pulumi/awsx"), "package.json"), "utf8"),
    ) as { version: string };
    const info = await response<PluginInfo>((done) => plugin.client.getPluginInfo(new Empty(), done));
    expect(info.getVersion()).to.equal(manifest.version);
  });
});
