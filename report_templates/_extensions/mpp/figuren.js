"use strict";
// Figuren: op een smal scherm opzij te schuiven, en met muis, vinger of pijltjes af te lezen.
(() => {
  const mpp = window.mpp;
  const SVG = "http://www.w3.org/2000/svg";

  // Wat de tekening zegt over haar vlakken (picture.py): randen, kolommen van de tabel eronder, en per rij waar die staat.
  function vlakken(tekening) {
    return tekening.dataset.aflezen.split(";").map((vlak) => {
      const [links, boven, rechts, onder, kolommen, ...plaatsen] = vlak.split(" ");
      return {
        links: Number(links), boven: Number(boven), rechts: Number(rechts), onder: Number(onder),
        neer: kolommen.startsWith("y"), kolommen: kolommen.replace("y", "").split(",").map(Number), plaatsen: plaatsen.flatMap((plaats) => (plaats.endsWith("-") ? Array(parseInt(plaats, 10)).fill(NaN) : [Number(plaats)])),
      };
    });
  }

  class Afleesbaar {
    constructor(plaat, tekening, tabel) {
      Object.assign(this, { plaat, tekening, tabel, vlakken: vlakken(tekening), vlak: 0, rij: -1 });
      this.streep = document.createElementNS(SVG, "line");
      this.streep.setAttribute("class", "aflees-streep");
      tekening.append(this.streep);
      this.kaart = mpp.maak("div", { class: "aflees-kaart", role: "status" });
      this.kaart.hidden = true;
      plaat.append(this.kaart);
      this.wis();
      tekening.addEventListener("pointermove", (event) => this.bij(event));
      tekening.addEventListener("pointerdown", (event) => this.bij(event));
      plaat.addEventListener("pointerleave", () => this.wis());
      plaat.addEventListener("blur", () => this.wis());
      plaat.addEventListener("keydown", (event) => this.toets(event));
    }

    // De rijen die in een vlak te zien zijn, van links naar rechts of van boven naar onder.
    rijen(vlak) {
      const [van, tot] = vlak.neer ? [vlak.boven, vlak.onder] : [vlak.links, vlak.rechts];
      const gevuld = (rij) => vlak.kolommen.some((kolom) => mpp.tekst(this.tabel.cellen[rij][kolom]));
      return vlak.plaatsen.map((_, rij) => rij)
        .filter((rij) => vlak.plaatsen[rij] >= van - 1 && vlak.plaatsen[rij] <= tot + 1 && gevuld(rij))
        .sort((een, ander) => vlak.plaatsen[een] - vlak.plaatsen[ander]);
    }

    bij(event) {
      const punt = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.tekening.getScreenCTM().inverse());
      const nummer = this.vlakken.findIndex(({ links, boven, rechts, onder }) => punt.x >= links - 4 && punt.x <= rechts + 4 && punt.y >= boven && punt.y <= onder);
      if (nummer < 0) return this.wis();
      const vlak = this.vlakken[nummer], afstand = (rij) => Math.abs(vlak.plaatsen[rij] - (vlak.neer ? punt.y : punt.x));
      const rij = this.rijen(vlak).reduce((beste, kans) => (beste < 0 || afstand(kans) < afstand(beste) ? kans : beste), -1);
      if (rij >= 0) this.toon(nummer, rij);
    }

    toets(event) {
      const { key } = event;
      if (key === "Escape") return this.wis();
      if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(key)) return;
      event.preventDefault();
      const [terug, voort, vorig, volgend] = this.vlakken[this.vlak].neer ? ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] : ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
      const aantal = this.vlakken.length, vlak = (this.vlak + ({ [vorig]: aantal - 1, [volgend]: 1 }[key] || 0)) % aantal;
      const rijen = this.rijen(this.vlakken[vlak]), nu = rijen.indexOf(this.rij);
      const plaats = { Home: 0, End: rijen.length - 1, [terug]: Math.max(0, nu - 1), [voort]: Math.min(rijen.length - 1, nu + 1) }[key];
      if (rijen.length) this.toon(vlak, rijen[plaats === undefined ? Math.max(0, nu) : plaats]);
    }

    toon(nummer, rij) {
      const vlak = this.vlakken[nummer], plaats = vlak.plaatsen[rij];
      if (nummer === this.vlak && rij === this.rij) return;
      Object.assign(this, { vlak: nummer, rij });
      for (const [naam, waarde] of Object.entries(vlak.neer ? { x1: vlak.links, x2: vlak.rechts, y1: plaats, y2: plaats } : { x1: plaats, x2: plaats, y1: vlak.boven, y2: vlak.onder })) this.streep.setAttribute(naam, waarde);
      this.streep.removeAttribute("visibility");
      this.schrijf(vlak, rij);
      if (vlak.neer) this.plaats(vlak.links, plaats + 4);
      else this.plaats(plaats, vlak.boven);
    }

    schrijf(vlak, rij) {
      const { cellen, kop } = this.tabel;
      const regels = vlak.kolommen.map((kolom) => {
        const [over, onder] = [kop[0][kolom], mpp.kolomkop(this.tabel, kolom)];
        return { over: over === onder ? "" : mpp.tekst(over), naam: mpp.tekst(onder), waarde: mpp.tekst(cellen[rij][kolom]) };
      }).filter(({ waarde }) => waarde);
      const eender = new Set(regels.map(({ over }) => over)).size === 1;
      const titel = [mpp.tekst(cellen[rij][0]), eender ? regels[0].over : ""].filter(Boolean).join(", ");
      const naam = (regel) => (eender || !regel.over ? regel.naam : `${regel.over}, ${regel.naam}`);
      const post = (regel) => mpp.maak("div", {}, mpp.maak("dt", {}, naam(regel)), " ", mpp.maak("dd", {}, regel.waarde));
      this.kaart.replaceChildren(mpp.maak("strong", {}, titel), mpp.maak("dl", {}, ...regels.map(post)));
      this.kaart.hidden = false;
    }

    // Naast de streep, aan de kant waar ruimte is, of eronder; op een smal scherm schuift de figuur mee.
    plaats(x, y) {
      const { left, top, width } = this.tekening.getBoundingClientRect(), plaat = this.plaat.getBoundingClientRect();
      const schaal = width / this.tekening.viewBox.baseVal.width, midden = x * schaal;
      if (midden < this.plaat.scrollLeft || midden > this.plaat.scrollLeft + plaat.width) this.plaat.scrollLeft = midden - plaat.width / 2;
      const links = left - plaat.left + this.plaat.scrollLeft + midden, past = midden - this.plaat.scrollLeft < plaat.width / 2;
      this.kaart.style.left = past ? `${links + 10}px` : "auto";
      this.kaart.style.right = past ? "auto" : `${plaat.width - links + 10}px`;
      this.kaart.style.top = `${top - plaat.top + y * schaal}px`;
    }

    wis() {
      this.rij = -1;
      this.kaart.hidden = true;
      this.streep.setAttribute("visibility", "hidden");
    }
  }

  mpp.figuren = () => {
    for (const tekening of document.querySelectorAll("main figure > svg, main figure > p > svg")) {
      const figuur = tekening.closest("figure"), nummer = figuur.querySelector(".nummer");
      const table = figuur.parentNode.querySelector("details.cijfers table");
      const leesbaar = tekening.dataset.aflezen && table;
      const naam = `${nummer ? mpp.tekst(nummer).replace(/:$/, "") : "Figuur"}${leesbaar ? "; af te lezen met de pijltjestoetsen" : ""}`;
      const plaat = mpp.maak("div", { class: "plaat", role: "group", tabindex: 0, "aria-label": naam });
      tekening.replaceWith(plaat);
      plaat.append(tekening);
      mpp.letOpBreedte(plaat);
      if (leesbaar) new Afleesbaar(plaat, tekening, mpp.tabel(table));
    }
  };
})();
