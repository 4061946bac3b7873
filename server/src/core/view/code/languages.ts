// The languages that a view can be shown in.

export const CODE_LANGUAGES = ['duckdb', 'polars', 'pandas'] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];
