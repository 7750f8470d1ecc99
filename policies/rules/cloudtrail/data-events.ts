import { recordedByAny, storesOf } from "./recorders";
import { S3_OBJECT } from "./selectors";
import { trail } from "./trail";

export const cloudtrailS3DataeventsEnabled = trail.relation({
  id: "cloudtrail-s3-dataevents-enabled",
  title: "Reading and writing of objects with patient data is recorded",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(D)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(6)(ii)",
      "164.312(a)(2)(i)",
      "164.312(b)",
      "164.312(e)(2)(i)",
    ],
    nistCsf: ["DE.AE-1", "DE.AE-3", "DE.AE-4", "DE.CM-1", "DE.CM-3", "DE.CM-6", "DE.CM-7", "PR.DS-5", "PR.PT-1"],
    soc2: ["CC2.1", "CC7.2", "PI1.2"],
  },
  source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
  says: "does not record who reads and writes the objects of every bucket that may hold patient data",
  fix: 'Set advancedEventSelectors with eventCategory equals ["Data"] and resources.type equals ["AWS::S3::Object"]; narrow resources.ARN, if at all, to all buckets with patient data.',
  why: "Buckets for audit data and access logs need no object events: a trail that records its own bucket feeds on itself. A trail of a program without such buckets must record all of S3.",
  adviseIfOpen: "Selectors are written with ARNs of buckets that do not exist before the first update.",
  requires: (p, stack) => {
    const stores = storesOf(stack);
    const wanted = (stores.length === 0 ? [undefined] : stores).map((store) => ({ type: S3_OBJECT, store }));
    return recordedByAny(p, stack, wanted, ["read", "write"]);
  },
});
