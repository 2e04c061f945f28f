// How long a PDF takes, from its bytes to the finished analysis, in the programs of the built site, beside the time in which
// pdf.js only gets its text; both in one process, warm.
//
//   trunk build --release
//   npm install --no-save --prefix .tools pdfjs-dist@6
//   node benches/pdf.mjs site FILE.pdf…
//
// It prints a line a file (milliseconds, the median of the rounds) and the medians over all files.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const ROUNDS = 5;
const [site, ...files] = process.argv.slice(2);

// A program as src/bin/pack wrote it, started as in a worker. `ask` posts a request and gives the answer, which comes last.
const start = async (name) => {
  const file = fs.readdirSync(path.join(site, 'assets')).find((file) => file.startsWith(`${name}-`));
  const { glue, wasm } = await import(`data:text/javascript,${encodeURIComponent(fs.readFileSync(path.join(site, 'assets', file), 'utf8'))}`);
  const bytes = Uint8Array.from(wasm, (c) => (c === '~' ? 0x0d : c.charCodeAt(0)));
  const scope = { heard: [] };
  globalThis.postMessage = (message) => scope.heard.push(message);
  globalThis.onmessage = null;
  await glue()({ module_or_path: await WebAssembly.compile(bytes) });
  const onmessage = globalThis.onmessage;
  return (envelope, buffer) => {
    scope.heard.length = 0;
    globalThis.postMessage = (message) => scope.heard.push(message);
    onmessage({ data: [Uint8Array.from(envelope), buffer] });
    return scope.heard.at(-1);
  };
};

// Requests as protocol::encode writes them: id, task, its fields. It is November 2026, and nothing is chosen.
const READ_PDF = [1, 1, 4, 0];
const UNDERSTAND_PDF = [1, 4, 4, 0, 0x84, 0xfc, 0x02, 0];

const reader = await start('pdf_reader');
const analyser = await start('readback');
const ours = (bytes) => {
  const [answer, raw] = reader(READ_PDF, bytes.slice().buffer);
  if (answer[1] !== 2) return null; // refused: pictures, password …
  const [understood] = analyser(UNDERSTAND_PDF, raw);
  if (understood[1] !== 1) throw new Error('no analysis');
  return true;
};

// What pdf.js asks for and Node 20 lacks.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new Promise((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
};
Promise.try ??= (run, ...given) => new Promise((resolve) => resolve(run(...given)));
const require = createRequire(path.resolve('.tools/package.json'));
const { getDocument } = await import(pathToFileURL(require.resolve('pdfjs-dist/legacy/build/pdf.mjs')).href);
const theirs = async (bytes) => {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  for (let page = 1; page <= document.numPages; page++) await (await document.getPage(page)).getTextContent();
  await task.destroy();
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const rows = [];
for (const file of files) {
  const bytes = new Uint8Array(fs.readFileSync(file));
  const times = { ours: [], theirs: [] };
  if (ours(bytes) === null) continue;
  await theirs(bytes);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of [['ours', ours], ['theirs', theirs]]) {
      const from = performance.now();
      await run(bytes);
      times[name].push(performance.now() - from);
    }
  }
  rows.push([median(times.ours), median(times.theirs), path.basename(file)]);
  console.log(`${rows.at(-1)[0].toFixed(1).padStart(8)} ${rows.at(-1)[1].toFixed(1).padStart(8)}  ${path.basename(file)}`);
}
console.log(`${median(rows.map((row) => row[0])).toFixed(1).padStart(8)} ${median(rows.map((row) => row[1])).toFixed(1).padStart(8)}  median of ${rows.length} files: Readback's whole analysis, pdf.js's text`);
