import { testRule, unknownString } from "../../testing/rule-tester";
import { sagemakerFeatureStoreCmk } from "./feature-group";

const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/7c1a";
const offline = "offlineStoreConfig.s3StorageConfig.kmsKeyId";
const online = "onlineStoreConfig.securityConfig.kmsKeyId";
const s3Uri = "s3://claims-features";
const offlineStoreConfig = { s3StorageConfig: { s3Uri, kmsKeyId } };
const onlineStoreConfig = { enableOnlineStore: true, securityConfig: { kmsKeyId } };

testRule(sagemakerFeatureStoreCmk, {
  valid: [
    { name: "both stores", props: { offlineStoreConfig, onlineStoreConfig } },
    { name: "offline alone", props: { offlineStoreConfig } },
    { name: "online alone", props: { onlineStoreConfig } },
    { name: "online switched off", props: { offlineStoreConfig, onlineStoreConfig: { enableOnlineStore: false } } },
  ],
  invalid: [
    {
      name: "no keys",
      props: { offlineStoreConfig: { s3StorageConfig: { s3Uri } }, onlineStoreConfig: { enableOnlineStore: true } },
      finds: [offline, online],
    },
    { name: "no store", props: { featureGroupName: "claims" }, finds: [offline, online] },
    {
      name: "no offline key",
      props: { offlineStoreConfig: { s3StorageConfig: { s3Uri } }, onlineStoreConfig },
      finds: offline,
    },
    {
      name: "no online key",
      props: { offlineStoreConfig, onlineStoreConfig: { enableOnlineStore: true } },
      finds: online,
    },
    { name: "switch left out", props: { onlineStoreConfig: { storageType: "InMemory" } }, finds: online },
    {
      name: "AWS's key",
      props: { onlineStoreConfig: { enableOnlineStore: true, securityConfig: { kmsKeyId: "alias/aws/dynamodb" } } },
      finds: online,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sagemaker/endpoint:Endpoint", props: {}, because: "other-type" },
    {
      name: "not known",
      props: {
        offlineStoreConfig,
        onlineStoreConfig: { enableOnlineStore: true, securityConfig: { kmsKeyId: unknownString } },
      },
      because: "unknown",
      finds: online,
    },
  ],
});
