import type { WorkspaceArgs } from "@pulumi/aws/workspaces";
import { all } from "../../answer";
import { given, is } from "../../predicates";
import { on } from "../../rule";

const workspace = on<WorkspaceArgs>("aws:workspaces/workspace:Workspace");

export const workspacesVolumeEncryption = workspace.rule({
  id: "workspaces-volume-encryption",
  title: "WorkSpaces encrypt the root volume and the user volume",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/workspaces/latest/adminguide/encrypt-workspaces.html",
  says: "keeps a volume of the desktop unencrypted",
  fix: "Set rootVolumeEncryptionEnabled: true, userVolumeEncryptionEnabled: true and volumeEncryptionKey: key.arn. A WorkSpace is encrypted when it is made, so an existing one is replaced: save its user volume first.",
  requires: (p) =>
    all(is(p.rootVolumeEncryptionEnabled, true), is(p.userVolumeEncryptionEnabled, true), given(p.volumeEncryptionKey)),
});
