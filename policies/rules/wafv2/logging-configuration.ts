import type { WebAclLoggingConfigurationArgs } from "@pulumi/aws/wafv2";
import { about, all, fromBoolean, unknown, type Answer } from "../../answer";
import { some, written } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import { UNKNOWN } from "../../value";

const headers = texts({
  name: "headers",
  description: "Request headers that the logs must leave out.",
  fallback: ["authorization", "cookie"],
});

export const cloudfrontWafLogRedaction = on<WebAclLoggingConfigurationArgs>(
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
).rule({
  id: "cloudfront-waf-log-redaction",
  title: "WAF logs leave out credentials, cookies and the query string",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(4)(ii)(B)", "164.312(b)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/waf/latest/developerguide/logging-management-configure.html",
  says: "writes credentials, cookies or the query string into its log",
  fix: 'Set redactedFields: [{ singleHeader: { name: "authorization" } }, { singleHeader: { name: "cookie" } }, { queryString: {} }].',
  why: "Query strings of FHIR searches name patients, and a credential in a log opens what it guards.",
  config: [headers],
  requires: (p, settings) =>
    about(
      all(
        some(p.redactedFields, (field) => written(field.queryString)),
        ...headers
          .of(settings)
          .map((header) => some(p.redactedFields, (field) => isHeader(field.singleHeader.name, header))),
      ),
      pathOf(p.redactedFields),
    ),
});

/** Header names compare without case. */
function isHeader(r: Reading<unknown>, header: string): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(typeof value === "string" && value.toLowerCase() === header.toLowerCase());
}
