import { createHash } from "node:crypto";
import { Integer, ObjectIdentifier, OctetString, Sequence } from "asn1js";
import {
  AlgorithmIdentifier,
  Certificate,
  ExtKeyUsage,
  id_ExtKeyUsage,
  IssuerAndSerialNumber,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from "pkijs";

import { MalformedObject } from "./errors";

/** SHA-256, and the purpose of time stamping (RFC 5754, section 2.2; RFC 3161, section 2.3). */
const SHA_256 = "2.16.840.1.101.3.4.2.1";
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
/** Content of a token, and of what is signed in it (RFC 5652, section 5.1; RFC 3161, section 2.4.2). */
const SIGNED_DATA = "1.2.840.113549.1.7.2";
const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const COMMON_NAME = "2.5.4.3";

/** What an authority signed: that these bytes were there at that time. */
export interface Timestamp {
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Common name in the authority's certificate. */
  readonly authority: string;
  /** Whether its certificate leads to one that the reader named. */
  readonly trusted: boolean;
  /** In hex, as the request had it; undefined where it had none. */
  readonly nonce?: string;
}

/** A request for a time stamp of these bytes (RFC 3161, section 2.4.1); their hash alone leaves the house. */
export function timestampRequest(bytes: Uint8Array, nonce: Uint8Array): Buffer {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA_256 }),
      hashedMessage: new OctetString({ valueHex: arrayOf(createHash("sha256").update(bytes).digest()) }),
    }),
    nonce: new Integer({ valueHex: arrayOf(nonce) }),
    certReq: true,
  });
  return Buffer.from(request.toSchema().toBER());
}

/**
 * Reads an authority's reply (RFC 3161, section 2.4.2) and holds it against the bytes: granted, their hash, signed by a certificate that
 * may stamp times and was valid then.
 * @param trusted certificates that the reader has from elsewhere, DER.
 * @throws MalformedObject for anything else; its message goes on after the object's name.
 */
export async function readTimestamp(
  reply: Uint8Array,
  bytes: Uint8Array,
  trusted: readonly Uint8Array[] = [],
): Promise<Timestamp> {
  const { signed, info } = parse(reply);
  const authority = signerOf(signed);
  const common = { signer: 0, data: arrayOf(bytes), checkDate: info.genTime, extendedMode: true } as const;
  const holds = async (roots: readonly Uint8Array[]): Promise<boolean> => {
    try {
      const trustedCerts = roots.map((root) => Certificate.fromBER(arrayOf(root)));
      const verdict = await signed.verify({ ...common, trustedCerts, checkChain: roots.length > 0 });
      return verdict.signatureVerified === true;
    } catch {
      // The library throws its verdict where the hash, the signature or the chain does not hold.
      return false;
    }
  };
  if (!(await holds([]))) throw new MalformedObject("is no time stamp of these bytes: they, or it, were altered");
  if (info.genTime < authority.notBefore.value || info.genTime > authority.notAfter.value)
    throw new MalformedObject("was signed by a certificate that was not valid at its time");
  const nonce = info.nonce === undefined ? {} : { nonce: hexOf(info.nonce.valueBlock.valueHexView) };
  const names = authority.subject.typesAndValues.find(({ type }) => type === COMMON_NAME);
  return {
    at: info.genTime.toISOString(),
    authority: String(names?.value.valueBlock.value ?? "an authority without a name"),
    trusted: trusted.length > 0 && (await holds(trusted)),
    ...nonce,
  };
}

function parse(reply: Uint8Array): { readonly signed: SignedData; readonly info: TSTInfo } {
  try {
    const { status, timeStampToken } = TimeStampResp.fromBER(arrayOf(reply));
    // 0 is granted, 1 granted with changes.
    if (status.status > 1 || timeStampToken === undefined)
      throw new MalformedObject("is no time stamp: it was refused");
    const signed = new SignedData({ schema: timeStampToken.content });
    const { eContentType, eContent: content } = signed.encapContentInfo;
    // The library takes other kinds of content for signed, too.
    if (timeStampToken.contentType !== SIGNED_DATA || eContentType !== TST_INFO || content === undefined)
      throw new MalformedObject("is no time stamp: it holds something else");
    return { signed, info: TSTInfo.fromBER(content.getValue()) };
  } catch (error) {
    throw error instanceof MalformedObject ? error : new MalformedObject("is no time stamp that can be read");
  }
}

/** The certificate that signed; it has to be there, and for stamping times alone (RFC 3161, section 2.3). */
function signerOf(signed: SignedData): Certificate {
  const { signerInfos, certificates = [] } = signed;
  const sid: unknown = signerInfos[0]?.sid;
  const found = certificates
    .filter((one): one is Certificate => one instanceof Certificate)
    .find(
      (one) =>
        sid instanceof IssuerAndSerialNumber &&
        one.issuer.isEqual(sid.issuer) &&
        one.serialNumber.isEqual(sid.serialNumber),
    );
  const usage = found?.extensions?.find(({ extnID }) => extnID === id_ExtKeyUsage);
  const purposes = usage?.parsedValue instanceof ExtKeyUsage ? usage.parsedValue.keyPurposes : [];
  if (found === undefined || usage?.critical !== true || purposes.length !== 1 || purposes[0] !== TIME_STAMPING)
    throw new MalformedObject("is not signed by a certificate for stamping times");
  if (!isNamedIn(signed, found)) throw new MalformedObject("is signed by another certificate than it names");
  return found;
}

/** Signed attributes that hold the hash of the signer's certificate, and their usual hash (RFC 5035, section 3; RFC 2634, section 5.4). */
const SIGNING_CERTIFICATES: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.9.16.2.47": SHA_256,
  "1.2.840.113549.1.9.16.2.12": "1.3.14.3.2.26",
};
const HASHES: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "sha1",
  [SHA_256]: "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};

/** Whether what was signed names this certificate; the certificate itself lies beside what is signed. */
function isNamedIn({ signerInfos }: SignedData, certificate: Certificate): boolean {
  const der = Buffer.from(certificate.toSchema().toBER());
  const named = (signerInfos[0]?.signedAttrs?.attributes ?? []).filter(({ type }) => type in SIGNING_CERTIFICATES);
  return (
    named.length > 0 &&
    named.every(({ type, values }) => {
      const [first] = partsOf(partsOf(values[0])[0]);
      const [algorithm, hash = algorithm] = partsOf(first).slice(0, 2);
      const [oid] = algorithm instanceof Sequence ? partsOf(algorithm) : [];
      const usual = SIGNING_CERTIFICATES[type] ?? SHA_256;
      const wanted = algorithm instanceof Sequence ? hash : algorithm;
      const name = HASHES[oid instanceof ObjectIdentifier ? oid.getValue() : usual];
      return (
        name !== undefined &&
        wanted instanceof OctetString &&
        createHash(name).update(der).digest().equals(Buffer.from(wanted.getValue()))
      );
    })
  );
}

function partsOf(value: unknown): readonly unknown[] {
  return value instanceof Sequence ? value.valueBlock.value : [];
}

/** Certificates of a PEM file, DER. */
export function certificatesOf(pem: string): Uint8Array[] {
  return [...pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)].map(
    ([, text = ""]) => Buffer.from(text, "base64"),
  );
}

/** A copy in a buffer of its own, as the library takes the whole buffer behind a view. */
function arrayOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
