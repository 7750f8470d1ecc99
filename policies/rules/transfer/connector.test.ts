import { from, testRule, unknownString } from "../../testing/rule-tester";
import {
  transferAs2SignedEncrypted,
  transferConnectorLoggingEnabled,
  transferConnectorTrustedHostKeys,
} from "./connector";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const accessRole = "arn:aws:iam::111122223333:role/claims-transfer";
const sftp = { url: "sftp://partner.example.com", accessRole };
const hostKeys = { trustedHostKeys: ["ssh-ed25519 AAAAC3Nz"], userSecretId: "claims-partner" };

function as2(props: object = {}): { as2Config: object } {
  const as2Config = { encryptionAlgorithm: "AES256_CBC", signingAlgorithm: "SHA256", mdnResponse: "SYNC", ...props };
  return { ...{ url: "https://partner.example.com", accessRole }, as2Config };
}

testRule(transferConnectorLoggingEnabled, {
  valid: [
    { name: "a role", props: { ...sftp, loggingRole: "arn:aws:iam::111122223333:role/claims-logs" } },
    {
      name: "a role made in the same preview",
      props: { ...sftp, loggingRole: from("role") },
      others: [{ type: "aws:iam/role:Role", name: "role" }],
    },
  ],
  invalid: [{ name: "left out", props: sftp, finds: "loggingRole" }],
  notJudged: [
    another,
    {
      name: "a role of another stack",
      props: { ...sftp, loggingRole: unknownString },
      because: "unknown",
      finds: "loggingRole",
    },
  ],
});

testRule(transferAs2SignedEncrypted, {
  valid: [
    { name: "encrypted and signed, receipts too", props: as2({ mdnSigningAlgorithm: "SHA256" }) },
    { name: "receipts as messages", props: as2({ mdnSigningAlgorithm: "DEFAULT" }) },
    { name: "receipts as messages, left out", props: as2() },
    { name: "AES-128 and SHA-384", props: as2({ encryptionAlgorithm: "AES128_CBC", signingAlgorithm: "SHA384" }) },
    { name: "AES-192 and SHA-512", props: as2({ encryptionAlgorithm: "AES192_CBC", signingAlgorithm: "SHA512" }) },
  ],
  invalid: [
    { name: "not encrypted", props: as2({ encryptionAlgorithm: "NONE" }), finds: "as2Config.encryptionAlgorithm" },
    { name: "Triple DES", props: as2({ encryptionAlgorithm: "DES_EDE3_CBC" }), finds: "as2Config.encryptionAlgorithm" },
    { name: "not signed", props: as2({ signingAlgorithm: "NONE" }), finds: "as2Config.signingAlgorithm" },
    { name: "SHA-1", props: as2({ signingAlgorithm: "SHA1" }), finds: "as2Config.signingAlgorithm" },
    {
      name: "receipts not signed",
      props: as2({ mdnSigningAlgorithm: "NONE" }),
      finds: "as2Config.mdnSigningAlgorithm",
    },
    { name: "receipts by SHA-1", props: as2({ mdnSigningAlgorithm: "SHA1" }), finds: "as2Config.mdnSigningAlgorithm" },
    {
      name: "algorithms left out",
      props: { url: "https://partner.example.com", as2Config: { mdnResponse: "NONE" } },
      finds: ["as2Config.encryptionAlgorithm", "as2Config.signingAlgorithm"],
    },
  ],
  notJudged: [
    another,
    { name: "an SFTP connector", props: { ...sftp, sftpConfig: hostKeys }, because: "exempt" },
    {
      name: "not known yet",
      props: as2({ signingAlgorithm: unknownString }),
      because: "unknown",
      finds: "as2Config.signingAlgorithm",
    },
  ],
});

testRule(transferConnectorTrustedHostKeys, {
  valid: [
    { name: "a host key", props: { ...sftp, sftpConfig: hostKeys } },
    { name: "a host key that comes later", props: { ...sftp, sftpConfig: { trustedHostKeys: [unknownString] } } },
  ],
  invalid: [
    {
      name: "no host keys",
      props: { ...sftp, sftpConfig: { userSecretId: "claims-partner" } },
      finds: "sftpConfig.trustedHostKeys",
    },
    {
      name: "an empty list",
      props: { ...sftp, sftpConfig: { trustedHostKeys: [] } },
      finds: "sftpConfig.trustedHostKeys",
    },
    { name: "nothing at all", props: sftp, finds: "sftpConfig.trustedHostKeys" },
  ],
  notJudged: [
    another,
    { name: "an AS2 connector", props: as2(), because: "exempt" },
    {
      name: "not known yet",
      props: { ...sftp, sftpConfig: { trustedHostKeys: unknownString } },
      because: "unknown",
      finds: "sftpConfig.trustedHostKeys",
    },
  ],
});
