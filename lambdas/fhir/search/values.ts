import type { ParameterType, SearchParameter } from "../contract";
import { FHIR_ID } from "../id";
import { stretchOf, type Stretch } from "./dates";

/** How a date or a number compares (FHIR R4, "Prefixes"). `ap` is left out: R4 lets each server mean by it what it likes. */
export type Prefix = "eq" | "ne" | "gt" | "lt" | "ge" | "le" | "sa" | "eb";

/** One of the alternatives that a parameter asks for. */
export type Wanted =
  | { readonly type: "token"; readonly system?: string; readonly code?: string }
  | { readonly type: "reference"; readonly reference: string }
  | { readonly type: "date"; readonly prefix: Prefix; readonly stretch: Stretch }
  | { readonly type: "string"; readonly text: string }
  | {
      readonly type: "quantity";
      readonly prefix: Prefix;
      readonly value: number;
      /** Half of what the last digit is worth: 5.4 is [5.35, 5.45). */
      readonly half: number;
      readonly system?: string;
      readonly unit?: string;
    };

export type Modifier = "not" | "exact" | "contains" | "missing";

/** A parameter that a search has to meet: one of `wanted`, or with the modifier `missing` whether the element is there. */
export interface Condition {
  readonly name: string;
  readonly parameter: SearchParameter;
  readonly modifier?: Modifier;
  readonly wanted: readonly Wanted[];
  /** With `missing` alone. */
  readonly missing?: boolean;
}

/** What `value` of a parameter asks for; undefined where it is none of its type's. */
export function conditionOf(
  name: string,
  parameter: SearchParameter,
  modifier: Modifier | undefined,
  value: string,
): Condition | undefined {
  const base = { name, parameter, ...(modifier && { modifier }) };
  if (modifier === "missing") {
    return value === "true" || value === "false" ? { ...base, wanted: [], missing: value === "true" } : undefined;
  }
  const wanted = alternatives(value).map((one) => wantedOf(parameter, one));
  return wanted.length > 0 && wanted.every((one) => one !== undefined) ? { ...base, wanted } : undefined;
}

function wantedOf(parameter: SearchParameter, value: string): Wanted | undefined {
  if (value === "") return undefined;
  return READERS[parameter.type](value, parameter);
}

const READERS: Readonly<Record<ParameterType, (value: string, parameter: SearchParameter) => Wanted | undefined>> = {
  token: (value) => {
    const [first = "", second, ...more] = split(value, "|");
    if (more.length > 0) return undefined;
    if (second === undefined) return { type: "token", code: plain(first) };
    if (first === "" && second === "") return undefined;
    return { type: "token", system: plain(first), ...(second !== "" && { code: plain(second) }) };
  },
  reference: (value, { target = "" }) => {
    const reference = referenceIn(plain(value), target);
    return reference === undefined ? undefined : { type: "reference", reference };
  },
  date: (value) => {
    const { prefix, rest } = prefixed(value);
    const stretch = stretchOf(rest);
    return stretch === undefined ? undefined : { type: "date", prefix, stretch };
  },
  string: (value) => ({ type: "string", text: plain(value) }),
  quantity: (value) => {
    const [amount = "", system, unit, ...more] = split(value, "|");
    const { prefix, rest } = prefixed(amount);
    if (more.length > 0 || !NUMBER.test(rest)) return undefined;
    const [, fraction = "", exponent = "0"] = /^[^.eE]*(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(rest) ?? [];
    return {
      type: "quantity",
      prefix,
      value: Number(rest),
      half: 0.5 * 10 ** (Number(exponent) - fraction.length),
      ...(system && { system: plain(system) }),
      ...(unit && { unit: plain(unit) }),
    };
  },
};

const NUMBER = /^-?\d{1,15}(\.\d{1,15})?([eE][+-]?\d{1,2})?$/;

function prefixed(value: string): { readonly prefix: Prefix; readonly rest: string } {
  const [, prefix, rest] = /^(eq|ne|gt|lt|ge|le|sa|eb)(.*)$/.exec(value) ?? [];
  return prefix === undefined ? { prefix: "eq", rest: value } : { prefix: prefix as Prefix, rest: rest ?? "" };
}

const REFERENCE = /(?:^|\/)([A-Z][A-Za-z]{0,63}\/[A-Za-z0-9\-.]{1,64})$/;

/** `Patient/1` of a reference as a record or a search has it: whole, with an address before it, or the id alone. */
export function referenceIn(text: string, target: string): string | undefined {
  return REFERENCE.exec(text)?.[1] ?? (FHIR_ID.test(text) ? `${target}/${text}` : undefined);
}

/** As strings are compared: case and accents don't count, nor what of Unicode is put together (FHIR R4, "string"). */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** FHIR R4, "Escaping Search Parameters": `\,` is no end of an alternative. */
const alternatives = (value: string): string[] => split(value, ",");

function split(value: string, by: string): string[] {
  const parts = [""];
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    if (character === "\\") {
      parts[parts.length - 1] += value.slice(at, at + 2);
      at++;
    } else if (character === by) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

const plain = (escaped: string): string => escaped.replace(/\\(.)/gs, "$1");
