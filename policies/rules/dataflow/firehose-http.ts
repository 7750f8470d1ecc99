import type { FirehoseDeliveryStreamArgs } from "@pulumi/aws/kinesis";
import { all, any, not } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { businessAssociateHosts, goesToAssociate } from "./business-associates";

const deliveryStream = on<FirehoseDeliveryStreamArgs>("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream");

export const phiFlowFirehoseHttpDestinationTls = deliveryStream.rule({
  id: "phi-flow-firehose-http-destination-tls",
  title: "Delivery streams hand patient data to business associates alone, over HTTPS",
  severity: "critical",
  controls: {
    hipaa: ["164.308(b)(1)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)", "164.314(a)(1)"],
  },
  source: "https://www.ecfr.gov/current/title-45/section-164.308",
  says: "hands patient data to a host that is not a known business associate, or not over HTTPS",
  fix: "Use an https:// URL, and list its host in this rule's businessAssociateHosts once an agreement is signed.",
  why: "Whoever takes patient data for you needs a business associate agreement; which hosts have one only you can say.",
  config: [businessAssociateHosts],
  appliesWhen: (p, settings, resource) =>
    all(
      mayHoldPhi(resource, settings),
      any(present(p.httpEndpointConfiguration), present(p.splunkConfiguration), present(p.snowflakeConfiguration)),
    ),
  otherwise: "It delivers within AWS, or is classified as holding no patient data.",
  requires: (p, settings) =>
    all(
      ...(
        [
          [p.httpEndpointConfiguration, "url"],
          [p.splunkConfiguration, "hecEndpoint"],
          [p.snowflakeConfiguration, "accountUrl"],
        ] as const
      ).map(([destination, property]) =>
        any(
          not(present(destination)),
          goesToAssociate(
            (destination as unknown as Record<string, Reading<string>>)[property] as Reading<string>,
            settings,
          ),
        ),
      ),
    ),
});
