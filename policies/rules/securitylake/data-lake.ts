import type { DataLakeArgs, SubscriberNotificationArgs } from "@pulumi/aws/securitylake";
import { all, any, no, type Answer } from "../../answer";
import { absent, customerKey, every, is, matches, present, some } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";

const DATA_LAKE = "aws:securitylake/dataLake:DataLake";
const NOTIFICATION = "aws:securitylake/subscriberNotification:SubscriberNotification";

const lake = on<object>(DATA_LAKE, NOTIFICATION);

interface Configuration {
  readonly encryptionConfigurations: { readonly kmsKeyId: string }[];
}

export const securityLakeOrSiemForwardingTls = lake.rule({
  id: "security-lake-or-siem-forwarding-tls",
  title: "Security Lake is encrypted with a customer managed key and tells its readers by TLS",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(a)(2)(iv)", "164.312(b)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/security-lake/latest/userguide/data-protection.html",
  says: "keeps its records without a customer managed key, or tells its readers without TLS",
  fix: "Set configuration.encryptionConfigurations: [{ kmsKeyId: key.id }]; give a subscriber an endpoint that begins with https://.",
  requires: (p, _settings, { type }) =>
    type === DATA_LAKE ? isEncrypted(p as Reading<DataLakeArgs>) : isTold(p as Reading<SubscriberNotificationArgs>),
});

/** One configuration a region; each must name a key. */
function isEncrypted({ configuration }: Reading<DataLakeArgs>): Answer {
  const regions = configuration as unknown as Reading<Configuration[]>;
  return all(
    present(regions),
    every(regions, (region) => {
      const by = region as Reading<Configuration>;
      return some(by.encryptionConfigurations, (one) => ownKey((one as Reading<{ kmsKeyId: string }>).kmsKeyId));
    }),
  );
}

/** Left to AWS, the key is S3's own and goes by a name instead of an id. */
function ownKey(r: Reading<string>): Answer {
  return is(r, "S3_MANAGED_KEY").truth === true ? no(pathOf(r)) : customerKey(r);
}

function isTold({ configuration }: Reading<SubscriberNotificationArgs>): Answer {
  const { endpoint } = configuration.httpsNotificationConfiguration;
  return any(absent(endpoint), matches(endpoint, /^https:\/\//i));
}
