import { type Properties, isRecord } from "../wire";
import { Deterministic } from "./deterministic";
import { getPolicyDocument } from "./policy-document";
import { randomPassword } from "./random-password";
import { StandInError } from "./refusal";
import { type Partition, REGION_FORM, partitionOf, regionFacts, regionNames, zonesOf } from "./regions";
import { type Setting } from "./scene";

/** What a function call is answered from: its plain arguments and the provider's setting. Nothing else exists. */
interface Call {
  setting: Setting;
  args: Properties;
  region: string;
  partition: Partition;
}

type Answer = (call: Call) => Properties;

/** The functions that need no account: facts about AWS, about the caller, or pure computations. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  "index/getCallerIdentity": ({ setting, partition }) => ({
    id: setting.account,
    accountId: setting.account,
    arn: `arn:${partition.id}:iam::${setting.account}:user/stand-in`,
    userId: `AIDA${new Deterministic(setting.account).upper(17, "caller")}`,
  }),
  "index/getRegion": ({ args, region }) => {
    const asked = [args["region"], args["name"], args["id"], endpointRegion(args["endpoint"])].find(
      (each) => typeof each === "string",
    );
    const name = regionName(asked ?? region);
    return {
      id: name,
      name,
      region: name,
      description: regionFacts(name)?.description ?? name,
      endpoint: `ec2.${name}.${partitionOf(name).dnsSuffix}`,
    };
  },
  "index/getRegions": ({ args, partition }) => ({ ...args, id: partition.id, names: regionNames(partition) }),
  "index/getPartition": ({ partition }) => ({
    id: partition.id,
    partition: partition.id,
    dnsSuffix: partition.dnsSuffix,
    reverseDnsPrefix: partition.reverseDnsPrefix,
  }),
  "index/getAvailabilityZones": (call) => {
    const zones = matchingZones(call);
    return {
      ...call.args,
      id: call.region,
      region: call.region,
      groupNames: [`${call.region}-zg-1`],
      names: zones.map((zone) => zone.name),
      zoneIds: zones.map((zone) => zone.id),
    };
  },
  "index/getAvailabilityZone": (call) => {
    const { args, region } = call;
    const zone = matchingZones(call).find((each) => each.name === args["name"] || each.id === args["zoneId"]);
    if (zone === undefined) {
      throw new StandInError(`getAvailabilityZone: ${region} has no zone "${String(args["name"] ?? args["zoneId"])}"`);
    }
    return {
      ...args,
      id: zone.name,
      name: zone.name,
      zoneId: zone.id,
      region,
      state: "available",
      groupName: `${region}-zg-1`,
      groupLongName: `${regionFacts(region)?.description ?? region} 1`,
      nameSuffix: zone.name.slice(region.length),
      networkBorderGroup: region,
      optInStatus: "opt-in-not-required",
      parentZoneId: "",
      parentZoneName: "",
      zoneType: "availability-zone",
    };
  },
  "index/getArn": ({ args }) => {
    const { accountId, ...parts } = parseArn(args["arn"]);
    return { ...parts, account: accountId, arn: args["arn"], id: args["arn"] };
  },
  "index/arnParse": ({ args }) => parseArn(args["arn"]),
  "index/arnBuild": ({ args }) => ({
    result: ["arn", "partition", "service", "region", "accountId", "resource"]
      .map((part) => (part === "arn" ? part : text(args[part])))
      .join(":"),
  }),
  "index/trimIamRolePath": ({ args }) => ({ result: text(args["arn"]).replace(/:role\/.*\//, ":role/") }),
  "index/getDefaultTags": ({ setting }) => ({ id: setting.region, tags: { ...setting.defaultTags } }),
  "index/getServicePrincipal": ({ args, region }) => {
    // Most services have one name in all partitions (IAM user guide, service principals).
    const serviceName = text(args["serviceName"]);
    const suffix = "amazonaws.com";
    return {
      ...args,
      id: `${serviceName}.${region}.${suffix}`,
      name: `${serviceName}.${suffix}`,
      region,
      serviceName,
      suffix,
    };
  },
  "index/getService": ({ args, region, partition }) => {
    const serviceId =
      text(args["serviceId"]) ||
      text(args["reverseDnsName"]).split(".").pop() ||
      text(args["dnsName"]).split(".")[0] ||
      "";
    const reverseDnsPrefix = text(args["reverseDnsPrefix"]) || partition.reverseDnsPrefix;
    return {
      ...args,
      serviceId,
      region,
      partition: partition.id,
      supported: true,
      reverseDnsPrefix,
      reverseDnsName: `${reverseDnsPrefix}.${region}.${serviceId}`,
      dnsName: `${serviceId}.${region}.${partition.dnsSuffix}`,
      id: `${reverseDnsPrefix}.${region}.${serviceId}`,
    };
  },
  // The account that writes billing reports (AWS Billing user guide).
  "index/getBillingServiceAccount": ({ partition }) => ({
    id: "386209384616",
    arn: `arn:${partition.id}:iam::386209384616:root`,
  }),
  "iam/getPolicyDocument": ({ args }) => getPolicyDocument(args),
  "secretsmanager/getRandomPassword": ({ args, region }) => ({
    ...args,
    id: region,
    region,
    randomPassword: randomPassword(args),
  }),
  "s3/getCanonicalUserId": ({ setting }) => ({
    id: new Deterministic(setting.account).hex(64, "canonical user"),
    displayName: "",
  }),
  "cloudfront/getLogDeliveryCanonicalUserId": ({ args, region }) => ({
    ...args,
    region,
    // The CloudFront log delivery user (CloudFront developer guide, standard logs).
    id: "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
  }),
  "elb/getServiceAccount": ({ region, partition }) => {
    const account = fact(region, "elbAccount", "the account of Elastic Load Balancing");
    return { id: account, arn: `arn:${partition.id}:iam::${account}:root`, region };
  },
  "elb/getHostedZoneId": ({ region }) => ({ id: fact(region, "albZone", "the load balancers' hosted zone"), region }),
  "lb/getHostedZoneId": ({ args, region }) => ({
    ...args,
    region,
    id: fact(region, args["loadBalancerType"] === "network" ? "nlbZone" : "albZone", "the load balancers' hosted zone"),
  }),
  "ec2/getAmi": ({ args, region, partition }) => {
    const seed = new Deterministic(JSON.stringify([region, args["owners"], args["filters"], args["nameRegex"]]));
    const id = `ami-${seed.hex(17, "ami")}`;
    const name = filterValue(args, "name").replaceAll("*", "20260101") || text(args["nameRegex"]) || "stand-in";
    return {
      ...args,
      id,
      imageId: id,
      region,
      arn: `arn:${partition.id}:ec2:${region}::image/${id}`,
      name,
      architecture: filterValue(args, "architecture") || (/arm64|aarch64/.test(name) ? "arm64" : "x86_64"),
      blockDeviceMappings: [],
      bootMode: "uefi-preferred",
      creationDate: "2026-01-01T00:00:00.000Z",
      deprecationTime: "2028-01-01T00:00:00.000Z",
      lastLaunchedTime: "",
      description: name,
      enaSupport: true,
      hypervisor: "xen",
      imageLocation: `amazon/${name}`,
      imageOwnerAlias: "amazon",
      imageType: "machine",
      imdsSupport: "v2.0",
      kernelId: "",
      ownerId: "137112412989", // Amazon's own images
      platform: "",
      platformDetails: "Linux/UNIX",
      productCodes: [],
      public: true,
      ramdiskId: "",
      rootDeviceName: "/dev/xvda",
      rootDeviceType: "ebs",
      rootSnapshotId: `snap-${seed.hex(17, "snapshot")}`,
      sriovNetSupport: "simple",
      state: "available",
      stateReason: { code: "UNSET", message: "UNSET" },
      tags: {},
      tpmSupport: "",
      uefiData: "",
      usageOperation: "RunInstances",
      virtualizationType: "hvm",
    };
  },
  "ec2/getPrefixList": ({ args, region }) => {
    const list = awsPrefixList(args, region, "getPrefixList");
    return { ...args, id: list.id, name: list.name, region, cidrBlocks: list.cidrs };
  },
  "ec2/getManagedPrefixList": ({ args, region, partition }) => {
    const list = awsPrefixList(args, region, "getManagedPrefixList");
    return {
      ...args,
      id: list.id,
      name: list.name,
      region,
      addressFamily: "IPv4",
      arn: `arn:${partition.id}:ec2:${region}:aws:prefix-list/${list.id}`,
      entries: list.cidrs.map((cidr) => ({ cidr, description: "" })),
      maxEntries: 0,
      ownerId: "AWS",
      tags: {},
      version: 0,
    };
  },
};

/** The answer to a function call. Throws a refusal for everything that would have to be looked up in an account. */
export function answer(token: string, args: Properties, setting: Setting): Properties {
  const answerer = ANSWERS[token.split(":")[1] ?? ""];
  if (answerer === undefined) {
    throw new StandInError(
      `${token}: there is no account here to look this up in; pass what you need by config, or make the resource in the program`,
    );
  }
  const region =
    typeof args["region"] === "string" && args["region"] !== "" ? regionName(args["region"]) : setting.region;
  return answerer({ setting, args, region, partition: partitionOf(region) });
}

function regionName(value: unknown): string {
  if (typeof value !== "string" || !REGION_FORM.test(value)) {
    throw new StandInError(`"${String(value)}" is not the name of an AWS region`);
  }
  return value;
}

function endpointRegion(endpoint: unknown): string | undefined {
  return typeof endpoint === "string" ? endpoint.split(".")[1] : undefined;
}

function matchingZones({ args, region }: Call): { name: string; id: string }[] {
  if (args["state"] !== undefined && args["state"] !== "available") {
    return [];
  }
  const excluded = [...strings(args["excludeNames"]), ...strings(args["excludeZoneIds"])];
  const wanted = filters(args);
  return zonesOf(region).filter(
    (zone) =>
      !excluded.includes(zone.name) &&
      !excluded.includes(zone.id) &&
      wanted.every(({ name, values }) => {
        switch (name) {
          case "zone-name":
            return values.includes(zone.name);
          case "zone-id":
            return values.includes(zone.id);
          case "zone-type":
            return values.includes("availability-zone");
          case "opt-in-status":
            return values.includes("opt-in-not-required");
          default:
            return true;
        }
      }),
  );
}

/** The lists AWS keeps for its own services; a customer's lists are in an account. */
function awsPrefixList(
  args: Properties,
  region: string,
  caller: string,
): { id: string; name: string; cidrs: string[] } {
  const name = text(args["name"]) || filterValue(args, "prefix-list-name");
  const service = /^(?:com\.amazonaws|cn\.com\.amazonaws)\.(?:([a-z0-9-]+)\.)?([a-z0-9-]+)$/.exec(name)?.[2];
  if (service === undefined) {
    throw new StandInError(
      `${caller}: only the lists of AWS services, e.g. com.amazonaws.${region}.s3, are known here; there is no account to look up "${name || text(args["prefixListId"]) || text(args["id"])}" in`,
    );
  }
  const known: Readonly<Record<string, string>> = {
    "us-east-1 s3": "pl-63a5400a",
    "us-east-1 dynamodb": "pl-02cd2c6b",
    "us-west-2 s3": "pl-68a54001",
    "us-west-2 dynamodb": "pl-00a54069",
  };
  const cidrs: Readonly<Record<string, string[]>> = {
    s3: ["52.216.0.0/15", "54.231.0.0/16"],
    dynamodb: ["52.94.0.0/22"],
  };
  return {
    id: known[`${region} ${service}`] ?? `pl-${new Deterministic(region).hex(8, service)}`,
    name,
    cidrs: cidrs[service] ?? [],
  };
}

function filters(args: Properties): { name: string; values: string[] }[] {
  const given = Array.isArray(args["filters"]) ? args["filters"] : [];
  return given.filter(isRecord).map((each) => ({ name: text(each["name"]), values: strings(each["values"]) }));
}

function filterValue(args: Properties, name: string): string {
  return filters(args).find((each) => each.name === name)?.values[0] ?? "";
}

function fact(region: string, which: "elbAccount" | "albZone" | "nlbZone", what: string): string {
  const value = regionFacts(region)?.[which];
  if (value === undefined) {
    throw new StandInError(`${what} in ${region} is not known here; pass it by config`);
  }
  return value;
}

function parseArn(value: unknown): {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  resource: string;
} {
  const parts = text(value).split(":");
  const [head, partition = "", service = "", region = "", accountId = ""] = parts;
  if (head !== "arn" || parts.length < 6 || partition === "" || service === "") {
    throw new StandInError(`"${text(value)}" is not an ARN`);
  }
  return { partition, service, region, accountId, resource: parts.slice(5).join(":") };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
