import type { ReportGroupArgs } from "@pulumi/aws/codebuild";
import { all, not } from "../../answer";
import { is, notTrue, present } from "../../predicates";
import { on } from "../../rule";

const reportGroup = on<ReportGroupArgs>("aws:codebuild/reportGroup:ReportGroup");

export const codebuildReportGroupEncryptedAtRest = reportGroup.rule({
  id: "codebuild-report-group-encrypted-at-rest",
  title: "Test reports are exported encrypted",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/codebuild/latest/userguide/report-group-export-settings.html",
  says: "exports its reports without a key",
  fix: "Set exportConfig.s3Destination.encryptionKey to a key's ARN and leave encryptionDisabled out.",
  appliesWhen: (p) => not(is(p.exportConfig.type, "NO_EXPORT")),
  otherwise: "The reports are not exported.",
  requires: (p) => {
    const { encryptionDisabled, encryptionKey } = p.exportConfig.s3Destination;
    return all(notTrue(encryptionDisabled), present(encryptionKey));
  },
});
