// Why a command could not run: one sentence, exit code 2.

export class CannotRun extends Error {}
