import { all, fromBoolean, not, unknown, type Answer } from "../../answer";
import { given, is, matches } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";
import { anyStage } from "./kinds";

const LOGGING = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html";
const VARIABLES =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html";

export const apiGwAccessLoggingEnabled = anyStage.rule({
  id: "api-gw-access-logging-enabled",
  title: "Stages write an access log",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1", "PI1.2"] },
  source: LOGGING,
  says: "writes no access log, or nothing into it",
  fix: "Set accessLogSettings: { destinationArn: logGroup.arn, format }.",
  requires: ({ accessLogSettings: { destinationArn, format } }) =>
    all(isLogDestination(destinationArn), not(is(format, ""), pathOf(format))),
});

/** A log group or a Firehose stream. */
function isLogDestination(arn: Reading<string>): Answer {
  return valueOf(arn) === UNKNOWN ? given(arn) : matches(arn, /^arn:aws[a-z-]*:(logs|firehose):/);
}

/**
 * Which request it was, and who asked: the caller that signed it, or whom the authorizer took them for. An API has one of the two; HTTP APIs
 * and token authorizers have no caller, signed requests pass no authorizer.
 */
const NEEDED: readonly RegExp[] = [
  /\$context\.(requestId|extendedRequestId)\b/,
  /\$context\.(identity\.(caller|user|userArn|cognitoIdentityId)\b|authorizer\.(principalId|claims\.|sub\b))/,
];

/** `$context.path` is the path as it was asked for, with the values of its parameters; `$context.resourcePath` is the template. */
const REFUSED =
  /\$context\.(path|http\.path|requestOverride\.path)\b|\$input\b|\$request\b|query_?string|path_?parameters/i;

export const apigwAccessLogFormatNoPhi = anyStage.rule({
  id: "apigw-access-log-format-no-phi",
  title: "Access logs say who asked, without query strings and path parameters",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(4)(ii)(B)", "164.312(a)(2)(i)", "164.312(b)", "164.502(b)"],
  },
  source: VARIABLES,
  says: "has an access log that does not say who asked, or that holds query strings or path parameters",
  fix: "Put $context.requestId and $context.authorizer.principalId ($context.identity.caller where requests are signed, $context.authorizer.claims.sub for tokens) into accessLogSettings.format, and $context.resourcePath instead of $context.path.",
  why: "Paths and query strings carry patient identifiers; an audit log needs the person who asked instead.",
  requires: (p) => {
    const format = p.accessLogSettings.format;
    const value = valueOf(format);
    if (value === UNKNOWN) return unknown(pathOf(format));
    return all(
      fromBoolean(
        NEEDED.every((variable) => variable.test(String(value))),
        pathOf(format),
      ),
      not(matches(format, REFUSED), pathOf(format)),
    );
  },
});
