// What a page does by itself: clocks, order, strips, charts. Everything else comes from the server as HTML.
'use strict';
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);

  // Times.
  const length = (seconds) => {
    const s = Math.max(0, Math.round(seconds));
    if (s < 60) return s + ' s';
    if (s < 3600) return Math.floor(s / 60) + ' min';
    if (s < 86400) return Math.floor(s / 3600) + ' h ' + Math.floor(s / 60) % 60 + ' min';
    return Math.floor(s / 86400) + ' d ' + Math.floor(s / 3600) % 24 + ' h';
  };
  const write = (time, words) => { if (time.textContent !== words) time.textContent = words; };
  const full = new Intl.DateTimeFormat([], { dateStyle: 'medium', timeStyle: 'medium' });
  const clock = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const clocks = (within = document) => {
    const now = Date.now();
    for (const time of all('time[datetime]', within)) {
      const at = Date.parse(time.dateTime);
      if (Number.isNaN(at) || time.dataset.clock === 'done') continue;
      const off = (now - at) / 1000;
      if ('ago' in time.dataset) write(time, off < 2 ? 'just now' : length(off) + ' ago');
      else if ('for' in time.dataset) write(time, length(off));
      else if ('in' in time.dataset) write(time, off > -1 ? 'now' : 'in ' + length(-off));
      else if ('clock' in time.dataset) { write(time, clock.format(at)); time.dataset.clock = 'done'; }
      if (!time.title) time.title = full.format(at);
    }
  };
  const strips = (within = document) => {
    const now = Date.now() / 1000;
    for (const strip of all('svg.strip', within)) {
      const seconds = Number(strip.dataset.seconds);
      strip.setAttribute('viewBox', `${Math.round(now - seconds * 0.98 - strip.dataset.base)} 0 ${seconds} 24`);
    }
  };
  const tick = () => { clocks(); };
  setInterval(tick, 1000);
  setInterval(strips, 5000);

  // The fleet: lines take the place of those that they are newer than, and what needs somebody stands first.
  const tones = new Map();
  const rowsOf = (html) => {
    const template = document.createElement('template');
    template.innerHTML = html;
    return [...template.content.querySelectorAll('tr')];
  };
  const replace = (html) => {
    const rows = rowsOf(html);
    const focused = document.activeElement && document.activeElement.id;
    let moved = false;
    for (const row of rows) {
      const before = document.getElementById(row.id);
      if (!before) continue;
      moved ||= before.dataset.rank !== row.dataset.rank;
      clocks(row);
      strips(row);
      before.replaceWith(row);
    }
    if (moved) order();
    if (focused && document.activeElement.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
    tell(rows);
    filter(rows);
  };
  const count = (text) => {
    for (const one of text.trim().split(' ')) {
      const [id, into, out, box, dbm, bars] = one.split(',');
      const row = document.getElementById(id);
      if (!row) continue;
      write(row.querySelector('.n-in'), into);
      write(row.querySelector('.n-out'), out);
      write(row.querySelector('.n-box'), box);
      if (dbm) write(row.querySelector('.n-dbm'), dbm);
      all('.bars rect', row).forEach((bar, n) => bar.setAttribute('class', bars > n ? 'on' : 'dim'));
    }
  };
  const order = () => {
    const body = one('#rows');
    let next = null;
    const wanted = [...body.children].sort((a, b) => (a.dataset.rank < b.dataset.rank ? 1 : -1));
    for (const row of wanted) {
      if (row.nextElementSibling !== next) body.insertBefore(row, next);
      next = row;
    }
  };
  const table = (html) => {
    const body = one('#rows');
    if (!body) return;
    if (html) body.replaceChildren(...rowsOf(html));
    const rows = [...body.children];
    clocks(body);
    strips(body);
    one('#nothing').hidden = rows.length > 0;
    order();
    tell(rows);
    filter(rows);
  };
  // What changed, for those who listen, and a flash for those who look.
  const tell = (rows) => {
    const said = [];
    for (const row of rows) {
      const tone = row.className.split(' ')[0];
      const before = tones.get(row.id);
      tones.set(row.id, tone);
      if (before === undefined || before === tone) continue;
      row.classList.add('changed');
      if (tone === 'busy' || before === 'busy' && tone === 'wait') continue;
      const cause = row.querySelector('.cause b');
      said.push(`${row.dataset.name}: ${row.querySelector('.state b').textContent}. ${cause ? cause.textContent : ''}`);
    }
    if (said.length) one('#said').textContent = said.slice(0, 3).join(' ');
  };
  const filter = (rows = one('#rows').children) => {
    const wanted = one('#find').value.trim().toLowerCase();
    for (const row of rows) row.hidden = wanted !== '' && !row.textContent.toLowerCase().includes(wanted);
  };

  // Charts.
  const charts = [];
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const columns = (minutes, kind, span) => {
    const last = Math.floor(Date.now() / 60000);
    const by = new Map(minutes.map((m) => [Math.floor(Date.parse(m.at) / 60000), m]));
    const xs = Array.from({ length: span }, (_, i) => last - span + 1 + i);
    const column = (pick, none) => xs.map((x) => (by.has(x) ? pick(by.get(x)) ?? none : none));
    const time = xs.map((x) => x * 60);
    return kind === 'signal' ? [time, column((m) => m.dbm, null)] : [time, column((m) => m.in, 0), column((m) => m.out, 0)];
  };
  const axis = (more) => ({
    stroke: colour('--muted'), font: '11px ' + colour('--sans'),
    grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, ...more,
  });
  const draw = (card, data) => {
    const plot = card.querySelector('.plot');
    plot.replaceChildren();
    const signal = card.dataset.chart === 'signal';
    const bars = uPlot.paths.bars({ size: [0.7, 9] });
    const series = signal
      ? [{ label: 'dBm', stroke: colour('--accent'), width: 2, spanGaps: true, points: { show: true, size: 4 } }]
      : [{ label: 'in', stroke: colour('--in'), fill: colour('--in'), width: 0, paths: bars, points: { show: false } },
         { label: 'out', stroke: colour('--out'), width: 2, points: { show: false }, paths: uPlot.paths.stepped({ align: 0 }) }];
    const most = (u, min, max) => [0, Math.max(4, Math.ceil((max ?? 0) * 1.15))];
    return new uPlot({
      width: plot.clientWidth, height: plot.clientHeight, legend: { show: false }, cursor: { show: false },
      scales: { x: { time: true }, y: { range: signal ? [-115, -50] : most } },
      axes: [axis({ space: 70, values: '{HH}:{mm}', size: 22 }), axis({ size: 34, space: 26, values: (u, v) => v.map((n) => (n === Math.round(n) ? String(n) : '')) })],
      series: [{}, ...series], padding: [6, 20, 0, 0],
    }, data, plot);
  };
  const load = async (chart) => {
    const answer = await fetch(chart.card.dataset.source, { headers: { Accept: 'application/json' } });
    if (!answer.ok) return;
    chart.data = columns(await answer.json(), chart.card.dataset.chart, Number(chart.card.dataset.minutes || 60));
    if (chart.plot) chart.plot.setData(chart.data); else chart.plot = draw(chart.card, chart.data);
    const sum = chart.data.slice(1).map((column) => column.reduce((a, b) => a + (b ?? 0), 0));
    chart.card.dataset.points = String(sum[0] + (sum[1] ?? 0));
  };
  const loadAll = () => charts.forEach((chart) => load(chart).catch(() => {}));
  const redraw = () => charts.forEach((chart) => {
    if (!chart.data) return;
    chart.plot.destroy();
    chart.plot = draw(chart.card, chart.data);
  });

  // The transcript: the last lines, and the end of them in sight unless somebody reads.
  const LINES = 400;
  const follow = () => {
    const lines = one('#lines');
    if (!lines) return;
    while (lines.children.length > LINES) lines.firstElementChild.remove();
    const box = lines.closest('.scroll');
    const pause = one('#pause');
    if (!pause.checked) box.scrollTop = box.scrollHeight;
  };

  // The state of a modem, for those who listen: when it changes, not with each number.
  let said = null;
  const say = () => {
    const words = [one('#state-word'), one('#cause')].map((part) => (part ? part.textContent : '')).join('. ');
    if (said !== null && said !== words) one('#said').textContent = words;
    said = words;
  };

  // A list that is open stays so when it comes anew.
  const unfolded = new Set();
  document.addEventListener('toggle', (event) => {
    if (!event.target.isConnected || !event.target.id) return;
    if (event.target.open) unfolded.add(event.target.id); else unfolded.delete(event.target.id);
  }, true);
  const unfold = () => all('details[id]').forEach((list) => { list.open = unfolded.has(list.id); });

  document.addEventListener('DOMContentLoaded', () => {
    clocks();
    strips();
    table();
    all('[data-chart]').forEach((card) => charts.push({ card, data: null, plot: null }));
    loadAll();
    setInterval(() => { if (!document.hidden) loadAll(); }, 10000);
    document.addEventListener('visibilitychange', () => { if (!document.hidden) { loadAll(); strips(); } });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
    let resized;
    addEventListener('resize', () => { clearTimeout(resized); resized = setTimeout(redraw, 150); });
    const find = one('#find');
    if (find) find.addEventListener('input', () => filter());
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input,textarea,select')) return;
      if (find) { event.preventDefault(); find.focus(); }
    });
    // Lines and numbers come often: a browser has less to do if they are put in place here.
    document.body.addEventListener('htmx:sseBeforeMessage', (event) => {
      const { type, data } = event.detail;
      if (type === 'rows') replace(data); else if (type === 'counts') count(data); else if (type === 'table') table(data); else return;
      event.preventDefault();
    });
    document.body.addEventListener('htmx:sseMessage', (event) => {
      const kind = event.detail.type;
      if (kind === 'line' || kind === 'transcript') follow();
      if (kind === 'history') unfold();
      if (kind === 'state') say();
      if (kind === 'message') { const list = one('#messages'); while (list.children.length > 100) list.lastElementChild.remove(); }
      clocks(kind === 'transcript' ? one('#lines') : event.target);
      if (kind === 'history') strips(event.target);
      const titled = one('[data-title]');
      if (titled) document.title = titled.dataset.title + ' · atflux gateway';
    });
    document.body.addEventListener('htmx:sseOpen', () => document.body.classList.remove('offline'));
    document.body.addEventListener('htmx:sseError', () => document.body.classList.add('offline'));
    const trouble = (words) => { const box = one('#trouble'); box.textContent = words; box.hidden = words === ''; };
    document.body.addEventListener('htmx:beforeRequest', () => trouble(''));
    document.body.addEventListener('htmx:sendError', () => trouble('The gateway does not answer.'));
    document.body.addEventListener('htmx:responseError', (event) => {
      const status = event.detail.xhr.status;
      trouble(status === 403 ? 'You may not do this here. If you may, load the page anew.'
        : status === 429 ? 'Too many requests. Try again in a moment.' : `The gateway refuses this (${status}).`);
    });
    document.body.addEventListener('htmx:afterSwap', () => clocks());
  });
})();
