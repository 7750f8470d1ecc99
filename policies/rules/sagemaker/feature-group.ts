import type { FeatureGroupArgs } from "@pulumi/aws/sagemaker";
import { all, any, not, unnamed } from "../../answer";
import { absent, customerKey, notFalse, present } from "../../predicates";
import { on } from "../../rule";

const featureGroup = on<FeatureGroupArgs>("aws:sagemaker/featureGroup:FeatureGroup");

export const sagemakerFeatureStoreCmk = featureGroup.rule({
  id: "sagemaker-feature-store-cmk",
  title: "SageMaker feature groups encrypt their offline and online stores with customer managed keys",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html",
  says: "keeps features in a store without a customer managed key",
  fix: "Set offlineStoreConfig.s3StorageConfig.kmsKeyId and onlineStoreConfig.securityConfig.kmsKeyId to a customer managed key.",
  why: "A group with one of the two stores needs the key of that store alone.",
  requires: ({ offlineStoreConfig: offline, onlineStoreConfig: online }) =>
    all(
      any(unnamed(all(absent(offline), present(online))), customerKey(offline.s3StorageConfig.kmsKeyId)),
      any(
        unnamed(all(absent(online), present(offline))),
        not(notFalse(online.enableOnlineStore)),
        customerKey(online.securityConfig.kmsKeyId),
      ),
    ),
});
