/** States and provinces that people write in two ways, the short one first. */
const REGIONS: { readonly [country: string]: string } = {
  AU: "act|australian capital territory,nsw|new south wales,nt|northern territory,qld|queensland,sa|south australia,tas|tasmania,vic|victoria,wa|western australia",
  CA: "ab|alberta,bc|british columbia,mb|manitoba,nb|new brunswick,nl|newfoundland and labrador,ns|nova scotia,nt|northwest territories,nu|nunavut,on|ontario,pe|prince edward island,qc|quebec,sk|saskatchewan,yt|yukon",
  IT: "ag|agrigento,al|alessandria,an|ancona,ao|aosta,ap|ascoli piceno,aq|l aquila,ar|arezzo,at|asti,av|avellino,ba|bari,bg|bergamo,bi|biella,bl|belluno,bn|benevento,bo|bologna,br|brindisi,bs|brescia,bt|barletta andria trani,bz|bolzano,ca|cagliari,cb|campobasso,ce|caserta,ch|chieti,cl|caltanissetta,cn|cuneo,co|como,cr|cremona,cs|cosenza,ct|catania,cz|catanzaro,en|enna,fc|forli cesena,fe|ferrara,fg|foggia,fi|firenze,fm|fermo,fr|frosinone,ge|genova,go|gorizia,gr|grosseto,im|imperia,is|isernia,kr|crotone,lc|lecco,le|lecce,li|livorno,lo|lodi,lt|latina,lu|lucca,mb|monza e brianza,mc|macerata,me|messina,mi|milano,mn|mantova,mo|modena,ms|massa carrara,mt|matera,na|napoli,no|novara,nu|nuoro,or|oristano,pa|palermo,pc|piacenza,pd|padova,pe|pescara,pg|perugia,pi|pisa,pn|pordenone,po|prato,pr|parma,pt|pistoia,pu|pesaro e urbino,pv|pavia,pz|potenza,ra|ravenna,rc|reggio calabria,re|reggio emilia,rg|ragusa,ri|rieti,rm|roma,rn|rimini,ro|rovigo,sa|salerno,si|siena,so|sondrio,sp|la spezia,sr|siracusa,ss|sassari,su|sud sardegna,sv|savona,ta|taranto,te|teramo,tn|trento,to|torino,tp|trapani,tr|terni,ts|trieste,tv|treviso,ud|udine,va|varese,vb|verbano cusio ossola,vc|vercelli,ve|venezia,vi|vicenza,vr|verona,vt|viterbo,vv|vibo valentia",
  IN: "ap|andhra pradesh,as|assam,br|bihar,cg|chhattisgarh,dl|delhi,ga|goa,gj|gujarat,hr|haryana,hp|himachal pradesh,jh|jharkhand,ka|karnataka,kl|kerala,mp|madhya pradesh,mh|maharashtra,od|odisha,pb|punjab,rj|rajasthan,tn|tamil nadu,ts|telangana,up|uttar pradesh,uk|uttarakhand,wb|west bengal",
  US: "al|alabama,ak|alaska,az|arizona,ar|arkansas,ca|california,co|colorado,ct|connecticut,de|delaware,dc|district of columbia,fl|florida,ga|georgia,hi|hawaii,id|idaho,il|illinois,in|indiana,ia|iowa,ks|kansas,ky|kentucky,la|louisiana,me|maine,md|maryland,ma|massachusetts,mi|michigan,mn|minnesota,ms|mississippi,mo|missouri,mt|montana,ne|nebraska,nv|nevada,nh|new hampshire,nj|new jersey,nm|new mexico,ny|new york,nc|north carolina,nd|north dakota,oh|ohio,ok|oklahoma,or|oregon,pa|pennsylvania,ri|rhode island,sc|south carolina,sd|south dakota,tn|tennessee,tx|texas,ut|utah,vt|vermont,va|virginia,wa|washington,wv|west virginia,wi|wisconsin,wy|wyoming",
};

const cache = new Map<string, ReadonlyMap<string, readonly string[]>>();

/** The words of a region as they were written, and as it is written otherwise. @param country ISO 3166-1 alpha-2, upper case */
export function regionNames(words: readonly string[], country: string): (readonly string[])[] {
  const other = words.length === 0 ? undefined : otherNames(country).get(words.join(" "));
  return other === undefined ? [words] : [words, other];
}

/** The short names of a country's regions. @param country ISO 3166-1 alpha-2, upper case */
export function shortRegions(country: string): ReadonlySet<string> {
  let names = shortNames.get(country);
  if (names === undefined) {
    names = new Set([...otherNames(country).keys()].filter((name) => name.length < 4));
    if (REGIONS[country] !== undefined) shortNames.set(country, names);
  }
  return names;
}

const shortNames = new Map<string, ReadonlySet<string>>();

function otherNames(country: string): ReadonlyMap<string, readonly string[]> {
  let names = cache.get(country);
  if (names === undefined) {
    const listed = REGIONS[country];
    if (listed === undefined) return NONE;
    names = new Map(
      listed.split(",").flatMap((pair): [string, string[]][] => {
        const [short = "", long = ""] = pair.split("|");
        return [
          [short, long.split(" ")],
          [long, [short]],
        ];
      }),
    );
    cache.set(country, names);
  }
  return names;
}

const NONE: ReadonlyMap<string, readonly string[]> = new Map();
