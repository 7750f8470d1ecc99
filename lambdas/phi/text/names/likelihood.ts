/** Evidence at which a name is as likely as not, and how fast more of it makes it sure. */
const EVEN = 4.1;
const STEEPNESS = 0.9;

export const likelihood = (evidence: number): number => 1 / (1 + Math.exp(-(evidence - EVEN) * STEEPNESS));
