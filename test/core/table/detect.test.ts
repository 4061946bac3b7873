// How delimited text is read: delimiter, quote, header and what comes before the table, as a careful person would say.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { test } from 'node:test';
import { detectDialect } from '../../../server/src/core/table/detect.ts';
import { detectEncoding } from '../../../server/src/core/table/encoding.ts';

/** delimiter, then H for a header or - for none, then lines skipped, then the comment mark. */
function said(text: string, path = 'data.csv'): string {
  const { delimiter, header, skip, comment } = detectDialect({ path, windows: [text], isWhole: true });
  return `${delimiter === '\t' ? 'tab' : delimiter} ${header ? 'H' : '-'}${skip > 0 ? ` ${skip}` : ''}${comment === '' ? '' : ` ${comment}`}`;
}

const TEXTS: readonly (readonly [string, string, string])[] = [
  ['a plain file', 'name,age\nAda,36\nBo,41\n', ', H'],
  ['semicolons with decimal commas', 'a;b;c\n1,5;2,25;x\n2,7;3,5;y\n3,1;9,0;z\n', '; H'],
  ['a ragged comma file is not one column of another delimiter', 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n4|5,6,7\n', ', H'],
  ['tabs whatever the ending says', 'a\tb\n1\t2\n3\t4\n', 'tab H'],
  ['pipes', 'a|b\n1|2\n3|4\n', '| H'],
  ['numbers only', '1,2,3\n4,5,6\n7,8,9\n', ', -'],
  ['years as names of columns above text', 'country,2019,2020\nNorway,a,b\nSweden,c,d\n', ', H'],
  ['categories that occur again below are no header', `${'x,o,b\no,x,b\nx,x,o\no,o,x\nx,o,o\n'.repeat(4)}`, ', -'],
  ['times of day are one column', 'time\n05:40\n21:30\n17:45\n', ', H'],
  ['sentences are one column', 'note\nit was, well, fine\nall good here\nlate again\n', ', H'],
  ['words separated by spaces', 'x y z\n1 2 3\n4 5 6\n7 8 9\n', '  H'],
  ['a title before the table', 'Report of 2024\na,b,c\n1,2,3\n4,5,6\n', ', H 1'],
  ['one comment that names the columns is the header', '#a,b\n1,2\n3,4\n', ', H'],
  ['one comment without delimiters is a comment', '# made by a tool\na,b\n1,2\n3,4\n', ', H #'],
  ['comments with commas are comments where there are two', '# a, b\n# c, d\na,b\n1,2\n3,4\n', ', H #'],
  ['comments before the table', '# made by a tool\n# v2\na,b\n1,2\n3,4\n', ', H #'],
  ['blank lines before the table', '\n\na,b\n1,2\n', ', H 2'],
  ['a corner left empty above row labels, though a name occurs below', `,y,week\n${'1,y,0\n2,n,2\n3,y,4\n'.repeat(3)}`, ', H'],
  ['years as names of columns of numbers', 'country,code,1960,1961,1962\nAruba,ABW,4.8,4.7,4.6\nAngola,AGO,7.3,7.4,7.4\n', ', H'],
  ['counted names', '0,1,2,3,4\n0.5,1,7,2,1\n2,1.5,8,8,3\n1,2,9,0.5,2\n', ', H'],
  ['counting records have no header', '1,2,3,4,5\n2,3,4,5,6\n3,4,5,6,7\n', ', -'],
  ['one record', 'a,b,c\n', ', H'],
  ['quoted delimiters do not count', 'a,b\n"1;2;3","4;5;6"\n"7;8;9","1;2;3"\n', ', H'],
  ['Excel is told of the delimiter', 'sep=;\r\na;b\r\n1,5;2\r\n', '; H 1'],
  ['years as names of columns above numbers', 'country,1990,1991\nNorway,5,7\nSweden,6,12\nDenmark,1,1991\nFinland,3,4\nIceland,2,2\nGreenland,5,1\n', ', H'],
  ['years below years are data', 'Norway,1990,1991\nSweden,1985,1999\nDenmark,2001,2004\n', ', -'],
  ['columns that were numbered', '0,1,2\n0.5,7.25,1\n3.5,1.5,2\n2.5,9.5,3\n', ', H'],
  ['one record of numbers', '1,2,3\n', ', -'],
  ['the last comment names the columns', '##source=x,y\n##date=today\n#CHROM\tPOS\tREF\n1\t20\tA\n1\t30\tC\n', 'tab H 2'],
  ['many lines of notes', `${'A note.\n'.repeat(9)}a,b,c\n1,2,3\n4,5,6\n7,8,9\n`, ', H 9'],
  ['names and values before a wider table', 'Station,Oslo\nHeight,94\n\na,b,c,d\n1,2,3,4\n5,6,7,8\n9,1,2,3\n', ', H 3'],
  ['the rows above the table of a sheet', 'World Bank,,\n,,\na,b,c\n1,2,3\n4,5,6\n', ', H 2'],
  ['no title above a record that is no header', 'World Bank,,\na,b\n1,2,3\n4,5,6\n7,8,9\n', ', H'],
  ['one wide row, and bars inside some cells', `a,b,c\n${'x, y, z\n'.repeat(6)}${'x, y|w, z\n'.repeat(9)}x, y, z, q\n`, ', H'],
  ['two bars', 'a||b||c\n1||x||2\n3||y||4\n', '|| H'],
  ['two colons', '1::Toy Story (1995)::Animation|Comedy\n2::Jumanji (1995)::Adventure|Fantasy\n3::Heat, the film::Action|Crime\n', ':: -'],
  ['a bar between tildes', 'a~|~b~|~c\n1~|~x~|~2\n3~|~y~|~4\n', '~|~ H'],
  ['spaces as R writes them', '"n" "name"\n"1" 5 "Ada"\n"2" 6 "Bo L"\n"3" 7 "Cy"\n', '  H'],
  ['comments with commas, and a blank line', '# made by a tool\n# 2020, v1\n\na,b\n1,2\n3,4\n', ', H #'],
  ['a name that begins with #', '#n,t\n1,x\n2,y\n', ', H'],
  ['one column', 'id\n1\n2\n3\n', ', H'],
];
for (const [name, text, expected] of TEXTS) test(name, () => assert.equal(said(text), expected));

test('a first quote after the head changes nothing', () => {
  const head = 'a,b\n' + '1,x\n'.repeat(1000);
  const { quote, delimiter } = detectDialect({ path: 'data.csv', windows: [head, '5,"y, z"\n6,x\n'], isWhole: false });
  assert.deepEqual([quote, delimiter], ['"', ',']);
});

test('single quotes around a few cells, where all records are alike with them', () => {
  const quoteOf = (line: (i: number) => string) => detectDialect({ path: 'data.csv', windows: [`n,t,u\n${Array.from({ length: 60 }, (_, i) => line(i)).join('\n')}\n`], isWhole: true }).quote;
  assert.equal(quoteOf((i) => (i % 9 === 0 ? `${i},'a, b',x` : `${i},plain,x`)), "'");
  assert.equal(quoteOf((i) => (i % 9 === 0 ? `${i},'tis,x` : `${i},plain,x`)), '"');
  assert.equal(quoteOf((i) => (i === 9 ? `${i},'a, b',x` : `${i},plain,x`)), '"', 'a slip');
  assert.equal(quoteOf((i) => (i % 9 === 0 ? `${i},'a, b',x` : `${i},"plain",x`)), '"');
});

test('what the user sets is taken', () => {
  const dialect = detectDialect({ path: 'data.csv', windows: ['a,b\n1,2\n'], isWhole: true }, { delimiter: ';', header: false, quote: "'" });
  assert.deepEqual(dialect, { delimiter: ';', header: false, quote: "'", escape: '', skip: 0, comment: '', rowNames: false });
});

const SHARED = '../shared/data';
const FILES: readonly (readonly [string, string])[] = [
  ['csv/duckdb/auto/14177.csv', ', H'],
  ['csv/duckdb/auto/date_format_bug_linux.csv', ', H'],
  ['csv/duckdb/auto/duplicate_header_col.csv', ', H'],
  ['csv/duckdb/auto/glob/0.csv', ', H'],
  ['csv/duckdb/auto/int_bol.csv', ', H'],
  ['csv/duckdb/auto/issue_811.csv', ', H'],
  ['csv/duckdb/auto/large_mixed_data.csv', '| H'],
  ['csv/duckdb/auto/leading_space_numerics.csv', ', -'],
  ['csv/duckdb/auto/missing_header_col.csv', ', H'],
  ['csv/duckdb/auto/mock_duckdb_test_data.csv', ', H'],
  ['csv/duckdb/auto/multi_column_string_mix.csv', '| -'],
  ['csv/duckdb/auto/multi_column_string_r.csv', '| -'],
  ['csv/duckdb/auto/no_header.csv', ', -'],
  ['csv/duckdb/auto/normalize_names_5.csv', ', H'],
  ['csv/duckdb/auto/pipe_delim_quote.csv', '| -'],
  ['csv/duckdb/auto/quote_escape.csv', '| -'],
  ['csv/duckdb/auto/rfc_conform_quote.csv', ', -'],
  ['csv/duckdb/auto/sample.csv', ', H'],
  ['csv/duckdb/auto/semicolon_quote.csv', '; -'],
  ['csv/duckdb/auto/skip_row.csv', ', H 1'],
  ['csv/duckdb/auto/tab.csv', 'tab -'],
  ['csv/duckdb/auto/test_single_column.csv', ', H'],
  ['csv/duckdb/auto/time.csv', ', H'],
  ['csv/duckdb/auto/time_date_timestamp.csv', ', H'],
  ['csv/duckdb/auto/titlebasicsdebug.tsv', 'tab H'],
  ['csv/duckdb/auto/utf8bom.csv', ', H'],
  ['csv/duckdb/comments/simple.csv', '; H #'],
  ['csv/duckdb/encodings/latin1.csv', ', H'],
  ['csv/duckdb/encodings/shift_jis.csv', ', H'],
  ['csv/duckdb/encodings/utf16.csv', ', H'],
  ['csv/duckdb/error/banklist.csv', ', H'],
  ['csv/duckdb/error/mismatch/big_bad.csv', ', -'],
  ['csv/duckdb/error/mismatch/example.tsv', 'tab -'],
  ['csv/duckdb/inconsistencies/line_with_spaces.csv', ', H 1'],
  ['hospital/hospital.csv', ', H'],
  ['adult/adult.csv', ', H'],
  ['met/met_1000.csv', ', H'],
  ['rayyan/dirty.csv', ', H'],
  ['taxi/data.csv', ', H'],
  ['fd/alarm.csv', ', H'],
  ['imputation/mammographic_masses.data', ', H'],
  ['imputation/airfoil.csv.gz', ', -'],
  ['imputation/bike.csv.gz', ', -'],
];
for (const [name, expected] of FILES) {
  test(name, { skip: !existsSync(`${SHARED}/${name}`) }, () => {
    const bytes = name.endsWith('.gz') ? gunzipSync(readFileSync(`${SHARED}/${name}`)) : readFileSync(`${SHARED}/${name}`);
    const text = new TextDecoder(detectEncoding([bytes]).encoding).decode(bytes);
    assert.equal(said(text, name), expected);
  });
}
