/**
 * One line a request: who asked for what kind of thing, and how it ended. No path, query or body: they name patients
 * (API Gateway Developer Guide, "Variables for access logging").
 */
export const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: "$context.requestId",
  traceId: "$context.xrayTraceId",
  time: "$context.requestTimeEpoch",
  address: "$context.identity.sourceIp",
  caller: "$context.identity.caller",
  principal: "$context.authorizer.principalId",
  apiKeyId: "$context.identity.apiKeyId",
  method: "$context.httpMethod",
  resource: "$context.resourcePath",
  status: "$context.status",
  error: "$context.error.responseType",
  latencyMs: "$context.responseLatency",
  functionMs: "$context.integration.latency",
  bytes: "$context.responseLength",
  waf: "$context.waf.status",
  tls: "$context.tlsVersion",
});

/** Lines of requests that were turned away because there were too many; texts, as every value of the format is. */
export const THROTTLED_PATTERN = '{ $.status = "429" }';
