import type { UserArgs } from "@pulumi/aws/iam";
import { no } from "../../answer";
import { on } from "../../rule";

const user = on<UserArgs>("aws:iam/user:User");

export const iamNoIamUsers = user.rule({
  id: "iam-no-iam-users",
  title: "People and workloads sign in by roles, not as IAM users",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(i)", "164.312(d)"] },
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  says: "is an IAM user, with credentials that do not expire",
  fix: "Let people in through IAM Identity Center and workloads through a role.",
  requires: () => no(),
});
