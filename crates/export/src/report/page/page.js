(function () {
  "use strict";
  function all(what) { return Array.prototype.slice.call(document.querySelectorAll(what)); }
  all(".js[hidden]").forEach(function (e) { e.hidden = false; });

  // A link to what is folded opens it.
  function unfold() {
    var to = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (var e = to; e; e = e.parentElement) { if (e.tagName === "DETAILS") { e.open = true; } }
  }
  addEventListener("hashchange", unfold);
  unfold();

  var find = document.getElementById("find"), found = document.getElementById("found"), list = null, MOST = 60;
  function entries() {
    return all("[data-find]").map(function (e, at) {
      var words = e.querySelector(".name, blockquote, .what, h3, b").textContent.trim().replace(/\s+/g, " ");
      var voice = e.closest(".voice");
      if (voice) { words = voice.querySelector(".name").firstChild.textContent.trim() + ": " + words; }
      if (!e.id) { e.id = "f" + at; }
      return { sort: e.dataset.find, words: words, low: (words + " " + e.textContent).toLowerCase(), id: e.id };
    });
  }
  find.addEventListener("input", function () {
    list = list || entries();
    var words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    var hits = words.length ? list.filter(function (e) { return words.every(function (w) { return e.low.indexOf(w) >= 0; }); }) : [];
    found.textContent = words.length ? hits.length + (hits.length === 1 ? " place" : " places") + (hits.length > MOST ? ", the first " + MOST + " shown" : "") : "";
    var ul = found.appendChild(document.createElement("ul"));
    hits.slice(0, MOST).forEach(function (hit) {
      var li = ul.appendChild(document.createElement("li")), a = document.createElement("a"), small = document.createElement("small");
      a.href = "#" + hit.id; a.textContent = hit.words.length > 240 ? hit.words.slice(0, 240) + "\u2026" : hit.words;
      small.textContent = " " + hit.sort;
      li.append(a, small);
    });
  });
})();
