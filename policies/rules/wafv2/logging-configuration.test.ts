import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { cloudfrontWafLogRedaction } from "./logging-configuration";

const destination = {
  resourceArn: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/claims/1",
  logDestinationConfigs: ["arn:aws:logs:us-east-1:111122223333:log-group:aws-waf-logs-claims"],
};
const header = (name: unknown) => ({ singleHeader: { name } });
const query = { queryString: {} };
const authorization = header("authorization");
const cookie = header("cookie");

testRule(cloudfrontWafLogRedaction, {
  valid: [
    { name: "all three", props: { ...destination, redactedFields: [authorization, cookie, query] } },
    {
      name: "in another order and spelling, with more",
      props: { redactedFields: [query, { uriPath: {} }, header("Cookie"), header("Authorization")] },
    },
    {
      name: "the headers that the team names",
      props: { redactedFields: [header("x-api-key"), query] },
      config: { headers: ["X-Api-Key"] },
    },
  ],
  invalid: [
    { name: "left out", props: destination, finds: "redactedFields" },
    { name: "no cookie", props: { redactedFields: [authorization, query] }, finds: "redactedFields" },
    { name: "no credentials", props: { redactedFields: [cookie, query] }, finds: "redactedFields" },
    { name: "no query string", props: { redactedFields: [authorization, cookie] }, finds: "redactedFields" },
    {
      name: "a longer name",
      props: { redactedFields: [header("authorization2"), cookie, query] },
      finds: "redactedFields",
    },
    {
      name: "not the headers that the team names",
      props: { redactedFields: [authorization, cookie, query] },
      config: { headers: ["x-api-key"] },
      finds: "redactedFields",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:wafv2/ipSet:IpSet", props: {}, because: "other-type" },
    { name: "not known yet", props: { redactedFields: unknownValue }, because: "unknown", finds: "redactedFields" },
    {
      name: "a header not known yet",
      props: { redactedFields: [authorization, header(unknownString), query] },
      because: "unknown",
      finds: "redactedFields[1].singleHeader.name",
    },
    {
      name: "the query string not known yet",
      props: { redactedFields: [authorization, cookie, { queryString: unknownValue }] },
      because: "unknown",
      finds: "redactedFields[2].queryString",
    },
  ],
});
