// What the names of settings, parameters and keys say of the files they hold.

/** Names of settings that code writes to. */
export const OUTPUT_NAME = /(^|[_\W])(out|save|dest|result|pred|submission|export|log|cache|tmp|write)/i;
