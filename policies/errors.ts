/** A mistake in what the user gave the pack: settings, a waiver file, a folder. Shown as one sentence, without a stack. */
export class PackInputError extends Error {}
