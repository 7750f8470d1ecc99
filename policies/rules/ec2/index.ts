import type { Rule } from "../../rule";
import * as ami from "./ami";
import * as attachedGroups from "./attached-groups";
import * as backup from "./backup";
import * as instance from "./instance";
import * as instanceAddress from "./instance-address";
import * as instanceMetadata from "./instance-metadata";
import * as securityGroup from "./security-group";
import * as snapshot from "./snapshot";
import * as userData from "./user-data";
import * as volumeEncryption from "./volume-encryption";

export const rules: readonly Rule[] = [
  ami.amiEncrypted,
  ami.amiNotShared,
  attachedGroups.ec2ConfidentialHostVsockProxyNotExposed,
  attachedGroups.emrSecurityGroupsNotOpen,
  attachedGroups.securityGroupAttached,
  backup.ebsInBackupPlan,
  backup.ec2ResourcesProtectedByBackupPlan,
  instance.ebsOptimizedInstance,
  instance.ec2InstanceDetailedMonitoringEnabled,
  instance.ec2InstanceProfileAttached,
  instance.ec2InstancesInVpc,
  instanceAddress.ec2ConfidentialHostNoPublicIp,
  instanceAddress.ec2InstanceNoPublicIp,
  instanceMetadata.ec2ConfidentialHostImdsv2,
  instanceMetadata.ec2Imdsv2Check,
  instanceMetadata.ec2LaunchTemplateImdsHopLimit,
  securityGroup.restrictedCommonPorts,
  securityGroup.restrictedRdp,
  securityGroup.restrictedSsh,
  securityGroup.securityGroupDescriptionRequired,
  securityGroup.securityGroupNoAllPortsIngress,
  securityGroup.securityGroupNoDatabasePortsOpen,
  securityGroup.securityGroupNoPublicHttp,
  securityGroup.securityGroupNoUnrestrictedEgress,
  securityGroup.vpcSgOpenOnlyToAuthorizedPorts,
  snapshot.ebsSnapshotBlockPublicAccess,
  snapshot.ebsSnapshotEncrypted,
  snapshot.ebsSnapshotPublicRestorableCheck,
  userData.ec2NoSecretsInUserData,
  volumeEncryption.ebsVolumeCmk,
  volumeEncryption.ec2EbsEncryptionByDefault,
  volumeEncryption.encryptedVolumes,
];
