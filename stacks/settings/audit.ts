import { z } from "zod";
import { bucketNamed, matching, section } from "./values";

const ACCOUNT = matching(/^\d{12}$/, "a quoted account number of 12 digits");

/** `phiguard:audit`: whose files of CloudTrail are kept where. */
export const audit = section({
  /** Bucket and key of the log archive account, in this stack's region, that take this account's files; left out, they stay in the account. */
  archive: section({
    bucketName: bucketNamed().unwrap(),
    kmsKeyArn: matching(
      /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-f0-9-]{36}$/,
      "the ARN of a key of the log archive account",
    ),
  }).optional(),
  /** Accounts whose trails write here: this one is their log archive. A bucket's policy has room for about 40. */
  members: z
    .array(ACCOUNT, { error: "must be a list of quoted account numbers" })
    .max(40, { error: "must name 40 accounts at most" })
    .default([]),
});

/** What no single key of `phiguard:audit` can tell: the key, and the fault. */
export function auditFaults(
  { archive, members }: z.infer<typeof audit>,
  region: string,
): readonly (readonly [key: string, fault: string])[] {
  const twice = members.find((id, index) => members.indexOf(id) !== index);
  const rows: readonly (readonly [holds: boolean, key: string, fault: string])[] = [
    [
      archive === undefined || archive.kmsKeyArn.split(":")[3] === region,
      "archive.kmsKeyArn",
      `must be of ${region}, the region of the stack and of the archive's bucket`,
    ],
    [
      archive === undefined || members.length === 0,
      "members",
      "must be empty where audit.archive is set: this account's files go to another archive",
    ],
    [twice === undefined, "members", `must have different accounts; ${twice} is there twice`],
  ];
  return rows.filter(([holds]) => !holds).map(([, key, fault]) => [`audit.${key}`, fault]);
}
