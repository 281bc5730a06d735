// @ts-check

/** Something a person can act on: printed as it is, without a stack trace. */
export class Failure extends Error {}
