import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { transferServerPqcKex, transferServerSecurityPolicy } from "./security-policy";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const CONNECTOR = "aws:transfer/connector:Connector";
const sftp = { url: "sftp://partner.example.com", accessRole: "arn:aws:iam::111122223333:role/claims-transfer" };

function named(...names: readonly string[]): { name: string; props: { securityPolicyName: string } }[] {
  return names.map((name) => ({ name, props: { securityPolicyName: `TransferSecurityPolicy-${name}` } }));
}

function refused(...names: readonly string[]): { name: string; props: object; finds: string }[] {
  return named(...names).map((row) => ({ ...row, finds: "securityPolicyName" }));
}

testRule(transferServerSecurityPolicy, {
  valid: [
    ...named(
      "2025-03",
      "2024-01",
      "FIPS-2025-03",
      "FIPS-2024-05",
      "FIPS-2024-01",
      "FIPS-2023-05",
      "Restricted-2024-06",
      "SshAuditCompliant-2025-02",
      "AS2Restricted-2025-07",
    ),
    ...named("2025-04", "FIPS-2026-09"),
    {
      name: "a policy that the team accepts",
      props: { securityPolicyName: "TransferSecurityPolicy-2023-05" },
      config: { serverPolicies: ["TransferSecurityPolicy-2023-05"] },
    },
    {
      name: "a connector",
      type: CONNECTOR,
      props: { ...sftp, securityPolicyName: "TransferSFTPConnectorSecurityPolicy-2024-03" },
    },
    {
      name: "a FIPS connector",
      type: CONNECTOR,
      props: { ...sftp, securityPolicyName: "TransferSFTPConnectorSecurityPolicy-FIPS-2024-10" },
    },
    { name: "a connector, left out (the current one)", type: CONNECTOR, props: sftp },
    {
      name: "a connector with a policy that the team accepts",
      type: CONNECTOR,
      props: { ...sftp, securityPolicyName: "TransferSFTPConnectorSecurityPolicy-2026-09" },
      config: { connectorPolicies: ["TransferSFTPConnectorSecurityPolicy-2026-09"] },
    },
  ],
  invalid: [
    { name: "left out (2018)", props: {}, finds: "securityPolicyName" },
    ...refused(
      "2018-11",
      "2020-06",
      "2022-03",
      "2023-05",
      "FIPS-2020-06",
      "Restricted-2018-11",
      "PQ-SSH-Experimental-2023-04",
      "2025-02",
      "SshAuditCompliant-2026-09",
      "2026-09-draft",
    ),
    {
      name: "a policy of another name",
      props: { securityPolicyName: "OurTransferSecurityPolicy-2026-09" },
      finds: "securityPolicyName",
    },
    {
      name: "an old connector",
      type: CONNECTOR,
      props: { ...sftp, securityPolicyName: "TransferSFTPConnectorSecurityPolicy-2023-07" },
      finds: "securityPolicyName",
    },
    {
      name: "a policy of the same date as one that the team accepts",
      props: { securityPolicyName: "TransferSecurityPolicy-FIPS-2025-03" },
      config: { serverPolicies: ["TransferSecurityPolicy-2025-03"] },
      finds: "securityPolicyName",
    },
    {
      name: "a policy that the team no longer accepts",
      props: { securityPolicyName: "TransferSecurityPolicy-2024-01" },
      config: { serverPolicies: ["TransferSecurityPolicy-2025-03"] },
      finds: "securityPolicyName",
    },
  ],
  notJudged: [
    another,
    {
      name: "an AS2 connector",
      type: CONNECTOR,
      props: { url: "https://partner.example.com", as2Config: { encryptionAlgorithm: "AES256_CBC" } },
      because: "exempt",
    },
    {
      name: "not known yet",
      props: { securityPolicyName: unknownString },
      because: "unknown",
      finds: "securityPolicyName",
    },
  ],
});

testRule(transferServerPqcKex, {
  valid: [
    ...named("2025-03", "FIPS-2025-03", "AS2Restricted-2025-07"),
    {
      name: "SFTP by name",
      props: { protocols: ["FTPS", "SFTP"], securityPolicyName: "TransferSecurityPolicy-2025-03" },
    },
  ],
  invalid: [
    { name: "left out (2018)", props: {}, finds: "securityPolicyName" },
    ...refused("2024-01", "PQ-SSH-Experimental-2023-04", "SshAuditCompliant-2025-02"),
    {
      name: "SFTP by name",
      props: { protocols: ["FTPS", "SFTP"], securityPolicyName: "TransferSecurityPolicy-2024-01" },
      finds: "securityPolicyName",
    },
  ],
  notJudged: [
    another,
    { name: "AS2 and FTPS alone", props: { protocols: ["AS2", "FTPS"] }, because: "exempt" },
    {
      name: "protocols not known yet",
      props: { protocols: unknownValue, securityPolicyName: "TransferSecurityPolicy-2024-01" },
      because: "unknown",
      finds: "protocols",
    },
  ],
});
