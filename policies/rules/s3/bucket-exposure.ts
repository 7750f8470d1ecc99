import type { BucketAclArgs } from "@pulumi/aws/s3";
import { all, any, not, type Answer } from "../../answer";
import { everyStatement, openToAnyone, reaches, type Statement } from "../../policy-document";
import { first, every, noneOf, oneOf } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import type { StackView } from "../../stack-view";
import { bucketAcl, bucketPolicy, type BucketShape } from "./bucket";
import { publicAccessBlocked } from "./bucket-settings";

/** What lets strangers in: the canned ACLs, the permissions of a grant, and the actions of a policy. */
export interface Exposure {
  readonly cannedAcls: readonly string[];
  readonly permissions: readonly string[];
  readonly actions: readonly string[];
}

export const READ: Exposure = {
  cannedAcls: [
    "public-read",
    "public-read-write",
    "authenticated-read",
    "PublicRead",
    "PublicReadWrite",
    "AuthenticatedRead",
  ],
  // WRITE_ACP lets its holder grant itself the rest.
  permissions: ["READ", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"],
  actions: ["s3:Get*", "s3:List*"],
};

export const WRITE: Exposure = {
  cannedAcls: ["public-read-write", "PublicReadWrite"],
  permissions: ["WRITE", "WRITE_ACP", "FULL_CONTROL"],
  actions: ["s3:Put*", "s3:Delete*", "s3:Create*", "s3:Replicate*", "s3:Restore*", "s3:AbortMultipartUpload"],
};

/** Everyone, and everyone with an AWS account of any kind. */
const PUBLIC_GROUPS = [
  "http://acs.amazonaws.com/groups/global/AllUsers",
  "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
];

function aclCloses(acl: Reading<unknown>, to: Exposure): Answer {
  return not(oneOf(acl, to.cannedAcls), pathOf(acl));
}

interface Grant {
  readonly uri: string;
  readonly permissions: string[];
  readonly permission: string;
  readonly grantee: { readonly uri: string };
}

function grantsClose(grants: Reading<unknown>, to: Exposure): Answer {
  return every(grants as Reading<Grant[]>, (grant) => {
    const group = first<string>(grant.uri, grant.grantee.uri);
    const permissions = first<string[]>(grant.permissions, grant.permission);
    return any(
      not(oneOf(group, PUBLIC_GROUPS), pathOf(group)),
      every(permissions, (permission) => noneOf(permission as Reading<string>, to.permissions)),
    );
  });
}

export function policyCloses(policy: Reading<unknown>, to: Exposure): Answer {
  return everyStatement(policy, (statement: Reading<Statement>) =>
    not(
      all(any(...to.actions.map((action) => reaches(statement, action))), openToAnyone(statement)),
      pathOf(statement.Principal),
    ),
  );
}

export function companionAclCloses(acl: Reading<BucketAclArgs>, to: Exposure): Answer {
  return all(aclCloses(acl.acl, to), grantsClose(acl.accessControlPolicy.grants as Reading<unknown>, to));
}

/** No ACL and no policy of the bucket opens it, inline or beside it. */
export function closed(p: Reading<BucketShape>, stack: StackView, to: Exposure): Answer {
  const answer = all(
    aclCloses(first(p.acl, p.accessControl), to),
    grantsClose(p.grants, to),
    policyCloses(p.policy, to),
    stack.partner(p, bucketAcl, "bucket").every((acl) => companionAclCloses(acl, to)),
    stack.partner(p, bucketPolicy, "bucket").every((companion) => policyCloses(companion.policy, to)),
  );
  // Whatever a policy turns out to say, a full public access block holds strangers off.
  return answer.truth === "unknown" ? any(publicAccessBlocked(p, stack), answer) : answer;
}

/** Public reading and writing are both shut, for other rules about a bucket. */
export function closedToPublic(p: Reading<BucketShape>, stack: StackView): Answer {
  return all(closed(p, stack, READ), closed(p, stack, WRITE));
}
