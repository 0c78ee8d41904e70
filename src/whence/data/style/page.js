(function () {
  "use strict";
  var root = document.documentElement;
  var PAGE = 200;
  function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }

  /* the table of consignments */
  var table = document.getElementById("rows");
  if (table) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    var text = rows.map(function () { return null; });
    rows.forEach(function (row, i) { row.whenceIndex = i; });
    var search = document.querySelector("[data-search]");
    var filters = all("[data-filter]");
    var tally = document.querySelector("[data-tally]");
    var more = document.querySelector("[data-more]");
    var limit = PAGE;
    var words = function (row) {
      var i = row.whenceIndex;
      if (text[i] === null) { text[i] = row.textContent.toLowerCase(); }
      return text[i];
    };
    var fits = function (row) {
      var wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      return filters.every(function (f) {
        return !f.value || ("|" + row.dataset[f.dataset.filter] + "|").indexOf("|" + f.value + "|") >= 0;
      }) && wanted.every(function (w) { return words(row).indexOf(w) >= 0; });
    };
    /* only the rows that are seen stand on the page: ten thousand would make it slow */
    var put = function (held) {
      var paper = document.createDocumentFragment();
      held.forEach(function (row) { paper.appendChild(row); });
      body.replaceChildren(paper);
    };
    var show = function () {
      var held = rows.filter(fits);
      var found = held.length;
      put(held.slice(0, limit));
      var seen = Math.min(found, limit);
      tally.textContent = (seen < found ? seen + " of " : "") + found +
        (found === 1 ? " consignment" : " consignments") +
        (found < rows.length ? ", out of " + rows.length : "");
      more.hidden = seen >= found;
      more.textContent = "Show " + Math.min(PAGE, found - seen) + " more";
    };
    var again = function () { limit = PAGE; show(); };
    search.addEventListener("input", again);
    search.form.addEventListener("submit", function (e) { e.preventDefault(); });
    filters.forEach(function (f) { f.addEventListener("change", again); });
    more.addEventListener("click", function () { limit += PAGE; show(); });
    all("[data-sort]", table).forEach(function (button) {
      button.addEventListener("click", function () {
        var column = Number(button.dataset.sort);
        var head = button.closest("th");
        var down = head.getAttribute("aria-sort") === "ascending";
        all("th", table).forEach(function (th) { th.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var value = function (row) {
          var cell = row.cells[column];
          return cell.dataset.v || cell.textContent.trim();
        };
        var keyed = rows.map(function (row) { return [value(row), row]; });
        var compare = new Intl.Collator("en", { numeric: true }).compare;
        keyed.sort(function (a, b) { return (down ? -1 : 1) * compare(a[0], b[0]) || a[1].whenceIndex - b[1].whenceIndex; });
        rows = keyed.map(function (k) { return k[1]; });
        show();
      });
    });
    show();
    all("[data-only]").forEach(function (link) {
      link.addEventListener("click", function () {
        filters.forEach(function (f) { f.value = f.dataset.filter === "outcome" ? link.dataset.only : ""; });
        search.value = "";
        again();
      });
    });
    window.addEventListener("beforeprint", function () { put(rows.filter(fits)); });
    window.addEventListener("afterprint", show);
  }

  all("[data-search-for]").forEach(function (box) {
    var held = all("tbody tr", document.getElementById(box.dataset.searchFor));
    box.form.addEventListener("submit", function (e) { e.preventDefault(); });
    box.addEventListener("input", function () {
      var wanted = box.value.trim().toLowerCase();
      held.forEach(function (row) { row.hidden = row.textContent.toLowerCase().indexOf(wanted) < 0; });
    });
  });

  /* verdicts to copy */
  all("[data-verdict]").forEach(function (choice) {
    choice.addEventListener("change", function () {
      var code = choice.closest(".command").querySelector("[data-command-text]");
      code.textContent = choice.selectedOptions[0].dataset.command;
    });
  });
  all("[data-copy]").forEach(function (button) {
    button.addEventListener("click", function () {
      var code = button.parentNode.querySelector("[data-command-text]");
      var said = function (ok) {
        button.textContent = ok ? "Copied" : "Select and copy by hand";
        window.setTimeout(function () { button.textContent = "Copy"; }, 2000);
      };
      var range = document.createRange();
      range.selectNodeContents(code);
      var picked = window.getSelection();
      picked.removeAllRanges();
      picked.addRange(range);
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(code.textContent).then(function () { said(true); }, function () { said(document.execCommand("copy")); });
      } else { said(document.execCommand("copy")); }
    });
  });

  /* a link opens what it points at */
  function reveal() {
    var goal = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!goal) { return; }
    var inner = goal.matches("article") ? goal.querySelector("details") : null;
    if (inner) { inner.open = true; }
    for (var up = goal; up; up = up.parentElement) { if (up.tagName === "DETAILS") { up.open = true; } }
    goal.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);

  /* a diagram opens at the consignment, its right end */
  function toTheGoods(from) { all(".path .scroll", from).forEach(function (b) { b.scrollLeft = b.scrollWidth; }); }
  document.addEventListener("toggle", function (e) { if (e.target.open) { toTheGoods(e.target); } }, true);
  toTheGoods(document);

  /* open, close, print */
  all("[data-all]").forEach(function (button) {
    button.addEventListener("click", function () {
      all("main details").forEach(function (d) { d.open = button.dataset.all === "open"; });
    });
  });
  all("[data-print]").forEach(function (button) { button.addEventListener("click", function () { window.print(); }); });
  var shut = [];
  window.addEventListener("beforeprint", function () {
    /* what no ground touches, and the raw rows, are printed when the reader opened them */
    shut = all("details:not([open])").filter(function (d) {
      return !d.closest(".untouched, .quiet, .facts-table, .paths, .ruled-out");
    });
    shut.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () { shut.forEach(function (d) { d.open = false; }); shut = []; });

  /* where the reader is */
  if ("IntersectionObserver" in window) {
    var links = {};
    all(".contents a").forEach(function (a) { links[a.hash.slice(1)] = a; });
    var watch = new IntersectionObserver(function (seen) {
      seen.forEach(function (s) {
        if (!s.isIntersecting) { return; }
        Object.keys(links).forEach(function (k) { links[k].removeAttribute("aria-current"); });
        var here = links[s.target.id];
        here.setAttribute("aria-current", "true");
        /* where the contents are one line, that line runs along */
        var strip = here.closest("ol");
        strip.scrollLeft += here.getBoundingClientRect().left - strip.getBoundingClientRect().left - 8;
      });
    }, { rootMargin: "-15% 0px -75% 0px" });
    all("main > section").forEach(function (s) { if (links[s.id]) { watch.observe(s); } });
  }
  root.classList.add("js");
  root.dataset.ready = "true";
  reveal();
}());
