import { Deterministic } from "./deterministic";
import { type Partition, partitionOf } from "./regions";
import { type Typings } from "./typings";

/** Where and as whom the provider works: what a provider block settles. */
export interface Setting {
  region: string;
  account: string;
  defaultTags: Readonly<Record<string, string>>;
}

/** Everything the answer for one resource may depend on. */
export interface Scene {
  setting: Setting;
  /** The resource's own region: its `region` property or the provider's. */
  region: string;
  partition: Partition;
  typings: Typings;
  token: string;
  urn: string;
  /** The resource's name in the program. */
  logicalName: string;
  made: Deterministic;
}

/** `generation` differs between the old and the new resource of a replacement, which share a URN. */
export function sceneOf(
  typings: Typings,
  setting: Setting,
  at: { urn: string; token: string; logicalName: string; region: unknown; generation: string },
): Scene {
  const region = typeof at.region === "string" && at.region !== "" ? at.region : setting.region;
  return {
    setting,
    region,
    partition: partitionOf(region),
    typings,
    token: at.token,
    urn: at.urn,
    logicalName: at.logicalName,
    made: new Deterministic(`${at.urn}${at.generation}`),
  };
}
