// Which encoding a text that is no Unicode is in. Each one that may be is tried, and the text is looked at as a reader
// of its language would: are these letters that stand together, and are the frequent ones frequent?

interface Candidate {
  readonly encoding: string;
  /** How well a text reads that was decoded so, from 0 to 1, over its characters past ASCII. */
  readonly score: (text: string) => number;
}

/** Bytes that are enough to judge by. */
const ENOUGH = 16 * 1024;
/** A rarer encoding must read better than a more usual one by this. */
const MARGIN = 0.05;

/** What an encoding that code names may read worse than another by. Latin-1 reads everything, so its name says less. */
const SAID_MARGIN = { latin1: 0.1, other: 0.3 };

/** `windows`: bytes from the head first, then from elsewhere; at least some are past ASCII. `said`: what code reads them as. */
export function guessLegacy(windows: readonly Uint8Array[], said?: string): string {
  const bytes = oddLines(windows);
  if (said !== undefined && !CANDIDATES.some(({ encoding }) => encoding === said)) return tryDecode(bytes, said) === undefined ? guessLegacy(windows) : said;
  let best = { encoding: 'windows-1252', score: Number.NEGATIVE_INFINITY };
  for (const { encoding, score } of CANDIDATES) {
    const text = tryDecode(bytes, encoding);
    const trust = encoding !== said ? 0 : encoding === 'windows-1252' ? SAID_MARGIN.latin1 : SAID_MARGIN.other;
    const found = text === undefined ? Number.NEGATIVE_INFINITY : score(text) + trust;
    if (found > best.score + (best.score === Number.NEGATIVE_INFINITY ? 0 : MARGIN)) best = { encoding, score: found };
  }
  return best.encoding;
}

/** The lines that hold bytes past ASCII, as far as they are needed. A window after the first may begin inside a character. */
function oddLines(windows: readonly Uint8Array[]): Uint8Array {
  const lines = new Uint8Array(ENOUGH);
  let length = 0;
  for (const [i, bytes] of windows.entries()) {
    let start = i === 0 ? 0 : bytes.indexOf(LF) + 1;
    while (start < bytes.length && length < ENOUGH) {
      const end = bytes.indexOf(LF, start);
      if (end < 0 && i > 0 && start > 0) break; // cut off
      const line = bytes.subarray(start, end < 0 ? bytes.length : end + 1);
      if (line.some((byte) => byte >= 0x80)) {
        const piece = line.subarray(0, ENOUGH - length);
        lines.set(piece, length);
        length += piece.length;
      }
      start += line.length;
    }
  }
  return lines.subarray(0, length);
}

const LF = 10;

/** undefined where the bytes cannot be of this encoding; the last character may be cut off. */
function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

// ── Latin ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Letters past ASCII, by language. */
const WESTERN = ['äöüß', 'àâæçéèêëîïôùûüœÿ', 'áéíóúñüªº', 'áâãàçéêíóôõúªº', 'àèéìòùî', 'åäöæøéü', 'áðéíóúýþæö', 'ëïéèöü', 'àçèéíïòóúü·'];
const CENTRAL = ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'áéíóöőúüű', 'čćđšž', 'ăâîşţ'];
const TURKISH = ['çğıöşüâîûİ'];
const BALTIC = ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äõöüšž'];
/** Signs that people write in tables, whatever their language. */
const SIGNS = new Set('\u00a0£§©®°±²³µ·«»¼½¾×€–—‘’‚“”„…•™№¿¡');
/** What a table with names from many countries may hold reads almost as well as one language. */
const MIXED = 0.94;

function latin(languages: readonly string[]): (text: string) => number {
  const alphabets = languages.map((letters) => new Set(letters + letters.toUpperCase()));
  const all = new Set(alphabets.flatMap((letters) => [...letters]));
  return (text) => {
    let [signs, bad] = [0, 0];
    const counts = new Map<string, number>();
    const characters = [...text];
    for (const [i, c] of characters.entries()) {
      if (c <= '\x7f') continue;
      const [before = '', after = ''] = [characters[i - 1], characters[i + 1]];
      if (!isLetter(c)) {
        const isInside = isLetter(before) && isLetter(after) && c !== '’' && c !== '·' && c !== '–';
        if (SIGNS.has(c) && !isInside && !isPair(before) && !isPair(after)) signs++;
        else bad++;
      } else if ((before > '\x7f' && isLetter(before) && after > '\x7f' && isLetter(after)) || isOddCase(before, c)) bad++; // no language has three such letters in a row
      else counts.set(c, (counts.get(c) ?? 0) + 1);
    }
    const sum = (letters?: ReadonlySet<string>) => [...counts].reduce((total, [c, n]) => (letters?.has(c) === false ? total : total + n), 0);
    const most = Math.max(...alphabets.map(sum), MIXED * sum(all));
    return (signs + most) / (signs + bad + sum());
  };
}

/** What no sign stands next to: another one, white space and ends of quotations left aside. */
function isPair(neighbour: string): boolean {
  return neighbour > '\x7f' && !isLetter(neighbour) && !'\u00a0«»…'.includes(neighbour);
}

function isLetter(c: string): boolean {
  return /^\p{L}/u.test(c) && c !== 'µ';
}

/** A capital after a small letter. */
function isOddCase(before: string, c: string): boolean {
  return c !== c.toLowerCase() && /^\p{Ll}/u.test(before);
}

// ── Other alphabets ──────────────────────────────────────────────────────────────────────────────────────────────

/** Letters from frequent to rare, and what one of each is worth. */
type Tiers = readonly [frequent: string, usual: string, rare: string];
const WORTH = [1, 0.7, 0.3];

const CYRILLIC: Tiers = ['оеаинтсрвл', 'кмдпуяыьгзбчйі', 'хжшюцщэфёъїєґјљњћђџ'];
const GREEK: Tiers = ['αοιετσνηυρπκςλ', 'μωδγάόίέήχθβφ', 'ύώξζψϊϋΐΰ'];
const HEBREW: Tiers = ['יוהלארמתבנש', 'עםדקחפכ', 'טזגצסןץףך'];
const ARABIC: Tiers = ['اليمونرتبة', 'هدسفعكحقشجأإ', 'ىصطخزضذثءآئغظؤ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652'];
const THAI: Tiers = ['กนรางมยลวสเอ\u0e48\u0e49\u0e31\u0e35\u0e34', 'คดตทบปพหชขจแโไใะ\u0e37\u0e38\u0e39\u0e33', 'ฉซญฐณถธผฝฟภศษฬฮฤ\u0e4c\u0e47\u0e36ๆฯฏฎฑฒฌฆ'];

function alphabet(tiers: Tiers): (text: string) => number {
  const worth = new Map(tiers.flatMap((letters, tier) => [...letters].flatMap((c) => [[c, WORTH[tier] ?? 0] as const, [c.toUpperCase(), WORTH[tier] ?? 0] as const])));
  return (text) =>
    scoreEach(text, (c, before, after) => {
      if (SIGNS.has(c)) return (isLetter(before) && isLetter(after)) || isPair(before) || isPair(after) ? 0 : 1;
      if (isAsciiLetter(before) || isAsciiLetter(after) || isOddCase(before, c)) return 0; // letters of two alphabets in one word
      return worth.get(c) ?? 0;
    });
}

function isAsciiLetter(c: string): boolean {
  return /^[A-Za-z]/.test(c);
}

/** The mean over all characters past ASCII. */
function scoreEach(text: string, score: (c: string, before: string, after: string) => number): number {
  let [total, all] = [0, 0];
  const characters = [...text];
  for (const [i, c] of characters.entries()) {
    if (c <= '\x7f') continue;
    all++;
    total += score(c, characters[i - 1] ?? '', characters[i + 1] ?? '');
  }
  return all === 0 ? 1 : total / all;
}

// ── East Asia ────────────────────────────────────────────────────────────────────────────────────────────────────

const KANA = /^[\u3041-\u309f\u30a1-\u30ff]/;
const HANGUL = /^[\uac00-\ud7a3]/;
const IDEOGRAPH = /^[\u4e00-\u9fff]/;
const WIDE_SIGN = /^[\u3000-\u3020\uff01-\uff5e、。・]/;

interface Worth {
  readonly kana: number;
  readonly hangul: number;
  /** The standard's first set of ideographs, those in use, and all others. */
  readonly ideograph: number;
  readonly rareIdeograph: number;
}

/** `usual`: the ideographs in use, as the encoding's own bytes list them. */
function eastAsian(worth: Worth, usual: () => ReadonlySet<string>): (text: string) => number {
  let known: ReadonlySet<string> | undefined;
  return (text) => {
    known ??= usual();
    return scoreEach(text, (c, before, after) => {
      if (isAsciiLetter(before) && isAsciiLetter(after)) return 0;
      if (WIDE_SIGN.test(c)) return 0.8;
      if (KANA.test(c)) return worth.kana;
      if (HANGUL.test(c)) return worth.hangul;
      if (!IDEOGRAPH.test(c)) return 0;
      return known?.has(c) === true ? worth.ideograph : worth.rareIdeograph;
    });
  };
}

/** All characters whose first byte lies between two bounds. */
function block(encoding: string, first: number, last: number, trails: readonly (readonly [number, number])[] = [[0xa1, 0xfe]]): () => ReadonlySet<string> {
  return () => {
    const bytes: number[] = [];
    for (let lead = first; lead <= last; lead++) {
      for (const [from, to] of trails) for (let trail = from; trail <= to; trail++) bytes.push(lead, trail);
    }
    return new Set(new TextDecoder(encoding).decode(Uint8Array.from(bytes)));
  };
}

const JAPANESE: Worth = { kana: 1, hangul: 0, ideograph: 0.8, rareIdeograph: 0.3 };
/** The first set of JIS; Shift-JIS has the same in another order. */
const JIS = block('euc-jp', 0xb0, 0xcf);
const CHINESE: Worth = { kana: 0.2, hangul: 0, ideograph: 0.85, rareIdeograph: 0.3 };
const KOREAN: Worth = { kana: 0.2, hangul: 1, ideograph: 0.3, rareIdeograph: 0.1 };

/** From the usual to the rare. */
const CANDIDATES: readonly Candidate[] = [
  { encoding: 'windows-1252', score: latin(WESTERN) },
  { encoding: 'windows-1251', score: alphabet(CYRILLIC) },
  { encoding: 'shift_jis', score: eastAsian(JAPANESE, JIS) },
  { encoding: 'gb18030', score: eastAsian(CHINESE, block('gb18030', 0xb0, 0xd7)) },
  { encoding: 'euc-kr', score: eastAsian(KOREAN, block('euc-kr', 0xca, 0xfd)) },
  { encoding: 'big5', score: eastAsian(CHINESE, block('big5', 0xa4, 0xc6, [[0x40, 0x7e], [0xa1, 0xfe]])) },
  { encoding: 'euc-jp', score: eastAsian(JAPANESE, JIS) },
  { encoding: 'windows-1250', score: latin(CENTRAL) },
  { encoding: 'iso-8859-2', score: latin(CENTRAL) },
  { encoding: 'windows-1253', score: alphabet(GREEK) },
  { encoding: 'iso-8859-7', score: alphabet(GREEK) },
  { encoding: 'windows-1254', score: latin(TURKISH) },
  { encoding: 'windows-1257', score: latin(BALTIC) },
  { encoding: 'koi8-u', score: alphabet(CYRILLIC) },
  { encoding: 'iso-8859-5', score: alphabet(CYRILLIC) },
  { encoding: 'ibm866', score: alphabet(CYRILLIC) },
  { encoding: 'windows-1255', score: alphabet(HEBREW) },
  { encoding: 'windows-1256', score: alphabet(ARABIC) },
  { encoding: 'windows-874', score: alphabet(THAI) },
  { encoding: 'macintosh', score: latin(WESTERN) },
];
