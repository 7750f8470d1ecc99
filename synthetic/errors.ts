/** Made-up patients cannot be written where or as they are asked for. */
export class SynthError extends Error {}
