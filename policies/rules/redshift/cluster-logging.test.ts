import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { redshiftClusterConfigurationCheck } from "./cluster-logging";

const claims = { clusterIdentifier: "claims", nodeType: "ra3.large" };

function logging(clusterIdentifier: unknown, props: object = { bucketName: "claims-logs" }): OtherResource {
  return { type: "aws:redshift/logging:Logging", name: "logging", props: { clusterIdentifier, ...props } };
}

testRule(redshiftClusterConfigurationCheck, {
  valid: [
    { name: "encrypted and logged", props: { ...claims, encrypted: "true" }, others: [logging("claims")] },
    { name: "encrypted by a boolean", props: { ...claims, encrypted: true }, others: [logging(from("subject"))] },
    { name: "encryption left out (on)", props: claims, others: [logging("claims")] },
    {
      name: "logged to CloudWatch",
      props: claims,
      others: [logging(from("subject"), { logDestinationType: "cloudwatch", logExports: ["connectionlog"] })],
    },
    {
      name: "logged to CloudWatch, named by its identifier",
      props: claims,
      others: [logging("claims", { logDestinationType: "cloudwatch", logExports: ["connectionlog"] })],
    },
    { name: "logged by itself, as older providers have it", props: { ...claims, logging: { enable: true } } },
    { name: "named by its id", props: claims, outputs: { id: "claims" }, others: [logging("claims")] },
  ],
  invalid: [
    { name: "no log", props: { ...claims, encrypted: "true" }, finds: "Logging" },
    { name: "its own log is off", props: { ...claims, logging: { enable: false } }, finds: "Logging" },
    {
      name: "not encrypted",
      props: { ...claims, encrypted: "false" },
      others: [logging("claims")],
      finds: "encrypted",
    },
    {
      name: "not encrypted, by a boolean",
      props: { ...claims, encrypted: false },
      others: [logging(from("subject"))],
      finds: "encrypted",
    },
    { name: "neither", props: { ...claims, encrypted: "false" }, finds: ["encrypted", "Logging"] },
    { name: "the log of another cluster", props: claims, others: [logging("intake")], finds: "Logging" },
    {
      name: "an identifier that nobody gave, twice",
      props: { nodeType: "ra3.large" },
      others: [logging(undefined)],
      finds: "Logging",
    },
    {
      name: "a log that goes nowhere",
      props: claims,
      others: [logging(from("subject"), {})],
      finds: ["Logging.bucketName", "Logging.logExports"],
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    {
      name: "encryption not known yet",
      props: { ...claims, encrypted: unknownValue },
      others: [logging("claims")],
      because: "unknown",
      finds: "encrypted",
    },
    {
      name: "a log of a cluster that is not known yet",
      props: claims,
      others: [logging(unknownString)],
      because: "unknown",
      finds: "Logging.clusterIdentifier",
    },
  ],
});
