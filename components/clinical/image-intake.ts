import * as pulumi from "@pulumi/pulumi";
import { assertWhole } from "../errors";
import { stepsAt } from "../compute/flow-step";
import type { FunctionNetwork } from "../compute/function-network";
import { functionSet } from "../compute/function-set";
import { StateMachine } from "../compute/state-machine";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { intakeFlow } from "./image-intake-flow";
import { INTAKE_ROLE } from "./image-names";
import { IMAGE_FUNCTIONS, type ImageRoles } from "./image-roles";
import type { ImageStore } from "./image-store";

export interface ImageIntakeArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly roles: ImageRoles;
  readonly store: ImageStore;
  /** The workload's key. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly network: FunctionNetwork;
  readonly logRetentionDays: number;
  /** Minutes that an import job may take before its batch is given up, in [10, 1440]. */
  readonly importTimeoutMinutes: number;
  /** Runs of each function at the same time, in [1, 100]. */
  readonly concurrency: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** From upload to image sets: three functions, and the state machine that calls them. */
export class ImageIntake extends pulumi.ComponentResource {
  readonly machineArn: pulumi.Output<string>;

  constructor(name: string, args: ImageIntakeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:ImageIntake", name, {}, opts);
    assertWhole("ImageIntake", name, "importTimeoutMinutes", args.importTimeoutMinutes, 10, 1440);
    assertWhole("ImageIntake", name, "concurrency", args.concurrency, 1, 100);
    const { site, tags, roles, kmsKeyArn, logRetentionDays, alarmTopicArn } = args;
    const { input, output, quarantine } = args.store.buckets;
    const child = { parent: this };
    const make = functionSet(
      name,
      {
        site,
        tags,
        kmsKeyArn,
        logRetentionDays,
        reservedConcurrency: args.concurrency,
        network: args.network,
        alarmTopicArn,
      },
      this,
    );
    const { validate, start, quarantine: refuse } = IMAGE_FUNCTIONS;
    const functions = [
      make({
        contract: validate,
        role: roles.validate,
        environment: { INPUT_BUCKET: input.bucketName, QUARANTINE_BUCKET: quarantine.bucketName },
      }),
      make({
        contract: start,
        role: roles.start,
        environment: { INPUT_BUCKET: input.bucketName, OUTPUT_BUCKET: output.bucketName },
      }),
      make({ contract: refuse, role: roles.quarantine, environment: { QUARANTINE_BUCKET: quarantine.bucketName } }),
    ];
    const machine = new StateMachine(
      `${name}-intake`,
      {
        site,
        tags,
        role: INTAKE_ROLE,
        runsAs: roles.machine,
        definition: (place) => {
          const step = stepsAt(place);
          return intakeFlow({
            validate: step(validate),
            start: step(start),
            quarantine: step(refuse),
            importTimeoutSeconds: args.importTimeoutMinutes * 60,
          });
        },
        kmsKeyArn,
        logRetentionDays,
        alarmTopicArn,
        after: functions,
      },
      child,
    );
    this.machineArn = machine.namedArn;
    this.registerOutputs({ machineArn: this.machineArn });
  }
}
