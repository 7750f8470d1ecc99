import { testRule, unknownString } from "../../testing/rule-tester";
import { securityLakeOrSiemForwardingTls } from "./data-lake";

const NOTIFICATION = "aws:securitylake/subscriberNotification:SubscriberNotification";
const lake = (kmsKeyId: string): object => ({ region: "us-east-1", encryptionConfigurations: [{ kmsKeyId }] });
const KEY = "configuration.encryptionConfigurations[0].kmsKeyId";
const kmsKeyId = "1234abcd-12ab-34cd-56ef-1234567890ab";
const to = (endpoint: string): object => ({ configuration: { httpsNotificationConfiguration: { endpoint } } });

testRule(securityLakeOrSiemForwardingTls, {
  valid: [
    { name: "own key", props: { configuration: lake(kmsKeyId) } },
    { name: "own key, in a list", props: { configuration: [lake(kmsKeyId)] } },
    { name: "told by HTTPS", type: NOTIFICATION, props: to("https://siem.example.test/") },
    { name: "told by HTTPS in capitals", type: NOTIFICATION, props: to("HTTPS://siem.example.test/") },
    { name: "told by a queue", type: NOTIFICATION, props: { configuration: { sqsNotificationConfiguration: {} } } },
  ],
  invalid: [
    { name: "key of S3", props: { configuration: lake("S3_MANAGED_KEY") }, finds: KEY },
    { name: "AWS managed key", props: { configuration: lake("alias/aws/s3") }, finds: KEY },
    {
      name: "left out",
      props: { configuration: { region: "us-east-1" } },
      finds: "configuration.encryptionConfigurations",
    },
    { name: "no configuration", props: {}, finds: "configuration" },
    {
      name: "one of two regions",
      props: { configuration: [lake(kmsKeyId), lake("S3_MANAGED_KEY")] },
      finds: "configuration[1].encryptionConfigurations[0].kmsKeyId",
    },
    {
      name: "told by HTTP",
      type: NOTIFICATION,
      props: to("http://siem.example.test/"),
      finds: "configuration.httpsNotificationConfiguration.endpoint",
    },
    {
      name: "told by HTTP of an address by HTTPS",
      type: NOTIFICATION,
      props: to("http://siem.example.test/?to=https://x"),
      finds: "configuration.httpsNotificationConfiguration.endpoint",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:securitylake/subscriber:Subscriber", props: {}, because: "other-type" },
    { name: "not known yet", props: { configuration: lake(unknownString) }, because: "unknown", finds: KEY },
  ],
});
