(() => {
  const parse = (c) => (c.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const over = (top, below) => {
    const a = top.length > 3 ? top[3] : 1;
    return [0, 1, 2].map((i) => top[i] * a + below[i] * (1 - a));
  };
  const channel = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = (c) => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const behind = (e) => {
    const layers = [];
    if (e.tagName === "text") {
      layers.push(parse(getComputedStyle(e.parentNode.querySelector("rect")).fill));
    }
    for (let at = e; at; at = at.parentElement) { layers.push(parse(getComputedStyle(at).backgroundColor)); }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const low = [];
  let count = 0;
  for (const e of document.body.querySelectorAll("*")) {
    const own = Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.textContent.trim()) || e.matches(".n");
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (!own || !box.width || !box.height || style.visibility === "hidden" || e.matches("script, style, title")) { continue; }
    count += 1;
    const back = behind(e);
    const front = over(parse(e.tagName === "text" ? style.fill : style.color), back);
    const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5 && low.length < 8) { low.push(`${e.tagName}.${e.getAttribute("class")} "${e.textContent.slice(0, 30)}" ${ratio.toFixed(2)}`); }
  }
  return { count, low };
})()
