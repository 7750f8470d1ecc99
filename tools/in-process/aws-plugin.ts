import { createRequire } from "node:module";
import * as path from "node:path";
import { AwsStandIn } from "../standins/aws/stand-in";
import type { Properties } from "../standins/wire";
import { DeploymentError } from "./errors";
import { withoutReferences } from "./output-values";
import type { Checked, InvokeResult, Plugin } from "./plugin";

/** The aws stand-in as a plugin of this process. */
export class AwsPlugin implements Plugin {
  private readonly standIn: AwsStandIn;

  /** `programDirectory` is where the program's `@pulumi/aws` is looked for, upwards. */
  constructor(
    programDirectory: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.standIn = new AwsStandIn(packageFolder(programDirectory));
  }

  checkConfig(_urn: string, inputs: Properties): Checked {
    return this.standIn.checkConfig(inputs, this.env);
  }

  configure(inputs: Properties): void {
    this.standIn.configure(inputs, this.env);
  }

  check(urn: string, inputs: Properties): Checked {
    // The provider takes ids where the program hands over resources.
    return this.standIn.check(urn, {}, withoutReferences(inputs) as Properties);
  }

  create(urn: string, inputs: Properties): Properties {
    return this.standIn.create(urn, inputs, true).properties;
  }

  invoke(token: string, args: Properties): InvokeResult {
    return { result: this.standIn.invoke(token, args), failures: [] };
  }
}

function packageFolder(programDirectory: string): string {
  const require = createRequire(path.join(programDirectory, "package.json"));
  try {
    return path.dirname(require.resolve("@pulumi/aws/package.json"));
  } catch {
    throw new DeploymentError(`@pulumi/aws is not installed for ${programDirectory}: run npm install there`);
  }
}
