(function () {
  "use strict";
  var lit = [], kept = null, places = [], at = -1;
  var calm = matchMedia("(prefers-reduced-motion: reduce)");
  function all(root, what) { return Array.prototype.slice.call(root.querySelectorAll(what)); }
  function part(element) { return element.closest(".doc"); }

  // The places of a fact in its text, and what else shows it.
  function touched(doc, fact) {
    return all(doc, '[data-k~="' + fact + '"]');
  }
  function dark() {
    lit.forEach(function (e) { e.classList.remove("on", "at", "fact"); });
    lit = [];
  }
  function light(doc, fact) {
    dark();
    var found = touched(doc, fact);
    found.forEach(function (e) { e.classList.add("on"); });
    all(doc, 'svg [data-f="' + fact + '"]').forEach(function (e) { e.classList.add("on"); found.push(e); });
    all(doc, 'li[data-f="' + fact + '"], div[data-f="' + fact + '"]').forEach(function (e) { e.classList.add("fact"); found.push(e); });
    lit = found;
  }

  // Pieces that stand side by side are one place.
  function gathered(pieces) {
    return pieces.filter(function (e, i) {
      var before = pieces[i - 1], between = before && before.nextSibling;
      while (between && between !== e && between.nodeType === 1 && !between.textContent) { between = between.nextSibling; }
      return !(before && between === e);
    });
  }

  var strip = document.createElement("div");
  strip.className = "strip"; strip.hidden = true;
  strip.setAttribute("role", "toolbar"); strip.setAttribute("aria-label", "Places in the text");
  function button(words, label, act) {
    var b = document.createElement("button");
    b.type = "button"; b.textContent = words; b.setAttribute("aria-label", label);
    b.addEventListener("click", act); strip.appendChild(b);
  }
  var title = strip.appendChild(document.createElement("b"));
  var count = strip.appendChild(document.createElement("span"));
  var card = strip.appendChild(document.createElement("a"));
  count.setAttribute("aria-live", "polite"); card.textContent = "Card";
  button("\u2191", "Place before", function () { walk(-1); });
  button("\u2193", "Next place", function () { walk(1); });
  button("\u2715", "End", function () { end(); });
  document.body.appendChild(strip);

  function press(doc, fact, is) {
    all(doc, '[role=button][data-f="' + fact + '"]').forEach(function (e) { e.setAttribute("aria-pressed", is); });
  }
  function name(doc, fact) {
    var home = doc.querySelector('div[data-f="' + fact + '"], li[data-f="' + fact + '"]');
    var words = home && home.querySelector(".name, blockquote, ul > li, b");
    return words ? (words.firstChild.nodeType === 3 ? words.firstChild : words).textContent.trim() : "";
  }
  function keep(doc, fact, from) {
    if (kept) { press(kept.doc, kept.fact, false); }
    kept = { doc: doc, fact: fact };
    press(doc, fact, true);
    light(doc, fact);
    places = gathered(touched(doc, fact));
    at = from ? places.findIndex(function (e) { return e === from || e.contains(from); }) : -1;
    title.textContent = name(doc, fact);
    card.href = "#" + doc.id.replace("top", fact);
    tell();
    strip.hidden = false;
  }
  function tell() {
    count.textContent = (at < 0 ? "" : at + 1 + " of ") + places.length + (places.length === 1 ? " place" : " places");
    lit.forEach(function (e) { e.classList.remove("at"); });
    if (places[at]) { places[at].classList.add("at"); }
  }
  function show(element, block) {
    element.scrollIntoView({ block: block, inline: "nearest", behavior: calm.matches ? "auto" : "smooth" });
  }
  function walk(step) {
    if (!places.length) { return; }
    at = (at < 0 && step < 0 ? places.length - 1 : at + step + places.length) % places.length;
    tell();
    show(places[at], "center");
  }
  function end() {
    if (kept) { press(kept.doc, kept.fact, false); }
    kept = null; places = []; at = -1; strip.hidden = true;
    dark();
  }

  // What stands beside the text is brought into view where it scrolls by itself.
  function beside(doc, fact) {
    var facts = doc.querySelector(".facts");
    var home = facts.querySelector('div[data-f="' + fact + '"], li[data-f="' + fact + '"]');
    if (!home || getComputedStyle(facts).position !== "sticky") { return; }
    for (var e = home.parentElement; e && e !== facts; e = e.parentElement) { if (e.tagName === "DETAILS") { e.open = true; } }
    var top = home.getBoundingClientRect().top - facts.getBoundingClientRect().top + facts.scrollTop;
    facts.scrollTo({ top: top - 60, behavior: calm.matches ? "auto" : "smooth" });
  }

  all(document, ".js[hidden]").forEach(function (e) { e.hidden = false; });
  all(document, ".text a.m, .top a.m, .text a.n, .top a.n").forEach(function (e) {
    e.setAttribute("role", "button"); e.setAttribute("aria-pressed", "false");
  });

  // Where the page moves under a pointer that rests, nothing is pointed at.
  var pointer = "";
  function place(event) { return event.clientX + " " + event.clientY; }
  document.addEventListener("mousemove", function (event) { pointer = place(event); });
  document.addEventListener("mouseover", function (event) {
    if (kept || place(event) === pointer) { return; }
    var e = event.target.closest("[data-f]");
    if (e && part(e)) { light(part(e), e.dataset.f); } else { dark(); }
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a"), e = event.target.closest("[data-f]");
    var act = event.target.closest("button[data-act]");
    if (act) { filter(act); return; }
    if (event.target.closest(".strip")) { return; }
    if (!e || !part(e)) { if (!link && kept) { end(); } return; }
    if (!link && (event.target.closest("summary, button") || String(getSelection()))) { return; }
    var doc = part(e), fact = e.dataset.f;
    if (link && link.matches(".m, .n")) {
      event.preventDefault();
      if (kept && kept.doc === doc && kept.fact === fact) { end(); return; }
      keep(doc, fact, link); beside(doc, fact);
      return;
    }
    keep(doc, fact, null);
    if (link && link.matches(".e, .node")) {
      if (getComputedStyle(doc.querySelector(".facts")).position === "sticky") { event.preventDefault(); beside(doc, fact); }
    }
    if (!link) { walk(1); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea")) { return; }
    var key = event.key, e = event.target;
    if (key === "Escape") { end(); return; }
    if (key === " " && e.matches("[role=button]")) { event.preventDefault(); e.click(); return; }
    if (!kept) { return; }
    if (key === "n" || key === "ArrowRight" || key === "ArrowDown") { event.preventDefault(); walk(1); }
    if (key === "p" || key === "ArrowLeft" || key === "ArrowUp") { event.preventDefault(); walk(-1); }
  });

  function filter(button) {
    var doc = part(button), is = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", is);
    all(doc, '.said[data-act="' + button.dataset.act + '"]').forEach(function (e) { e.hidden = !is; e.style.display = is ? "" : "none"; });
    all(doc, ".voice").forEach(function (v) {
      v.hidden = !all(v, "li").some(function (e) { return !e.hidden; });
    });
  }

  // A link to what is folded opens it.
  function unfold() {
    var to = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (var e = to; e; e = e.parentElement) { if (e.tagName === "DETAILS" && !e.open) { e.open = true; show(to, "start"); } }
  }
  addEventListener("hashchange", unfold);
  unfold();

  var find = document.getElementById("find");
  if (!find) { return; }
  document.title = document.querySelector("#index h1").textContent;
  var found = document.getElementById("found"), list = null;
  function entries() {
    var rows = all(document, ".docs a").map(function (e) { return ["Headline", e.textContent, e.getAttribute("href")]; });
    all(document, ".card").forEach(function (e) { rows.push(["Name", name(part(e), e.dataset.f), "#" + e.id, part(e)]); });
    all(document, ".said").forEach(function (e) {
      rows.push(["Quote", e.closest(".voice").querySelector(".name").firstChild.textContent + ": " + e.querySelector("blockquote").textContent, "#" + e.id, part(e)]);
    });
    return rows.map(function (row) { return { row: row, low: row[1].toLowerCase() }; });
  }
  find.addEventListener("input", function () {
    list = list || entries();
    var words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    var hits = words.length ? list.filter(function (e) { return words.every(function (w) { return e.low.indexOf(w) >= 0; }); }) : [];
    found.textContent = words.length ? hits.length + (hits.length === 1 ? " place" : " places") + (hits.length > 60 ? ", the first 60 shown" : "") : "";
    var ul = found.appendChild(document.createElement("ul"));
    hits.slice(0, 60).forEach(function (hit) {
      var li = ul.appendChild(document.createElement("li")), small = document.createElement("small"), a = document.createElement("a");
      a.href = hit.row[2]; a.textContent = hit.row[1].length > 240 ? hit.row[1].slice(0, 240) + "\u2026" : hit.row[1];
      var h = hit.row[3] && hit.row[3].querySelector("h1");
      small.textContent = " " + hit.row[0] + (h ? " in " + h.textContent.trim() : "");
      li.append(a, small);
    });
  });
})();
