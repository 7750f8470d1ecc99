import { randomInt } from "node:crypto";
import { type Properties } from "../wire";
import { StandInError } from "./refusal";

/** Characters by kind and by the argument that leaves them out (Secrets Manager API, GetRandomPassword). */
const KINDS: readonly (readonly [excluded: string, characters: string])[] = [
  ["excludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  ["excludeLowercase", "abcdefghijklmnopqrstuvwxyz"],
  ["excludeNumbers", "0123456789"],
  ["excludePunctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"],
];

/** A password that is another one at each call, as AWS's is: what must not change with it has to say so. */
export function randomPassword(args: Properties): string {
  const length = typeof args["passwordLength"] === "number" ? args["passwordLength"] : 32;
  if (!Number.isInteger(length) || length < 1 || length > 4096) {
    throw new StandInError(`getRandomPassword: passwordLength must be a whole number in [1, 4096]; got ${length}`);
  }
  const without = typeof args["excludeCharacters"] === "string" ? args["excludeCharacters"] : "";
  const kinds = KINDS.filter(([excluded]) => args[excluded] !== true)
    .map(([, characters]) => [...characters].filter((each) => !without.includes(each)))
    .filter((characters) => characters.length > 0);
  if (args["includeSpace"] === true) kinds.push([" "]);
  const all = kinds.flat();
  if (all.length === 0) throw new StandInError("getRandomPassword: every character is excluded");
  const pick = (from: readonly string[]): string => from[randomInt(from.length)] as string;
  // One of each kind first, unless the caller does not care; then mixed, so that no place tells its kind.
  const picked = args["requireEachIncludedType"] === false ? [] : kinds.slice(0, length).map(pick);
  while (picked.length < length) picked.push(pick(all));
  for (let at = picked.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [picked[at], picked[other]] = [picked[other] as string, picked[at] as string];
  }
  return picked.join("");
}
