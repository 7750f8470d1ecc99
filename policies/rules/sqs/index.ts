import type { Rule } from "../../rule";
import * as deadLetter from "./dead-letter";
import * as queue from "./queue";

export const rules: readonly Rule[] = [
  deadLetter.sqsQueueDlqConfigured,
  queue.sqsQueueCmk,
  queue.sqsQueueEncrypted,
  queue.sqsQueueNoPublicAccess,
  queue.sqsQueuePolicyNoStarAction,
  queue.sqsQueueSslRequestsOnly,
];
