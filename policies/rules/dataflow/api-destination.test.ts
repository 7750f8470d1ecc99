import { testRule, unknownString } from "../../testing/rule-tester";
import { phiFlowApiDestinationBaa } from "./api-destination";

const CONNECTION = "aws:cloudwatch/eventConnection:EventConnection";
const config = { businessAssociateHosts: ["api.partner.example"] };
const endpoint = (invocationEndpoint: string): object => ({ invocationEndpoint, httpMethod: "POST" });

testRule(phiFlowApiDestinationBaa, {
  valid: [
    {
      name: "listed host",
      type: "aws:cloudwatch/eventApiDestination:EventApiDestination",
      props: endpoint("https://api.partner.example/events/*"),
      config,
    },
    {
      name: "connection with a key",
      type: CONNECTION,
      props: { authorizationType: "API_KEY", kmsKeyIdentifier: "arn:aws:kms:us-east-1:111122223333:key/k" },
    },
  ],
  invalid: [
    { name: "host not listed", props: endpoint("https://hooks.chat.example/t"), config, finds: "invocationEndpoint" },
    { name: "nothing listed", props: endpoint("https://api.partner.example"), finds: "invocationEndpoint" },
    { name: "plain HTTP", props: endpoint("http://api.partner.example"), config, finds: "invocationEndpoint" },
    { name: "left out", props: {}, config, finds: "invocationEndpoint" },
    {
      name: "connection without a key",
      type: CONNECTION,
      props: { authorizationType: "API_KEY" },
      finds: "kmsKeyIdentifier",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:cloudwatch/eventBus:EventBus", props: {}, because: "other-type" },
    {
      name: "stack without patient data",
      props: endpoint("https://hooks.chat.example/t"),
      defaultTags: { DataClassification: "internal" },
      because: "exempt",
    },
    { name: "endpoint not known", props: endpoint(unknownString), because: "unknown", finds: "invocationEndpoint" },
    {
      name: "key not known",
      type: CONNECTION,
      props: { kmsKeyIdentifier: unknownString },
      because: "unknown",
      finds: "kmsKeyIdentifier",
    },
  ],
});
