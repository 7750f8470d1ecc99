import type { FileSystemArgs, FileSystemPolicyArgs, MountTargetArgs } from "@pulumi/aws/efs";
import { on } from "../../rule";

/** What Cloud Control's own provider writes inside the file system. */
interface NativeArgs {
  readonly bypassPolicyLockoutSafetyCheck: boolean;
}

export const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
export const NATIVE_FILE_SYSTEM = "aws-native:efs:FileSystem";
export const FILE_SYSTEM_POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy";
export const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";
export const NATIVE_MOUNT_TARGET = "aws-native:efs:MountTarget";

export const fileSystem = on<FileSystemArgs>(FILE_SYSTEM);
export const fileSystemOfAnyProvider = on<FileSystemArgs>(FILE_SYSTEM, NATIVE_FILE_SYSTEM);
export const fileSystemPolicy = on<FileSystemPolicyArgs>(FILE_SYSTEM_POLICY);
export const policyOrNativeFileSystem = on<FileSystemPolicyArgs & NativeArgs>(FILE_SYSTEM_POLICY, NATIVE_FILE_SYSTEM);
export const mountTarget = on<MountTargetArgs>(MOUNT_TARGET, NATIVE_MOUNT_TARGET);
