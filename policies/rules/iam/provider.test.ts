import { testRule, unknownString } from "../../testing/rule-tester";
import { providerNoStaticCredentials } from "./provider";

const accessKey = "AKIAIOSFODNN7EXAMPLE";
const secretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

testRule(providerNoStaticCredentials, {
  valid: [
    {
      name: "a role",
      props: { region: "us-east-1", assumeRoles: [{ roleArn: "arn:aws:iam::111122223333:role/deploy" }] },
    },
    { name: "the environment", props: { region: "us-east-1" } },
    { name: "empty", props: { accessKey: "", secretKey: "" } },
  ],
  invalid: [
    {
      name: "a key pair",
      props: { region: "us-east-1", accessKey, secretKey },
      finds: ["accessKey", "secretKey"],
    },
    { name: "a key id alone", props: { accessKey }, finds: "accessKey" },
    { name: "a secret key alone", props: { secretKey }, finds: "secretKey" },
    { name: "a session token", props: { token: "FwoGZXIvYXdzEXAMPLE" }, finds: "token" },
  ],
  notJudged: [
    { name: "another provider", type: "pulumi:providers:random", props: {}, because: "other-type" },
    {
      name: "credentials that something else makes",
      props: { accessKey: unknownString },
      because: "unknown",
      finds: "accessKey",
    },
  ],
});
