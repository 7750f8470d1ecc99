/** What an error of an AWS call means for a collection. */
export type Fault = "denied" | "not-enabled" | "throttled" | "bad-token" | "credentials" | "passing" | "failed";

const FAULTS: readonly (readonly [Fault, RegExp])[] = [
  [
    "credentials",
    /^(CredentialsProviderError|ExpiredToken(Exception)?|InvalidClientTokenId|UnrecognizedClientException|TokenRefreshRequired|AuthFailure)$/,
  ],
  [
    "denied",
    /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized(Exception)?|AuthorizationError(Exception)?|Forbidden(Exception)?|OrganizationAccessDeniedException)$/,
  ],
  // Security Hub answers so where the account is not subscribed (Security Hub API Reference, "GetFindings").
  [
    "not-enabled",
    /^(InvalidAccessException|NoAvailableConfigurationRecorderException|NoSuchConfigurationAggregatorException)$/,
  ],
  [
    "throttled",
    /^(Throttling(Exception)?|ThrottledException|TooManyRequestsException|RequestLimitExceeded|LimitExceededException|SlowDown|RequestThrottled(Exception)?|ProvisionedThroughputExceededException)$/,
  ],
  [
    "bad-token",
    /^(InvalidNextToken(Exception)?|InvalidPaginationToken(Exception)?|InvalidToken|ExpiredNextTokenException|InvalidInputException|BadRequestException|ValidationException|InvalidArgument|InvalidParameterValueException|InvalidTokenException)$/,
  ],
  // The SDK sets its clock by the answer, so the next try is signed rightly.
  [
    "passing",
    /^(RequestTimeTooSkewed|InvalidSignatureException|SignatureDoesNotMatch|RequestExpired|TimeoutError|RequestTimeout(Exception)?|InternalError|InternalServerError(Exception)?|InternalException|InternalFailure|ServiceUnavailable(Exception)?|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/,
  ],
];

/** Only names and the HTTP status are looked at: texts of errors may hold anything. */
export function faultOf(error: unknown): Fault {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const known = FAULTS.find(([, names]) => names.test(nameOf(error)))?.[0];
  if (known !== undefined) return known;
  const status = $metadata?.httpStatusCode ?? 0;
  if (status === 403) return "denied";
  if (status === 429) return "throttled";
  return status >= 500 ? "passing" : "failed";
}

/** The type of an error, without its text. */
export function nameOf(error: unknown): string {
  const { name, code } = error as { name?: unknown; code?: unknown };
  const told = typeof name === "string" && name !== "Error" ? name : typeof code === "string" ? code : "Error";
  return /^[A-Za-z][A-Za-z0-9]{0,79}$/.test(told) ? told : "Error";
}
