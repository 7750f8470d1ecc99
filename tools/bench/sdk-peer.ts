import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

/**
 * Resource types that Pulumi's compliance policies are about, and with how many policies each: 97 in all. Module and class of
 * `@pulumi/aws`.
 */
const SUBJECTS: readonly (readonly [module: string, type: string, policies: number])[] = [
  ["alb", "Listener", 2],
  ["alb", "LoadBalancer", 2],
  ["apigateway", "DomainName", 1],
  ["apigatewayv2", "DomainName", 2],
  ["apigatewayv2", "Stage", 2],
  ["appflow", "ConnectorProfile", 1],
  ["appflow", "Flow", 2],
  ["athena", "DataCatalog", 1],
  ["athena", "Database", 3],
  ["athena", "NamedQuery", 1],
  ["athena", "Workgroup", 4],
  ["cloudfront", "Distribution", 7],
  ["ebs", "Volume", 2],
  ["ec2", "Instance", 3],
  ["ec2", "LaunchConfiguration", 3],
  ["ec2", "LaunchTemplate", 3],
  ["ec2", "SecurityGroup", 5],
  ["ecr", "Repository", 5],
  ["efs", "FileSystem", 3],
  ["eks", "Cluster", 2],
  ["elb", "LoadBalancer", 4],
  ["iam", "AccountPasswordPolicy", 2],
  ["iam", "PolicyAttachment", 1],
  ["iam", "UserPolicyAttachment", 1],
  ["kms", "Key", 3],
  ["lambda", "Function", 3],
  ["lambda", "Permission", 1],
  ["lb", "Listener", 2],
  ["lb", "LoadBalancer", 2],
  ["rds", "Cluster", 5],
  ["rds", "ClusterInstance", 3],
  ["rds", "Instance", 7],
  ["s3", "Bucket", 7],
  ["secretsmanager", "Secret", 2],
];

/**
 * Writes a pack that does on the SDK's own server the least that Pulumi's compliance policies can do: as many policies, on the same types,
 * by the same function of the SDK; each looks at one property and finds nothing. Those policies can't be cheaper than this.
 */
export function writeSdkPack(folder: string): void {
  const { resolve } = createRequire(__filename);
  const file = (module: string): string => JSON.stringify(resolve(module));
  const policies = SUBJECTS.flatMap(([module, type, count]) =>
    Array.from(
      { length: count },
      (_, at) => `  policy(${JSON.stringify(`${module}-${type}-${at}`)}, ${module}.${type}),`,
    ),
  );
  const modules = [...new Set(SUBJECTS.map(([module]) => module))];
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  fs.writeFileSync(path.join(folder, "package.json"), '{"name":"sdk","version":"0.0.0","main":"index.js"}\n');
  fs.writeFileSync(
    path.join(folder, "index.js"),
    [
      `const { PolicyPack, validateResourceOfType } = require(${file("@pulumi/policy")});`,
      ...modules.map((module) => `const ${module} = require(${file(`@pulumi/aws/${module}`)});`),
      "const policy = (name, type) => ({",
      "  name,",
      "  description: name,",
      '  enforcementLevel: "advisory",',
      "  validateResource: validateResourceOfType(type, (resource, args, report) => {",
      "    if (resource.thereIsNoSuchInput === true) report(name);",
      "  }),",
      "});",
      'new PolicyPack("sdk", { policies: [',
      ...policies,
      "] });",
      "",
    ].join("\n"),
  );
}
