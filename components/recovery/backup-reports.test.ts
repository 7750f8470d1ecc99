import { expect } from "chai";
import { ofType, plan, testSite } from "../testing/plan";
import { BackupReports } from "./backup-reports";

describe("BackupReports", () => {
  it("tells daily of jobs, copies and restores, under names that AWS Backup takes", async () => {
    const planned = await plan(
      () => new BackupReports("r", { site: testSite(), tags: { t: "v" }, bucketName: "findings", dependsOn: [] }),
    );
    const plans = ofType(planned, "aws:backup/reportPlan:ReportPlan").map(({ inputs }) => inputs);
    expect(plans.map(({ reportSetting }) => reportSetting.reportTemplate)).to.deep.equal([
      "BACKUP_JOB_REPORT",
      "COPY_JOB_REPORT",
      "RESTORE_JOB_REPORT",
    ]);
    for (const { name, reportDeliveryChannel } of plans) {
      expect(name).to.match(/^[a-zA-Z][_a-zA-Z0-9]{0,255}$/);
      expect(reportDeliveryChannel).to.deep.include({ s3BucketName: "findings", s3KeyPrefix: "backup" });
    }
  });
});
