import { all, type Answer } from "../../answer";
import { every, first } from "../../predicates";
import { resourceOf, type Reading } from "../../reading";
import { on } from "../../rule";

export const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
/** One distribution for many tenants; its behaviours and origins are those of a distribution. */
export const MULTITENANT = "aws:cloudfront/multitenantDistribution:MultitenantDistribution";
export const NATIVE = "aws-native:cloudfront:Distribution";

export interface Behavior {
  readonly allowedMethods: string[];
  readonly fieldLevelEncryptionId: string;
  readonly realtimeLogConfigArn: string;
  readonly responseHeadersPolicyId: string;
  readonly targetOriginId: string;
  readonly viewerProtocolPolicy: string;
}

export interface CustomOrigin {
  readonly originProtocolPolicy: string;
  readonly originSslProtocols: string[];
  readonly originSSLProtocols: string[];
}

export interface Origin {
  readonly domainName: string;
  readonly customOriginConfig: CustomOrigin;
  readonly customOriginConfigs: CustomOrigin[];
  readonly originAccessControlId: string;
  readonly s3OriginConfig: { readonly originAccessIdentity: string };
  readonly vpcOriginConfig: object;
}

export interface OriginGroup {
  readonly originId: string;
  readonly failoverCriteria: { readonly statusCodes: number[] };
  readonly members: { readonly originId: string }[];
}

/** What a distribution is made of, in the words of all its types; each uses some of them. */
export interface DistributionConfig {
  readonly cacheBehaviors: Behavior[];
  readonly defaultCacheBehavior: Behavior;
  readonly defaultRootObject: string;
  readonly enabled: boolean;
  readonly logging: { readonly bucket: string };
  readonly loggingConfig: { readonly bucket: string };
  readonly orderedCacheBehaviors: Behavior[];
  readonly originGroups: OriginGroup[];
  readonly origins: Origin[];
  readonly restrictions: {
    readonly geoRestriction: { readonly restrictionType: string; readonly locations: string[] };
  };
  readonly viewerCertificate: {
    readonly acmCertificateArn: string;
    readonly cloudfrontDefaultCertificate: boolean;
    readonly cloudFrontDefaultCertificate: boolean;
    readonly iamCertificateId: string;
    readonly minimumProtocolVersion: string;
    readonly sslSupportMethod: string;
  };
  readonly webAclId: string;
  /** Cloud Control's own provider spelt it so in its first versions. */
  readonly webACLId: string;
}

export interface DistributionShape extends DistributionConfig {
  readonly distributionConfig: DistributionConfig;
}

export type Distribution = Reading<DistributionShape>;

export const distribution = on<DistributionShape>(DISTRIBUTION);
export const distributionOrNative = on<DistributionShape>(DISTRIBUTION, NATIVE);
export const anyDistribution = on<DistributionShape>(DISTRIBUTION, MULTITENANT, NATIVE);

/** Cloud Control keeps everything in `distributionConfig`. */
export function configOf(p: Distribution): Reading<DistributionConfig> {
  return resourceOf(p).type === NATIVE ? p.distributionConfig : p;
}

/** The default behaviour and those for a path. */
export function everyBehavior(p: Distribution, holds: (behavior: Reading<Behavior>) => Answer): Answer {
  const config = configOf(p);
  return all(
    holds(config.defaultCacheBehavior),
    every(first<Behavior[]>(config.orderedCacheBehaviors, config.cacheBehaviors), (behavior) =>
      holds(behavior as Reading<Behavior>),
    ),
  );
}

/** Origins that CloudFront asks as a web server. S3 buckets have no such block. */
export function everyCustomOrigin(p: Distribution, holds: (origin: Reading<CustomOrigin>) => Answer): Answer {
  return every(configOf(p).origins, (origin) =>
    every(first<CustomOrigin[]>(origin.customOriginConfig, origin.customOriginConfigs), (custom) =>
      holds(custom as Reading<CustomOrigin>),
    ),
  );
}
