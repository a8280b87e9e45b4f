"use strict";
(() => {
  const box = document.getElementById("zoeken");
  const field = document.getElementById("zoekwoorden");
  const list = document.getElementById("zoekresultaten");
  const status = document.getElementById("zoekmelding");
  const entries = JSON.parse(document.getElementById("zoekindex").textContent);
  const most = 30;
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const texts = entries.map((entry) => plain(`${entry.naam} ${entry.woorden}`));

  function show() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const found = words.length ? entries.filter((_, place) => words.every((word) => texts[place].includes(word))) : [];
    list.replaceChildren(...found.slice(0, most).map((entry) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = entry.adres;
      link.textContent = entry.naam;
      item.append(link);
      return item;
    }));
    const shown = found.length > most ? `${found.length} gevonden, de eerste ${most} staan hier` : `${found.length} gevonden`;
    status.textContent = words.length ? `${shown}.` : "";
  }

  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector("a")?.click();
    if (event.key === "ArrowDown") list.querySelector("a")?.focus();
  });
  box.hidden = false;
  show();
})();
