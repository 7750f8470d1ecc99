import { from, testRule, unknownString } from "../../testing/rule-tester";
import { ssmSecretNotSentOverHttp } from "./plain-http";

const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const FUNCTION = "aws:lambda/function:Function";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const type = "SecureString";
const calls = (url: string): object[] => [
  {
    type: FUNCTION,
    name: "f",
    props: { environment: { variables: { URL: url } }, layers: ["a"], timeout: 3, role: null },
  },
];
const f = (url: string): { others: { type: string; name: string; props: object }[] } => ({
  others: calls(url) as { type: string; name: string; props: object }[],
});

testRule(ssmSecretNotSentOverHttp, {
  valid: [
    { name: "sent by TLS", props: { type, value: "claims-key-1" }, ...f("https://api.example.test/?k=claims-key-1") },
    { name: "an address without the secret", props: { type, value: "claims-key-1" }, ...f("http://api.example.test/") },
    { name: "the address of a service", props: { type, value: "http://10.0.0.7:8080/claims?page=1" } },
    { name: "on the host itself", props: { type, value: "http://localhost:8080/?token=claims" } },
    { name: "on the host itself, by number", props: { type, value: "http://127.0.0.1/?token=claims" } },
    { name: "too short to tell", props: { type, value: "example" }, ...f("http://api.example.test/") },
    { name: "secret not known yet", props: { type, value: unknownString }, ...f("http://api.example.test/") },
    { name: "no value", props: { type } },
    { name: "a document", type: VERSION, props: { secretString: '{"key":"claims-key-1"}' }, ...f("http://x.test") },
    {
      name: "subscription by HTTPS",
      props: { type, value: unknownString },
      others: [{ type: SUBSCRIPTION, name: "s", props: { protocol: "https", endpoint: from("subject") } }],
    },
    {
      name: "subscription to another address",
      props: { type, value: unknownString },
      others: [
        { type: SUBSCRIPTION, name: "s", props: { protocol: "http", endpoint: unknownString } },
        { type: "aws:sns/topic:Topic", name: "t", props: { protocol: "http", endpoint: from("subject") } },
      ],
    },
  ],
  invalid: [
    {
      name: "sent without TLS",
      props: { type, value: "claims-key-1" },
      ...f("http://api.example.test/?k=claims-key-1"),
      finds: "Function.environment",
    },
    {
      name: "encoded",
      props: { type, value: "claims key/1" },
      ...f("http://api.example.test/?k=claims%20key%2F1"),
      finds: "Function.environment",
    },
    {
      name: "eight characters",
      props: { type, valueWo: "claims-1" },
      others: [{ type: FUNCTION, name: "f", props: { urls: ["HTTP://api.example.test/claims-1"] } }],
      finds: "Function.urls",
    },
    {
      name: "a field of a document",
      type: VERSION,
      props: { secretString: '{"key":"claims-key-1","port":5432}' },
      ...f("http://api.example.test/?k=claims-key-1"),
      finds: "Function.environment",
    },
    {
      name: "write-only",
      type: VERSION,
      props: { secretStringWo: "claims-key-1" },
      ...f("http://api.example.test/?k=claims-key-1"),
      finds: "Function.environment",
    },
    {
      name: "an address with a password",
      props: { type, value: "http://claims:pass@api.example.test" },
      finds: "value",
    },
    ...["api_key", "token", "secret", "pass", "signature"].map((name) => ({
      name: `an address with ${name}`,
      props: { type, value: `http://api.example.test/?a=1&${name}=claims` },
      finds: "value",
    })),
    {
      name: "subscription without TLS",
      props: { type, value: unknownString },
      others: [{ type: SUBSCRIPTION, name: "s", props: { protocol: "http", endpoint: from("subject") } }],
      finds: "TopicSubscription.endpoint",
    },
  ],
  notJudged: [
    { name: "another type", type: FUNCTION, props: {}, because: "other-type" },
    { name: "no secret", props: { type: "String", value: "http://a.test/?token=1" }, because: "exempt" },
    {
      name: "subscription by a protocol that is not known yet",
      props: { type, value: unknownString },
      others: [{ type: SUBSCRIPTION, name: "s", props: { protocol: unknownString, endpoint: from("subject") } }],
      because: "unknown",
      finds: "TopicSubscription.protocol",
    },
  ],
});
