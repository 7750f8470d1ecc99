import { testRule, unknownString } from "../../testing/rule-tester";
import { mskConnectConnectorEncrypted } from "./connector";

const PATH = "kafkaClusterEncryptionInTransit.encryptionType";

testRule(mskConnectConnectorEncrypted, {
  valid: [{ name: "TLS", props: { name: "claims", kafkaClusterEncryptionInTransit: { encryptionType: "TLS" } } }],
  invalid: [
    {
      name: "plain text",
      props: { name: "claims", kafkaClusterEncryptionInTransit: { encryptionType: "PLAINTEXT" } },
      finds: PATH,
    },
    { name: "left out: plain text", props: { name: "claims", kafkaClusterEncryptionInTransit: {} }, finds: PATH },
  ],
  notJudged: [
    { name: "another type", type: "aws:msk/cluster:Cluster", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { kafkaClusterEncryptionInTransit: { encryptionType: unknownString } },
      because: "unknown",
      finds: PATH,
    },
  ],
});
