import type { ContactPoint } from "fhir/r4";
import type { Value } from "../../../../hl7/value";
import type { DataType } from "../map";

/** HL7's tables 0201 and 0202, as far as R4 has a use for them. */
const USES: Readonly<Record<string, NonNullable<ContactPoint["use"]>>> = {
  PRN: "home",
  ORN: "home",
  VHN: "home",
  WPN: "work",
  PRS: "mobile",
};
const SYSTEMS: Readonly<Record<string, NonNullable<ContactPoint["system"]>>> = {
  PH: "phone",
  CP: "phone",
  FX: "fax",
  BP: "pager",
  INTERNET: "email",
  "X.400": "email",
};
const USE_CODES: Partial<Record<NonNullable<ContactPoint["use"]>, string>> = {
  home: "PRN",
  work: "WPN",
  mobile: "PRS",
};
const SYSTEM_CODES: Partial<Record<NonNullable<ContactPoint["system"]>, string>> = {
  phone: "PH",
  fax: "FX",
  pager: "BP",
  email: "Internet",
};

/** A telephone number or an address of the net (XTN); `meant` is the use that the field means where the value names none. */
export const contact = (meant?: NonNullable<ContactPoint["use"]>): DataType<ContactPoint> => ({
  read: (value) => {
    const equipment = value.get(3)?.toUpperCase();
    const usage = value.get(2)?.toUpperCase();
    const system = equipment === undefined ? undefined : SYSTEMS[equipment];
    if (equipment !== undefined && system === undefined) value.refuse(3, "code-not-known");
    const mail = value.get(4);
    const isMail = system === "email" || usage === "NET" || (equipment === undefined && mail !== undefined);
    const number = isMail ? undefined : numberIn(value);
    const found = isMail ? (mail ?? value.get(1)) : number;
    if (found === undefined) return undefined;
    const use = usage === undefined || usage === "NET" ? meant : USES[usage];
    if (usage !== undefined && usage !== "NET" && use === undefined) value.refuse(2, "code-not-known");
    return {
      system: isMail ? "email" : (system ?? "phone"),
      value: found,
      ...(equipment === "CP" ? { use: "mobile" as const } : use !== undefined && { use }),
    };
  },
  write: ({ system = "phone", value, use }, writing) => {
    const mail = system === "email";
    const cells: (string | undefined)[] = [];
    cells[2] = use && USE_CODES[use];
    cells[3] = SYSTEM_CODES[system];
    cells[mail ? 4 : 12] = value;
    return writing.components(...Array.from(cells).slice(1));
  },
});

/** The number as it was written, else put together from its parts. */
function numberIn(value: Value): string | undefined {
  const whole = value.get(12) ?? value.get(1);
  const digits = whole?.replace(/\D/g, "") ?? "";
  const [country, area, local, extension] = [5, 6, 7, 8].map((at) => value.get(at));
  if (whole !== undefined) {
    // Parts that say the same are no loss; others are.
    for (const [at, part] of [country, area, local, extension].entries()) {
      if (part !== undefined && !digits.includes(part.replace(/\D/g, ""))) value.refuse(at + 5, "one-value-only");
    }
    if (value.get(12) !== undefined && value.get(1) !== undefined && value.get(1)?.replace(/\D/g, "") !== digits) {
      value.refuse(1, "one-value-only");
    }
    return whole;
  }
  if (local === undefined) return undefined;
  return [country && `+${country.replace(/^\+/, "")}`, area && `(${area})`, local, extension && `x${extension}`]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
}
