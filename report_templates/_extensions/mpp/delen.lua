-- Een deel van het rapport als document van zichzelf: wat er niet in staat gaat eruit, en een verwijzing daarnaar noemt het document
-- in plaats van te koppelen. De metadata `deel` zegt bij welke kop het begint en eindigt, en van elk label daarbuiten waar het wel staat.
-- Loopt na cijfers.lua, zodat een deel ook cijfers bij figuren van een ander kan verzamelen. Bij builtin zijn verwijzingen dan al
-- koppelingen met hun nummer, bij Quarto nog niet.

local elders = {}

local function tekst(waarde) return waarde and pandoc.utils.stringify(waarde) or "" end

local function gesneden(document)
  local deel = document.meta.deel
  if not deel then return nil end
  for label, plaats in pairs(deel.elders) do
    elders[label] = { document = tekst(plaats.document), naam = tekst(plaats.naam) }
  end
  local vanaf, tot = tekst(deel.vanaf), tekst(deel.tot)
  local erin = vanaf == ""
  document.blocks = document.blocks:filter(function(blok)
    local kop = blok.t == "Header" and blok.identifier or ""
    if kop ~= "" and kop == vanaf then erin = true end
    if kop ~= "" and kop == tot then erin = false end
    return erin
  end)
  return document
end

local function met_document(woorden, plaats)
  woorden:extend { pandoc.Space(), pandoc.Str("(" .. plaats.document .. ")") }
  return woorden
end

local function koppeling(link)
  local plaats = elders[link.target:match("^#(.*)")]
  if plaats then return met_document(link.content, plaats) end
end

local NBSP = "\u{A0}"

-- Zoals Quarto haar zou noemen: met haar naam, met eigen woorden ervoor of alleen het nummer.
local function woorden_van(citaat, plaats)
  local nummer = plaats.naam:match(NBSP .. "(.*)$")
  if citaat.mode == "SuppressAuthor" then return pandoc.Inlines { pandoc.Str(nummer) } end
  if #citaat.prefix == 0 then return pandoc.Inlines { pandoc.Str(plaats.naam) } end
  local woorden = pandoc.Inlines(citaat.prefix)
  woorden:insert(pandoc.Str(NBSP .. nummer))
  return woorden
end

local function verwijzing(cite)
  local uit, buiten = pandoc.Inlines {}, false
  for nummer, citaat in ipairs(cite.citations) do
    local plaats = elders[citaat.id]
    if nummer > 1 then uit:extend { pandoc.Str(","), pandoc.Space() } end
    if plaats then
      buiten = true
      uit:extend(met_document(woorden_van(citaat, plaats), plaats))
    else
      uit:insert(pandoc.Cite({ pandoc.Str("@" .. citaat.id) }, { citaat }))
    end
  end
  return buiten and uit or nil
end

return { { Pandoc = gesneden }, { Link = koppeling, Cite = verwijzing } }
