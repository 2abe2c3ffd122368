// What is the same on every replay page.
namespace DynamoKv.Web.Hosting.Running;

/// <summary>What is the same on every replay page.</summary>
internal static class ReplayTemplate
{
    /// <summary>Up to the heading.</summary>
    public const string Head = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{{title}}</title>
        <style>
        :root{color-scheme:light dark}
        body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1rem;background:Canvas;color:CanvasText;overflow-wrap:anywhere}
        th{overflow-wrap:normal}
        h1{margin:.2rem 0}h2{margin:1.4rem 0 .4rem}.summary{font-size:1.15rem;margin:.2rem 0}.narrow{display:none}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid color-mix(in srgb,CanvasText 25%,Canvas)}
        .good{color:light-dark(#00693e,#5fd39a)}.bad{color:light-dark(#b3261e,#ff8a80)}.open{color:light-dark(#7a5900,#ffd166)}
        svg{max-width:100%;height:auto}.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:1rem}
        .story{display:grid;grid-template-columns:minmax(0,26rem) minmax(0,1fr);gap:1rem;align-items:start}
        #captions{height:26rem;overflow:auto;border:1px solid color-mix(in srgb,CanvasText 25%,Canvas);padding:0;margin:0;list-style:none}
        #captions li{padding:.2rem .6rem;cursor:pointer;display:grid;grid-template-columns:5.2rem 1.4rem 1fr}
        #captions time{font-variant-numeric:tabular-nums;opacity:.75}
        #captions li[aria-current]{background:color-mix(in srgb,Highlight 30%,Canvas);outline:2px solid Highlight;outline-offset:-2px}
        .controls{display:flex;gap:.6rem;align-items:center;flex-wrap:wrap}.controls input{flex:1;min-width:12rem}
        button{font:inherit;padding:.2rem .8rem}
        @media(max-width:44rem){.story{grid-template-columns:1fr}thead{display:none}tr{display:block;padding:.4rem 0;border-bottom:1px solid color-mix(in srgb,CanvasText 25%,Canvas)}
        td{display:block;border:0;padding:.1rem 0}.narrow{display:inline}#captions{height:16rem}}
        </style></head><body>

        """;

    /// <summary>The story.</summary>
    public const string Player = """
        <h2>The story</h2>
        <p id="whole"></p>
        <div class="controls"><button id="play" type="button">Play</button>
        <button id="back" type="button" aria-label="One back">&#8592;</button><button id="next" type="button" aria-label="One on">&#8594;</button>
        <input id="cursor" type="range" min="0" value="0" aria-label="Which caption"><output id="time"></output></div>
        <div class="story"><div><svg id="ring" viewBox="0 0 420 420" width="420" role="img" aria-label="The nodes and the messages under way"></svg>
        <p id="faults" aria-live="polite"></p></div>
        <ol id="captions" tabindex="0" aria-label="Captions"></ol></div>

        """;

    /// <summary>What moves it.</summary>
    public const string Script = """
        const by = id => document.getElementById(id), svg = (name, at, text) => {
          const one = document.createElementNS('http://www.w3.org/2000/svg', name);
          for (const key in at) one.setAttribute(key, at[key]);
          if (text) one.textContent = text;
          return one;
        };
        const place = {}; let shown = 0, timer = 0;
        replay.nodes.forEach((node, index) => {
          const angle = index / replay.nodes.length * 2 * Math.PI - Math.PI / 2;
          place[node] = [210 + 160 * Math.cos(angle), 210 + 160 * Math.sin(angle)];
        });
        by('whole').textContent = replay.isWhole ? `${replay.frames.length} captions.` : `The first ${replay.frames.length} captions; the rest of the run is in log.jsonl.`;
        by('cursor').max = Math.max(0, replay.frames.length - 1);
        replay.frames.forEach((frame, index) => {
          const line = document.createElement('li');
          const at = document.createElement('time'), mark = document.createElement('span'), text = document.createElement('span');
          at.textContent = `${(frame.t / 1000).toFixed(3)} s`;
          mark.textContent = { request: '\u25b8', success: '\u2713', trouble: '!', fault: '\u2717', mended: '+' }[frame.tone] || '';
          mark.className = { success: 'good', mended: 'good', trouble: 'open', fault: 'bad' }[frame.tone] || '';
          mark.title = frame.tone;
          text.textContent = frame.text;
          line.append(at, mark, text);
          line.onclick = () => show(index);
          by('captions').append(line);
        });
        function show(index) {
          if (!replay.frames.length) return;
          shown = Math.min(Math.max(index, 0), replay.frames.length - 1);
          const frame = replay.frames[shown], ring = by('ring');
          ring.replaceChildren(svg('circle', { cx: 210, cy: 210, r: 160, fill: 'none', stroke: 'currentColor', 'stroke-opacity': .25 }));
          const counts = {};
          for (const message of frame.messages) counts[message] = (counts[message] || 0) + 1;
          for (const way in counts) {
            const [from, to] = way.split('>').map(node => place[node]);
            if (from && to) ring.append(svg('line', { x1: from[0], y1: from[1], x2: (from[0] + 2 * to[0]) / 3, y2: (from[1] + 2 * to[1]) / 3, stroke: '#0072b2', 'stroke-width': 1 + counts[way] }));
          }
          for (const node of replay.nodes) {
            const [x, y] = place[node], down = frame.down.includes(node), paused = frame.paused.includes(node);
            ring.append(svg('circle', { cx: x, cy: y, r: 20, fill: down ? '#b3261e' : paused ? '#7a5900' : '#00693e' }), svg('text', { x, y: y + 5, 'text-anchor': 'middle', fill: '#fff' }, node),
              svg('text', { x, y: y + 36, 'text-anchor': 'middle', fill: 'currentColor', 'font-size': 12 }, down ? 'down' : paused ? 'paused' : ''));
          }
          by('faults').textContent = frame.faults.length ? 'Broken: ' + frame.faults.join('; ') : 'Nothing is broken.';
          by('cursor').value = shown;
          by('time').textContent = `${(frame.t / 1000).toFixed(3)} s, line ${frame.n}`;
          by('captions').querySelector('[aria-current]')?.removeAttribute('aria-current');
          const line = by('captions').children[shown];
          line.setAttribute('aria-current', 'true');
          by('captions').scrollTop = line.offsetTop - by('captions').offsetTop - 100;
        }
        function play() {
          if (timer) { clearInterval(timer); timer = 0; }
          else timer = setInterval(() => shown + 1 < replay.frames.length ? show(shown + 1) : play(), 400);
          by('play').textContent = timer ? 'Pause' : 'Play';
        }
        by('play').onclick = play; by('back').onclick = () => show(shown - 1); by('next').onclick = () => show(shown + 1);
        by('cursor').oninput = event => show(+event.target.value);
        by('captions').onkeydown = event => {
          const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
          if (step) { show(shown + step); event.preventDefault(); }
        };
        function toLine(line) { let index = replay.frames.findIndex(frame => frame.n >= line); show(index < 0 ? replay.frames.length - 1 : index); by('ring').scrollIntoView({ block: 'center' }); }
        for (const link of document.querySelectorAll('[data-line]')) link.onclick = () => toLine(+link.dataset.line);
        location.hash.length > 1 ? toLine(+location.hash.slice(1)) : show(0);

        """;
}
