import { type Properties, plain } from "../wire";
import { regionFacts, shortRegion } from "./regions";
import { type Scene } from "./scene";

/** A private address in 10.0.0.0/16, and a public one in 203.0.113.0/24, the block reserved for documentation. */
function privateIp(scene: Scene): string {
  return `10.0.${scene.made.number(256, "ip3")}.${4 + scene.made.number(250, "ip4")}`;
}

type Source = (scene: Scene, inputs: Properties, salt: string) => string;

const SOURCES: Readonly<Record<string, Source>> = {
  p: (scene) => scene.partition.id,
  r: (scene) => scene.region,
  a: (scene) => scene.setting.account,
  s: (scene) => scene.partition.dnsSuffix,
  ip: (scene) => `203.0.113.${1 + scene.made.number(254, "ip")}`,
  privateIp,
  privateIpDashes: (scene) => privateIp(scene).replaceAll(".", "-"),
  uuid: (scene, _inputs, salt) => scene.made.uuid(salt),
  keyId: (scene, inputs) =>
    inputs["multiRegion"] === true ? `mrk-${scene.made.hex(32, "id")}` : scene.made.uuid("id"),
  // A replica has the id of its primary.
  primaryKeyId: (scene, inputs) => text(inputs["primaryKeyArn"]).split("/").pop() || `mrk-${scene.made.hex(32, "id")}`,
  s3Zone: (scene) => regionFacts(scene.region)?.s3Zone ?? "",
  lbKind: (_scene, inputs) => (isNetwork(inputs) ? "net" : inputs["loadBalancerType"] === "gateway" ? "gwy" : "app"),
  lbPrefix: (_scene, inputs) => (inputs["internal"] === true ? "internal-" : ""),
  lbZone: (scene, inputs) => regionFacts(scene.region)?.[isNetwork(inputs) ? "nlbZone" : "albZone"] ?? "",
  loadBalancerPath: (_scene, inputs) => text(inputs["loadBalancerArn"]).split(":loadbalancer/")[1] ?? "app/unknown",
  wafScope: (_scene, inputs) => (inputs["scope"] === "CLOUDFRONT" ? "global" : "regional"),
  urlHost: (_scene, inputs) => text(inputs["url"]).replace(/^https?:\/\//, ""),
  serviceLinkedName: (_scene, inputs) =>
    serviceLinkedName(text(inputs["awsServiceName"]), text(inputs["customSuffix"])),
  nameWithoutSlash: (_scene, inputs) => text(inputs["name"]).replace(/^\//, ""),
  clusterName: (_scene, inputs) => text(inputs["cluster"]).split("/").pop() || "default",
  region: (scene) => shortRegion(scene.region),
};

/**
 * AWS names the role itself, after the service's name in English (IAM User Guide, "AWS services that work with IAM"): for one word that is
 * the word with a capital. A suffix that was asked for stands behind it.
 */
function serviceLinkedName(service: string, suffix: string): string {
  const words = (service.split(".")[0] ?? "").split("-");
  const named = `AWSServiceRoleFor${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
  return suffix === "" ? named : `${named}_${suffix}`;
}

function isNetwork(inputs: Properties): boolean {
  return inputs["loadBalancerType"] === "network";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/**
 * Fills an identity's template. `inputs` are plain values; `known` holds what is settled already (id, arn); `salt` says
 * what the digits are for, so that two properties of one resource differ.
 */
export function fill(template: string, scene: Scene, inputs: Properties, known: Properties, salt: string): string {
  return template.replace(/\{(\w+)(?:\|((?:[^{}]|\{\w+\})*))?\}/g, (_all, name: string, otherwise?: string) => {
    if (name in known) {
      return text(known[name]);
    }
    const digits = /^(hex|upper|lower|digits)(\d+)$/.exec(name);
    if (digits !== null) {
      return madeDigits(scene, digits[1] ?? "", Number(digits[2]), salt);
    }
    const source = SOURCES[name];
    if (source !== undefined) {
      return source(scene, inputs, salt);
    }
    return (
      text(plain(inputs[name])) ||
      (otherwise === undefined ? scene.logicalName : fill(otherwise, scene, inputs, known, salt))
    );
  });
}

function madeDigits(scene: Scene, kind: string, length: number, salt: string): string {
  switch (kind) {
    case "hex":
      return scene.made.hex(length, salt);
    case "upper":
      return scene.made.upper(length, salt);
    case "lower":
      return scene.made.lower(length, salt);
    default:
      return BigInt(`0x1${scene.made.hex(30, salt)}`)
        .toString()
        .slice(-length);
  }
}
