// What a page owes to everyone, looked at in the page as it is drawn. Returns sentences, one per fault.
() => {
  const faults = [];
  const all = selector => [...document.querySelectorAll(selector)];
  const isSeen = element => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const tell = element => element.outerHTML.slice(0, 120);

  const headings = all("h1").length;
  if (headings !== 1) faults.push(`${headings} h1`);
  for (const landmark of ["main", "header", "nav"]) if (!document.querySelector(landmark)) faults.push(`no ${landmark}`);
  for (const nav of all("nav")) if (!nav.ariaLabel && !nav.hasAttribute("aria-labelledby")) faults.push(`nav without a name: ${tell(nav)}`);
  if (!document.title.includes("·")) faults.push(`title says too little: ${document.title}`);
  if (document.documentElement.lang !== "en") faults.push("no language");

  for (const field of all("input:not([type=hidden]), select, textarea")) {
    if (!field.labels?.length && !field.ariaLabel) faults.push(`field without a label: ${tell(field)}`);
  }
  for (const control of all("a[href], button")) {
    const name = control.ariaLabel || control.textContent.trim() || control.title;
    if (!name) faults.push(`control without a name: ${tell(control)}`);
    const box = control.getBoundingClientRect();
    if (control.matches("button, .button, .filter, .chip") && isSeen(control) && box.height < 27.5) faults.push(`hard to hit, ${box.height} px: ${tell(control)}`);
  }
  for (const [id, count] of Object.entries(Object.groupBy(all("[id]"), element => element.id)).map(([id, list]) => [id, list.length])) {
    if (count > 1) faults.push(`id ${id} ${count} times`);
  }
  for (const attribute of ["aria-labelledby", "aria-describedby", "popovertarget"]) {
    for (const element of all(`[${attribute}]`)) {
      for (const id of element.getAttribute(attribute).split(" ")) if (!document.getElementById(id)) faults.push(`${attribute} names nothing: ${id}`);
    }
  }
  for (const region of all("[tabindex='0']")) if (!region.ariaLabel) faults.push(`focusable without a name: ${tell(region)}`);

  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) faults.push(`${wide} px wider than the window`);

  // Contrast as it is computed, tokens and mixing included.
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const toRgba = color => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [r2, g2, b2]) => [r * a + r2 * (1 - a), g * a + g2 * (1 - a), b * a + b2 * (1 - a), 1];
  const behind = element => {
    if (!element) return toRgba(getComputedStyle(document.documentElement).backgroundColor);
    const own = toRgba(getComputedStyle(element).backgroundColor);
    return own[3] > 0.99 ? own : over(own, behind(element.parentElement));
  };
  const light = ([r, g, b]) => {
    const part = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (seen.has(element) || !walker.currentNode.data.trim() || !isSeen(element) || element.closest("svg, :disabled, .visually-hidden, .skip, script")) continue;
    seen.add(element);
    const style = getComputedStyle(element);
    const back = behind(element);
    const [first, second] = [light(over(toRgba(style.color), back)), light(back)].sort((a, b) => b - a);
    const contrast = (first + 0.05) / (second + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.5 && style.fontWeight >= 700);
    if (contrast < (large ? 3 : 4.5)) faults.push(`contrast ${contrast.toFixed(2)}: ${tell(element)}`);
  }
  return faults;
}
