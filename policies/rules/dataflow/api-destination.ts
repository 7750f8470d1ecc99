import type { EventApiDestinationArgs, EventConnectionArgs } from "@pulumi/aws/cloudwatch";
import { mayHoldPhi } from "../../classification";
import { customerKey } from "../../predicates";
import { on } from "../../rule";
import { businessAssociateHosts, goesToAssociate } from "./business-associates";

const DESTINATION = "aws:cloudwatch/eventApiDestination:EventApiDestination";
const CONNECTION = "aws:cloudwatch/eventConnection:EventConnection";

const leaving = on<EventApiDestinationArgs & EventConnectionArgs>(DESTINATION, CONNECTION);

export const phiFlowApiDestinationBaa = leaving.rule({
  id: "phi-flow-api-destination-baa",
  title: "Events leave AWS for business associates alone, over HTTPS, with a customer managed key on the connection",
  severity: "high",
  controls: {
    hipaa: ["164.308(b)(1)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)", "164.314(a)(1)"],
  },
  source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html",
  says: "sends events to a host that is not a known business associate, not over HTTPS, or keeps the credentials without a key of your own",
  fix: "Use an https:// invocationEndpoint and list its host in this rule's businessAssociateHosts once an agreement is signed; set kmsKeyIdentifier: key.arn on the connection.",
  why: "Whoever takes patient data for you needs a business associate agreement; which hosts have one only you can say.",
  config: [businessAssociateHosts],
  appliesWhen: (_, settings, resource) => mayHoldPhi(resource, settings),
  otherwise: "The provider's default tags say that this stack holds no patient data.",
  requires: (p, settings, { type }) =>
    type === DESTINATION ? goesToAssociate(p.invocationEndpoint, settings) : customerKey(p.kmsKeyIdentifier),
});
