// The box beside the pointer, and the same words for a screen reader when the keyboard moved.

const box = () => document.getElementById('tip');

export function show(text, x, y) {
  const tip = box();
  tip.textContent = text;
  tip.hidden = false;
  const {width, height} = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 4))}px`;
  tip.style.top = `${Math.max(4, y + 18 + height > innerHeight ? y - height - 10 : y + 18)}px`;
}

export function hide() {
  box().hidden = true;
}
