-- Verzamelt de cijfers onder de figuren (.cijfers) op de plaats ::: {.verzamelde-cijfers}, voor de bijlage van de PDF.
-- Loopt vóór het nummeren: de verwijzing @fig-… krijgt haar nummer daarna.

local verzameld = pandoc.Blocks {}
local figuur = nil

local function titel(label)
  local verwijzing = pandoc.Cite({ pandoc.Str("@" .. label) }, { pandoc.Citation(label, "AuthorInText") })
  return pandoc.Para { pandoc.Strong { pandoc.Str("Cijfers"), pandoc.Space(), pandoc.Str("bij"), pandoc.Space(), verwijzing } }
end

local function onthoud(element)
  if element.identifier:match("^fig%-") then figuur = element.identifier end
end

local function verzamel(div)
  onthoud(div)
  if div.classes:includes("cijfers") and figuur then
    verzameld:insert(pandoc.Div({ titel(figuur), pandoc.Div(div.content) }, pandoc.Attr("", { "cijfers-kopie" })))
  end
end

local function plaats(div)
  if div.classes:includes("verzamelde-cijfers") then
    div.content = verzameld
    return div
  end
end

-- Kaders ------------------------------------------------------------------------------------------------------------

-- Zonder thema maakt Quarto van een kader in HTML een Engels citaat. Daarom krijgt het hier zijn vorm, onder namen die Quarto niet
-- kent; opmaak.lua geeft de namen terug. Hun titels staan onder de woorden in de metadata; builtin leest geen HTML als het dit filter draait.
local titels = {}

local function lees_titels(meta)
  for sleutel, woord in pairs(meta.woorden or {}) do
    local soort = sleutel:match("^callout%-(.*)%-title$")
    if soort then titels[soort] = pandoc.utils.stringify(woord) end
  end
end

local function kader(div)
  local soort = pandoc.List(div.classes):map(function(naam) return naam:match("^callout%-(.*)") or "" end):find_if(function(naam) return titels[naam] end)
  if not soort or not FORMAT:match("^html") then return end
  local titel, inhoud = pandoc.Inlines { pandoc.Str(div.attributes.title or titels[soort]) }, div.content
  if inhoud[1] and inhoud[1].t == "Header" then titel = inhoud:remove(1).content end
  inhoud:insert(1, pandoc.Div({ pandoc.Plain(titel) }, pandoc.Attr("", { "kader-title" })))
  return pandoc.Div(inhoud, pandoc.Attr("", { "kader", "kader-" .. soort }, { role = "note" }))
end

-- Een rapport in een bijlage van een ander: de koppen van een blok `.ingevoegd` zakken een niveau en krijgen geen nummer.
local function gezakt(kop)
  kop.level = kop.level + 1
  if not kop.classes:includes("unnumbered") then kop.classes:insert("unnumbered") end
  return kop
end

local function ingevoegd(div)
  if div.classes:includes("ingevoegd") then return div.content:walk { Header = gezakt } end
end

return {
  { Meta = lees_titels },
  { Div = ingevoegd },
  { Div = kader },
  { traverse = "topdown", Div = verzamel, Figure = onthoud, Image = onthoud },
  { Div = plaats },
}
