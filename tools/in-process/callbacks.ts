import * as grpc from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { CallbackInvokeRequest, type Callback } from "@pulumi/pulumi/proto/callback_pb";
import {
  TransformInvokeRequest,
  TransformInvokeResponse,
  TransformRequest,
  TransformResponse,
  type TransformInvokeOptions,
  type TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Properties } from "../standins/wire";
import { fromStruct, toStruct } from "../standins/structs";

/** What a resource is about to be registered with: a transform may change both. */
export interface TransformSubject {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string;
}

export type ResourceTransform = (
  subject: TransformSubject,
  properties: Properties,
  options: TransformResourceOptions,
) => Promise<{ properties: Properties; options: TransformResourceOptions }>;

export type InvokeTransform = (
  token: string,
  args: Properties,
  options: TransformInvokeOptions,
) => Promise<{ args: Properties; options: TransformInvokeOptions }>;

/** Calls functions that live in the program's process: the transforms of its resources and of its stack. */
export class Callbacks {
  private readonly clients = new Map<string, CallbacksClient>();

  resourceTransform(callback: Callback): ResourceTransform {
    return async (subject, properties, options) => {
      const request = new TransformRequest()
        .setType(subject.type)
        .setName(subject.name)
        .setCustom(subject.custom)
        .setParent(subject.parent)
        .setProperties(toStruct(properties))
        .setOptions(options);
      const response = TransformResponse.deserializeBinary(await this.call(callback, request.serializeBinary()));
      return {
        properties: response.hasProperties() ? fromStruct(response.getProperties()) : properties,
        options: response.getOptions() ?? options,
      };
    };
  }

  invokeTransform(callback: Callback): InvokeTransform {
    return async (token, args, options) => {
      const request = new TransformInvokeRequest().setToken(token).setArgs(toStruct(args)).setOptions(options);
      const response = TransformInvokeResponse.deserializeBinary(await this.call(callback, request.serializeBinary()));
      return {
        args: response.hasArgs() ? fromStruct(response.getArgs()) : args,
        options: response.getOptions() ?? options,
      };
    };
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
    this.clients.clear();
  }

  private call(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
    const message = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(request);
    return new Promise((resolve, reject) => {
      this.client(callback.getTarget()).invoke(message, (error, response) => {
        if (error !== null) reject(new Error(error.details));
        else resolve(response.getResponse_asU8());
      });
    });
  }

  private client(target: string): CallbacksClient {
    let client = this.clients.get(target);
    if (client === undefined) {
      client = new CallbacksClient(target, grpc.credentials.createInsecure());
      this.clients.set(target, client);
    }
    return client;
  }
}
