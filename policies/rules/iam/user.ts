import type { AccessKeyArgs, UserArgs } from "@pulumi/aws/iam";
import { no, not, yes } from "../../answer";
import { matches } from "../../predicates";
import { pathOf, referencesOf, valueOf } from "../../reading";
import { typeOf } from "../../resource";
import { on } from "../../rule";
import { UNKNOWN } from "../../value";

const USER = "aws:iam/user:User";

const user = on<UserArgs>(USER);
const accessKey = on<AccessKeyArgs>("aws:iam/accessKey:AccessKey");

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

/** The root user as programs and credential reports write it. */
const ROOT_USER = /^(root|<root_account>|arn:aws[a-z-]*:iam::\d{12}:root)$/i;

export const iamNoRootAccessKeyResource = accessKey.rule({
  id: "iam-no-root-access-key-resource",
  title: "The root user has no access keys",
  severity: "critical",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(a)(2)(i)"],
  },
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html",
  says: "is a key for the root user, which no policy can limit",
  fix: "Take the key out and let a role do what it was for.",
  requires: (p) => {
    // A user that the program makes is not the root user, whatever its name.
    const madeHere = valueOf(p.user) === UNKNOWN && (referencesOf(p.user) ?? []).some((urn) => typeOf(urn) === USER);
    return madeHere ? yes : not(matches(p.user, ROOT_USER), pathOf(p.user));
  },
});
