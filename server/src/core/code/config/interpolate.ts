// ${data.dir}/train.csv: settings of the same file that a value names, as Hydra, OmegaConf and DVC write them.

const NAME = /\$\{\s*([^${}:]+?)\s*\}/g;
/** ${oc.env:DATA,data}: what holds where the environment says nothing. */
const OTHERWISE = /\$\{\s*oc\.env:[^${},]+,\s*(['"]?)([^${}'"]*)\1\s*\}/g;
/** The folder in which the program was started. */
const STARTED_IN = /\$\{\s*hydra:runtime\.cwd\s*\}\//g;
/** Values that name values that name values … */
const DEEPEST = 8;
const LONGEST = 1000;

/** The value with what it names put in. What is not in the file (`${oc.env:HOME}`, `${item}`) stays as it is. */
export function interpolated(value: string, path: readonly string[], values: ReadonlyMap<string, string>): string {
  let text = value.replace(OTHERWISE, '$2').replace(STARTED_IN, '');
  for (let depth = 0; depth < DEEPEST && text.includes('${') && text.length < LONGEST; depth++) {
    const next = text.replace(NAME, (whole, name: string) => valueOf(name, path, values) ?? whole);
    if (next === text) break;
    text = next;
  }
  return text;
}

/** A dot in front begins beside the value, two dots one level above. */
function valueOf(name: string, path: readonly string[], values: ReadonlyMap<string, string>): string | undefined {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const key = name.slice(dots).replace(/\[['"]?(\w+)['"]?\]/g, '.$1');
  if (dots > 0) return values.get([...path.slice(0, Math.max(0, path.length - dots)), key].join('.'));
  // A file of a config group (conf/data/mnist.yaml) is put under the group's name; DVC's values lie under vars.
  return values.get(key) ?? values.get(`vars.${key}`) ?? values.get(key.slice(key.indexOf('.') + 1));
}
