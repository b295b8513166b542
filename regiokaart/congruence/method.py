"""Dutch definitions of every figure, in plain words; the formulas are in ``docs/methode.md``."""

V_MAAT = (
    "Overeenkomst van twee indelingen, van 0 (geen verband) tot 1 (gelijk): het harmonisch "
    "gemiddelde van homogeniteit en volledigheid (Rosenberg en Hirschberg 2007)."
)
HOMOGENITEIT = (
    "In hoeverre elke regio van B binnen één regio van A ligt: 1 als B past binnen A "
    "(Rosenberg en Hirschberg 2007)."
)
VOLLEDIGHEID = (
    "In hoeverre elke regio van A binnen één regio van B ligt: 1 als A past binnen B "
    "(Rosenberg en Hirschberg 2007)."
)
VI = (
    "Wat aan informatie ontbreekt om de ene indeling uit de andere af te leiden, heen en terug; "
    "0 als ze gelijk zijn (Meilă 2007)."
)
WALLACE_AB = (
    "Van twee willekeurige eenheden gewicht die een regio van A delen: de kans dat zij ook een "
    "regio van B delen (Wallace 1983)."
)
WALLACE_BA = (
    "Van twee willekeurige eenheden gewicht die een regio van B delen: de kans dat zij ook een "
    "regio van A delen (Wallace 1983)."
)
WALLACE_TUSSEN = (
    "Als Wallace, maar alleen voor paren uit verschillende gemeenten: wie in dezelfde gemeente "
    "woont, zit altijd bij elkaar."
)
JACCARD = (
    "Van de paren gemeenten die in A of in B een regio delen: het deel dat in beide een regio "
    "deelt, elk paar geteld voor het product van zijn gewichten."
)
MAPCURVES_AB = (
    "Hoe goed elke regio van A past op die van B, gemiddeld over de regio's van A; 1 als elke "
    "samenvalt met een regio van B (Hargrove, Hoffman en Hessburg 2006)."
)
MAPCURVES_BA = (
    "Hoe goed elke regio van B past op die van A, gemiddeld over de regio's van B; 1 als elke "
    "samenvalt met een regio van A (Hargrove, Hoffman en Hessburg 2006)."
)
CRAMER = (
    "Samenhang van de kruistabel, van 0 tot 1; 1 als de indeling met de minste regio's geheel "
    "volgt uit de andere (Cramér 1946)."
)
RAND = (
    "Deel van alle paren gemeenten dat A en B gelijk behandelen: in beide bij elkaar of in beide "
    "uit elkaar. Zonder gewicht (Rand 1971)."
)
AANGEPASTE_RAND = (
    "Als Rand, gecorrigeerd voor toeval: 1 als A en B gelijk zijn, gemiddeld 0 als gemeenten "
    "willekeurig zijn verdeeld. Zonder gewicht (Hubert en Arabie 1985)."
)
OPMERKING = "Waarom cijfers van dit paar ontbreken of geschat zijn."
WISSELAARS = "Het minste gewicht dat van regio moet wisselen om A gelijk te maken aan B."
WISSELAARS_AANDEEL = "Wisselaars als deel van wat beide indelingen dekken."
SAMENVALLEND = "Aantal regio's dat in A en B dezelfde gemeenten heeft."
A_BINNEN_B = "Aantal regio's van A dat geheel binnen één regio van B ligt, samenvallende meegeteld."
B_BINNEN_A = "Aantal regio's van B dat geheel binnen één regio van A ligt, samenvallende meegeteld."
A_DOORSNIJDT_B = "Aantal regio's van A dat minstens één regio van B doorsnijdt."
B_DOORSNIJDT_A = "Aantal regio's van B dat minstens één regio van A doorsnijdt."
GEDEKT = "Deel van het gewicht van alle gemeenten dat in beide indelingen bij een regio hoort."
REGIOS = "Aantal regio's met een gemeente die in beide indelingen bij een regio hoort."
NESTAFSTAND_AB = (
    "Het minste gewicht dat moet verhuizen om elke regio van A binnen één regio van B te laten "
    "vallen; of regio's aaneengesloten blijven, telt niet mee."
)
NESTAFSTAND_BA = (
    "Het minste gewicht dat moet verhuizen om elke regio van B binnen één regio van A te laten "
    "vallen; of regio's aaneengesloten blijven, telt niet mee."
)
GEMIDDELDE = (
    "Gemiddelde V-maat van deze indeling met elk van de andere die meetellen; leeg voor wat niet "
    "meetelt."
)
ZONDER = (
    "Gemiddelde V-maat over alle paren die meetellen als deze indeling niet meetelt; leeg voor wat "
    "niet meetelt."
)
RELATIE = (
    "Regio A valt samen met regio B (dezelfde gemeenten), ligt geheel binnen B, omvat B, of "
    "doorsnijdt B: zij delen gemeenten en hebben elk ook gemeenten die de ander niet heeft. Bij "
    "een tolerantie tellen resten tot dat deel van de kleinste regio niet mee; is de relatie "
    "zonder tolerantie een andere, dan staat er bijna. Alleen gemeenten die in beide indelingen "
    "bij een regio horen, tellen mee. Niet te bepalen: beide verdelen dezelfde gemeente, en welke "
    "delen zij gemeen hebben is niet bekend."
)
INWONERS_GRENZEN = (
    "Het minste en het meeste aantal inwoners dat in de overlap kan wonen: wie woont in gemeenten "
    "die er geheel in liggen, en wie woont in gemeenten die er geheel of voor een deel in liggen."
)
INWONERS_DEEL = (
    "Van een gemeente die voor een deel is gedeeld, telt dat deel van de inwoners mee, naar "
    "oppervlakte: een schatting."
)
RELATIE_GEMEENTE = (
    "Relatie tussen de regio van A en de regio van B van deze gemeente: zij vallen samen, een van "
    "beide ligt geheel binnen de andere, of zij doorsnijden elkaar."
)
WISSELT = (
    "Wie van regio wisselt om A gelijk te maken aan B met zo weinig mogelijk gewicht, en waarheen, "
    "in regio's van A. Leeg voor wie blijft."
)
WISSELT_ANDERS = " Er zijn andere keuzes die even klein zijn."
