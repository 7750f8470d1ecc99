import { InvalidArgumentError } from "commander";
import { AWS_SOURCES, type AwsSourceName } from "../reports/sources/collect";

/** Texts that commas part. */
export function list(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

export function sources(text: string): AwsSourceName[] {
  const named = list(text);
  const wrong = named.find((one) => !(one in AWS_SOURCES));
  if (wrong !== undefined)
    throw new InvalidArgumentError(`It must be of ${Object.keys(AWS_SOURCES).join(", ")}; got ${wrong}.`);
  return [...new Set(named)] as AwsSourceName[];
}

export function regions(text: string): string[] {
  const named = [...new Set(list(text))];
  const wrong = named.find((one) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(one));
  if (wrong !== undefined) throw new InvalidArgumentError(`It must be regions such as us-east-1; got ${wrong}.`);
  return named;
}

export function time(text: string): Date {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError("It must be a UTC time such as 2026-03-14T00:00:00Z.");
  return at;
}
