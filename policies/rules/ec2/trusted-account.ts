import { fromBoolean, unknown, yes, type Answer } from "../../answer";
import { pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { typeOf, type Resource } from "../../resource";
import type { PackSettings } from "../../settings";
import { UNKNOWN, type PropertyValue } from "../../value";

/**
 * The account, or the owner of the ARN, is on the pack's list of trusted accounts or the one that this provider is bound to. What this
 * program makes is of its own account.
 */
export function isTrusted(r: Reading<unknown>, settings: PackSettings, resource: Resource): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return madeHere(r) ? yes : unknown(pathOf(r));
  const text = String(value ?? "");
  const account = text.startsWith("arn:") ? (text.split(":")[4] ?? "") : text;
  return fromBoolean([...settings.trustedAccounts, ...ownAccounts(resource)].includes(account), pathOf(r));
}

/** Another stack's outputs can be of another account. */
function madeHere(r: Reading<unknown>): boolean {
  const references = referencesOf(r) ?? [];
  return references.length > 0 && references.every((urn) => typeOf(urn) !== "pulumi:pulumi:StackReference");
}

/** The accounts that the provider is bound to: those it allows, and those of the roles it assumes. */
function ownAccounts({ provider }: Resource): string[] {
  return ["allowedAccountIds", "assumeRole", "assumeRoles", "assumeRoleWithWebIdentity"].flatMap((name) =>
    accountsIn(provider?.properties[name]),
  );
}

/** A provider's configuration travels as JSON in strings. */
function accountsIn(value: PropertyValue): string[] {
  const text = JSON.stringify(value) ?? "";
  return [...text.matchAll(/(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g)].map(([account]) => account);
}
