import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { corsNotOpen } from "./cors";

const FUNCTION_URL = "aws:lambda/functionUrl:FunctionUrl";
const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_V2 = "aws:s3/bucketV2:BucketV2";
const RULES = "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration";
const RULES_V2 = "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2";
const portal = "https://portal.example.org";

/** An HTTP API that lets in scripts of these sites. */
function origins(...allowOrigins: readonly string[]) {
  return { protocolType: "HTTP", corsConfiguration: { allowMethods: ["GET"], allowOrigins } };
}

const FIRST = "corsConfiguration.allowOrigins[0]";

testRule(corsNotOpen, {
  valid: [
    { name: "one site", props: origins(portal) },
    { name: "no rules", props: { protocolType: "HTTP" } },
    { name: "a port", props: origins(`${portal}:8443`) },
    { name: "every port of one site", props: origins(`${portal}:*`) },
    { name: "the hosts of one domain", props: origins("https://*.example.org") },
    { name: "function URL", type: FUNCTION_URL, props: { cors: { allowOrigins: [portal] } } },
    { name: "bucket", type: BUCKET, props: { corsRules: [{ allowedMethods: ["GET"], allowedOrigins: [portal] }] } },
    { name: "bucket of the second kind", type: BUCKET_V2, props: { corsRules: [{ allowedOrigins: [portal] }] } },
    { name: "rules of a bucket", type: RULES, props: { corsRules: [{ allowedOrigins: [portal] }] } },
    { name: "rules of a bucket, second kind", type: RULES_V2, props: { corsRules: [{ allowedOrigins: [portal] }] } },
    { name: "any header", props: { corsConfiguration: { allowHeaders: ["*"], allowOrigins: [portal] } } },
  ],
  invalid: [
    { name: "every site", props: origins("*"), finds: FIRST },
    { name: "every site beside one", props: origins(portal, "*"), finds: "corsConfiguration.allowOrigins[1]" },
    { name: "every site over TLS", props: origins("https://*"), finds: FIRST },
    { name: "every site, capitals", props: origins("HTTPS://*"), finds: FIRST },
    { name: "every site on a port", props: origins("http://*:8080"), finds: FIRST },
    { name: "every site on every port", props: origins("http://*:*/"), finds: FIRST },
    { name: "every site by whatever scheme", props: origins("*://*"), finds: FIRST },
    { name: "every site of a top-level domain", props: origins("https://*.com"), finds: FIRST },
    { name: "stars for each label", props: origins("https://*.*"), finds: FIRST },
    {
      name: "function URL",
      type: FUNCTION_URL,
      props: { cors: { allowOrigins: ["*"] } },
      finds: "cors.allowOrigins[0]",
    },
    {
      name: "bucket",
      type: BUCKET,
      props: { corsRules: [{ allowedOrigins: [portal] }, { allowedOrigins: ["*"] }] },
      finds: "corsRules[1].allowedOrigins[0]",
    },
    {
      name: "bucket of the second kind",
      type: BUCKET_V2,
      props: { corsRules: [{ allowedOrigins: ["*"] }] },
      finds: "corsRules[0].allowedOrigins[0]",
    },
    {
      name: "rules of a bucket",
      type: RULES,
      props: { corsRules: [{ allowedOrigins: ["*"] }] },
      finds: "corsRules[0].allowedOrigins[0]",
    },
    {
      name: "rules of a bucket, second kind",
      type: RULES_V2,
      props: { corsRules: [{ allowedOrigins: ["*"] }] },
      finds: "corsRules[0].allowedOrigins[0]",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:apigateway/restApi:RestApi", props: {}, because: "other-type" },
    {
      name: "public by its tag",
      type: BUCKET,
      props: { tags: { DataClassification: "public" }, corsRules: [{ allowedOrigins: ["*"] }] },
      because: "exempt",
    },
    { name: "origin not known yet", props: origins(unknownString), because: "unknown", finds: FIRST },
    {
      name: "rules not known yet",
      type: RULES,
      props: { corsRules: unknownValue },
      because: "unknown",
      finds: "corsRules",
    },
    {
      name: "tag not known yet",
      props: { ...origins("*"), tags: { DataClassification: unknownString } },
      because: "unknown",
      finds: "tags",
    },
  ],
});
