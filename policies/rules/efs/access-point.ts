import type { AccessPointArgs } from "@pulumi/aws/efs";
import { all } from "../../answer";
import { atLeast, matches } from "../../predicates";
import { on } from "../../rule";

const accessPoint = on<AccessPointArgs>("aws:efs/accessPoint:AccessPoint");

export const efsAccessPointEnforceRootDirectory = accessPoint.rule({
  id: "efs-access-point-enforce-root-directory",
  title: "Access points lead to a directory of their own",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/efs/latest/ug/enforce-root-directory-access-point.html",
  says: "leads to the whole file system",
  fix: 'Set rootDirectory: { path: "/claims", creationInfo: { ... } }.',
  requires: (p) => matches(p.rootDirectory.path, /[^/]/),
});

export const efsAccessPointEnforceUserIdentity = accessPoint.rule({
  id: "efs-access-point-enforce-user-identity",
  title: "Access points say as whom their clients act",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(a)(2)(i)"],
  },
  source: "https://docs.aws.amazon.com/efs/latest/ug/enforce-identity-access-points.html",
  says: "lets its clients choose as whom they act",
  fix: "Set posixUser: { uid: 1000, gid: 1000 }.",
  requires: (p) => all(atLeast(p.posixUser.uid, 0), atLeast(p.posixUser.gid, 0)),
});
