import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { docdbGlobalClusterEncrypted } from "./global-cluster";

const CLUSTER = "aws:docdb/cluster:Cluster";
const globalClusterIdentifier = "claims-global";
const ofSource = { globalClusterIdentifier, sourceDbClusterIdentifier: from("source") };
const named = {
  globalClusterIdentifier,
  sourceDbClusterIdentifier: "arn:aws:rds:us-east-1:111122223333:cluster:claims",
};
const source = (props: object) => ({ type: CLUSTER, name: "source", props: { clusterIdentifier: "claims", ...props } });
const other = {
  type: CLUSTER,
  name: "other",
  props: { clusterIdentifier: "visits", storageEncrypted: true },
};

testRule(docdbGlobalClusterEncrypted, {
  valid: [
    { name: "encrypted", props: { globalClusterIdentifier, storageEncrypted: true } },
    { name: "encrypted source", props: ofSource, others: [source({ storageEncrypted: true })] },
    { name: "encrypted source by ARN", props: named, others: [other, source({ storageEncrypted: true })] },
    { name: "encrypted, whatever the source", props: { ...named, storageEncrypted: true } },
  ],
  invalid: [
    { name: "left out", props: { globalClusterIdentifier }, finds: "storageEncrypted" },
    { name: "off", props: { globalClusterIdentifier, storageEncrypted: false }, finds: "storageEncrypted" },
    {
      name: "off, with a source",
      props: { ...ofSource, storageEncrypted: false },
      others: [source({ storageEncrypted: true })],
      finds: "storageEncrypted",
    },
    {
      name: "source that is not encrypted",
      props: ofSource,
      others: [other, source({ storageEncrypted: false })],
      finds: "Cluster.storageEncrypted",
    },
    {
      name: "source by ARN that is not encrypted",
      props: named,
      others: [other, source({})],
      finds: "Cluster.storageEncrypted",
    },
  ],
  notJudged: [
    { name: "another type", type: CLUSTER, props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { globalClusterIdentifier, storageEncrypted: unknownValue },
      because: "unknown",
      finds: "storageEncrypted",
    },
    {
      name: "source of another stack",
      props: { globalClusterIdentifier, sourceDbClusterIdentifier: unknownString },
      others: [other],
      because: "unknown",
      finds: "sourceDbClusterIdentifier",
    },
    {
      name: "source made elsewhere, by ARN",
      props: named,
      others: [other],
      because: "unknown",
      finds: "sourceDbClusterIdentifier",
    },
    { name: "no cluster at all", props: named, because: "unknown", finds: "sourceDbClusterIdentifier" },
  ],
});
