import type { Rule } from "../../rule";
import { fsxFilesystemCmk, fsxResourcesProtectedByBackupPlan } from "./file-system";

export const rules: readonly Rule[] = [fsxFilesystemCmk, fsxResourcesProtectedByBackupPlan];
