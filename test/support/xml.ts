// A strict reader for the little XML that reports are made of: it accepts only what every parser accepts.

import assert from 'node:assert/strict';

const TOKEN = /<\?xml version="1\.0" encoding="UTF-8"\?>|<(\/?)([a-z][a-z-]*)((?:\s[a-z]+="(?:[^<&"]|&(?:lt|gt|amp|quot);)*")*)\s*(\/?)>|(?:[^<&]|&(?:lt|gt|amp|quot);)+/gy;

/** Names of all elements, in order. Throws where the text is not well-formed. */
export function checkXml(text: string): string[] {
  assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u);
  const open: string[] = [];
  const names: string[] = [];
  let at = 0;
  for (const token of text.matchAll(TOKEN)) {
    const [whole, closing, name = '', attributes = '', single] = token;
    at += whole.length;
    if (closing === '/') assert.equal(open.pop(), name);
    else if (name !== '') {
      names.push(name);
      const keys = [...attributes.matchAll(/\s([a-z]+)=/g)].map(([, key]) => key);
      assert.equal(new Set(keys).size, keys.length, `an attribute twice in ${whole}`);
      if (single !== '/') open.push(name);
    } else if (open.length === 0) assert.match(whole, /^(<\?.*|\s*)$/);
  }
  assert.equal(at, text.length, `no XML from ${JSON.stringify(text.slice(at, at + 80))}`);
  assert.deepEqual(open, []);
  return names;
}
