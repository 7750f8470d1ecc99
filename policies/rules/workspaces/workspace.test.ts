import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { workspacesVolumeEncryption } from "./workspace";

const desktop = {
  directoryId: "d-1234567890",
  bundleId: "wsb-12345678",
  userName: "reception",
  rootVolumeEncryptionEnabled: true,
  userVolumeEncryptionEnabled: true,
  volumeEncryptionKey: "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555",
};

testRule(workspacesVolumeEncryption, {
  valid: [
    { name: "both volumes", props: desktop },
    { name: "with the key of WorkSpaces", props: { ...desktop, volumeEncryptionKey: "alias/aws/workspaces" } },
    {
      name: "key made in the same preview",
      props: { ...desktop, volumeEncryptionKey: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    {
      name: "root volume not",
      props: { ...desktop, rootVolumeEncryptionEnabled: false },
      finds: "rootVolumeEncryptionEnabled",
    },
    {
      name: "user volume not",
      props: { ...desktop, userVolumeEncryptionEnabled: false },
      finds: "userVolumeEncryptionEnabled",
    },
    { name: "no key", props: { ...desktop, volumeEncryptionKey: undefined }, finds: "volumeEncryptionKey" },
    {
      name: "all left out",
      props: { directoryId: "d-1234567890", bundleId: "wsb-12345678", userName: "reception" },
      finds: ["rootVolumeEncryptionEnabled", "userVolumeEncryptionEnabled", "volumeEncryptionKey"],
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:workspaces/directory:Directory", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { ...desktop, rootVolumeEncryptionEnabled: unknownValue },
      because: "unknown",
      finds: "rootVolumeEncryptionEnabled",
    },
    {
      name: "a key of nowhere",
      props: { ...desktop, volumeEncryptionKey: unknownString },
      because: "unknown",
      finds: "volumeEncryptionKey",
    },
  ],
});
