// How panels write numbers and names: as everything else that Assay says.

export { columnName, count, list, number, plural, quote, rough, share, size } from '../../server/src/core/words.ts';
