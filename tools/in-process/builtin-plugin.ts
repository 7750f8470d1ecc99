import { UNKNOWN, type Properties } from "../standins/wire";
import type { Deployment } from "./deployment";
import { DeploymentError } from "./errors";
import type { Checked, InvokeResult, Plugin } from "./plugin";

/** What the engine itself provides: references to other stacks, and the look-up of a resource by its URN. */
export class BuiltinPlugin implements Plugin {
  constructor(private readonly deployment: () => Deployment) {}

  /** It has no settings; what the configuration says under its name is for the engine. */
  checkConfig(): Checked {
    return { inputs: {}, failures: [] };
  }

  configure(): void {}

  check(_urn: string, inputs: Properties): Checked {
    return { inputs, failures: [] };
  }

  create(_urn: string, inputs: Properties): Properties {
    return { ...inputs, output: inputs["input"] ?? UNKNOWN };
  }

  invoke(token: string, args: Properties): InvokeResult {
    if (token !== "pulumi:pulumi:getResource") {
      throw new DeploymentError(`${token} needs the pulumi command: the in-process run has no other stacks to read`);
    }
    const urn = String(args["urn"]);
    const state = this.deployment().find(urn);
    if (state === undefined) throw new DeploymentError(`unknown resource ${urn}`);
    return {
      result: { urn, id: state.id, provider: state.goal.provider, state: state.outputs },
      failures: [],
    };
  }
}

/** Outputs of another stack: there is no state to read them from, so they stay unknown, as before that stack's first run. */
export function stackReference(inputs: Properties): Properties {
  return { name: inputs["name"], outputs: UNKNOWN, secretOutputNames: UNKNOWN };
}
