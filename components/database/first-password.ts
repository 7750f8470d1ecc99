import { randomInt } from "node:crypto";
import { PASSWORD_EXCLUDES, PASSWORD_LENGTH } from "../../lambdas/password-rotation/contract";

/** ASCII's signs that can be printed, without those that a rotation leaves out, too. */
const CHARACTERS = Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCharCode(0x21 + index)).filter(
  (each) => !PASSWORD_EXCLUDES.includes(each),
);

const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

/** A password of 32 characters from the system's own source of chance, with small and capital letters, digits and other signs in it; another one at each call. */
export function firstPassword(): string {
  for (;;) {
    const made = Array.from({ length: PASSWORD_LENGTH }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join("");
    if (KINDS.every((kind) => kind.test(made))) return made;
  }
}
