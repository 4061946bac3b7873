// The types of JSON's values: text stays text, whatever it looks like; objects and lists keep their parts.

/** What json_group_structure tells of a column. */
export type Structure = string | readonly [Structure] | { readonly [name: string]: Structure };

/** The engine's own type for a structure; undefined where values of several kinds share a place. */
export function nestedType(structure: Structure): string | undefined {
  if (typeof structure === 'string') return SCALARS[structure];
  if (isList(structure)) {
    const inner = nestedType(structure[0]);
    return inner === undefined ? undefined : `${inner}[]`;
  }
  const fields = Object.entries(structure).map(([name, inner]) => [name, nestedType(inner)] as const);
  const names = new Set(fields.map(([name]) => name.toLowerCase()));
  // The engine takes "a" and "A" for one name.
  if (fields.length === 0 || names.size < fields.length || fields.some(([name, type]) => name === '' || type === undefined)) return undefined;
  return `STRUCT(${fields.map(([name, type]) => `"${name.replaceAll('"', '""')}" ${type}`).join(', ')})`;
}

function isList(structure: Structure): structure is readonly [Structure] {
  return Array.isArray(structure);
}

const SCALARS: { readonly [name: string]: string } = { VARCHAR: 'VARCHAR', BOOLEAN: 'BOOLEAN', BIGINT: 'BIGINT', UBIGINT: 'UBIGINT', DOUBLE: 'DOUBLE', NULL: 'VARCHAR' };

/** Whether a column holds numbers alone: their digits decide which. */
export function isNumeric(structure: Structure): boolean {
  return structure === 'BIGINT' || structure === 'UBIGINT' || structure === 'DOUBLE' || structure === 'HUGEINT';
}
