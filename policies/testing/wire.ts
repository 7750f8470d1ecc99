import type { ServiceError, ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import type { ProviderView, Resource } from "../resource";
import { isObject, UNKNOWN, type PropertyObject, type PropertyValue } from "../value";

/** The requests that the engine sends about resources. */
export function analyzeRequest(resource: Resource): pb.AnalyzeRequest {
  return new pb.AnalyzeRequest()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(resource.name)
    .setProperties(struct(resource.inputs))
    .setOptions(options(resource))
    .setProvider(provider(resource.provider));
}

export function analyzeStackRequest(resources: readonly Resource[]): pb.AnalyzeStackRequest {
  return new pb.AnalyzeStackRequest().setResourcesList(
    resources.map((resource) => {
      const item = new pb.AnalyzerResource()
        .setUrn(resource.urn)
        .setType(resource.type)
        .setName(resource.name)
        .setProperties(struct(resource.outputs ?? resource.inputs))
        .setParent(resource.parent ?? "")
        .setOptions(options(resource))
        .setProvider(provider(resource.provider));
      for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
        item.getPropertydependenciesMap().set(property, new pb.AnalyzerPropertyDependencies().setUrnsList([...urns]));
      }
      return item;
    }),
  );
}

/** Calls a method of a service without a network; resolves with its answer, rejects with its error. */
export function call<Q, A>(
  method: (call: ServerUnaryCall<Q, A>, callback: sendUnaryData<A>) => unknown,
  request: Q,
): Promise<A> {
  return new Promise((resolve, reject) => {
    const answered = (error: Partial<ServiceError> | null | undefined, answer?: A | null): void => {
      if (answer === undefined || answer === null) reject(error ?? new Error("no answer"));
      else resolve(answer);
    };
    method({ request } as ServerUnaryCall<Q, A>, answered as sendUnaryData<A>);
  });
}

export function struct(properties: PropertyObject): Struct {
  return Struct.fromJavaScript(toWire(properties) as Record<string, JavaScriptValue>);
}

/** `UNKNOWN` as the text that stands for an unknown text; a list takes null for what JSON has no form for. */
function toWire(value: PropertyValue): JavaScriptValue {
  if (value === UNKNOWN) return "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  if (Array.isArray(value)) return value.map((item: PropertyValue) => toWire(item));
  if (!isObject(value)) return (value ?? null) as JavaScriptValue;
  const known = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(known.map(([key, item]) => [key, toWire(item)]));
}

function options(resource: Resource): pb.AnalyzerResourceOptions {
  return new pb.AnalyzerResourceOptions().setParent(resource.parent ?? "").setProtect(resource.protect ?? false);
}

function provider(view: ProviderView | undefined): pb.AnalyzerProviderResource | undefined {
  if (view === undefined) return undefined;
  return new pb.AnalyzerProviderResource()
    .setUrn(view.urn)
    .setType(view.type)
    .setName(view.name)
    .setProperties(struct(view.properties));
}
