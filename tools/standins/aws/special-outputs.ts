import { type Properties, isRecord } from "../wire";
import { type Scene } from "./scene";

type Special = (scene: Scene, inputs: Properties, known: Properties) => Properties;

/** The policy AWS gives a key without one: the account decides by IAM. Source: KMS developer guide, default key policy. */
const keyPolicy: Special = (scene) => ({
  policy: JSON.stringify({
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:${scene.partition.id}:iam::${scene.setting.account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  }),
});

/** Since January 2023 every new bucket is encrypted with S3's own keys unless told otherwise (S3 user guide). */
const BUCKET_ENCRYPTION = {
  rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256", kmsMasterKeyId: "" }, bucketKeyEnabled: false },
};

const ENGINE_PORTS: readonly [RegExp, number][] = [
  [/postgres/, 5432],
  [/mysql|mariadb|aurora/, 3306],
  [/oracle/, 1521],
  [/sqlserver/, 1433],
  [/docdb/, 27017],
  [/neptune/, 8182],
  [/redis|valkey/, 6379],
  [/memcached/, 11211],
];

function databasePort(engine: unknown): number {
  const name = String(engine ?? "");
  return ENGINE_PORTS.find(([pattern]) => pattern.test(name))?.[1] ?? 3306;
}

/** The secret that RDS makes when it is asked to keep the master password. */
function masterSecret(scene: Scene, inputs: Properties): Properties[] {
  if (inputs["manageMasterUserPassword"] !== true) {
    return [];
  }
  const { partition, region, setting, made } = scene;
  const secret = `rds!db-${made.uuid("master secret")}-${made.lower(6, "master secret")}`;
  return [
    {
      kmsKeyId:
        inputs["masterUserSecretKmsKeyId"] ??
        `arn:${partition.id}:kms:${region}:${setting.account}:alias/aws/secretsmanager`,
      secretArn: `arn:${partition.id}:secretsmanager:${region}:${setting.account}:secret:${secret}`,
      secretStatus: "active",
    },
  ];
}

const SPECIALS: Readonly<Record<string, Special>> = {
  "kms/key": keyPolicy,
  "kms/replicaKey": keyPolicy,
  "s3/bucket": () => ({ serverSideEncryptionConfiguration: BUCKET_ENCRYPTION }),
  "s3/bucketV2": () => ({
    serverSideEncryptionConfigurations: [
      {
        rules: [
          {
            applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "AES256", kmsMasterKeyId: "" }],
            bucketKeyEnabled: false,
          },
        ],
      },
    ],
  }),
  "acm/certificate": (scene, inputs) => {
    const names = [
      inputs["domainName"],
      ...(Array.isArray(inputs["subjectAlternativeNames"]) ? inputs["subjectAlternativeNames"] : []),
    ];
    const domains = [...new Set(names.filter((name): name is string => typeof name === "string"))];
    return {
      subjectAlternativeNames: domains,
      domainValidationOptions: domains.map((domainName) => ({
        domainName,
        resourceRecordName: `_${scene.made.hex(32, domainName)}.${domainName.replace(/^\*\./, "")}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: `_${scene.made.hex(32, `${domainName} value`)}.acm-validations.aws.`,
      })),
    };
  },
  "dynamodb/table": (_scene, inputs, known) =>
    inputs["streamEnabled"] === true
      ? { streamArn: `${String(known["arn"])}/stream/2026-01-01T00:00:00.000`, streamLabel: "2026-01-01T00:00:00.000" }
      : { streamArn: "", streamLabel: "" },
  "ec2/vpcEndpoint": (scene, inputs) => {
    const { partition, region, made } = scene;
    const service = String(inputs["serviceName"] ?? "");
    const out: Properties = {
      policy: JSON.stringify({
        Version: "2008-10-17",
        Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
      }),
    };
    if (inputs["vpcEndpointType"] === "Interface") {
      const subnets = Array.isArray(inputs["subnetIds"]) ? inputs["subnetIds"] : [];
      const short = service.split(".").pop() ?? "";
      out["dnsEntries"] = [
        {
          dnsName: `vpce-${made.hex(17, "id")}-${made.lower(8, "dns")}.${short}.${region}.vpce.${partition.dnsSuffix}`,
          hostedZoneId: `Z${made.upper(13, "dns")}`,
        },
      ];
      out["prefixListId"] = "";
      out["networkInterfaceIds"] = subnets.map((_subnet, index) => `eni-${made.hex(17, `eni ${index}`)}`);
    } else {
      out["prefixListId"] = `pl-${made.hex(8, service)}`;
    }
    return out;
  },
  "ec2/vpc": (scene, inputs) => {
    if (inputs["assignGeneratedIpv6CidrBlock"] !== true) {
      return { ipv6CidrBlock: "", ipv6AssociationId: "" };
    }
    return {
      ipv6CidrBlock: `2600:1f00:${scene.made.hex(4, "ipv6")}:${scene.made.hex(2, "ipv6 net")}00::/56`,
      ipv6AssociationId: `vpc-cidr-assoc-${scene.made.hex(17, "ipv6")}`,
    };
  },
  "eks/cluster": (scene) => ({
    certificateAuthority: { data: Buffer.from(`certificate authority of ${scene.logicalName}`).toString("base64") },
    certificateAuthorities: [{ data: Buffer.from(`certificate authority of ${scene.logicalName}`).toString("base64") }],
    identities: [
      {
        oidcs: [
          {
            issuer: `https://oidc.eks.${scene.region}.${scene.partition.dnsSuffix}/id/${scene.made.upper(32, "oidc")}`,
          },
        ],
      },
    ],
  }),
  "rds/instance": (scene, inputs, known) => {
    const port = typeof inputs["port"] === "number" ? inputs["port"] : databasePort(inputs["engine"]);
    return { port, endpoint: `${String(known["address"])}:${port}`, masterUserSecrets: masterSecret(scene, inputs) };
  },
  "rds/cluster": (scene, inputs) => ({
    port: databasePort(inputs["engine"]),
    masterUserSecrets: masterSecret(scene, inputs),
  }),
  "docdb/cluster": () => ({ port: 27017 }),
  "route53/zone": (scene, inputs) => ({
    nameServers:
      isRecord(inputs["vpcs"]) || Array.isArray(inputs["vpcs"])
        ? []
        : ["com", "net", "org", "co.uk"].map(
            (top, index) =>
              `ns-${64 + 512 * index + scene.made.number(64, top)}.awsdns-${String(scene.made.number(64, `${top} host`)).padStart(2, "0")}.${top}`,
          ),
  }),
  "sns/topic": (scene, _inputs, known) => ({
    policy: JSON.stringify({
      Version: "2008-10-17",
      Id: "__default_policy_ID",
      Statement: [
        {
          Sid: "__default_statement_ID",
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: [
            "GetTopicAttributes",
            "SetTopicAttributes",
            "AddPermission",
            "RemovePermission",
            "DeleteTopic",
            "Subscribe",
            "ListSubscriptionsByTopic",
            "Publish",
          ].map((action) => `SNS:${action}`),
          Resource: known["arn"],
          Condition: { StringEquals: { "AWS:SourceOwner": scene.setting.account } },
        },
      ],
    }),
  }),
};

/** Outputs of a type that need more than a template; those given as inputs are not taken from here. */
export function specialOutputs(scene: Scene, inputs: Properties, known: Properties): Properties {
  return SPECIALS[scene.token.split(":")[1] ?? ""]?.(scene, inputs, known) ?? {};
}
