import { type UntypedHandleCall } from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { unary } from "../grpc-server";
import { fromStruct, toStruct } from "../structs";
import { type Properties } from "../wire";
import { type CheckFailure } from "./check";
import { type DetailedDiff, type DiffKind } from "./diff";
import { type CheckCall, type CreateCall } from "./hot-methods";
import { type Made } from "./outputs";
import { type AwsStandIn, type Checked } from "./stand-in";

const { PropertyDiff } = provider;

/** The provider protocol over the stand-in: wire messages in and out, no decisions. Serve it with `withHotMethods`. */
export function providerService(aws: AwsStandIn): Record<string, UntypedHandleCall> {
  return {
    handshake: unary(() => {
      const response = new provider.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptResources(false);
      response.setAcceptOutputs(false);
      return response;
    }),
    getSchema: unary(() => {
      const response = new provider.GetSchemaResponse();
      response.setSchema(JSON.stringify({ name: "aws", version: aws.version }));
      return response;
    }),
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(aws.version);
      return info;
    }),
    checkConfig: unary((request: provider.CheckRequest) => {
      const { inputs, failures } = aws.checkConfig(fromStruct(request.getNews()));
      return checkResponse(inputs, failures);
    }),
    diffConfig: unary(() => new provider.DiffResponse()),
    configure: unary((request: provider.ConfigureRequest) => {
      aws.configure(configuration(request));
      const response = new provider.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      return response;
    }),
    invoke: unary((request: provider.InvokeRequest) => {
      const response = new provider.InvokeResponse();
      response.setReturn(toStruct(aws.invoke(request.getTok(), fromStruct(request.getArgs()))));
      return response;
    }),
    check: unary(({ urn, olds, news }: CheckCall): Checked => aws.check(urn, olds, news)),
    diff: unary((request: provider.DiffRequest) => {
      const olds = fromStruct(request.getOlds());
      const { changes, replaces, deleteBeforeReplace } = aws.diff({
        urn: request.getUrn(),
        id: request.getId(),
        olds,
        oldInputs: request.getOldInputs() === undefined ? olds : fromStruct(request.getOldInputs()),
        news: fromStruct(request.getNews()),
        ignoreChanges: request.getIgnorechangesList(),
      });
      return diffResponse(changes, replaces, deleteBeforeReplace);
    }),
    create: unary(({ urn, properties, preview }: CreateCall): Made => aws.create(urn, properties, preview)),
    read: unary((request: provider.ReadRequest) => {
      const inputs = request.getInputs();
      const read = aws.read(
        request.getUrn(),
        request.getId(),
        inputs === undefined ? undefined : fromStruct(inputs),
        fromStruct(request.getProperties()),
      );
      const response = new provider.ReadResponse();
      response.setId(read.id);
      response.setInputs(toStruct(read.inputs));
      response.setProperties(toStruct(read.properties));
      return response;
    }),
    update: unary((request: provider.UpdateRequest) => {
      const properties = aws.update(
        {
          urn: request.getUrn(),
          id: request.getId(),
          olds: fromStruct(request.getOlds()),
          oldInputs: fromStruct(request.getOldInputs()),
          news: fromStruct(request.getNews()),
          ignoreChanges: request.getIgnorechangesList(),
        },
        request.getPreview(),
      );
      const response = new provider.UpdateResponse();
      response.setProperties(toStruct(properties));
      return response;
    }),
    delete: unary((request: provider.DeleteRequest) => {
      aws.delete(request.getUrn());
      return new Empty();
    }),
    cancel: unary(() => new Empty()),
  };
}

/** Arguments of the provider over the older list of settings, whose keys start with `aws:config:`. */
function configuration(request: provider.ConfigureRequest): Properties {
  const config: Properties = {};
  request.getVariablesMap().forEach((value: string, key: string) => {
    config[key.slice(key.lastIndexOf(":") + 1)] = value;
  });
  return { ...config, ...fromStruct(request.getArgs()) };
}

function checkResponse(inputs: Properties, failures: readonly CheckFailure[]): provider.CheckResponse {
  const response = new provider.CheckResponse();
  response.setInputs(toStruct(inputs));
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new provider.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

const KINDS: Readonly<Record<DiffKind, readonly [number, number]>> = {
  add: [PropertyDiff.Kind.ADD, PropertyDiff.Kind.ADD_REPLACE],
  delete: [PropertyDiff.Kind.DELETE, PropertyDiff.Kind.DELETE_REPLACE],
  update: [PropertyDiff.Kind.UPDATE, PropertyDiff.Kind.UPDATE_REPLACE],
};

function diffResponse(changes: DetailedDiff, replaces: string[], deleteBeforeReplace: boolean): provider.DiffResponse {
  const response = new provider.DiffResponse();
  response.setChanges(
    changes.size === 0 ? provider.DiffResponse.DiffChanges.DIFF_NONE : provider.DiffResponse.DiffChanges.DIFF_SOME,
  );
  response.setReplacesList(replaces);
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  const names = new Set<string>();
  for (const [path, { kind, replace }] of changes) {
    const diff = new PropertyDiff();
    diff.setKind(KINDS[kind][replace ? 1 : 0] as provider.PropertyDiff.Kind);
    diff.setInputdiff(true);
    response.getDetaileddiffMap().set(path, diff);
    names.add(/^[^.[]+/.exec(path)?.[0] ?? path);
  }
  response.setDiffsList([...names]);
  return response;
}
