import { not } from "../../answer";
import { bucket } from "./bucket";
import { isAccessLogTarget, logsElsewhere } from "./bucket-settings";

export const s3BucketLoggingEnabled = bucket.relation({
  id: "s3-bucket-logging-enabled",
  title: "Every bucket writes access logs to another bucket",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)", "164.312(e)(2)(i)"],
    nistCsf: [
      "DE.AE-1",
      "DE.AE-3",
      "DE.AE-4",
      "DE.CM-1",
      "DE.CM-3",
      "DE.CM-6",
      "DE.CM-7",
      "ID.AM-3",
      "PR.AC-6",
      "PR.DS-5",
      "PR.PT-1",
    ],
    soc2: ["A1.1", "CC6.1", "CC6.2", "CC7.2", "CC7.3"],
  },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
  says: "writes no access log to another bucket",
  fix: 'new aws.s3.BucketLogging("<name>", { bucket: bucket.id, targetBucket: logBucket.id, targetPrefix: "<name>/" })',
  appliesWhen: (p, stack) => not(isAccessLogTarget(p, stack)),
  otherwise: "Access logs are delivered here; logging their delivery would feed on itself.",
  requires: logsElsewhere,
});
