import { from, testRule, unknownString } from "../../testing/rule-tester";
import { efsReplicaEncrypted } from "./replication";

const kmsKeyId = "arn:aws:kms:us-west-2:111122223333:key/k";
const to = (destination: object) => ({
  sourceFileSystemId: "fs-1",
  destination: { region: "us-west-2", ...destination },
});

testRule(efsReplicaEncrypted, {
  valid: [
    { name: "key by ARN", props: to({ kmsKeyId }) },
    {
      name: "made in the same preview",
      props: to({ kmsKeyId: from("key") }),
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: to({}), finds: "destination.kmsKeyId" },
    { name: "AWS alias", props: to({ kmsKeyId: "alias/aws/elasticfilesystem" }), finds: "destination.kmsKeyId" },
  ],
  notJudged: [
    { name: "another type", type: "aws:efs/fileSystem:FileSystem", props: {}, because: "other-type" },
    { name: "to a file system that is there", props: to({ fileSystemId: "fs-2" }), because: "exempt" },
    {
      name: "from another stack",
      props: to({ kmsKeyId: unknownString }),
      because: "unknown",
      finds: "destination.kmsKeyId",
    },
  ],
});
