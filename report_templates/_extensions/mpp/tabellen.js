"use strict";
// Tabellen: sorteren, kopiëren en CSV.
(() => {
  const mpp = (window.mpp = {});

  mpp.maak = (naam, kenmerken = {}, ...inhoud) => {
    const element = document.createElement(naam);
    for (const [sleutel, waarde] of Object.entries(kenmerken)) element.setAttribute(sleutel, waarde);
    element.append(...inhoud);
    return element;
  };
  mpp.tekst = (element) => {
    const tekening = element.querySelector("svg.tekening");
    return (tekening ? tekening.getAttribute("aria-label") : element.textContent).replace(/\s+/g, " ").trim();
  };

  // De cel op elke plaats: een cel die meer rijen of kolommen beslaat staat er vaker in.
  function rooster(rijen) {
    const cellen = rijen.map(() => []);
    rijen.forEach((rij, nummer) => {
      let kolom = 0;
      for (const cel of rij.cells) {
        while (cellen[nummer][kolom]) kolom += 1;
        for (let onder = nummer; onder < Math.min(nummer + cel.rowSpan, rijen.length); onder += 1) {
          for (let naast = kolom; naast < kolom + cel.colSpan; naast += 1) cellen[onder][naast] = cel;
        }
        kolom += cel.colSpan;
      }
    });
    return cellen;
  }

  // Een tabel zoals zij kwam: haar koppen en rijen, en per rij de cel in elke kolom.
  const bekend = new WeakMap();
  mpp.tabel = (table) => {
    if (!bekend.has(table)) {
      const rijen = Array.from(table.tBodies[0].rows);
      const kop = rooster(Array.from(table.tHead.rows));
      const namen = kop[0].map((_, kolom) => [...new Set(kop.map((rij) => rij[kolom]))].map(mpp.tekst).join(" ").trim());
      rijen.forEach((rij, nummer) => { rij.dataset.rij = nummer + 1; });
      bekend.set(table, { table, rijen, kop, namen, cellen: rooster(rijen), groepen: rijen.some((rij) => rij.matches(".groep")) });
    }
    return bekend.get(table);
  };
  mpp.kolomkop = (tabel, kolom) => tabel.kop[tabel.kop.length - 1][kolom];

  // Sorteren: rijen onder één rijkop blijven bij elkaar, een groep blijft onder haar kop, en wat leeg is staat achteraan.
  function blokken(tabel) {
    const delen = [];
    let deel = null, tot = 0;
    tabel.rijen.forEach((rij, nummer) => {
      if (!deel || rij.matches(".groep")) delen.push((deel = { kop: rij.matches(".groep") ? rij : null, blokken: [] }));
      if (rij === deel.kop) return;
      if (nummer >= tot) deel.blokken.push([]);
      deel.blokken[deel.blokken.length - 1].push(nummer);
      tot = Math.max(tot, ...Array.from(rij.cells, (cel) => nummer + cel.rowSpan));
    });
    return delen;
  }

  function getal(tekst) {
    const gevonden = tekst.replace(/\u2212/g, "-").match(/[+-]?\d[\d.]*(?:,\d+)?/);
    return gevonden ? Number(gevonden[0].replace(/\./g, "").replace(",", ".")) : NaN;
  }

  function sleutel(tabel, blok, kolom, isGetal) {
    const medio = blok.find((nummer) => tabel.rijen[nummer].dataset.s === "medio");
    const volgorde = medio === undefined ? blok : [medio, ...blok];
    const tekst = volgorde.map((nummer) => mpp.tekst(tabel.cellen[nummer][kolom])).find(Boolean) || "";
    return isGetal ? getal(tekst) : tekst;
  }

  function sorteer(tabel, kolom, richting) {
    const isGetal = mpp.kolomkop(tabel, kolom).matches(".getal");
    const leeg = (waarde) => waarde === "" || Number.isNaN(waarde);
    const vergelijk = (een, ander) => {
      if (leeg(een.waarde) || leeg(ander.waarde)) return leeg(een.waarde) - leeg(ander.waarde);
      const verschil = isGetal ? een.waarde - ander.waarde : een.waarde.localeCompare(ander.waarde, "nl", { numeric: true });
      return richting === "descending" ? -verschil : verschil;
    };
    for (const deel of blokken(tabel)) {
      const gesorteerd = deel.blokken.map((blok) => ({ blok, waarde: richting ? sleutel(tabel, blok, kolom, isGetal) : 0 }));
      if (richting) gesorteerd.sort(vergelijk);
      const rijen = gesorteerd.flatMap(({ blok }) => blok.map((nummer) => tabel.rijen[nummer]));
      tabel.table.tBodies[0].append(...(deel.kop ? [deel.kop] : []), ...rijen);
    }
  }

  const VOLGENDE = { none: "ascending", ascending: "descending", descending: "none" };

  function maakSorteerbaar(tabel) {
    if (tabel.rijen.length < 3 || tabel.cellen.some((rij) => rij.length !== tabel.namen.length)) return;
    const koppen = [...new Set(tabel.namen.map((_, kolom) => mpp.kolomkop(tabel, kolom)))].filter((kop) => kop.colSpan === 1 && mpp.tekst(kop));
    const knoppen = koppen.map((kop, nummer) => {
      const knop = mpp.maak("button", { type: "button", class: "sorteer", tabindex: nummer ? -1 : 0 }, ...kop.childNodes);
      kop.append(knop);
      kop.setAttribute("aria-sort", "none");
      knop.addEventListener("click", () => {
        const richting = VOLGENDE[kop.getAttribute("aria-sort")];
        koppen.forEach((ander) => ander.setAttribute("aria-sort", ander === kop ? richting : "none"));
        mpp.zonderFilter(tabel, () => sorteer(tabel, tabel.namen.findIndex((_, kolom) => mpp.kolomkop(tabel, kolom) === kop), richting === "none" ? "" : richting));
      });
      return knop;
    });
    tabel.table.tHead.addEventListener("keydown", (event) => {
      const stap = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const doel = stap && knoppen[knoppen.indexOf(document.activeElement) + stap];
      if (!doel) return;
      event.preventDefault();
      knoppen.forEach((knop) => { knop.tabIndex = knop === doel ? 0 : -1; });
      doel.focus();
    });
  }

  // Wat er staat als rijen van teksten: elke rij heeft haar rijkoppen en haar groep; wat niet getoond wordt, doet niet mee.
  function rijen(tabel, metSleutels) {
    const getoond = tabel.namen.map((_, kolom) => kolom).filter((kolom) => !mpp.kolomkop(tabel, kolom).hidden);
    const sleutels = metSleutels ? ["i", "s"].filter((naam) => tabel.rijen.some((rij) => rij.dataset[naam])) : [];
    const uit = [[...(tabel.groepen ? ["Groep"] : []), ...getoond.map((kolom) => tabel.namen[kolom]), ...sleutels.map((naam) => ({ i: "indicator", s: "mpp-scenario" })[naam])]];
    let groep = "";
    for (const rij of tabel.table.tBodies[0].rows) {
      const cellen = tabel.cellen[rij.dataset.rij - 1];
      if (rij.matches(".groep")) groep = mpp.tekst(rij);
      else if (!rij.hidden) uit.push([...(tabel.groepen ? [groep] : []), ...getoond.map((kolom) => mpp.tekst(cellen[kolom])), ...sleutels.map((naam) => rij.dataset[naam] || "")]);
    }
    // wat een rekenblad zou uitrekenen, is tekst; een getal blijft een getal
    return uit.map((rij) => rij.map((tekst) => (/^[=+@-]/.test(tekst) && !/^[+-][\d.,]+%?( \(.*)?$/.test(tekst) ? `'${tekst}` : tekst)));
  }

  const csv = (tabel) => rijen(tabel, true).map((rij) => rij.map((tekst) => (/[;"]/.test(tekst) ? `"${tekst.replace(/"/g, '""')}"` : tekst)).join(";")).join("\r\n");

  // Wat ingepakt in het bestand zit.
  mpp.pakUit = (blok) => {
    const letters = atob(blok.textContent.trim());
    const stroom = new Blob([Uint8Array.from(letters, (letter) => letter.charCodeAt(0))]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stroom).text();
  };

  mpp.bewaar = (inhoud, naam) => {
    const koppeling = mpp.maak("a", { href: URL.createObjectURL(inhoud), download: naam });
    koppeling.click();
    setTimeout(() => URL.revokeObjectURL(koppeling.href), 1000);
  };

  mpp.kopieer = (tekst, html = "") => {
    const ouderwets = () => {
      const veld = mpp.maak("textarea", { "aria-hidden": "true", class: "buiten-beeld" }), terug = document.activeElement;
      veld.value = tekst;
      document.body.append(veld);
      veld.select();
      const gelukt = document.execCommand("copy");
      veld.remove();
      terug.focus();
      return gelukt;
    };
    if (!navigator.clipboard) return Promise.resolve(ouderwets());
    const vormen = html && window.ClipboardItem ? { "text/plain": tekst, "text/html": html } : null;
    const stukken = vormen && Object.fromEntries(Object.entries(vormen).map(([soort, deel]) => [soort, new Blob([deel], { type: soort })]));
    return (stukken ? navigator.clipboard.write([new ClipboardItem(stukken)]) : navigator.clipboard.writeText(tekst)).then(() => true, ouderwets);
  };

  function kopieerTabel(tabel) {
    const gevuld = rijen(tabel, false);
    const table = mpp.maak("table", {}, ...gevuld.map((rij) => mpp.maak("tr", {}, ...rij.map((tekst) => mpp.maak("td", {}, tekst)))));
    return mpp.kopieer(gevuld.map((rij) => rij.join("\t")).join("\r\n"), table.outerHTML);
  }

  function maakKnoppen(tabel) {
    const vlak = tabel.table.closest(".tabel") || tabel.table, cijfers = tabel.table.closest("details.cijfers");
    const figuur = cijfers && cijfers.parentNode.querySelector("figure");
    const naam = (figuur && figuur.id) || tabel.table.id || (tabel.table.closest("[id]") || { id: "tabel" }).id;
    const nummer = (figuur || tabel.table).querySelector(".nummer");
    const wat = nummer ? ` ${mpp.tekst(nummer).replace(/:$/, "")}` : "";
    const melding = mpp.maak("span", { class: "melding", role: "status" });
    const knop = (klasse, woord, doe) => {
      const gemaakt = mpp.maak("button", { type: "button", class: `knop ${klasse}`, "aria-label": `${woord}${wat}` }, woord);
      gemaakt.addEventListener("click", doe);
      return gemaakt;
    };
    const knoppen = mpp.maak("div", { class: "knoppen" },
      knop("kopieer", "Kopieer", () => kopieerTabel(tabel).then((gelukt) => { melding.textContent = gelukt ? "Gekopieerd" : "Kopiëren lukt niet in deze browser"; })),
      knop("csv", "CSV", () => {
        mpp.bewaar(new Blob(["\ufeff", csv(tabel)], { type: "text/csv" }), `${naam}.csv`);
        melding.textContent = "Opgeslagen als CSV";
      }), melding);
    (cijfers || vlak).after(knoppen);
  }

  // Zegt of er opzij nog meer is; op een smal scherm blijft de eerste kolom staan.
  const zegBreedte = (vlakken) => vlakken
    .map((vlak) => ({ vlak, rest: vlak.scrollWidth - vlak.clientWidth, links: vlak.scrollLeft }))
    .forEach(({ vlak, rest, links }) => {
      vlak.classList.toggle("meer-rechts", rest - links > 1);
      vlak.classList.toggle("meer-links", links > 1);
      vlak.classList.toggle("loopt-door", rest > 1);
    });
  const breedtes = new ResizeObserver((anders) => zegBreedte(anders.map(({ target }) => target)));
  mpp.letOpBreedte = (vlak) => {
    vlak.addEventListener("scroll", () => zegBreedte([vlak]), { passive: true });
    breedtes.observe(vlak);
  };

  function zetEersteVast(tabel) {
    if (tabel.rijen.every((rij) => Array.from(rij.cells).every((cel) => cel.rowSpan === 1))) return tabel.table.classList.add("eerste-vast");
    new Set([...tabel.cellen, ...tabel.kop].map((rij) => rij[0])).forEach((cel) => cel.classList.add("vast"));
  }

  const EEN_ZIN = 60;

  function merkZinnen(tabel) {
    const lang = new Set(tabel.cellen.flatMap((rij) => rij.map((cel, kolom) => (cel.colSpan === 1 && cel.textContent.length > EEN_ZIN ? kolom : 0))));
    lang.delete(0);
    for (const kolom of lang) mpp.kolomkop(tabel, kolom).classList.add("zinnen");
  }

  mpp.richtIn = () => {
    const tabellen = Array.from(document.querySelectorAll("main table")).filter((table) => table.tHead && table.tBodies.length).map(mpp.tabel);
    for (const tabel of tabellen) {
      zetEersteVast(tabel);
      merkZinnen(tabel);
      maakSorteerbaar(tabel);
      maakKnoppen(tabel);
    }
    document.querySelectorAll("main .tabel").forEach(mpp.letOpBreedte);
    return tabellen;
  };
})();
