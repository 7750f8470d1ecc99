/** Two halves that share no template and no name: one to tune the engine on, one that is only measured. */
export type Half = "tuning" | "held-out";

export const HALVES: readonly Half[] = ["tuning", "held-out"];
