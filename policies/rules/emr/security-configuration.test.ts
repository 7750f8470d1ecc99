import { from, testRule, unknownString } from "../../testing/rule-tester";
import {
  emrClusterSecurityConfigurationAttached,
  emrKerberosEnabled,
  emrSecurityConfigurationEncryptionRest,
  emrSecurityConfigurationEncryptionTransit,
} from "./security-configuration";

const CONFIGURATION = "aws:emr/securityConfiguration:SecurityConfiguration";
const another = { name: "another type", type: "aws:emr/studio:Studio", props: {}, because: "other-type" } as const;
const AwsKmsKey = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";

const cluster = (rest: object): object => ({
  name: "claims",
  releaseLabel: "emr-7.5.0",
  serviceRole: "arn:aws:iam::111122223333:role/emr",
  ...rest,
});
const kerberosAttributes = { realm: "EC2.INTERNAL", kdcAdminPassword: "from-a-secret" };
const json = (content: object): object => ({ configuration: JSON.stringify(content) });
const KerberosConfiguration = {
  Provider: "ClusterDedicatedKdc",
  ClusterDedicatedKdcConfiguration: { TicketLifetimeInHours: 24 },
};
const security = { type: CONFIGURATION, name: "security" };

testRule(emrKerberosEnabled, {
  valid: [
    { name: "realm and configuration", props: cluster({ kerberosAttributes, securityConfiguration: "kerberos" }) },
    {
      name: "configuration made in the same preview",
      props: cluster({ kerberosAttributes, securityConfiguration: from("security") }),
      others: [security],
    },
    { name: "attributes alone", props: cluster({ kerberosAttributes }) },
    {
      name: "configuration with Kerberos",
      type: CONFIGURATION,
      props: json({ AuthenticationConfiguration: { KerberosConfiguration } }),
    },
  ],
  invalid: [
    { name: "neither", props: cluster({}), finds: "kerberosAttributes.realm" },
    {
      name: "no realm",
      props: cluster({ kerberosAttributes: { kdcAdminPassword: "from-a-secret" }, securityConfiguration: "kerberos" }),
      finds: "kerberosAttributes.realm",
    },
    {
      name: "configuration without Kerberos",
      type: CONFIGURATION,
      props: json({ EncryptionConfiguration: { EnableAtRestEncryption: true } }),
      finds: "configuration.AuthenticationConfiguration.KerberosConfiguration.Provider",
    },
  ],
  notJudged: [
    another,
    {
      name: "configuration not known yet",
      type: CONFIGURATION,
      props: { configuration: unknownString },
      because: "unknown",
      finds: "configuration.AuthenticationConfiguration.KerberosConfiguration.Provider",
    },
  ],
});

const atRest = (s3: object, disk: object, rest: object = {}): object =>
  json({
    EncryptionConfiguration: {
      EnableInTransitEncryption: false,
      EnableAtRestEncryption: true,
      AtRestEncryptionConfiguration: { S3EncryptionConfiguration: s3, LocalDiskEncryptionConfiguration: disk },
      ...rest,
    },
  });
const s3 = { EncryptionMode: "SSE-KMS", AwsKmsKey };
const disk = { EncryptionKeyProviderType: "AwsKms", AwsKmsKey, EnableEbsEncryption: true };
const REST = "configuration.EncryptionConfiguration.AtRestEncryptionConfiguration";
const S3_MODE = `${REST}.S3EncryptionConfiguration.EncryptionMode`;
const DISK = `${REST}.LocalDiskEncryptionConfiguration.EncryptionKeyProviderType`;
const EBS = `${REST}.LocalDiskEncryptionConfiguration.EnableEbsEncryption`;
const ON = "configuration.EncryptionConfiguration.EnableAtRestEncryption";

testRule(emrSecurityConfigurationEncryptionRest, {
  valid: [
    { name: "all three", props: atRest(s3, disk) },
    { name: "by the client", props: atRest({ EncryptionMode: "CSE-KMS", AwsKmsKey }, disk) },
    {
      name: "by the client, keys of its own",
      props: atRest({ EncryptionMode: "CSE-Custom" }, { ...disk, EncryptionKeyProviderType: "Custom" }),
    },
  ],
  invalid: [
    { name: "S3's own key", props: atRest({ EncryptionMode: "SSE-S3" }, disk), finds: S3_MODE },
    { name: "local disks not", props: atRest(s3, { EnableEbsEncryption: true }), finds: DISK },
    { name: "EBS not", props: atRest(s3, { ...disk, EnableEbsEncryption: false }), finds: EBS },
    { name: "EBS left out", props: atRest(s3, { EncryptionKeyProviderType: "AwsKms", AwsKmsKey }), finds: EBS },
    { name: "switched off", props: atRest(s3, disk, { EnableAtRestEncryption: false }), finds: ON },
    { name: "empty", props: json({}), finds: [ON, S3_MODE, DISK, EBS] },
    { name: "no JSON", props: {}, finds: [ON, S3_MODE, DISK, EBS] },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { configuration: unknownString },
      because: "unknown",
      finds: [ON, S3_MODE, DISK, EBS],
    },
    { name: "does not parse", props: { configuration: "{" }, because: "unknown", finds: [ON, S3_MODE, DISK, EBS] },
  ],
});

const inTransit = (EnableInTransitEncryption: boolean, certificate?: object): object =>
  json({
    EncryptionConfiguration: {
      EnableAtRestEncryption: false,
      EnableInTransitEncryption,
      ...(certificate === undefined
        ? {}
        : { InTransitEncryptionConfiguration: { TLSCertificateConfiguration: certificate } }),
    },
  });
const pem = { CertificateProviderType: "PEM", S3Object: "s3://clinic-certificates/emr.zip" };
const TRANSIT = "configuration.EncryptionConfiguration.EnableInTransitEncryption";
const CERTIFICATE =
  "configuration.EncryptionConfiguration.InTransitEncryptionConfiguration.TLSCertificateConfiguration.CertificateProviderType";

testRule(emrSecurityConfigurationEncryptionTransit, {
  valid: [{ name: "with certificates", props: inTransit(true, pem) }],
  invalid: [
    { name: "off", props: inTransit(false, pem), finds: TRANSIT },
    { name: "no certificates", props: inTransit(true), finds: CERTIFICATE },
    { name: "empty", props: json({}), finds: [TRANSIT, CERTIFICATE] },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { configuration: unknownString }, because: "unknown", finds: TRANSIT },
  ],
});

testRule(emrClusterSecurityConfigurationAttached, {
  valid: [
    { name: "named", props: cluster({ securityConfiguration: "clinic" }) },
    {
      name: "made in the same preview",
      props: cluster({ securityConfiguration: from("security") }),
      others: [security],
    },
  ],
  invalid: [
    { name: "left out", props: cluster({}), finds: "securityConfiguration" },
    { name: "empty", props: cluster({ securityConfiguration: "" }), finds: "securityConfiguration" },
  ],
  notJudged: [
    another,
    {
      name: "from nowhere",
      props: cluster({ securityConfiguration: unknownString }),
      because: "unknown",
      finds: "securityConfiguration",
    },
  ],
});
