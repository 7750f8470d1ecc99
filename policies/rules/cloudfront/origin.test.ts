import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { MULTITENANT, NATIVE } from "./kinds";
import {
  cloudfrontDefaultRootObjectConfigured,
  cloudfrontFieldLevelEncryption,
  cloudfrontNoDeprecatedSslProtocols,
  cloudfrontOriginFailoverEnabled,
  cloudfrontS3OriginAccessControlEnabled,
  cloudfrontTrafficToOriginEncrypted,
} from "./origin";

const another = {
  name: "another type",
  type: "aws:cloudfront/function:Function",
  props: {},
  because: "other-type",
} as const;
const VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin";
const ACCESS_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl";

const server = (customOriginConfig: object, domainName: unknown = "claims.example.com") => ({
  originId: "claims",
  domainName,
  customOriginConfig: { httpPort: 80, httpsPort: 443, ...customOriginConfig },
});
const bucket = (more: object = {}, domainName: unknown = "claims.s3.us-east-1.amazonaws.com") => ({
  originId: "documents",
  domainName,
  ...more,
});
const talks = (originProtocolPolicy: unknown) => server({ originProtocolPolicy, originSslProtocols: ["TLSv1.2"] });
const serves = (viewerProtocolPolicy: unknown) => ({
  defaultCacheBehavior: { targetOriginId: "claims", viewerProtocolPolicy },
});
const POLICY = "customOriginConfig.originProtocolPolicy";

testRule(cloudfrontTrafficToOriginEncrypted, {
  valid: [
    { name: "HTTPS", props: { ...serves("redirect-to-https"), origins: [talks("https-only")] } },
    { name: "a bucket", props: { ...serves("redirect-to-https"), origins: [bucket()] } },
    { name: "as the viewer, who has no choice", props: { ...serves("https-only"), origins: [talks("match-viewer")] } },
    { name: "HTTPS, whatever the viewer uses", props: { ...serves("allow-all"), origins: [talks("https-only")] } },
    { name: "Cloud Control", type: NATIVE, props: { distributionConfig: { origins: [talks("https-only")] } } },
    {
      name: "many tenants",
      type: MULTITENANT,
      props: { origins: [{ customOriginConfigs: [{ originProtocolPolicy: "https-only" }] }] },
    },
    {
      name: "VPC origin",
      type: VPC_ORIGIN,
      props: { vpcOriginEndpointConfig: { originProtocolPolicy: "https-only" } },
    },
  ],
  invalid: [
    {
      name: "HTTP",
      props: { ...serves("redirect-to-https"), origins: [talks("http-only")] },
      finds: `origins[0].${POLICY}`,
    },
    { name: "left out", props: { ...serves("https-only"), origins: [server({})] }, finds: `origins[0].${POLICY}` },
    {
      name: "as the viewer, who may use HTTP",
      props: { ...serves("allow-all"), origins: [talks("match-viewer")] },
      finds: `origins[0].${POLICY}`,
    },
    {
      name: "one of two",
      props: { ...serves("https-only"), origins: [talks("https-only"), talks("http-only")] },
      finds: `origins[1].${POLICY}`,
    },
    {
      name: "Cloud Control",
      type: NATIVE,
      props: { distributionConfig: { ...serves("allow-all"), origins: [bucket(), talks("")] } },
      finds: `distributionConfig.origins[1].${POLICY}`,
    },
    {
      name: "many tenants",
      type: MULTITENANT,
      props: { origins: [{ customOriginConfigs: [{ originProtocolPolicy: "http-only" }] }] },
      finds: "origins[0].customOriginConfigs[0].originProtocolPolicy",
    },
    {
      name: "VPC origin",
      type: VPC_ORIGIN,
      props: { vpcOriginEndpointConfig: { originProtocolPolicy: "match-viewer" } },
      finds: "vpcOriginEndpointConfig.originProtocolPolicy",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...serves("https-only"), origins: [talks(unknownString)] },
      because: "unknown",
      finds: `origins[0].${POLICY}`,
    },
    {
      name: "the viewer's protocol not known yet",
      props: { ...serves(unknownString), origins: [talks("match-viewer")] },
      because: "unknown",
      finds: "defaultCacheBehavior.viewerProtocolPolicy",
    },
  ],
});

const uses = (originSslProtocols: unknown) => ({
  origins: [server({ originProtocolPolicy: "https-only", originSslProtocols })],
});
const PROTOCOLS = "origins[0].customOriginConfig.originSslProtocols";

testRule(cloudfrontNoDeprecatedSslProtocols, {
  valid: [
    { name: "TLS 1.2", props: uses(["TLSv1.2"]) },
    { name: "TLS 1.2 and 1.3", props: uses(["TLSv1.2", "TLSv1.3"]) },
    { name: "a bucket", props: { origins: [bucket()] } },
    { name: "Cloud Control", type: NATIVE, props: { distributionConfig: uses(["TLSv1.2"]) } },
    {
      name: "Cloud Control in its first spelling",
      type: NATIVE,
      props: { distributionConfig: { origins: [server({ originSSLProtocols: ["TLSv1.2"] })] } },
    },
    { name: "many tenants", type: MULTITENANT, props: uses(["TLSv1.2"]) },
    {
      name: "VPC origin",
      type: VPC_ORIGIN,
      props: { vpcOriginEndpointConfig: { originSslProtocols: { items: ["TLSv1.2"], quantity: 1 } } },
    },
  ],
  invalid: [
    { name: "TLS 1.1 too", props: uses(["TLSv1.1", "TLSv1.2"]), finds: `${PROTOCOLS}[0]` },
    { name: "TLS 1.0 and SSL", props: uses(["TLSv1", "SSLv3"]), finds: [`${PROTOCOLS}[0]`, `${PROTOCOLS}[1]`] },
    { name: "left out", props: { origins: [server({})] }, finds: PROTOCOLS },
    { name: "empty", props: uses([]), finds: PROTOCOLS },
    {
      name: "one breaks it, another is not known yet",
      props: uses([unknownString, "SSLv3"]),
      finds: `${PROTOCOLS}[1]`,
    },
    {
      name: "Cloud Control in its first spelling",
      type: NATIVE,
      props: { distributionConfig: { origins: [server({ originSSLProtocols: ["TLSv1.2", "TLSv1"] })] } },
      finds: "distributionConfig.origins[0].customOriginConfig.originSSLProtocols[1]",
    },
    {
      name: "VPC origin",
      type: VPC_ORIGIN,
      props: { vpcOriginEndpointConfig: { originSslProtocols: { items: ["TLSv1.1"], quantity: 1 } } },
      finds: "vpcOriginEndpointConfig.originSslProtocols.items[0]",
    },
  ],
  notJudged: [another, { name: "not known yet", props: uses(unknownValue), because: "unknown", finds: PROTOCOLS }],
});

const originAccessControlId = "E2QWRUHAPOMQZL";
const identity = { s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E127EXAMPLE51Z" } };
const CONTROL = "origins[0].originAccessControlId";

testRule(cloudfrontS3OriginAccessControlEnabled, {
  valid: [
    { name: "access control", props: { origins: [bucket({ originAccessControlId })] } },
    { name: "access control of this program", props: { origins: [bucket({ originAccessControlId: unknownString })] } },
    { name: "identity, the older way", props: { origins: [bucket(identity)] } },
    { name: "a web server", props: { origins: [talks("https-only")] } },
    { name: "a web server of this program", props: { origins: [server({}, unknownString)] } },
    { name: "a web server with s3 in its name", props: { origins: [server({}, "s3.example.com")] } },
    { name: "a name that only begins like S3's", props: { origins: [server({}, "x.s3.amazonaws.com.example.com")] } },
    { name: "a VPC origin", props: { origins: [{ originId: "vpc", vpcOriginConfig: { vpcOriginId: "vo_1" } }] } },
    {
      name: "the access control itself",
      type: ACCESS_CONTROL,
      props: { originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" },
    },
    {
      name: "access control of a function",
      type: ACCESS_CONTROL,
      props: { originAccessControlOriginType: "lambda", signingBehavior: "never" },
    },
  ],
  invalid: [
    { name: "nothing", props: { origins: [bucket()] }, finds: CONTROL },
    {
      name: "empty identity",
      props: { origins: [bucket({ s3OriginConfig: { originAccessIdentity: "" } })] },
      finds: CONTROL,
    },
    {
      name: "bucket of this program",
      props: { origins: [bucket({}, unknownString)] },
      finds: CONTROL,
    },
    {
      name: "one of two",
      props: { origins: [bucket({ originAccessControlId }), bucket()] },
      finds: "origins[1].originAccessControlId",
    },
    ...[
      "claims.s3-website-us-east-1.amazonaws.com",
      "claims.s3.amazonaws.com",
      "claims.s3.dualstack.us-east-1.amazonaws.com",
      "claims.s3.cn-north-1.amazonaws.com.cn",
    ].map((host) => ({ name: host, props: { origins: [server({}, host)] }, finds: CONTROL })),
    {
      name: "the access control itself never signs",
      type: ACCESS_CONTROL,
      props: { originAccessControlOriginType: "s3", signingBehavior: "never", signingProtocol: "sigv4" },
      finds: "signingBehavior",
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { origins: unknownValue }, because: "unknown", finds: "origins" },
    {
      name: "the access control itself not known yet",
      type: ACCESS_CONTROL,
      props: { originAccessControlOriginType: "s3", signingBehavior: unknownString },
      because: "unknown",
      finds: "signingBehavior",
    },
  ],
});

testRule(cloudfrontDefaultRootObjectConfigured, {
  valid: [
    { name: "a page", props: { origins: [bucket()], defaultRootObject: "index.html" } },
    {
      name: "beside a web server",
      props: { origins: [talks("https-only"), bucket()], defaultRootObject: "index.html" },
    },
  ],
  invalid: [
    { name: "left out", props: { origins: [bucket()] }, finds: "defaultRootObject" },
    { name: "empty", props: { origins: [bucket()], defaultRootObject: "" }, finds: "defaultRootObject" },
  ],
  notJudged: [
    another,
    { name: "a web server", props: { origins: [talks("https-only")] }, because: "exempt" },
    { name: "origins not known yet", props: { origins: unknownValue }, because: "unknown", finds: "origins" },
  ],
});

const members = [{ originId: "primary" }, { originId: "secondary" }];
const group = (more: object = {}) => ({
  originId: "claims",
  failoverCriteria: { statusCodes: [500, 502, 503, 504] },
  members,
  ...more,
});
const TARGET = "defaultCacheBehavior.targetOriginId";

testRule(cloudfrontOriginFailoverEnabled, {
  valid: [
    { name: "a group behind the default behaviour", props: { ...serves("https-only"), originGroups: [group()] } },
    {
      name: "the second of two groups",
      props: { ...serves("https-only"), originGroups: [group({ originId: "x" }), group()] },
    },
  ],
  invalid: [
    { name: "no group", props: serves("https-only"), finds: "originGroups" },
    {
      name: "a group that the default behaviour does not use",
      props: { ...serves("https-only"), originGroups: [group({ originId: "images" })] },
      finds: TARGET,
    },
    {
      name: "no criteria",
      props: { ...serves("https-only"), originGroups: [group({ failoverCriteria: { statusCodes: [] } })] },
      finds: "originGroups[0].failoverCriteria.statusCodes",
    },
    {
      name: "one member",
      props: { ...serves("https-only"), originGroups: [group({ members: [members[0]] })] },
      finds: "originGroups[0].members[1]",
    },
    { name: "no target", props: { originGroups: [group()] }, finds: TARGET },
  ],
  notJudged: [
    another,
    {
      name: "group's name not known yet",
      props: { ...serves("https-only"), originGroups: [group({ originId: unknownString })] },
      because: "unknown",
      finds: "originGroups[0].originId",
    },
    {
      name: "target not known yet",
      props: { defaultCacheBehavior: { targetOriginId: unknownString }, originGroups: [group()] },
      because: "unknown",
      finds: TARGET,
    },
  ],
});

const takes = (allowedMethods: unknown, fieldLevelEncryptionId?: unknown) => ({
  targetOriginId: "claims",
  viewerProtocolPolicy: "https-only",
  allowedMethods,
  ...(fieldLevelEncryptionId === undefined ? {} : { fieldLevelEncryptionId }),
});
const reads = ["GET", "HEAD"];
const writes = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
const FIELDS = "fieldLevelEncryptionId";

testRule(cloudfrontFieldLevelEncryption, {
  valid: [
    { name: "encrypts fields", props: { defaultCacheBehavior: takes(writes, "C3CXBTV2EXAMPLE") } },
    { name: "not known yet, but there", props: { defaultCacheBehavior: takes(writes, unknownString) } },
    {
      name: "on the path that writes",
      props: { defaultCacheBehavior: takes(reads), orderedCacheBehaviors: [takes(writes, "C3CXBTV2EXAMPLE")] },
    },
  ],
  invalid: [
    { name: "left out", props: { defaultCacheBehavior: takes(writes) }, finds: `defaultCacheBehavior.${FIELDS}` },
    { name: "POST alone", props: { defaultCacheBehavior: takes(["POST"]) }, finds: `defaultCacheBehavior.${FIELDS}` },
    { name: "PUT alone", props: { defaultCacheBehavior: takes(["PUT"]) }, finds: `defaultCacheBehavior.${FIELDS}` },
    {
      name: "a path that writes",
      props: { defaultCacheBehavior: takes(reads), orderedCacheBehaviors: [takes(reads), takes(writes)] },
      finds: `orderedCacheBehaviors[1].${FIELDS}`,
    },
  ],
  notJudged: [
    another,
    { name: "nothing is written", props: { defaultCacheBehavior: takes(reads) }, because: "exempt" },
    {
      name: "methods not known yet",
      props: { defaultCacheBehavior: takes(unknownValue) },
      because: "unknown",
      finds: "defaultCacheBehavior.allowedMethods",
    },
  ],
});
