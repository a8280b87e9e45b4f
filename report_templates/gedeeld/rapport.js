document.addEventListener("click", function (event) {
  var button = event.target.closest("button.kopieer");
  if (!button) return;
  var rows = Array.from(button.closest("details").querySelectorAll("tr"), function (row) {
    return Array.from(row.cells, function (cell) {
      var text = cell.innerText.replace(/\s+/g, " ").trim();
      if (/^[=+@-]/.test(text) && !/^[+-][\d.,]+%?$/.test(text)) text = "'" + text;
      return /[;"]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
    }).join(";");
  }).join("\r\n");
  var melding = button.parentNode.querySelector(".kopieermelding");
  function klaar(gelukt) { melding.textContent = gelukt ? "Gekopieerd" : "Kopiëren lukt niet in deze browser"; }
  function oud() {
    var veld = document.createElement("textarea");
    veld.value = rows;
    veld.setAttribute("aria-hidden", "true");
    document.body.appendChild(veld);
    veld.select();
    var gelukt = document.execCommand("copy");
    veld.remove();
    button.focus();
    klaar(gelukt);
  }
  if (navigator.clipboard) navigator.clipboard.writeText(rows).then(function () { klaar(true); }, oud);
  else oud();
});
