import type { Properties } from "../standins/wire";
import { DeploymentError } from "./errors";
import type { Checked, Plugin } from "./plugin";

/** The provider of a package that has remote components only: it takes any configuration and makes nothing itself. */
export class ComponentsPlugin implements Plugin {
  constructor(private readonly packageName: string) {}

  checkConfig(_urn: string, inputs: Properties): Checked {
    return { inputs, failures: [] };
  }

  configure(): void {}

  check(): never {
    return this.refuse("resources");
  }

  create(): never {
    return this.refuse("resources");
  }

  invoke(): never {
    return this.refuse("functions");
  }

  private refuse(what: string): never {
    throw new DeploymentError(`the package ${this.packageName} has components only, no ${what} of its own`);
  }
}
