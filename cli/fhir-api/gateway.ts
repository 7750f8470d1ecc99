import { randomUUID } from "node:crypto";
import { gatewayResponses } from "../../components/api/gateway-responses";
import { OPERATION_OUTCOME } from "../../components/fhir/fhir-api-document";
import { CONSENT_OPERATIONS } from "../../lambdas/consent-service/contract";
import { allows } from "../../lambdas/fhir-authorizer/core";
import type { createHandler as authorizerOf } from "../../lambdas/fhir-authorizer/handler";
import type { ProxyResult } from "../../lambdas/fhir-read/handler";
import type { Left } from "./rate-limit";
import { routeOf } from "./routes";

/** The one address that is listened on: no other machine reaches it. */
export const LOOPBACK = "127.0.0.1";

/** A request below the API's own path. */
export interface Call {
  readonly method: string;
  /** Path and query as they came, such as `/Patient?gender=male`. */
  readonly target: string;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface GatewayParts {
  readonly authorizer: ReturnType<typeof authorizerOf>;
  readonly reader: (event: unknown) => Promise<ProxyResult>;
  readonly consents: (event: unknown) => Promise<ProxyResult>;
  readonly limit: (caller: string) => Left;
  /** Host and port, as callers reach it. */
  readonly domainName: string;
  /** Path of the API, as a stage's: `/r4`. */
  readonly stage: string;
}

/** API Gateway's answer to what no operation is for, to a token that is not taken, and so on, as the API's own document has them. */
const ANSWERS = gatewayResponses(OPERATION_OUTCOME) as Readonly<
  Record<string, { readonly statusCode: string; readonly responseTemplates: Readonly<Record<string, string>> }>
>;

export function gatewayAnswer(type: string, more: Readonly<Record<string, string>> = {}): ProxyResult {
  const { statusCode, responseTemplates } = ANSWERS[type] as (typeof ANSWERS)[string];
  return {
    statusCode: Number(statusCode),
    headers: {
      "Content-Type": OPERATION_OUTCOME.contentType,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      ...more,
    },
    body: responseTemplates["application/json"] ?? "",
  };
}

const CONSENTS: readonly string[] = Object.values(CONSENT_OPERATIONS);

/** What API Gateway does in the cloud: finds the operation, asks the authorizer, holds callers to their rate, runs the function. */
export function gateway(parts: GatewayParts): (call: Call) => Promise<ProxyResult> {
  return async ({ method, target, headers, body }) => {
    const [path = "", query = ""] = split(target, "?");
    const route = routeOf(method, path);
    if (route === undefined) return gatewayAnswer("MISSING_AUTHENTICATION_TOKEN");
    const methodArn = `arn:aws:execute-api:local:000000000000:fhir/local/${method}${path}`;
    let decision: Awaited<ReturnType<typeof parts.authorizer>>;
    try {
      decision = await parts.authorizer({ methodArn, headers });
    } catch (error) {
      return (error as Error).message === "Unauthorized"
        ? gatewayAnswer("UNAUTHORIZED", { "WWW-Authenticate": "Bearer" })
        : gatewayAnswer("AUTHORIZER_FAILURE");
    }
    const { isOver, headers: limits } = parts.limit(decision.principalId);
    if (isOver) return gatewayAnswer("THROTTLED", limits);
    if (!allows(decision.policyDocument, methodArn)) return gatewayAnswer("ACCESS_DENIED", limits);
    const multiValue: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
    for (const [name, value] of new URLSearchParams(query)) (multiValue[name] ??= []).push(value);
    const names = Object.keys(multiValue);
    const event = {
      httpMethod: method,
      resource: route.resource,
      path,
      pathParameters: Object.keys(route.pathParameters).length === 0 ? null : route.pathParameters,
      multiValueQueryStringParameters: names.length === 0 ? null : { ...multiValue },
      queryStringParameters: Object.fromEntries(names.map((name) => [name, multiValue[name]?.at(-1)])),
      headers,
      body: body ?? null,
      isBase64Encoded: false,
      requestContext: {
        requestId: randomUUID(),
        path: `${parts.stage}${path}`,
        domainName: parts.domainName,
        identity: { sourceIp: LOOPBACK, userAgent: headers["user-agent"] ?? null },
        authorizer: { principalId: decision.principalId, ...decision.context },
      },
    };
    const result = await (CONSENTS.includes(route.operationId) ? parts.consents : parts.reader)(event);
    return { ...result, headers: { ...result.headers, ...limits } };
  };
}

function split(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
