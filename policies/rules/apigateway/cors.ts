import type { ApiArgs } from "@pulumi/aws/apigatewayv2";
import type { FunctionUrlArgs } from "@pulumi/aws/lambda";
import type { BucketArgs } from "@pulumi/aws/s3";
import { all, fromBoolean, not, unknown, type Answer } from "../../answer";
import { classificationOf } from "../../classification";
import { every, matches } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";

/** The rules of a bucket stand in the bucket, or in a resource of their own with the same property. */
const sharing = on<ApiArgs & FunctionUrlArgs & BucketArgs>(
  "aws:apigatewayv2/api:Api",
  "aws:lambda/functionUrl:FunctionUrl",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
  "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2",
);

export const corsNotOpen = sharing.rule({
  id: "cors-not-open",
  title: "Cross-origin rules name the sites that may read answers",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
  says: "lets scripts of every website read its answers",
  fix: 'Name the sites, e.g. ["https://portal.example.org"].',
  appliesWhen: (_p, settings, resource) => {
    const classification = classificationOf(resource, settings);
    return classification === "unknown" ? unknown("tags") : fromBoolean(classification !== "public");
  },
  otherwise: "Its tag says that what it holds is public.",
  requires: (p) =>
    all(
      namesSites(p.corsConfiguration.allowOrigins),
      namesSites(p.cors.allowOrigins),
      every(p.corsRules, (rule) => namesSites(rule.allowedOrigins as Reading<unknown>)),
    ),
});

/** `*`, `https://*`, `http://*:8080` and `https://*.com`: a star for the whole host, or for all of it but the last label. */
const ANY_SITE = /^([a-z*]+:\/\/)?[*.]*\*(\.[a-z*]+)?(:[\d*]+)?\/?$/i;

function namesSites(origins: Reading<unknown>): Answer {
  return every(origins as Reading<string[]>, (origin) => {
    const of = origin as Reading<string>;
    return not(matches(of, ANY_SITE), pathOf(of));
  });
}
