// The numbers of the Arrow IPC format (columnar format specification, "Encapsulated message format" and "IPC file format").

export const MAGIC = 'ARROW1';
/** Stands before the length of every message. */
export const CONTINUES = 0xffffffff;
/** Message kinds. */
export const SCHEMA = 1;
export const DICTIONARY = 2;
export const RECORDS = 3;
/** Fields of a message. */
export const KIND_FIELD = 1;
export const BODY_FIELD = 3;
/** Fields of a file's footer that list its dictionaries and its batches, and the bytes of one entry. */
export const DICTIONARIES_FIELD = 2;
export const BATCHES_FIELD = 3;
export const BLOCK = 24;
