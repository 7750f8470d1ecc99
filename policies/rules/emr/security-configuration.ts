import type { ClusterArgs, SecurityConfigurationArgs } from "@pulumi/aws/emr";
import { all, type Answer } from "../../answer";
import { given, is, matches, oneOf, present } from "../../predicates";
import { jsonOf, type Reading } from "../../reading";
import { on } from "../../rule";

/** The JSON of a security configuration (EMR Management Guide, "Create a security configuration"). */
interface SecurityJson {
  readonly EncryptionConfiguration: {
    readonly EnableAtRestEncryption: boolean;
    readonly EnableInTransitEncryption: boolean;
    readonly AtRestEncryptionConfiguration: {
      readonly S3EncryptionConfiguration: { readonly EncryptionMode: string };
      readonly LocalDiskEncryptionConfiguration: {
        readonly EncryptionKeyProviderType: string;
        readonly EnableEbsEncryption: boolean;
      };
    };
    readonly InTransitEncryptionConfiguration: {
      readonly TLSCertificateConfiguration: { readonly CertificateProviderType: string };
    };
  };
  readonly AuthenticationConfiguration: { readonly KerberosConfiguration: { readonly Provider: string } };
}

const CLUSTER = "aws:emr/cluster:Cluster";
const SECURITY_CONFIGURATION = "aws:emr/securityConfiguration:SecurityConfiguration";

const cluster = on<ClusterArgs>(CLUSTER);
const securityConfiguration = on<SecurityConfigurationArgs>(SECURITY_CONFIGURATION);
const clusterOrConfiguration = on<ClusterArgs & Pick<SecurityConfigurationArgs, "configuration">>(
  CLUSTER,
  SECURITY_CONFIGURATION,
);

const CREATE = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html";

function contentOf(p: Reading<Pick<SecurityConfigurationArgs, "configuration">>): Reading<SecurityJson> {
  return jsonOf<SecurityJson>(p.configuration as Reading<string>);
}

export const emrKerberosEnabled = clusterOrConfiguration.rule({
  id: "emr-kerberos-enabled",
  title: "EMR clusters know their users by Kerberos",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(d)",
    ],
    nistCsf: ["PR.AC-1", "PR.AC-4", "PR.AC-6"],
    soc2: ["CC6.1", "CC6.2", "CC6.3"],
  },
  source: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-kerberos.html",
  says: "does not use Kerberos, so any process in the network may claim to be any user",
  why: "A cluster with kerberosAttributes and without a security configuration is refused by EMR, so the attributes tell.",
  fix: "Cluster: set kerberosAttributes: { realm, kdcAdminPassword } and securityConfiguration. SecurityConfiguration: add AuthenticationConfiguration.KerberosConfiguration to its JSON.",
  requires: (p, _settings, { type }): Answer =>
    type === CLUSTER
      ? present(p.kerberosAttributes.realm)
      : matches(contentOf(p).AuthenticationConfiguration.KerberosConfiguration.Provider, /\S/),
});

export const emrSecurityConfigurationEncryptionRest = securityConfiguration.rule({
  id: "emr-security-configuration-encryption-rest",
  title: "EMR security configurations encrypt S3 data, local disks and EBS volumes",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: CREATE,
  says: "leaves data in S3, on local disks or on EBS volumes without encryption under a key of the owner",
  fix: 'In EncryptionConfiguration set EnableAtRestEncryption: true and AtRestEncryptionConfiguration: { S3EncryptionConfiguration: { EncryptionMode: "SSE-KMS", AwsKmsKey: keyArn }, LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: keyArn, EnableEbsEncryption: true } }.',
  requires: (p) => {
    const { EncryptionConfiguration: encryption } = contentOf(p);
    const { S3EncryptionConfiguration: s3, LocalDiskEncryptionConfiguration: disk } =
      encryption.AtRestEncryptionConfiguration;
    return all(
      is(encryption.EnableAtRestEncryption, true),
      oneOf(s3.EncryptionMode, ["SSE-KMS", "CSE-KMS", "CSE-Custom"]),
      oneOf(disk.EncryptionKeyProviderType, ["AwsKms", "Custom"]),
      is(disk.EnableEbsEncryption, true),
    );
  },
});

export const emrSecurityConfigurationEncryptionTransit = securityConfiguration.rule({
  id: "emr-security-configuration-encryption-transit",
  title: "EMR security configurations encrypt what nodes send each other",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: CREATE,
  says: "lets the nodes of a cluster talk to each other unencrypted",
  fix: 'In EncryptionConfiguration set EnableInTransitEncryption: true and InTransitEncryptionConfiguration: { TLSCertificateConfiguration: { CertificateProviderType: "PEM", S3Object: "s3://bucket/certificates.zip" } }.',
  requires: (p) => {
    const { EncryptionConfiguration: encryption } = contentOf(p);
    const { TLSCertificateConfiguration: certificate } = encryption.InTransitEncryptionConfiguration;
    return all(is(encryption.EnableInTransitEncryption, true), present(certificate.CertificateProviderType));
  },
});

export const emrClusterSecurityConfigurationAttached = cluster.rule({
  id: "emr-cluster-security-configuration-attached",
  title: "EMR clusters name a security configuration",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: CREATE,
  says: "names no security configuration, so nothing encrypts its data",
  fix: "Set securityConfiguration: securityConfiguration.name.",
  requires: (p) => given(p.securityConfiguration),
});
