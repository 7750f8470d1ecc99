import type { ConnectorArgs } from "@pulumi/aws/transfer";
import { all, any } from "../../answer";
import { absent, given, oneOf, present } from "../../predicates";
import { on } from "../../rule";

const connector = on<ConnectorArgs>("aws:transfer/connector:Connector");

export const transferConnectorLoggingEnabled = connector.rule({
  id: "transfer-connector-logging-enabled",
  title: "Transfer connectors log what they send and fetch",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/transfer/latest/userguide/structured-logging.html",
  says: "does not log what it sends and fetches",
  fix: "Set loggingRole to the ARN of a role that may write to CloudWatch Logs.",
  requires: (p) => given(p.loggingRole),
});

const ENCRYPTION = ["AES128_CBC", "AES192_CBC", "AES256_CBC"] as const;
const SIGNING = ["SHA256", "SHA384", "SHA512"] as const;

export const transferAs2SignedEncrypted = connector.rule({
  id: "transfer-as2-signed-encrypted",
  title: "AS2 messages are encrypted with AES and signed with SHA-2, and so are their receipts",
  severity: "high",
  controls: {
    hipaa: ["164.312(c)(1)", "164.312(c)(2)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
  },
  source: "https://docs.aws.amazon.com/transfer/latest/APIReference/API_As2ConnectorConfig.html",
  says: "sends messages that are not encrypted and signed well enough",
  fix: 'Set as2Config.encryptionAlgorithm: "AES256_CBC", signingAlgorithm: "SHA256" and mdnSigningAlgorithm: "SHA256" or leave the last one out.',
  why: "A receipt (MDN) is signed as the message is where its algorithm is left out or DEFAULT.",
  appliesWhen: (p) => present(p.as2Config),
  otherwise: "An SFTP connector takes its algorithms from its security policy.",
  requires: ({ as2Config: config }) =>
    all(
      oneOf(config.encryptionAlgorithm, ENCRYPTION),
      oneOf(config.signingAlgorithm, SIGNING),
      any(absent(config.mdnSigningAlgorithm), oneOf(config.mdnSigningAlgorithm, [...SIGNING, "DEFAULT"])),
    ),
});

export const transferConnectorTrustedHostKeys = connector.rule({
  id: "transfer-connector-trusted-host-keys",
  title: "SFTP connectors know the host keys of the servers they connect to",
  severity: "high",
  controls: { hipaa: ["164.312(d)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/transfer/latest/APIReference/API_SftpConnectorConfig.html",
  says: "does not know the host key of the server it connects to, so it can't tell an impostor",
  fix: "Set sftpConfig.trustedHostKeys to the public host keys of the partner's server.",
  appliesWhen: (p) => absent(p.as2Config),
  otherwise: "An AS2 connector knows its partner by certificates.",
  requires: (p) => given(p.sftpConfig.trustedHostKeys),
});
