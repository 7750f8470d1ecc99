import type { SecretVersionArgs } from "@pulumi/aws/secretsmanager";
import type { ParameterArgs } from "@pulumi/aws/ssm";
import { all, fromBoolean, unknown, yes, type Answer } from "../../answer";
import { is } from "../../predicates";
import { oncePerStack } from "../../once-per-stack";
import { pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { shortType, type Resource } from "../../resource";
import { on } from "../../rule";
import type { Kind, StackIndex } from "../../stack-index";
import { isObject, UNKNOWN, type PropertyValue } from "../../value";

type SecretHolder = ParameterArgs & SecretVersionArgs;

const subscriptions: Kind<unknown> = { types: ["aws:sns/topicSubscription:TopicSubscription"] };

const secretHolder = on<SecretHolder>("aws:ssm/parameter:Parameter", "aws:secretsmanager/secretVersion:SecretVersion");

export const ssmSecretNotSentOverHttp = secretHolder.relation({
  id: "ssm-secret-not-sent-over-http",
  title: "Secrets are no part of an address that is called without TLS",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_transit_encrypt.html",
  says: "is sent in an address that begins with http://, where everyone on the way can read it",
  fix: "Call the address by https://, and send the secret in a header.",
  why: "Seen are addresses that are known when the program runs, and subscriptions by plain HTTP whose address was made from the secret.",
  appliesWhen: (p, _stack, { type }) => (type === "aws:ssm/parameter:Parameter" ? is(p.type, "SecureString") : yes),
  otherwise: "The parameter is not encrypted, so it holds no secret.",
  requires: (p, stack) =>
    all(...[p.value, p.valueWo, p.secretString, p.secretStringWo].map((value) => notInPlainHttp(value, stack.index))),
});

/** Shorter texts stand in addresses by chance. */
const LEAST_CHARACTERS = 8;

function notInPlainHttp(secret: Reading<string>, index: StackIndex): Answer {
  const text = valueOf(secret);
  const { urn } = resourceOf(secret);
  const known = typeof text === "string" ? text : "";
  const values = [known, ...fieldsOf(known)].filter((value) => value.length >= LEAST_CHARACTERS);
  return all(
    // The secret is such an address itself, with a password or a key in it.
    fromBoolean(!WITH_SECRET.test(known), pathOf(secret)),
    ...addressesOf(index)
      .filter((input) => input.urn !== urn && input.addresses.some((address) => carriesOne(address, values)))
      .map(({ path }) => fromBoolean(false, path)),
    ...index.ofKind(subscriptions).flatMap((subscription) => subscribesWith(subscription, urn)),
  );
}

const WITH_SECRET =
  /^http:\/\/(?!localhost|127\.)([^\s/?#]*:[^\s/?#]*@|\S*[?&][^=&\s]*(key|token|secret|pass|sig)[^=&\s]*=)/i;

/** The fields of a secret that is a JSON document. */
function fieldsOf(text: string): string[] {
  try {
    return Object.values(JSON.parse(text) as object).filter((value) => typeof value === "string");
  } catch {
    return [];
  }
}

/** An input that holds addresses without TLS. */
interface AddressInput {
  readonly urn: string;
  readonly path: string;
  readonly addresses: readonly string[];
}

/** A stack has many secrets, and few such addresses. */
const addressesOf = oncePerStack((index): readonly AddressInput[] =>
  index.resources.flatMap(({ urn, type, inputs }) =>
    Object.entries(inputs).flatMap(([property, input]) => {
      const addresses = plainAddresses(input);
      return addresses.length === 0 ? [] : [{ urn, path: `${shortType(type)}.${property}`, addresses }];
    }),
  ),
);

function carriesOne(address: string, values: readonly string[]): boolean {
  return values.some((value) => address.includes(value) || address.includes(encodeURIComponent(value)));
}

function plainAddresses(value: PropertyValue): string[] {
  if (typeof value === "string") return value.match(/http:\/\/[^\s"'<>\\]+/gi) ?? [];
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).flatMap(plainAddresses);
  return isObject(value) ? Object.values(value).flatMap(plainAddresses) : [];
}

/** A topic's subscription by plain HTTP to an address that was made from the secret. */
function subscribesWith({ inputs, propertyDependencies }: Resource, urn: string): Answer[] {
  if (propertyDependencies?.["endpoint"]?.includes(urn) !== true) return [];
  if (inputs["protocol"] === UNKNOWN) return [unknown("TopicSubscription.protocol")];
  return [fromBoolean(inputs["protocol"] !== "http", "TopicSubscription.endpoint")];
}
