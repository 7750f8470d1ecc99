import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

type ListenerArgs = Omit<aws.lb.ListenerArgs, "loadBalancerArn" | "defaultActions"> &
  Partial<Pick<aws.lb.ListenerArgs, "defaultActions">>;

export interface LoadBalancerArgs extends Omit<aws.lb.LoadBalancerArgs, "subnets"> {
  defaultSecurityGroup?: { args?: aws.ec2.SecurityGroupArgs; securityGroupId?: pulumi.Input<string>; skip?: boolean };
  defaultTargetGroup?: aws.lb.TargetGroupArgs;
  defaultTargetGroupPort?: pulumi.Input<number>;
  listener?: ListenerArgs;
  listeners?: ListenerArgs[];
  subnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  subnets?: pulumi.Input<pulumi.Input<aws.ec2.Subnet>[]>;
}

interface Endpoint {
  port: pulumi.Input<number>;
  protocol: pulumi.Input<string>;
}

/** What the two kinds of load balancer differ in. */
export interface Kind {
  type: "awsx:lb:ApplicationLoadBalancer" | "awsx:lb:NetworkLoadBalancer";
  balancer: aws.lb.LoadBalancerArgs;
  targetGroup: aws.lb.TargetGroupArgs;
  securityGroup: boolean;
  endpoint: (listener: ListenerArgs | undefined, defaultPort: pulumi.Input<number> | undefined) => Endpoint;
}

export const APPLICATION: Kind = {
  type: "awsx:lb:ApplicationLoadBalancer",
  balancer: { loadBalancerType: "application" },
  targetGroup: { targetType: "ip" },
  securityGroup: true,
  endpoint: (listener, defaultPort) => {
    const { port, protocol } = listener ?? {};
    if (port !== undefined) {
      return {
        port: port as pulumi.Input<number>,
        protocol: (protocol ??
          pulumi.output(port).apply((each) => (each === 443 ? "HTTPS" : "HTTP"))) as pulumi.Input<string>,
      };
    }
    return protocol === undefined
      ? { port: defaultPort ?? 80, protocol: "HTTP" }
      : {
          port: pulumi.output(protocol).apply((each) => (each === "HTTPS" ? 443 : 80)),
          protocol: protocol as pulumi.Input<string>,
        };
  },
};

export const NETWORK: Kind = {
  type: "awsx:lb:NetworkLoadBalancer",
  balancer: { loadBalancerType: "network", enableHttp2: false, idleTimeout: 0 },
  targetGroup: {},
  securityGroup: false,
  endpoint: (_listener, defaultPort) => ({ port: defaultPort ?? 80, protocol: "TCP" }),
};

const ANYWHERE = { cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] };

/** `awsx.lb.ApplicationLoadBalancer` and `NetworkLoadBalancer`: balancer, target group, listeners, security group. */
export class LoadBalancer extends pulumi.ComponentResource {
  readonly loadBalancer: aws.lb.LoadBalancer;
  readonly defaultTargetGroup: aws.lb.TargetGroup;
  readonly defaultSecurityGroup: aws.ec2.SecurityGroup | undefined;
  readonly listeners: aws.lb.Listener[];
  readonly vpcId: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerArgs, kind: Kind, opts: pulumi.ComponentResourceOptions) {
    super(kind.type, name, {}, opts);
    const {
      subnetIds,
      subnets,
      defaultTargetGroup,
      defaultTargetGroupPort,
      defaultSecurityGroup,
      listener,
      listeners,
      ...rest
    } = args;
    refusePairs(name, { subnets, subnetIds, subnetMappings: rest.subnetMappings });
    refusePairs(name, { listener, listeners });
    refusePairs(name, { defaultTargetGroup, defaultTargetGroupPort });
    this.vpcId = this.vpcOf(name, subnets, subnetIds, rest.subnetMappings);
    const balancerArgs: aws.lb.LoadBalancerArgs = { ...rest, ...kind.balancer };
    const placed = subnets === undefined ? subnetIds : pulumi.output(subnets).apply((all) => all.map(({ id }) => id));
    if (placed !== undefined) {
      balancerArgs.subnets = placed;
    }
    if (kind.securityGroup && rest.securityGroups === undefined && defaultSecurityGroup?.skip !== true) {
      refusePairs(name, { args: defaultSecurityGroup?.args, securityGroupId: defaultSecurityGroup?.securityGroupId });
      this.defaultSecurityGroup =
        defaultSecurityGroup?.securityGroupId === undefined
          ? new aws.ec2.SecurityGroup(name, defaultSecurityGroup?.args ?? this.openToAll(), { parent: this })
          : undefined;
      balancerArgs.securityGroups = [
        defaultSecurityGroup?.securityGroupId ?? (this.defaultSecurityGroup as aws.ec2.SecurityGroup).id,
      ];
    }
    this.loadBalancer = new aws.lb.LoadBalancer(name, balancerArgs, { parent: this });
    const first = listener ?? (listeners?.length === 1 ? listeners[0] : undefined);
    this.defaultTargetGroup = new aws.lb.TargetGroup(
      name,
      {
        vpcId: this.vpcId,
        ...kind.targetGroup,
        ...kind.endpoint(first, defaultTargetGroupPort),
        ...defaultTargetGroup,
      },
      { parent: this },
    );
    const defaultActions = [{ type: "forward", targetGroupArn: this.defaultTargetGroup.arn }];
    this.listeners = (listeners ?? [listener ?? {}]).map(
      (each, index) =>
        new aws.lb.Listener(
          `${name}-${index}`,
          {
            defaultActions,
            ...kind.endpoint(
              each,
              listeners === undefined && listener === undefined ? defaultTargetGroupPort : undefined,
            ),
            ...each,
            loadBalancerArn: this.loadBalancer.arn,
          },
          { parent: this },
        ),
    );
    this.registerOutputs({ loadBalancer: this.loadBalancer });
  }

  private vpcOf(
    name: string,
    subnets: LoadBalancerArgs["subnets"],
    subnetIds: LoadBalancerArgs["subnetIds"],
    mappings: aws.lb.LoadBalancerArgs["subnetMappings"],
  ): pulumi.Output<string> {
    if (subnets !== undefined) {
      return pulumi.output(subnets).apply((all) => (all[0] as pulumi.Unwrap<aws.ec2.Subnet>).vpcId);
    }
    const id =
      subnetIds === undefined
        ? mappings === undefined
          ? undefined
          : pulumi.output(mappings).apply((all) => all?.[0]?.subnetId ?? "")
        : pulumi.output(subnetIds).apply((all) => all[0] ?? "");
    if (id === undefined) {
      // The real component takes the account's default VPC then.
      throw new TypeError(
        `${name}: there is no account here to take a default VPC from; give subnets, subnetIds or subnetMappings`,
      );
    }
    return aws.ec2.getSubnetOutput({ id }, { parent: this }).vpcId;
  }

  /** The real component's default: open in both directions. */
  private openToAll(): aws.ec2.SecurityGroupArgs {
    return {
      vpcId: this.vpcId,
      ingress: [{ fromPort: 0, toPort: 0, protocol: "-1", ...ANYWHERE }],
      egress: [{ fromPort: 0, toPort: 65535, protocol: "tcp", ...ANYWHERE }],
    };
  }
}

function refusePairs(name: string, args: Record<string, unknown>): void {
  const given = Object.keys(args).filter((key) => args[key] !== undefined);
  if (given.length > 1) {
    throw new TypeError(`${name}: give only one of ${given.join(" and ")}`);
  }
}
