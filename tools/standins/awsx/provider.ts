import type * as pulumi from "@pulumi/pulumi";
import { FargateService, type FargateServiceArgs } from "./fargate-service";
import { FargateTaskDefinition, type FargateTaskDefinitionArgs } from "./fargate-task-definition";
import { APPLICATION, type Kind, LoadBalancer, type LoadBalancerArgs, NETWORK } from "./load-balancer";
import { Vpc, type VpcArgs } from "./vpc";

type Construct = (
  name: string,
  inputs: pulumi.Inputs,
  opts: pulumi.ComponentResourceOptions,
) => Promise<{ component: pulumi.ComponentResource; outputs: pulumi.Inputs }>;

/** The components of awsx that the stand-in makes, with the children of the real ones. */
const COMPONENTS: Readonly<Record<string, Construct>> = {
  "awsx:ec2:Vpc": async (name, inputs, opts) => {
    const component = new Vpc(name, inputs as VpcArgs, opts);
    return { component, outputs: await component.build() };
  },
  "awsx:ecs:FargateService": async (name, inputs, opts) => {
    const component = new FargateService(name, inputs as FargateServiceArgs, opts);
    const { service, taskDefinition } = component;
    return { component, outputs: { service, taskDefinition } };
  },
  "awsx:ecs:FargateTaskDefinition": async (name, inputs, opts) => {
    const component = new FargateTaskDefinition(name, inputs as FargateTaskDefinitionArgs, opts);
    const { taskDefinition, logGroup, taskRole, executionRole, loadBalancers } = component;
    return { component, outputs: { taskDefinition, logGroup, taskRole, executionRole, loadBalancers } };
  },
  "awsx:lb:ApplicationLoadBalancer": loadBalancer(APPLICATION),
  "awsx:lb:NetworkLoadBalancer": loadBalancer(NETWORK),
};

function loadBalancer(kind: Kind): Construct {
  return async (name, inputs, opts) => {
    const component = new LoadBalancer(name, inputs as LoadBalancerArgs, kind, opts);
    const { defaultSecurityGroup, defaultTargetGroup, listeners, loadBalancer: balancer, vpcId } = component;
    return {
      component,
      outputs: { defaultSecurityGroup, defaultTargetGroup, listeners, loadBalancer: balancer, vpcId },
    };
  };
}

/** The stand-in for the awsx provider: components only, refused if it does not know them. */
export class AwsxStandIn implements pulumi.provider.Provider {
  readonly schema: string;

  /** `version` is that of the installed `@pulumi/awsx`. */
  constructor(readonly version: string) {
    this.schema = JSON.stringify({ name: "awsx", version });
  }

  async construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<pulumi.provider.ConstructResult> {
    const construct = COMPONENTS[type];
    if (construct === undefined) {
      throw new Error(`${type}: the awsx stand-in makes ${Object.keys(COMPONENTS).join(", ")} only`);
    }
    const { component, outputs } = await construct(name, inputs, options);
    return { urn: component.urn, state: outputs };
  }

  async invoke(token: string): Promise<pulumi.provider.InvokeResult> {
    throw new Error(`${token}: there is no account here to look this up in; pass what you need by config`);
  }
}
