import { remedyTable } from "../remediation/testing/remedy-table";
import { s3Client } from "../s3/adapters";
import { answering } from "../testing/answering";
import { versionBucket } from "./adapters";

remedyTable("bucket-version", {
  action: "version-bucket",
  targets: ["phiguard-test-web", "phiguard-test-files"],
  world: ({ through }) => {
    const versioning = new Map<unknown, object>();
    const s3 = answering(s3Client(), through, (name, { Bucket, VersioningConfiguration: of }) =>
      name.startsWith("Get") ? (versioning.get(Bucket) ?? {}) : versioning.set(Bucket, of as object),
    );
    return { remedy: versionBucket(s3), kept: () => versioning };
  },
});
