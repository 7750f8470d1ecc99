import type { EventDataStoreArgs } from "@pulumi/aws/cloudtrail";
import { customerKey } from "../../predicates";
import { on } from "../../rule";
import { EVENT_DATA_STORE } from "./recorders";

export const eventDataStore = on<EventDataStoreArgs>(EVENT_DATA_STORE);

export const cloudtrailEventDataStoreCmk = eventDataStore.rule({
  id: "cloudtrail-event-data-store-cmk",
  title: "Event data stores are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source:
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
  says: "keeps its events under a key of AWS",
  fix: "Set kmsKeyId: key.arn.",
  requires: (p) => customerKey(p.kmsKeyId),
});
