import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { efsAccessPointEnforceRootDirectory, efsAccessPointEnforceUserIdentity } from "./access-point";

const another = {
  name: "another type",
  type: "aws:efs/fileSystem:FileSystem",
  props: {},
  because: "other-type",
} as const;
const claims = { fileSystemId: "fs-1" };
const PATH = "rootDirectory.path";

testRule(efsAccessPointEnforceRootDirectory, {
  valid: [{ name: "a directory", props: { ...claims, rootDirectory: { path: "/claims" } } }],
  invalid: [
    { name: "left out", props: claims, finds: PATH },
    { name: "the root", props: { ...claims, rootDirectory: { path: "/" } }, finds: PATH },
    { name: "the root, written longer", props: { ...claims, rootDirectory: { path: "//" } }, finds: PATH },
    { name: "empty", props: { ...claims, rootDirectory: { path: "" } }, finds: PATH },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, rootDirectory: { path: unknownString } },
      because: "unknown",
      finds: PATH,
    },
  ],
});

testRule(efsAccessPointEnforceUserIdentity, {
  valid: [
    { name: "user and group", props: { ...claims, posixUser: { uid: 1000, gid: 1000 } } },
    { name: "numbers written as text", props: { ...claims, posixUser: { uid: "0", gid: "0" } } },
  ],
  invalid: [
    { name: "left out", props: claims, finds: ["posixUser.gid", "posixUser.uid"] },
    { name: "no group", props: { ...claims, posixUser: { uid: 1000 } }, finds: "posixUser.gid" },
    { name: "no user", props: { ...claims, posixUser: { gid: 1000 } }, finds: "posixUser.uid" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, posixUser: { uid: unknownValue, gid: 1000 } },
      because: "unknown",
      finds: "posixUser.uid",
    },
  ],
});
