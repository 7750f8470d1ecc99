import type { Rule } from "../../rule";
import * as objectStorage from "./location-object-storage";
import * as task from "./task";

export const rules: readonly Rule[] = [
  objectStorage.datasyncObjectStorageNoInlineSecret,
  task.datasyncTaskLoggingEnabled,
  task.datasyncTaskVerifyAndTls,
];
