// Which documents Assay has something to say about.

/** Rainbow CSV and others have language ids of their own for the same files. */
const LANGUAGES = ['csv', 'tsv', 'psv', 'ssv', 'jsonl', 'dynamic csv', 'csv (semicolon)', 'csv (pipe)', 'csv (whitespace)'];

/** Languages whose texts may name datasets, besides Python. */
const CODE = ['r', 'sql', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'markdown', 'quarto', 'rmd'];

export const SELECTOR = [
  ...LANGUAGES.map((language) => ({ language })),
  { pattern: '**/*.{csv,tsv,tab,psv,ssv,jsonl,ndjson}' },
  { scheme: 'file', language: 'json' },
  { language: 'python' },
  ...CODE.flatMap((language) => ['file', 'untitled'].map((scheme) => ({ scheme, language }))),
  ...['python', 'r', 'sql', 'javascript', 'typescript'].map((language) => ({ notebook: 'jupyter-notebook', language })),
  { scheme: 'file', language: 'yaml' },
  { scheme: 'file', language: 'toml' },
  // These have a language only where an extension brings it.
  { scheme: 'file', pattern: '**/*.{toml,ipynb,qmd,rmd,Rmd,r,R,sql}' },
  { scheme: 'file', pattern: '**/MLproject' },
];

/** Files of these names are text that an editor shows. */
export const TEXT_DATA = /\.(csv|tsv|tab|psv|ssv|jsonl|ndjson)$/i;

/** Datasets of these names are no text: their profile is shown in place of them. */
export const BINARY_DATA = /\.(parquet|pq|arrow|feather|ipc|gz|zst)$/i;
