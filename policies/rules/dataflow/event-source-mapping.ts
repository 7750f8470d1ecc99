import type { EventSourceMappingArgs } from "@pulumi/aws/lambda";
import { all, any, not, yes } from "../../answer";
import { customerKey, some } from "../../predicates";
import { on } from "../../rule";
import { BROKER, BUCKET, DOCUMENTS, KAFKA, QUEUE, STREAM, TABLE, TOPIC, union } from "./flow-ends";
import { carriesPhi, everySink, everySource, goesSomewhere, type Sinks } from "./flow-sinks";
import { isEncrypted } from "./protection";

const mapping = on<EventSourceMappingArgs>("aws:lambda/eventSourceMapping:EventSourceMapping");

const SOURCE: Sinks = { eventSourceArn: union(STREAM, QUEUE, KAFKA, TABLE, BROKER, DOCUMENTS) };
const FAILURES: Sinks = { destinationConfig: union(QUEUE, TOPIC, BUCKET) };

export const phiFlowEventSourceMappingEncrypted = mapping.relation({
  id: "phi-flow-event-source-mapping-encrypted",
  title: "Functions take patient data from encrypted sources and leave failed records where they are encrypted",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html",
  says: "reads from a source that is not encrypted, leaves failed records where they are not, or keeps its filters without a key of yours",
  fix: "Encrypt the source and the destination of failed records, and set kmsKeyArn: key.arn where there are filterCriteria.",
  why: "Filters name values of records, such as a clinic or a diagnosis.",
  appliesWhen: (p, stack, resource) =>
    all(
      carriesPhi(stack, resource),
      any(
        goesSomewhere(p, stack, SOURCE),
        goesSomewhere(p, stack, FAILURES),
        some(p.filterCriteria.filters, () => yes),
      ),
    ),
  otherwise:
    "The source is classified as holding no patient data, or it is of another stack and judged there, and nothing is filtered.",
  requires: (p, stack) =>
    all(
      everySource(p, stack, SOURCE, (source) => isEncrypted(source, stack)),
      everySink(p, stack, FAILURES, (sink) => isEncrypted(sink, stack)),
      any(not(some(p.filterCriteria.filters, () => yes)), customerKey(p.kmsKeyArn)),
    ),
});
