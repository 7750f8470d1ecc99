/** The package has no types of its own; it is one function, exported as CommonJS does. */
declare module "asl-validator" {
  interface Outcome {
    readonly isValid: boolean;
    readonly errors: readonly { readonly "Error code": string; readonly Message: string }[];
  }
  function validate(definition: object): Outcome;
  export = validate;
}
