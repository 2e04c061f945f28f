// What runs before the program: the theme, the way in for a file that comes early, and the start of the program.
//
// The packer (src/bin/pack) writes `sources` in front of this text:
//   sources.page()    a promise of { start, wasm, worker }: the page's glue, its wasm, the text of the worker's glue
//   sources.worker()  a promise of { wasm }
// where `wasm` is text that `unpack` below turns into bytes.
//
// What the program finds:
//   readback.takeEarly()  what was dropped, chosen or pasted before the program was up, as { files, html, text } (a list of
//                         File, two strings), or null; from then on the program listens itself
//   readback.worker()     a new worker; it says "Ready" when it can be spoken to
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

  // A worker from a blob URL inherits the page's policy, and so has no way out either. Its first message is its wasm.
  let workerUrl;
  let workerModule;
  const worker = () => {
    const started = new Worker(workerUrl);
    workerModule.then(
      (module) => started.postMessage(module),
      (error) => started.dispatchEvent(new ErrorEvent('error', { message: `The worker could not be loaded: ${error}` })),
    );
    return started;
  };

  const takeEarly = () => {
    listening.abort();
    root.removeAttribute('data-early');
    return early;
  };

  globalThis.readback = Object.freeze({ takeEarly, worker });

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
    const page = sources.page();
    workerModule = sources.worker().then(({ wasm }) => WebAssembly.compile(unpack(wasm)));
    workerModule.catch(() => {}); // reported where a worker is started
    const { start, wasm, worker: glue } = await page;
    const text = `${glue}
self.onmessage = (event) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: event.data });
};`;
    workerUrl = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    made.add(workerUrl);
    await start({ module_or_path: unpack(wasm) });
    root.dataset.program = 'ready';
    await workerModule;
    // Everything is here: from now on not even the page's own origin may be asked for a script.
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src data:; form-action 'none'; base-uri 'none'";
    document.head.append(policy);
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
