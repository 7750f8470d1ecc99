/** What API Gateway itself answers with when a request does not get to its function. */
export interface GatewayError {
  readonly status: number;
  /** Short and fixed, such as `throttled`. */
  readonly code: string;
  /** For a person; says nothing of the request. */
  readonly text: string;
  /** A template that names the fields that were refused; only there for requests that don't fit their schema. */
  readonly details?: string;
  /** When to come again, where that is known. */
  readonly retryAfterSeconds?: number;
}

/** How an API words its errors. The body is an object whose texts may hold `details`. */
export interface ErrorFormat {
  readonly contentType: string;
  readonly body: (error: GatewayError) => object;
}

/** Answers as RFC 9457 has them. */
export const PROBLEM_DETAILS: ErrorFormat = {
  contentType: "application/problem+json",
  body: ({ status, code, text, details }) => ({
    type: "about:blank",
    title: text,
    status,
    code,
    ...(details !== undefined && { detail: details }),
  }),
};

const UNAVAILABLE = "The service could not answer. Try again later.";
/** Names the fields that are missing or wrong; the caller sent them itself, and no log has the text. */
const DETAILS = "$context.error.validationErrorString";

/** Every type of answer (API Gateway Developer Guide, "Gateway response types for API Gateway"), with the status that fits it. */
const ERRORS: Readonly<Record<string, GatewayError>> = {
  ACCESS_DENIED: { status: 403, code: "forbidden", text: "The caller may not do this." },
  API_CONFIGURATION_ERROR: { status: 500, code: "exception", text: UNAVAILABLE },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, code: "exception", text: UNAVAILABLE },
  AUTHORIZER_FAILURE: { status: 500, code: "exception", text: UNAVAILABLE },
  BAD_REQUEST_BODY: { status: 400, code: "invalid", text: "The body does not fit its schema.", details: DETAILS },
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    code: "invalid",
    text: "A parameter is missing or does not fit its schema.",
    details: DETAILS,
  },
  DEFAULT_4XX: { status: 400, code: "invalid", text: "The request could not be understood." },
  DEFAULT_5XX: { status: 500, code: "exception", text: UNAVAILABLE },
  EXPIRED_TOKEN: { status: 401, code: "expired", text: "The token is no longer valid." },
  INTEGRATION_FAILURE: { status: 502, code: "transient", text: UNAVAILABLE },
  INTEGRATION_TIMEOUT: { status: 504, code: "timeout", text: UNAVAILABLE },
  INVALID_API_KEY: { status: 403, code: "forbidden", text: "The API key is missing or not valid." },
  INVALID_SIGNATURE: { status: 403, code: "forbidden", text: "The signature is not valid." },
  // API Gateway says this of every path it doesn't have, too.
  MISSING_AUTHENTICATION_TOKEN: { status: 404, code: "not-found", text: "There is nothing here for this caller." },
  // Of a day; the gateway does not say how much of it is left, so that whoever asks again each hour loses one at the most.
  QUOTA_EXCEEDED: {
    status: 429,
    code: "throttled",
    text: "The quota of the API key is used up.",
    retryAfterSeconds: 3600,
  },
  REQUEST_TOO_LARGE: { status: 413, code: "too-long", text: "The request is too large." },
  RESOURCE_NOT_FOUND: { status: 404, code: "not-found", text: "There is nothing here." },
  THROTTLED: { status: 429, code: "throttled", text: "Too many requests. Slow down.", retryAfterSeconds: 1 },
  UNAUTHORIZED: { status: 401, code: "login", text: "A valid token is needed." },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, code: "not-supported", text: "The content type is not supported." },
  WAF_FILTERED: { status: 403, code: "forbidden", text: "The request was refused." },
};

/** Headers of each answer of the gateway itself. */
export const GATEWAY_HEADERS = {
  "Cache-Control": "no-store",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};

/** Headers as the gateway's documents write them; static values stand in single quotes. */
export const mapped = (prefix: string, headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [`${prefix}.${name}`, `'${value}'`]));

/** The value of `x-amazon-apigateway-gateway-responses`. */
export function gatewayResponses({ contentType, body }: ErrorFormat): Record<string, object> {
  return Object.fromEntries(
    Object.entries(ERRORS).map(([type, error]) => [
      type,
      {
        // The defaults keep the status that each error of theirs has.
        ...(!type.startsWith("DEFAULT_") && { statusCode: String(error.status) }),
        responseParameters: mapped("gatewayresponse.header", {
          ...GATEWAY_HEADERS,
          "Content-Type": contentType,
          ...(error.retryAfterSeconds && { "Retry-After": String(error.retryAfterSeconds) }),
        }),
        responseTemplates: { "application/json": JSON.stringify(body(error)) },
      },
    ]),
  );
}
