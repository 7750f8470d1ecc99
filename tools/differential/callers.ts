import { mentions, type Document } from "./documents";

/** The account that the judged documents belong to, its organisation, and two accounts outside of it. */
export const OWN = "111122223333";
export const OWN_ORGANISATION = "o-a1b2c3d4e5";
export const STRANGER = "999988887777";
export const STRANGE_ORGANISATION = "o-zz99zz99zz";
export const PARTNER = "444455556666";

/** Keys in lower case; a list for keys of many values; a key that the request does not have is left out. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

export interface Caller {
  /** The ARN of an identity, the name of a service, or null for a request that nobody signed. */
  readonly principal: string | null;
  readonly context: Context;
}

type Fact = string | readonly string[] | undefined;
type Facts = Readonly<Record<string, readonly Fact[]>>;

interface Kind {
  readonly principal: string | null;
  /** Everything a key can be for this caller; the first is what it is where the document does not ask. */
  readonly facts: Facts;
}

/** What a caller chooses, and what the resource itself brings. */
const CHOSEN: Facts = {
  "aws:securetransport": ["true", "false"],
  "aws:useragent": ["us", "them"],
  "sns:endpoint": ["https://collector.example.net/in", "claims@example.org"],
  "aws:resourceaccount": [OWN],
  "aws:resourceorgid": [OWN_ORGANISATION],
  "aws:resourceorgpaths": [[`${OWN_ORGANISATION}/r-ab12/ou-ab12-11111111/`]],
};

/** Networks of others; private ranges are the same everywhere, so one of them is the one that the documents name. */
const ELSEWHERE: Facts = {
  "aws:sourceip": ["8.8.8.8", "2a00:1450:4001::1", undefined],
  "aws:vpcsourceip": [undefined, "10.0.7.7", "192.168.7.7"],
  "aws:sourcevpc": [undefined, "vpc-99999999"],
  "aws:sourcevpcarn": [undefined, `arn:aws:ec2:us-east-1:${STRANGER}:vpc/vpc-99999999`],
  "aws:sourcevpce": [undefined, "vpce-99999999"],
  "aws:vpceaccount": [undefined, STRANGER],
  "aws:vpceorgid": [undefined, STRANGE_ORGANISATION],
  "aws:vpceorgpaths": [undefined, [`${STRANGE_ORGANISATION}/r-zz99/ou-zz99-99999999/`]],
  "s3:dataaccesspointaccount": [undefined, STRANGER],
  "s3:dataaccesspointarn": [undefined, `arn:aws:s3:us-east-1:${STRANGER}:accesspoint/theirs`],
};

function identity(principal: string, account: string, organisation: string): Kind {
  const role = principal.replace(/^arn:aws:sts::(\d+):assumed-role\/([^/]+)\/.*$/, "arn:aws:iam::$1:role/$2");
  return {
    principal,
    facts: {
      ...CHOSEN,
      ...ELSEWHERE,
      "aws:multifactorauthpresent": ["true", "false", undefined],
      "aws:principalaccount": [account],
      "aws:principalarn": [role],
      "aws:principalorgid": [organisation, undefined],
      "aws:principalorgpaths": [[`${organisation}/r-zz99/ou-zz99-99999999/`], undefined],
      "aws:userid": [`AROA${account}:reader`],
      "aws:principalisawsservice": ["false"],
      "kms:calleraccount": [account, undefined],
    },
  };
}

function service(sourceArn: string): Kind {
  return {
    principal: "events.amazonaws.com",
    facts: {
      ...CHOSEN,
      "aws:sourceaccount": [STRANGER],
      "aws:sourceowner": [STRANGER],
      "aws:sourcearn": [sourceArn],
      "aws:sourceorgid": [STRANGE_ORGANISATION, undefined],
      "aws:sourceorgpaths": [[`${STRANGE_ORGANISATION}/r-zz99/ou-zz99-99999999/`], undefined],
      "aws:principalisawsservice": ["true"],
    },
  };
}

/** Who must not get in: identities of other accounts, services that act for them, and requests that nobody signed. */
const OUTSIDERS: readonly Kind[] = [
  identity(`arn:aws:iam::${STRANGER}:role/reader`, STRANGER, STRANGE_ORGANISATION),
  identity(`arn:aws:iam::${PARTNER}:role/reader`, PARTNER, STRANGE_ORGANISATION),
  identity(`arn:aws:iam::${PARTNER}:user/reader`, PARTNER, STRANGE_ORGANISATION),
  identity(`arn:aws:sts::${PARTNER}:assumed-role/reader/reader`, PARTNER, STRANGE_ORGANISATION),
  service(`arn:aws:sns:us-east-1:${STRANGER}:t`),
  service("arn:aws:s3:::elsewhere"),
  { principal: null, facts: { ...CHOSEN, ...ELSEWHERE } },
];

/** Somebody that every condition on the account, the organisation or the network is meant to let through. */
const INSIDERS: readonly Kind[] = [
  {
    principal: `arn:aws:iam::${OWN}:role/reader`,
    facts: {
      ...identity(`arn:aws:iam::${OWN}:role/reader`, OWN, OWN_ORGANISATION).facts,
      "aws:principalorgpaths": [[`${OWN_ORGANISATION}/r-ab12/ou-ab12-11111111/`]],
      "aws:userid": ["AROAEXAMPLE:reader"],
      "aws:sourceip": ["203.0.113.7", "8.8.8.8", undefined],
      "aws:sourcevpc": ["vpc-1a2b3c4d", undefined],
      "aws:sourcevpce": ["vpce-1a2b3c4d", undefined],
      "aws:vpceaccount": [OWN, undefined],
      "aws:vpceorgid": [OWN_ORGANISATION, undefined],
      "s3:dataaccesspointaccount": [OWN, undefined],
      "s3:dataaccesspointarn": [`arn:aws:s3:us-east-1:${OWN}:accesspoint/ours`, undefined],
    },
  },
  {
    principal: "events.amazonaws.com",
    facts: {
      ...CHOSEN,
      "aws:sourceaccount": [OWN],
      "aws:sourceowner": [OWN],
      "aws:sourcearn": [`arn:aws:sns:us-east-1:${OWN}:t`, "arn:aws:s3:::phi-intake"],
      "aws:sourceorgid": [OWN_ORGANISATION],
      "aws:sourceorgpaths": [[`${OWN_ORGANISATION}/r-ab12/ou-ab12-11111111/`]],
      "aws:principalisawsservice": ["true"],
    },
  },
];

/** Every outsider, in every circumstance that the document tells apart. */
export function outsiders(document: Document): Caller[] {
  return OUTSIDERS.flatMap((kind) => callers(kind, document));
}

export function insiders(document: Document): Caller[] {
  return INSIDERS.flatMap((kind) => callers(kind, document));
}

/** The same callers without TLS. */
export function plain(all: readonly Caller[]): Caller[] {
  return all.map(({ principal, context }) => ({ principal, context: { ...context, "aws:securetransport": "false" } }));
}

function callers({ principal, facts }: Kind, document: Document): Caller[] {
  let contexts: Context[] = [{}];
  for (const [key, possible] of Object.entries(facts)) {
    const values = mentions(document, key) ? possible : possible.slice(0, 1);
    contexts = contexts.flatMap((context) =>
      values.map((value) => (value === undefined ? context : { ...context, [key]: value })),
    );
  }
  return contexts.map((context) => ({ principal, context }));
}
