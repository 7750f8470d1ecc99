import type { PipeArgs } from "@pulumi/aws/pipes";
import { all } from "../../answer";
import { customerKey } from "../../predicates";
import { on } from "../../rule";
import { PASSING, STORE, union } from "./flow-ends";
import { carriesPhi, everySink, everySource } from "./flow-sinks";
import { isEncrypted } from "./protection";

const pipe = on<PipeArgs>("aws:pipes/pipe:Pipe");

const HELD = union(PASSING, STORE);

export const phiFlowPipeCmk = pipe.relation({
  id: "phi-flow-pipe-cmk",
  title: "Pipes with patient data use a customer managed key, between ends that are encrypted",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-pipes-cmkey.html",
  says: "carries patient data without a customer managed key, or from or to something that is not encrypted",
  fix: "Set kmsKeyIdentifier: key.arn on the pipe, and encrypt its source and target.",
  appliesWhen: (_, stack, resource) => carriesPhi(stack, resource),
  otherwise: "The pipe or its source is classified as holding no patient data.",
  requires: (p, stack) =>
    all(
      customerKey(p.kmsKeyIdentifier),
      everySource(p, stack, { source: HELD }, (source) => isEncrypted(source, stack)),
      everySink(p, stack, { target: HELD }, (sink) => isEncrypted(sink, stack)),
    ),
});
