import { z } from "zod";
import type { Call } from "./answering";
import type { FhirRequest } from "./core";

const HASH = z.string().regex(/^[0-9a-f]{64}$/);

/** API Gateway Developer Guide, "Input format of a Lambda function for proxy integration", as far as it is read. */
export const EVENT = z.object({
  resource: z.string(),
  path: z.string(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  pathParameters: z.record(z.string(), z.string()).nullish(),
  multiValueQueryStringParameters: z.record(z.string(), z.array(z.string())).nullish(),
  headers: z.record(z.string(), z.string()).nullish(),
  requestContext: z.object({
    requestId: z.string(),
    path: z.string(),
    domainName: z.string(),
    /** What the gateway itself saw. */
    identity: z.object({ sourceIp: z.string().nullish(), userAgent: z.string().nullish() }).nullish(),
    /** What the authorizer found. */
    authorizer: z.object({
      principalId: HASH,
      scopes: z.string(),
      patient: HASH.optional(),
      role: z.string().optional(),
      department: HASH.optional(),
      device: HASH.optional(),
      limits: z.string().optional(),
    }),
  }),
});
export type Event = z.infer<typeof EVENT>;

export function requestIn(event: Event, { header }: Call): FhirRequest {
  const body = event.body ?? "";
  return {
    resource: event.resource,
    id: event.pathParameters?.["id"],
    query: [
      ...Object.entries(event.multiValueQueryStringParameters ?? {}).flatMap(([name, values]) =>
        values.map((value) => [name, value] as const),
      ),
      ...new URLSearchParams(event.isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body),
    ],
    header,
  };
}

export function callIn(event: Event): Call {
  const { requestId, authorizer, identity } = event.requestContext;
  const { principalId: caller, scopes, patient, limits, ...staff } = authorizer;
  const headers = new Map(Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    requestId,
    caller,
    scopes,
    patient,
    staff,
    limits,
    origin: { address: identity?.sourceIp ?? undefined, agent: identity?.userAgent ?? undefined },
    base: baseOf(event),
    header: (name) => headers.get(name),
  };
}

/** Where the caller reached us, stage included: what API Gateway saw, less what it knows as the path. */
function baseOf({ path, requestContext }: Event): string {
  const prefix = requestContext.path.endsWith(path) ? requestContext.path.slice(0, -path.length) : "";
  const { domainName } = requestContext;
  return `${LOOPBACK.test(domainName) ? "http" : "https"}://${domainName}${prefix}/`;
}

/** API Gateway has no such name: there it is the server of a machine of one's own, which has no certificate. */
const LOOPBACK = /^(127\.0\.0\.1|localhost):\d+$/;
