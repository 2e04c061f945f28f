// Every way in which a script can try to send something, each to its own path below `to`, so that a server's log tells
// which arrived. Return values tell nothing: a beacon says true and a frame loads though nothing was sent.
// Runs in a page and in a worker; what one of them lacks is skipped.
(to) => {
  const attempt = (name, act) => {
    try {
      const result = act(to + 'leak-' + name + '?canary');
      result?.catch?.(() => {});
    } catch {
      // refused: the server's log is what counts
    }
  };
  const here = globalThis;
  attempt('fetch', (url) => fetch(url, { method: 'POST', body: 'canary', mode: 'no-cors', keepalive: true }));
  attempt('xhr', (url) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.send('canary');
  });
  attempt('websocket', (url) => void new WebSocket(url.replace('http', 'ws')));
  attempt('eventsource', (url) => void new EventSource(url));
  attempt('import', (url) => import(url));
  attempt('font', (url) => new FontFace('leak', `url(${url})`).load());
  if (here.importScripts) {
    attempt('importscripts', (url) => importScripts(url));
    attempt('nested', (url) => void new Worker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(url)}, { mode: 'no-cors' })`]))));
  }
  if (!here.document) return;
  attempt('beacon', (url) => void navigator.sendBeacon(url, 'canary'));
  attempt('serviceworker', (url) => navigator.serviceWorker.register(url));
  attempt('worker', (url) => void new Worker(url));
  attempt('blobworker', (url) => void new Worker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(url)}, { mode: 'no-cors' })`]))));
  attempt('eval', (url) => eval(`fetch(${JSON.stringify(url)}, { mode: 'no-cors' })`));
  const element = (name, set) =>
    attempt(name.replace(/ .*/, '') + (set.name || ''), (url) => {
      const made = document.createElement(name.replace(/.* /, ''));
      set(made, url);
      document.body.append(made);
    });
  element('image img', (e, url) => void (e.src = url));
  element('script script', (e, url) => void (e.src = url));
  element('module script', (e, url) => {
    e.type = 'module';
    e.src = url;
  });
  element('frame iframe', (e, url) => void (e.src = url));
  element('srcdoc iframe', (e, url) => void (e.srcdoc = `<img src="${url}">`));
  element('object object', (e, url) => void (e.data = url));
  element('embed embed', (e, url) => void (e.src = url));
  element('video video', (e, url) => void (e.src = url));
  element('audio audio', (e, url) => void (e.src = url));
  for (const rel of ['stylesheet', 'prefetch', 'preload', 'modulepreload', 'manifest', 'icon']) {
    element(`link${rel} link`, (e, url) => {
      e.rel = rel;
      if (rel === 'preload') e.as = 'image';
      e.href = url;
    });
  }
  element('styleurl div', (e, url) => {
    e.style.background = `url(${url})`;
    e.textContent = 'x';
  });
  attempt('sheet', (url) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`body { border-image: url(${url}) 1 }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
  attempt('form', (url) => {
    const form = document.createElement('form');
    const frame = document.createElement('iframe');
    frame.name = 'leak-form-target';
    form.method = 'post';
    form.action = url;
    form.target = frame.name;
    document.body.append(frame, form);
    form.submit();
  });
  attempt('blankframe', (url) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return frame.contentWindow.fetch(url, { mode: 'no-cors' });
  });
}
