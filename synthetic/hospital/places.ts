import { createHash } from "node:crypto";

const WARDS = 24;
const CLINICS = 5;
export const EMERGENCY = "emergency";

export const wards = Array.from({ length: WARDS }, (_, index) => `ward-${index + 1}`);
export const clinics = Array.from({ length: CLINICS }, (_, index) => `clinic-${index + 1}`);

/** Workstations of a ward or of the emergency department, which whoever is on duty shares. */
export const WORKSTATIONS = 10;

/** Stands for a keyed hash: 64 hex digits of a made-up thing's name. */
export const hashed = (name: string): string => createHash("sha256").update(name).digest("hex");

const known = new Map<string, string>();

/** The same, kept: for devices and networks, of which there are few. */
export function hashedOnce(name: string): string {
  const found = known.get(name) ?? hashed(name);
  known.set(name, found);
  return found;
}
