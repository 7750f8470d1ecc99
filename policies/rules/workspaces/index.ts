import type { Rule } from "../../rule";
import * as workspace from "./workspace";

export const rules: readonly Rule[] = [workspace.workspacesVolumeEncryption];
