import { randomBytes, timingSafeEqual } from "node:crypto";

const COOKIE = "phiguard-review";
/** A page that nobody touches is closed: automatic logoff, 45 CFR 164.312(a)(2)(iii). */
export const IDLE_MINUTES = 15;

/** Who is let in: whoever first comes with the token of the address, as long as they go on. */
export class Door {
  /** Stands in the address that is printed, and opens once. */
  readonly token = randomBytes(24).toString("base64url");
  /** Stands in each form. */
  readonly secret = randomBytes(24).toString("base64url");
  private readonly session = randomBytes(24).toString("base64url");
  private isUsed = false;
  private seenAt = 0;

  constructor(private readonly clock: () => Date) {}

  /** The cookie for who has the token, once. */
  enter(token: string): string | undefined {
    if (this.isUsed || !same(token, this.token)) return undefined;
    this.isUsed = true;
    this.seenAt = this.clock().getTime();
    return `${COOKIE}=${this.session}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** Whether a request with these cookies comes from who was let in and has not been away for too long. */
  knows(cookies: string | undefined): boolean {
    const sent = (cookies ?? "").split(/;\s*/).find((one) => one.startsWith(`${COOKIE}=`));
    const now = this.clock().getTime();
    if (!this.isUsed || sent === undefined || !same(sent.slice(COOKIE.length + 1), this.session)) return false;
    if (now - this.seenAt > IDLE_MINUTES * 60_000) return false;
    this.seenAt = now;
    return true;
  }

  isOwnForm(secret: string | null): boolean {
    return secret !== null && same(secret, this.secret);
  }
}

function same(one: string, two: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(two)];
  return a.length === b.length && timingSafeEqual(a, b);
}
