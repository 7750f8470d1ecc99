import { expect } from "chai";
import type * as grpc from "@grpc/grpc-js";
import { type PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { installedPackage } from "../installed-package";
import { type PluginProcess, response, startPlugin } from "../plugin-process";
import { fromStruct, toStruct } from "../structs";
import { type Properties, SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN } from "../wire";
import { urnOf } from "./testing";
import { Typings } from "./typings";

const TOPIC = "aws:sns/topic:Topic";
const urn = urnOf(TOPIC);

describe("the aws stand-in as a process", () => {
  let plugin: PluginProcess;

  before(async () => {
    plugin = await startPlugin("aws/main.ts");
  });
  after(() => plugin.stop());

  const statusOf = (promise: Promise<unknown>): Promise<grpc.ServiceError | undefined> =>
    promise.then(
      () => undefined,
      (error: unknown) => error as grpc.ServiceError,
    );

  async function check(news: Properties, olds: Properties = {}): Promise<provider.CheckResponse> {
    const request = new provider.CheckRequest();
    request.setUrn(urn);
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    return response<provider.CheckResponse>((done) => plugin.client.check(request, done));
  }

  async function create(inputs: Properties, preview: boolean): Promise<provider.CreateResponse> {
    const request = new provider.CreateRequest();
    request.setUrn(urn);
    request.setProperties(toStruct(inputs));
    request.setPreview(preview);
    return response<provider.CreateResponse>((done) => plugin.client.create(request, done));
  }

  it("says who it is, with the installed package's version", async () => {
    const info = await response<PluginInfo>((done) => plugin.client.getPluginInfo(new Empty(), done));
    expect(info.getVersion()).to.equal(new Typings(installedPackage("@pulumi/aws")).version());
    const handshake = await response<provider.ProviderHandshakeResponse>((done) =>
      plugin.client.handshake(new provider.ProviderHandshakeRequest(), done),
    );
    expect(handshake.getAcceptSecrets()).to.equal(true);
  });

  it("refuses a configuration without a usable region, and takes one with", async () => {
    const request = new provider.CheckRequest();
    request.setNews(toStruct({ region: "Virginia" }));
    const checked = await response<provider.CheckResponse>((done) => plugin.client.checkConfig(request, done));
    expect(checked.getFailuresList().map((failure) => failure.getProperty())).to.deep.equal(["region"]);
    const configure = new provider.ConfigureRequest();
    configure.setArgs(toStruct({ region: "eu-west-1", defaultTags: '{"tags":{"team":"x"}}' }));
    const configured = await response<provider.ConfigureResponse>((done) => plugin.client.configure(configure, done));
    expect([configured.getSupportspreview(), configured.getAcceptsecrets()]).to.deep.equal([true, true]);
  });

  it("goes through the life of a resource", async () => {
    const checked = await check({ displayName: { [SIGNATURE_KEY]: SECRET_SIGNATURE, value: "hush" } });
    expect(checked.getFailuresList()).to.deep.equal([]);
    const inputs = fromStruct(checked.getInputs());
    const preview = await create(inputs, true);
    expect(preview.getId()).to.equal("");
    expect(fromStruct(preview.getProperties())).to.deep.include({
      arn: UNKNOWN,
      region: "eu-west-1",
      tagsAll: { team: "x" },
    });

    const created = await create(inputs, false);
    const state = fromStruct(created.getProperties());
    expect(created.getId()).to.match(/^arn:aws:sns:eu-west-1:123456789012:thing-[0-9a-f]{7}$/);
    expect(state).to.deep.include({ arn: created.getId(), displayName: inputs["displayName"] });

    const diff = new provider.DiffRequest();
    diff.setUrn(urn);
    diff.setId(created.getId());
    diff.setOlds(toStruct(state));
    diff.setOldInputs(toStruct(inputs));
    diff.setNews(toStruct({ ...inputs, fifoTopic: true, tags: { a: "b" } }));
    diff.setIgnorechangesList(["tags"]);
    const found = await response<provider.DiffResponse>((done) => plugin.client.diff(diff, done));
    expect(found.getChanges()).to.equal(provider.DiffResponse.DiffChanges.DIFF_SOME);
    expect(found.getReplacesList()).to.deep.equal(["fifoTopic"]);
    const detailed = found.getDetaileddiffMap();
    expect([...detailed.keys()]).to.deep.equal(["fifoTopic"]);
    expect(detailed.get("fifoTopic")?.getKind()).to.equal(provider.PropertyDiff.Kind.ADD_REPLACE);

    const update = new provider.UpdateRequest();
    update.setUrn(urn);
    update.setId(created.getId());
    update.setOlds(toStruct(state));
    update.setOldInputs(toStruct(inputs));
    update.setNews(toStruct({ ...inputs, tags: { a: "b" } }));
    const updated = await response<provider.UpdateResponse>((done) => plugin.client.update(update, done));
    expect(fromStruct(updated.getProperties())).to.deep.include({
      arn: created.getId(),
      tagsAll: { team: "x", a: "b" },
    });

    const read = new provider.ReadRequest();
    read.setUrn(urn);
    read.setId(created.getId());
    read.setInputs(toStruct(inputs));
    read.setProperties(toStruct(state));
    const refreshed = await response<provider.ReadResponse>((done) => plugin.client.read(read, done));
    expect(fromStruct(refreshed.getProperties())).to.deep.equal(state);

    const gone = new provider.DeleteRequest();
    gone.setUrn(urn);
    gone.setId(created.getId());
    await response<Empty>((done) => plugin.client.delete(gone, done));
  });

  it("names what is wrong with inputs", async () => {
    const checked = await check({ fifoTopik: true });
    expect(checked.getFailuresList().map((failure) => [failure.getProperty(), failure.getReason()])).to.deep.equal([
      ["fifoTopik", '"fifoTopik" is not a property of aws:sns/topic:Topic; did you mean "fifoTopic"?'],
    ]);
  });

  it("answers functions and refuses with one sentence, no stack trace", async () => {
    const invoke = new provider.InvokeRequest();
    invoke.setTok("aws:index/getPartition:getPartition");
    invoke.setArgs(toStruct({}));
    const answered = await response<provider.InvokeResponse>((done) => plugin.client.invoke(invoke, done));
    expect(fromStruct(answered.getReturn())).to.include({ partition: "aws" });
    invoke.setTok("aws:ec2/getVpc:getVpc");
    const status = await statusOf(response<provider.InvokeResponse>((done) => plugin.client.invoke(invoke, done)));
    expect(status?.details).to.equal(
      "aws:ec2/getVpc:getVpc: there is no account here to look this up in; pass what you need by config, or make the resource in the program",
    );
    const call_ = new provider.CallRequest();
    expect(
      (await statusOf(response<provider.CallResponse>((done) => plugin.client.call(call_, done))))?.details,
    ).to.equal("call is not implemented");
  });
});

describe("the aws stand-in without @pulumi/aws", () => {
  it("ends with a sentence that says what to do", async () => {
    const error = await startPlugin("aws/missing-package.fixture.ts").then(
      (plugin) => plugin.stop(),
      (each: unknown) => each as Error,
    );
    expect(error?.message).to.match(
      /@pulumi\/nothing is not installed next to the program \(looked from .*\); run npm install there/,
    );
    expect(error?.message).not.to.contain("    at ");
  });
});
