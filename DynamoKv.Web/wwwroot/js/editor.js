// A text with numbered lines. What is typed is told when the typing rests, so that no key waits for the server.

const rest = 250; // milliseconds
const indent = '  ';

export function start(area, gutter, receiver) {
  let timer = 0;
  let mayLeave = false; // after Escape the next Tab goes on to the next field
  let marked = new Set();

  const number = () => {
    const count = area.value.split('\n').length;
    gutter.replaceChildren(...Array.from({ length: count }, (_, index) => {
      const line = document.createElement(marked.has(index + 1) ? 'b' : 'span');
      line.textContent = (marked.has(index + 1) ? '! ' : '') + (index + 1) + '\n';
      return line;
    }));
    gutter.scrollTop = area.scrollTop;
  };

  const tell = () => {
    clearTimeout(timer);
    timer = 0;
    receiver.invokeMethodAsync('OnTextAsync', area.value);
  };

  const onInput = () => {
    number();
    clearTimeout(timer);
    timer = setTimeout(tell, rest);
  };

  const onBlur = () => { if (timer !== 0) tell(); };

  const onScroll = () => { gutter.scrollTop = area.scrollTop; };

  const onKey = event => {
    if (event.key === 'Tab' && !event.shiftKey && !mayLeave) {
      event.preventDefault();
      area.setRangeText(indent, area.selectionStart, area.selectionEnd, 'end');
      onInput();
    }
    mayLeave = event.key === 'Escape';
  };

  area.addEventListener('input', onInput);
  area.addEventListener('blur', onBlur);
  area.addEventListener('scroll', onScroll);
  area.addEventListener('keydown', onKey);
  return {
    show: text => {
      clearTimeout(timer);
      timer = 0;
      area.value = text;
      number();
    },
    mark: lines => {
      marked = new Set(lines);
      number();
    },
    goTo: (line, column) => {
      const lines = area.value.split('\n');
      const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
      area.focus();
      area.setSelectionRange(before + column - 1, before + (lines[line - 1] ?? '').length);
      area.scrollTop = (line - 4) * parseFloat(getComputedStyle(area).lineHeight);
    },
    stop: () => {
      clearTimeout(timer);
      area.removeEventListener('input', onInput);
      area.removeEventListener('blur', onBlur);
      area.removeEventListener('scroll', onScroll);
      area.removeEventListener('keydown', onKey);
    },
  };
}

export function save(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
