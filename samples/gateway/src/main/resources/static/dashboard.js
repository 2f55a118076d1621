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
  const clocks = (within = document) => {
    const now = Date.now();
    for (const time of all('time[datetime]', within)) {
      const at = Date.parse(time.dateTime);
      if (Number.isNaN(at)) continue;
      const off = (now - at) / 1000;
      if ('ago' in time.dataset) write(time, off < 2 ? 'just now' : length(off) + ' ago');
      else if ('for' in time.dataset) write(time, length(off));
      else if ('in' in time.dataset) write(time, off > -1 ? 'now' : 'in ' + length(-off));
      else if ('clock' in time.dataset) write(time, new Date(at).toLocaleTimeString([], { hour12: false }));
      if (!time.title) time.title = new Date(at).toLocaleString();
    }
  };
  const strips = (within = document) => {
    const now = Date.now() / 1000;
    for (const strip of all('svg.strip', within)) {
      const seconds = Number(strip.dataset.seconds);
      strip.setAttribute('viewBox', `${Math.round(now - seconds - strip.dataset.base)} 0 ${seconds} 24`);
    }
  };
  const tick = () => { clocks(); };
  setInterval(tick, 1000);
  setInterval(strips, 5000);

  // The fleet's order: what needs somebody stands first.
  const tones = new Map();
  const order = () => {
    const body = one('#rows');
    if (!body) return;
    const rows = [...body.children];
    const wanted = [...rows].sort((a, b) => (a.dataset.rank < b.dataset.rank ? -1 : 1));
    if (wanted.some((row, i) => row !== rows[i])) {
      const focused = document.activeElement;
      let next = null;
      for (const row of wanted.reverse()) {
        if (row.nextElementSibling !== next) body.insertBefore(row, next);
        next = row;
      }
      if (focused && document.activeElement !== focused) focused.focus({ preventScroll: true });
    }
    one('#nothing').hidden = rows.length > 0;
    tell(rows);
    filter();
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
  const filter = () => {
    const find = one('#find');
    if (!find) return;
    const wanted = find.value.trim().toLowerCase();
    for (const row of one('#rows').children) row.hidden = wanted !== '' && !row.textContent.toLowerCase().includes(wanted);
  };

  // Charts.
  const charts = [];
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const WINDOW = 60;
  const table = (minutes, kind) => {
    const last = Math.floor(Date.now() / 60000);
    const by = new Map(minutes.map((m) => [Math.floor(Date.parse(m.at) / 60000), m]));
    const xs = Array.from({ length: WINDOW }, (_, i) => last - WINDOW + 1 + i);
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
      series: [{}, ...series], padding: [6, 6, 0, 0],
    }, data, plot);
  };
  const load = async (chart) => {
    const answer = await fetch(chart.card.dataset.source, { headers: { Accept: 'application/json' } });
    if (!answer.ok) return;
    chart.data = table(await answer.json(), chart.card.dataset.chart);
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

  document.addEventListener('DOMContentLoaded', () => {
    clocks();
    strips();
    order();
    all('[data-chart]').forEach((card) => charts.push({ card, data: null, plot: null }));
    loadAll();
    setInterval(() => { if (!document.hidden) loadAll(); }, 10000);
    document.addEventListener('visibilitychange', () => { if (!document.hidden) { loadAll(); strips(); } });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
    let resized;
    addEventListener('resize', () => { clearTimeout(resized); resized = setTimeout(redraw, 150); });
    const find = one('#find');
    if (find) find.addEventListener('input', filter);
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input,textarea,select')) return;
      if (find) { event.preventDefault(); find.focus(); }
    });
    document.body.addEventListener('htmx:sseMessage', (event) => {
      const kind = event.detail.type;
      document.body.classList.remove('offline');
      if (kind === 'beat') return;
      if (kind === 'line') { follow(); }
      if (kind === 'rows' || kind === 'table') order();
      clocks();
      if (kind !== 'line') strips();
      const numbers = one('#summary [data-title]');
      if (numbers) document.title = numbers.dataset.title + ' · atflux gateway';
    });
    document.body.addEventListener('htmx:sseOpen', () => document.body.classList.remove('offline'));
    document.body.addEventListener('htmx:sseError', () => document.body.classList.add('offline'));
    document.body.addEventListener('htmx:afterSwap', () => clocks());
  });
})();
