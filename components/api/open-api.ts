import { partitionOf } from "../names";
import type { Place } from "../site";
import { gatewayResponses, type ErrorFormat } from "./gateway-responses";
import { fixedOperation, publicOperation } from "./operations";

export const HTTP_METHODS = ["get", "post", "put", "patch", "delete"] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** An operation of OpenAPI 3.0, without what the gateway adds. */
export interface ApiOperation {
  /** Unique in the document; names the function that answers. */
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly ApiParameter[];
  /** A body in `application/json` with this schema of `schemas`; required. API Gateway checks no other content types: the function has to. */
  readonly bodySchema?: string;
  /** Fields of a form that is its body. The gateway hands it over unread. */
  readonly formFields?: readonly ApiParameter[];
  /**
   * What the gateway itself answers everybody with, as JSON: no token is asked for and no function runs. `$stageVariables.<name>` stands for a
   * variable of the stage. For a `get` of what nobody has to be kept from.
   */
  readonly fixed?: object;
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

export interface ApiParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What an API offers, as data; a pure function makes it. */
export interface ApiDocument {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<HttpMethod, ApiOperation>>>>>;
  /** JSON schemas by name; letters and digits alone, as API Gateway has it. They refer to each other as `#/components/schemas/<name>`. */
  readonly schemas?: Readonly<Record<string, object>>;
}

/** Who may call: whoever an authorizer function takes a token of, or whoever signs the request under IAM. */
export type Authorization =
  | {
      readonly kind: "token";
      /** ARN of the function's alias. */
      readonly functionArn: string;
      /** Seconds that a decision is kept for a token, in [0, 3600]. */
      readonly cacheSeconds: number;
    }
  | { readonly kind: "iam" };

export interface Gateway {
  /** ARN of the alias of the function that answers an operation. */
  readonly functionArn: (operationId: string) => string;
  /** Milliseconds that a function may take, in [50, 29000]. */
  readonly timeoutMs: number;
  readonly authorization: Authorization;
  /** True asks every caller for an API key beside its proof of who it is. */
  readonly asksForKeys: boolean;
  readonly errors: ErrorFormat;
  /** Media types whose bodies are bytes, which the gateway hands over as base64 and takes so; none where it is left out. */
  readonly binaryTypes?: readonly string[];
}

const CALLER = "caller";
const KEY = "apiKey";

/**
 * The document with what API Gateway reads in it: integrations, authorization, validation and error answers (API Gateway Developer
 * Guide, "OpenAPI extensions for API Gateway").
 */
export function gatewayDocument(place: Place, document: ApiDocument, gateway: Gateway): object {
  const { title, version, description, paths, schemas = {} } = document;
  const security = [{ [CALLER]: [], ...(gateway.asksForKeys && { [KEY]: [] }) }];
  return {
    openapi: "3.0.1",
    info: { title, version, description },
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, operations]) => [
        path,
        Object.fromEntries(
          Object.entries(operations).map(([method, operation]) => [
            method,
            operation.fixed === undefined
              ? {
                  // API Gateway has models for JSON alone.
                  ...publicOperation({ ...operation, formFields: undefined }),
                  security,
                  "x-amazon-apigateway-integration": {
                    type: "aws_proxy",
                    httpMethod: "POST",
                    uri: invocationUri(place, gateway.functionArn(operation.operationId)),
                    timeoutInMillis: gateway.timeoutMs,
                  },
                }
              : fixedOperation(operation, operation.fixed),
          ]),
        ),
      ]),
    ),
    components: {
      schemas,
      securitySchemes: {
        [CALLER]: callerScheme(place, gateway.authorization),
        ...(gateway.asksForKeys && { [KEY]: { type: "apiKey", name: "x-api-key", in: "header" } }),
      },
    },
    "x-amazon-apigateway-api-key-source": "HEADER",
    ...(gateway.binaryTypes && { "x-amazon-apigateway-binary-media-types": gateway.binaryTypes }),
    "x-amazon-apigateway-request-validators": {
      all: { validateRequestBody: true, validateRequestParameters: true },
    },
    "x-amazon-apigateway-request-validator": "all",
    "x-amazon-apigateway-gateway-responses": gatewayResponses(gateway.errors),
  };
}

/** The document as clients read it, without what the gateway adds. `scheme` says how callers show who they are. */
export function publicDocument(
  { title, version, description, paths, schemas = {} }: ApiDocument,
  scheme: object,
): object {
  return {
    openapi: "3.0.3",
    info: { title, version, description },
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, operations]) => [
        path,
        Object.fromEntries(Object.entries(operations).map(([method, of]) => [method, publicOperation(of)])),
      ]),
    ),
    security: [{ [CALLER]: [] }],
    components: { schemas, securitySchemes: { [CALLER]: scheme } },
  };
}

/** Ids of a document's operations that functions answer, in its order. */
export function operationIds({ paths }: ApiDocument): string[] {
  return Object.values(paths).flatMap((operations) =>
    Object.values(operations).flatMap(({ operationId, fixed }) => (fixed === undefined ? [operationId] : [])),
  );
}

function callerScheme(place: Place, authorization: Authorization): object {
  const header = { type: "apiKey", name: "Authorization", in: "header" };
  if (authorization.kind === "iam") return { ...header, "x-amazon-apigateway-authtype": "awsSigv4" };
  return {
    ...header,
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": {
      type: "request",
      identitySource: "method.request.header.Authorization",
      authorizerUri: invocationUri(place, authorization.functionArn),
      authorizerResultTtlInSeconds: authorization.cacheSeconds,
    },
  };
}

function invocationUri({ region }: Place, functionArn: string): string {
  return `arn:${partitionOf(region)}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}
