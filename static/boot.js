// What runs before the program: the theme, the way in for a file that comes early, and the start of the program.
//
// The packer (src/bin/pack) writes two tables in front of this text:
//   sources   name -> a function that gives a promise of a program's module; "readback" is loaded at once, and runs in the
//             page and in the worker that understands
//   later     name -> the URL of a program's module, relative to the page, for those that are loaded when they are needed
// A program's module is { glue, wasm }, where `glue` is a function that gives wasm-bindgen's way to start the program, and
// `wasm` is text that `unpack` below turns into bytes.
//
// What the program finds:
//   readback.takeEarly()   what was dropped, chosen or pasted before the program was up, as { files, html, text } (a list of
//                          File, two strings), or null; from then on the program listens itself
//   readback.worker(name)  a promise of a new worker that runs the program "readback", "pdf_reader" …; it says "Ready" when it can
//                          be spoken to
//   readback.fetched       the URLs of what was loaded later, which the browser does not list among the page's own requests
//
// What <html> tells style sheets and tests:
//   data-theme            "light" or "dark" when a person chose one (localStorage "readback.theme"), else absent
//   data-early            something came before the program was up, and waits
//   data-program="ready"  the program is up
//   data-policy="closed"  everything is loaded, and no request is allowed any more
//   data-state            set by the program: "empty", "reading", "ready" (an analysis is shown) or "failed" (a message is
//                         shown; an earlier analysis may be shown with it)
(() => {
  'use strict';
  const root = document.documentElement;

  // Settings are the only thing that is stored; no flash of the other theme.
  try {
    const theme = localStorage.getItem('readback.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // No storage: the system's theme.
  }

  // No content-security policy covers WebRTC. A belt, not a proof: the README says what this does not cover.
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'mozRTCPeerConnection', 'RTCDataChannel', 'WebTransport']) {
    delete globalThis[name];
  }

  // The one Trusted Types policy. Leptos makes the constant parts of a view from HTML text, which is the program's own;
  // text of a CV is never HTML. Whatever could run or load is refused all the same.
  const made = new Set();
  globalThis.trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => (made.has(url) ? url : null),
    createHTML: (html) => (/<(script|iframe|frame|object|embed|img|image|link|meta|base|form|style|foreignobject)\b|\son\w+\s*=|javascript:/i.test(html) ? null : html),
  });

  let early = null;
  const listening = new AbortController();
  const listen = (type, handler) => document.addEventListener(type, handler, { signal: listening.signal });
  const keep = (data) => {
    const kept = { files: [...data.files], html: data.getData('text/html'), text: data.getData('text/plain') };
    if (kept.files.length > 0 || kept.html || kept.text) early = kept;
    root.toggleAttribute('data-early', early !== null);
  };
  listen('dragover', (event) => event.preventDefault());
  listen('drop', (event) => {
    event.preventDefault();
    keep(event.dataTransfer);
  });
  listen('paste', (event) => {
    if (!event.target.closest?.('input, textarea')) keep(event.clipboardData);
  });
  listen('change', (event) => {
    if (event.target.type === 'file') keep({ files: event.target.files, getData: () => '' });
  });

  // The low eight bits of a character are a byte; the tilde stands for a carriage return (src/bin/pack/bytes_as_text.rs).
  const unpack = (text) => {
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < bytes.length; at++) {
      const code = text.charCodeAt(at);
      bytes[at] = code === 0x7e ? 0x0d : code;
    }
    return bytes;
  };

  // A worker from a blob URL inherits the policy that the page has when it is started.
  const blobUrl = (text) => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    made.add(url);
    return url;
  };

  // Loads the programs that are needed later. It is started while the policy still allows this page's own scripts, knows
  // their few URLs, takes nothing but a name, and so never sees a CV; the page itself can be closed without it.
  const loads = new Map();
  const fetched = [];
  let loader;
  const startLoader = () => {
    if (Object.keys(later).length === 0) return;
    const urls = Object.fromEntries(Object.entries(later).map(([name, url]) => [name, new URL(url, document.baseURI).href]));
    const text = `'use strict';
const urls = ${JSON.stringify(urls)};
const unpack = ${unpack};
let attempts = 0;
self.onmessage = async ({ data: name }) => {
  try {
    // A module that could not be fetched is remembered as such by its URL: the part behind the hash makes it another one.
    const { glue, wasm } = await import(urls[name] + '#' + ++attempts);
    self.postMessage({ name, glue: String(glue), module: await WebAssembly.compile(unpack(wasm)) });
  } catch (error) {
    self.postMessage({ name, error: String(error) });
  }
};`;
    loader = new Worker(blobUrl(text));
    loader.onmessage = ({ data: { name, glue, module, error } }) => {
      const { resolve, reject } = loads.get(name);
      loads.delete(name);
      if (error === undefined) {
        fetched.push(later[name]);
        resolve({ url: workerUrl(glue), module });
      } else {
        reject(new Error(error));
      }
    };
    loader.onerror = ({ message }) => {
      for (const { reject } of loads.values()) reject(new Error(message));
      loads.clear();
    };
  };
  const load = (name) => new Promise((resolve, reject) => {
    loads.set(name, { resolve, reject });
    loader.postMessage(name);
  });

  let close;
  const closed = new Promise((resolve) => {
    close = resolve;
  });

  // Each program is fetched and compiled once.
  const programs = new Map();
  const workerUrl = (glue) => blobUrl(`const wasm_bindgen = (${glue})();
self.onmessage = (event) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: event.data });
};`);
  const program = (name) => {
    if (!programs.has(name)) {
      const compiled = async () => {
        const { glue, wasm } = await sources[name]();
        return { glue, url: workerUrl(glue), module: await WebAssembly.compile(unpack(wasm)) };
      };
      const promise = name in later ? load(name) : compiled();
      promise.catch(() => programs.delete(name)); // reported where a worker is asked for; perhaps it works the next time
      programs.set(name, promise);
    }
    return programs.get(name);
  };
  const worker = async (name) => {
    const { url, module } = await program(name);
    await closed; // a worker keeps the policy that it was born with
    const started = new Worker(url);
    started.postMessage(module);
    return started;
  };

  const takeEarly = () => {
    listening.abort();
    root.removeAttribute('data-early');
    return early;
  };

  globalThis.readback = Object.freeze({ takeEarly, worker, fetched });

  const parsed = new Promise((resolve) => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', resolve, { once: true });
    else resolve();
  });
  // A hidden tab paints nothing: there, time stands in.
  const painted = new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 300);
  });

  const start = async () => {
    await parsed;
    await painted;
    startLoader();
    const { glue, module } = await program('readback');
    await glue()({ module_or_path: module });
    root.dataset.program = 'ready';
    // From now on not even the page's own origin may be asked for a script, but by the loader.
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src data:; form-action 'none'; base-uri 'none'";
    document.head.append(policy);
    close();
    root.dataset.policy = 'closed';
  };

  start().catch((error) => {
    console.error(error);
    const place = document.getElementById('boot-error');
    if (!place) return;
    place.textContent = `This browser could not start the program (${error}). Reload the page, or try a current Firefox, Chrome, Edge or Safari.`;
    place.hidden = false;
  });
})();
