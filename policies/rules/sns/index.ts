import type { Rule } from "../../rule";
import * as dataProtection from "./data-protection";
import * as topicPolicy from "./topic-policy";
import * as topic from "./topic";

export const rules: readonly Rule[] = [
  dataProtection.snsDataProtectionPolicyPhi,
  topic.snsEncryptedKms,
  topic.snsSubscriptionNotHttp,
  topic.snsTopicPolicyNotPublic,
  topicPolicy.snsTopicPolicyNoCrossAccount,
  topicPolicy.snsTopicSslPublishOnly,
];
