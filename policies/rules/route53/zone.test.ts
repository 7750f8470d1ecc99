import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { route53DnssecSigningEnabled, route53QueryLoggingEnabled } from "./zone";

const another = {
  name: "another type",
  type: "aws:route53/record:Record",
  props: {},
  because: "other-type",
} as const;
const ZONE = "aws:route53/zone:Zone";
const LOG = "aws:route53/queryLog:QueryLog";
const DNSSEC = "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec";
const KEY = "aws:route53/keySigningKey:KeySigningKey";
const cloudwatchLogGroupArn = "arn:aws:logs:us-east-1:111122223333:log-group:/aws/route53/example.org";
const zone = { name: "example.org" };
const internal = { name: "clinic.internal", vpcs: [{ vpcId: "vpc-0a1b2c3d" }] };
const otherZone = { type: ZONE, name: "other" };

/** A query log of the judged zone, or of another. */
function log(zoneId: unknown) {
  return { type: LOG, name: "log", props: { zoneId, cloudwatchLogGroupArn } };
}

testRule(route53QueryLoggingEnabled, {
  valid: [
    { name: "log by reference", props: zone, others: [log(from("subject"))] },
    { name: "log by id", props: zone, outputs: { id: "Z1" }, others: [log("Z1")] },
  ],
  invalid: [
    { name: "none", props: zone, finds: "QueryLog" },
    { name: "log of another zone", props: zone, others: [otherZone, log(from("other"))], finds: "QueryLog" },
    { name: "empty list of VPCs", props: { ...zone, vpcs: [] }, finds: "QueryLog" },
  ],
  notJudged: [
    another,
    { name: "private", props: internal, because: "exempt" },
    { name: "VPCs not known yet", props: { ...zone, vpcs: unknownValue }, because: "unknown", finds: "vpcs" },
    {
      name: "log of a zone not known yet",
      props: zone,
      others: [log(unknownString)],
      because: "unknown",
      finds: "QueryLog.zoneId",
    },
  ],
});

/** Signing of the judged zone, or of another. */
function signing(hostedZoneId: unknown, signingStatus?: unknown) {
  return { type: DNSSEC, name: "signing", props: { hostedZoneId, signingStatus } };
}

function key(status?: unknown, name = "key", hostedZoneId: unknown = from("subject")) {
  return { type: KEY, name, props: { hostedZoneId, status } };
}

testRule(route53DnssecSigningEnabled, {
  valid: [
    { name: "signs, with a key", props: zone, others: [key(), signing(from("subject"))] },
    { name: "zone by way of the key", props: zone, others: [key(), signing(from("key"))] },
    { name: "by name", props: zone, others: [signing(from("subject"), "SIGNING")] },
    { name: "one key of two", props: zone, others: [key("INACTIVE"), key("ACTIVE", "new"), signing(from("subject"))] },
    { name: "zone by id", props: zone, outputs: { id: "Z1" }, others: [signing("Z1")] },
    {
      name: "a key of another zone is off",
      props: zone,
      others: [otherZone, key("INACTIVE", "key", from("other")), signing(from("subject"))],
    },
  ],
  invalid: [
    { name: "none", props: zone, finds: "HostedZoneDnsSec" },
    {
      name: "off",
      props: zone,
      others: [signing(from("subject"), "NOT_SIGNING")],
      finds: "HostedZoneDnsSec.signingStatus",
    },
    {
      name: "of another zone",
      props: zone,
      others: [otherZone, signing(from("other"))],
      finds: "HostedZoneDnsSec",
    },
    {
      name: "key switched off",
      props: zone,
      others: [key("INACTIVE"), signing(from("subject"))],
      finds: "KeySigningKey.status",
    },
  ],
  notJudged: [
    another,
    { name: "private", props: internal, because: "exempt" },
    {
      name: "of a zone not known yet",
      props: zone,
      others: [signing(unknownString)],
      because: "unknown",
      finds: "HostedZoneDnsSec.hostedZoneId",
    },
    {
      name: "status not known yet",
      props: zone,
      others: [signing(from("subject"), unknownString)],
      because: "unknown",
      finds: "HostedZoneDnsSec.signingStatus",
    },
  ],
});
