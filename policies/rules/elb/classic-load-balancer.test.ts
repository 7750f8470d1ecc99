import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  clbConnectionDrainingEnabled,
  clbMultipleAz,
  elbAcmCertificateRequired,
  elbCrossZoneLoadBalancingEnabled,
  elbTlsHttpsListenersOnly,
} from "./classic-load-balancer";

const another = {
  name: "another type",
  type: "aws:lb/loadBalancer:LoadBalancer",
  props: {},
  because: "other-type",
} as const;
const alike = ["aws:elasticloadbalancing/loadBalancer:LoadBalancer"];

const ACM = "arn:aws:acm:us-east-1:111122223333:certificate/c";
const IAM = "arn:aws:iam::111122223333:server-certificate/c";
const listener = (lbProtocol: unknown, sslCertificateId?: unknown) => ({
  instancePort: 8443,
  instanceProtocol: "https",
  lbPort: 443,
  lbProtocol,
  ...(sslCertificateId === undefined ? {} : { sslCertificateId }),
});
const listeners = [listener("https", ACM)];
const certificate = { type: "aws:acm/certificate:Certificate", name: "acm" };
const validation = { type: "aws:acm/certificateValidation:CertificateValidation", name: "validation" };
const serverCertificate = { type: "aws:iam/serverCertificate:ServerCertificate", name: "iam" };

testRule(elbAcmCertificateRequired, {
  valid: [
    { name: "by ARN", props: { listeners } },
    { name: "government cloud", props: { listeners: [listener("SSL", ACM.replace("aws", "aws-us-gov"))] } },
    { name: "beside a plain listener", props: { listeners: [listener("tcp"), listener("ssl", ACM)] } },
    { name: "of this program", props: { listeners: [listener("https", from("acm"))] }, others: [certificate] },
    {
      name: "of this program, validated",
      props: { listeners: [listener("https", from("validation"))] },
      others: [validation],
    },
  ],
  invalid: [
    { name: "of IAM", props: { listeners: [listener("https", IAM)] }, finds: "listeners[0].sslCertificateId" },
    { name: "left out", props: { listeners: [listener("https")] }, finds: "listeners[0].sslCertificateId" },
    { name: "no TLS", props: { listeners: [listener("http")] }, finds: "listeners[0].sslCertificateId" },
    {
      name: "a text around an ARN",
      props: { listeners: [listener("https", `x${ACM}`)] },
      finds: "listeners[0].sslCertificateId",
    },
    {
      name: "one of two",
      props: { listeners: [...listeners, listener("SSL", "")] },
      finds: "listeners[1].sslCertificateId",
    },
    {
      name: "of IAM, of this program",
      props: { listeners: [listener("ssl", from("iam"))] },
      others: [serverCertificate],
      finds: "listeners[0].sslCertificateId",
    },
  ],
  notJudged: [
    another,
    { name: "TCP alone", props: { listeners: [listener("tcp")] }, because: "exempt" },
    { name: "no listeners", props: {}, because: "exempt" },
    {
      name: "from another stack",
      props: { listeners: [listener("https", unknownString)] },
      because: "unknown",
      finds: "listeners[0].sslCertificateId",
    },
    {
      name: "one of each kind, which is which is not told",
      props: { listeners: [listener("https", from("acm")), listener("ssl", from("iam"))] },
      others: [certificate, serverCertificate],
      because: "unknown",
      finds: ["listeners[0].sslCertificateId", "listeners[1].sslCertificateId"],
    },
  ],
  alike,
});

testRule(elbCrossZoneLoadBalancingEnabled, {
  valid: [
    { name: "on", props: { listeners, crossZoneLoadBalancing: true } },
    { name: "left out (the provider turns it on)", props: { listeners } },
    { name: "two zones", props: { listeners, availabilityZones: ["us-east-1a", "us-east-1b"] } },
  ],
  invalid: [
    { name: "off", props: { listeners, crossZoneLoadBalancing: false }, finds: "crossZoneLoadBalancing" },
    {
      name: "one zone to spread over",
      props: { listeners, crossZoneLoadBalancing: true, availabilityZones: ["us-east-1a"] },
      finds: "availabilityZones",
      mended: false,
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { crossZoneLoadBalancing: unknownValue },
      because: "unknown",
      finds: "crossZoneLoadBalancing",
    },
  ],
  alike,
});

testRule(clbMultipleAz, {
  valid: [
    { name: "two zones", props: { listeners, availabilityZones: ["us-east-1a", "us-east-1b"] } },
    { name: "two subnets", props: { subnets: ["subnet-a", "subnet-b"] } },
  ],
  invalid: [
    {
      name: "one zone",
      props: { listeners, availabilityZones: ["us-east-1a"] },
      finds: ["availabilityZones", "subnets"],
    },
    {
      name: "one zone, twice",
      props: { availabilityZones: ["us-east-1a", "us-east-1a"] },
      finds: ["availabilityZones", "subnets"],
    },
    { name: "one subnet", props: { subnets: ["subnet-a"] }, finds: ["availabilityZones", "subnets"] },
    { name: "none", props: {}, finds: ["availabilityZones", "subnets"] },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { subnets: unknownValue }, because: "unknown", finds: "subnets" },
  ],
  alike,
});

testRule(elbTlsHttpsListenersOnly, {
  valid: [
    { name: "HTTPS", props: { listeners } },
    { name: "SSL in capitals", props: { listeners: [listener("SSL", ACM)] } },
    { name: "plain to the instances", props: { listeners: [{ ...listener("https", ACM), instanceProtocol: "http" }] } },
  ],
  invalid: [
    { name: "HTTP", props: { listeners: [listener("http")] }, finds: "listeners[0].lbProtocol" },
    { name: "TCP", props: { listeners: [listener("TCP")] }, finds: "listeners[0].lbProtocol" },
    { name: "one of two", props: { listeners: [...listeners, listener("http")] }, finds: "listeners[1].lbProtocol" },
    {
      name: "no protocol",
      props: { listeners: [{ instancePort: 80, instanceProtocol: "http", lbPort: 80 }] },
      finds: "listeners[0].lbProtocol",
    },
    { name: "no listeners", props: {}, finds: "listeners" },
    {
      name: "one breaks it, another is not known yet",
      props: { listeners: [listener(unknownString), listener("http")] },
      finds: "listeners[1].lbProtocol",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { listeners: [listener(unknownString)] },
      because: "unknown",
      finds: "listeners[0].lbProtocol",
    },
  ],
  alike,
});

testRule(clbConnectionDrainingEnabled, {
  valid: [{ name: "on", props: { listeners, connectionDraining: true, connectionDrainingTimeout: 300 } }],
  invalid: [
    { name: "left out", props: { listeners }, finds: "connectionDraining" },
    { name: "off", props: { connectionDraining: false }, finds: "connectionDraining" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { connectionDraining: unknownValue },
      because: "unknown",
      finds: "connectionDraining",
    },
  ],
  alike,
});
