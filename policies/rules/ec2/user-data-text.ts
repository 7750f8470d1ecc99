import { gunzipSync } from "node:zlib";
import { all, fromBoolean, unknown, type Answer } from "../../answer";
import { pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";

interface UserData {
  readonly userData: string;
  readonly userDataBase64: string;
}

/** The predicate holds for what the instance will read; true where there is no user data. */
export function everyUserData(p: Reading<UserData>, holds: (text: string) => boolean): Answer {
  return all(
    ...[p.userData, p.userDataBase64].map((r) => {
      const value = valueOf(r);
      if (value === UNKNOWN) return unknown(pathOf(r));
      return fromBoolean(typeof value !== "string" || holds(readable(value)), pathOf(r));
    }),
  );
}

/** EC2 takes 16 KB of user data; what grows beyond this when unpacked is no user data. */
const MAXIMUM_BYTES = 4 * 1024 * 1024;

/**
 * The text as it stands and what it says in base64: launch templates take base64, instances take both, and cloud-init unpacks gzip. What
 * is no base64 decodes to noise, which says nothing.
 */
function readable(value: string): string {
  const bytes = Buffer.from(value, "base64");
  return `${value}\n${unpacked(bytes).toString("utf8")}`;
}

function unpacked(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAXIMUM_BYTES });
  } catch {
    return bytes;
  }
}
