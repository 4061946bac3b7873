// Which documents Assay has something to say about.

/** Rainbow CSV and others have language ids of their own for the same files. */
const LANGUAGES = ['csv', 'tsv', 'psv', 'ssv', 'jsonl', 'dynamic csv', 'csv (semicolon)', 'csv (pipe)', 'csv (whitespace)'];

export const SELECTOR = [
  ...LANGUAGES.map((language) => ({ language })),
  { pattern: '**/*.{csv,tsv,tab,psv,ssv,jsonl,ndjson}' },
  { scheme: 'file', language: 'json' },
  { language: 'python' },
  { notebook: 'jupyter-notebook', language: 'python' },
  { scheme: 'file', language: 'yaml' },
  { scheme: 'file', language: 'toml' },
  { scheme: 'file', pattern: '**/*.{toml,ipynb}' },
];

/** Files of these names are text that an editor shows. */
export const TEXT_DATA = /\.(csv|tsv|tab|psv|ssv|jsonl|ndjson)$/i;

/** Datasets of these names are no text: their profile is shown in place of them. */
export const BINARY_DATA = /\.(parquet|pq|arrow|feather|ipc|gz|zst)$/i;
