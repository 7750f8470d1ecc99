import type { OriginAccessControlArgs, VpcOriginArgs } from "@pulumi/aws/cloudfront";
import { all, any, fromBoolean, implies, unnamed, yes, type Answer } from "../../answer";
import { absent, every, first, is, matches, noneOf, oneOf, present, sameValue, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import {
  DISTRIBUTION,
  distribution,
  everyBehavior,
  everyCustomOrigin,
  MULTITENANT,
  NATIVE,
  type Distribution,
  type DistributionShape,
  type Origin,
} from "./kinds";
import { servesHttpsAlone } from "./viewer";

const CUSTOM_ORIGINS =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html";

const VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin";
const ACCESS_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl";

const withOrigins = on<DistributionShape & VpcOriginArgs>(DISTRIBUTION, NATIVE, MULTITENANT, VPC_ORIGIN);

export const cloudfrontTrafficToOriginEncrypted = withOrigins.rule({
  id: "cloudfront-traffic-to-origin-encrypted",
  title: "Distributions talk HTTPS to their origins",
  severity: "critical",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: CUSTOM_ORIGINS,
  says: "talks to an origin without encryption",
  fix: 'Set originProtocolPolicy: "https-only" on every custom origin.',
  why: "match-viewer is accepted where every behaviour serves HTTPS alone, for the origin then sees no other.",
  requires: (p, _settings, resource) =>
    resource.type === VPC_ORIGIN
      ? is(p.vpcOriginEndpointConfig.originProtocolPolicy, "https-only")
      : everyCustomOrigin(p as Distribution, ({ originProtocolPolicy }) =>
          any(
            is(originProtocolPolicy, "https-only"),
            all(is(originProtocolPolicy, "match-viewer"), unnamed(everyBehavior(p as Distribution, servesHttpsAlone))),
          ),
        ),
});

/** What CloudFront may be told to use towards an origin and no one has broken. */
const SOUND_PROTOCOLS = ["TLSv1.2", "TLSv1.3"];

function areSound(protocols: Reading<string[]>): Answer {
  return all(
    some(protocols, () => yes),
    every(protocols, (protocol) => oneOf(protocol, SOUND_PROTOCOLS)),
  );
}

export const cloudfrontNoDeprecatedSslProtocols = withOrigins.rule({
  id: "cloudfront-no-deprecated-ssl-protocols",
  title: "Distributions use TLS 1.2 or later towards their origins",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: CUSTOM_ORIGINS,
  says: "may use an outdated SSL or TLS version towards an origin",
  fix: 'Set originSslProtocols: ["TLSv1.2"] on every custom origin.',
  requires: (p, _settings, resource) =>
    resource.type === VPC_ORIGIN
      ? areSound(p.vpcOriginEndpointConfig.originSslProtocols.items as Reading<string[]>)
      : everyCustomOrigin(p as Distribution, (origin) =>
          areSound(first<string[]>(origin.originSslProtocols, origin.originSSLProtocols)),
        ),
});

const S3_HOST = /\.s3[.-]([a-z0-9.-]+\.)?amazonaws\.com(\.cn)?$/;

/** A bucket: an origin that is no web server, or a web server at an address of S3, such as a website endpoint. */
function isBucket(origin: Reading<Origin>): Answer {
  return any(
    all(absent(origin.customOriginConfig), absent(origin.vpcOriginConfig)),
    // An address that is not known yet is another service's: a bucket needs no web server block.
    fromBoolean(matches(origin.domainName, S3_HOST).truth === true),
  );
}

export const cloudfrontS3OriginAccessControlEnabled = on<DistributionShape & OriginAccessControlArgs>(
  DISTRIBUTION,
  ACCESS_CONTROL,
).rule({
  id: "cloudfront-s3-origin-access-control-enabled",
  title: "Distributions sign their requests to S3, so that the bucket can stay private",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source:
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
  says: "reads a bucket without signing its requests, so the bucket must be open to anyone",
  fix: 'Set originAccessControlId to an aws.cloudfront.OriginAccessControl with signingBehavior: "always".',
  why: "An origin access identity, the older way, keeps the bucket private too and is accepted.",
  requires: (p, _settings, resource) =>
    resource.type === ACCESS_CONTROL
      ? implies(is(p.originAccessControlOriginType, "s3"), noneOf(p.signingBehavior, ["never"]))
      : every(p.origins, (origin) =>
          implies(
            isBucket(origin),
            any(present(origin.originAccessControlId), unnamed(present(origin.s3OriginConfig.originAccessIdentity))),
          ),
        ),
});

export const cloudfrontDefaultRootObjectConfigured = distribution.rule({
  id: "cloudfront-default-root-object-configured",
  title: "Distributions of a bucket name the object that their root serves",
  severity: "low",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html",
  says: "may list the bucket's objects to whoever asks for its root",
  fix: 'Set defaultRootObject: "index.html".',
  appliesWhen: (p) => some(p.origins, isBucket),
  otherwise: "No origin is a bucket; a web server answers its root itself.",
  requires: (p) => present(p.defaultRootObject),
});

export const cloudfrontOriginFailoverEnabled = distribution.rule({
  id: "cloudfront-origin-failover-enabled",
  title: "Distributions have a second origin to fall back on",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
  says: "has no second origin to fall back on",
  fix: "Add originGroups: [{ originId, failoverCriteria: { statusCodes: [500, 502, 503, 504] }, members: [primary, secondary] }] and name it in defaultCacheBehavior.targetOriginId.",
  requires: (p) =>
    some(p.originGroups, (group) =>
      all(
        some(group.failoverCriteria.statusCodes, () => yes),
        present(group.members[1] as Reading<unknown>),
        sameValue(p.defaultCacheBehavior.targetOriginId, group.originId),
      ),
    ),
});

const METHODS_WITH_BODY = ["POST", "PUT"];

function takesBody(behavior: Reading<{ readonly allowedMethods: string[] }>): Answer {
  return some(behavior.allowedMethods, (method) => oneOf(method, METHODS_WITH_BODY));
}

export const cloudfrontFieldLevelEncryption = distribution.rule({
  id: "cloudfront-field-level-encryption",
  title: "Distributions encrypt sensitive fields that viewers send",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"], soc2: ["PI1.4"] },
  source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/field-level-encryption.html",
  says: "passes fields that viewers send on without encrypting them by field",
  fix: "Set fieldLevelEncryptionId, to an aws.cloudfront.FieldLevelEncryptionConfig, on behaviours that take POST or PUT.",
  appliesWhen: (p) => any(takesBody(p.defaultCacheBehavior), some(p.orderedCacheBehaviors, takesBody)),
  otherwise: "No behaviour takes POST or PUT.",
  requires: (p) =>
    everyBehavior(p, (behavior) => implies(takesBody(behavior), present(behavior.fieldLevelEncryptionId))),
});
