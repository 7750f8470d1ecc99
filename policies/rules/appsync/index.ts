import type { Rule } from "../../rule";
import * as api from "./api";

export const rules: readonly Rule[] = [
  api.appsyncLoggingEnabled,
  api.appsyncAssociatedWithWaf,
  api.appsyncCacheEncryption,
];
