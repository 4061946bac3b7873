// One exact profile of a CSV file, as the command line makes it.

import { createAssay } from '../../../server/src/node/assay.ts';
import { DEFAULT_CONFIG } from '../../../server/src/core/config/config.ts';
import { findDataset } from '../../../server/src/core/table/datasets.ts';

const [path = ''] = process.argv.slice(2);
const assay = createAssay({ log: console });
const dataset = await findDataset(path, assay.files);
if (dataset === undefined) throw new Error(`no dataset ${path}`);
const { profile } = await assay.profile(dataset, { config: DEFAULT_CONFIG, relativePath: path });
console.log(profile.rows, profile.columns.map(({ name, type, sentinels }) => `${name} ${type} ${sentinels.length}`).join(', '));
await assay.close();
