import type { ConnectorArgs } from "@pulumi/aws/mskconnect";
import { is } from "../../predicates";
import { on } from "../../rule";

const connector = on<ConnectorArgs>("aws:mskconnect/connector:Connector");

export const mskConnectConnectorEncrypted = connector.rule({
  id: "msk-connect-connector-encrypted",
  title: "MSK connectors speak TLS to their cluster",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"], soc2: ["CC6.7"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/msk-connect-connector-encrypted.html",
  says: "sends records to its cluster unencrypted",
  fix: 'Set kafkaClusterEncryptionInTransit: { encryptionType: "TLS" } and name the TLS addresses in bootstrapServers.',
  requires: (p) => is(p.kafkaClusterEncryptionInTransit.encryptionType, "TLS"),
});
