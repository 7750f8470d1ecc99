import type { Properties } from "../standins/wire";
import type { Deployment } from "./deployment";
import { DeploymentError } from "./errors";
import { secret } from "./output-values";
import type { StackConfig } from "./stack-config";
import { defaultProviderName, packageOf, providerType } from "./urn";

/** The providers that resources get which name none: one a package and version, made when first needed. */
export class DefaultProviders {
  private readonly references = new Map<string, string>();

  constructor(
    private readonly deployment: Deployment,
    private readonly config: StackConfig,
  ) {}

  /** Its reference. @throws DeploymentError where the stack's configuration forbids default providers. */
  reference(token: string, version: string, downloadUrl: string): string {
    const packageName = packageOf(token);
    this.refuseIfDisabled(packageName, token);
    const url = downloadUrl.replace(/\/$/, "");
    const key = `${packageName} ${version} ${url}`;
    let reference = this.references.get(key);
    if (reference === undefined) {
      const state = this.deployment.register({
        type: providerType(packageName),
        name: defaultProviderName(version, url),
        custom: true,
        parent: "",
        inputs: this.inputs(packageName, version, url),
        provider: "",
        propertyDependencies: new Map(),
        additionalSecretOutputs: [],
        protect: undefined,
        retainOnDelete: undefined,
      });
      reference = `${state.urn}::${state.id}`;
      this.references.set(key, reference);
    }
    return reference;
  }

  private inputs(packageName: string, version: string, url: string): Properties {
    const inputs: Properties = {};
    for (const [key, value] of this.config.values) {
      if (packageOf(key) !== packageName) continue;
      inputs[key.slice(packageName.length + 1)] = this.config.secretKeys.includes(key) ? secret(value) : value;
    }
    if (version !== "") inputs["version"] = version;
    if (url !== "") inputs["__internal"] = { pluginDownloadURL: url };
    return inputs;
  }

  private refuseIfDisabled(packageName: string, token: string): void {
    const text = this.config.values.get("pulumi:disable-default-providers") ?? "";
    if (packageName === "pulumi" || text === "") return;
    let disabled: unknown;
    try {
      disabled = JSON.parse(text);
    } catch {
      disabled = undefined;
    }
    if (!Array.isArray(disabled) || disabled.some((name) => typeof name !== "string")) {
      throw new DeploymentError(`pulumi:disable-default-providers must be a list of package names; got ${text}`);
    }
    if (disabled.some((name: string) => name.trim() === "*" || name.trim() === packageName)) {
      throw new DeploymentError(
        `Default provider for '${packageName}' disabled. '${token}' must use an explicit provider.`,
      );
    }
  }
}
