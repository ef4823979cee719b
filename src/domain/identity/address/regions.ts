/** States and provinces that people write in two ways, the short one first. */
const REGIONS: { readonly [country: string]: string } = {
  AU: "act|australian capital territory,nsw|new south wales,nt|northern territory,qld|queensland,sa|south australia,tas|tasmania,vic|victoria,wa|western australia",
  CA: "ab|alberta,bc|british columbia,mb|manitoba,nb|new brunswick,nl|newfoundland and labrador,ns|nova scotia,nt|northwest territories,nu|nunavut,on|ontario,pe|prince edward island,qc|quebec,sk|saskatchewan,yt|yukon",
  IN: "ap|andhra pradesh,as|assam,br|bihar,cg|chhattisgarh,dl|delhi,ga|goa,gj|gujarat,hr|haryana,hp|himachal pradesh,jh|jharkhand,ka|karnataka,kl|kerala,mp|madhya pradesh,mh|maharashtra,od|odisha,pb|punjab,rj|rajasthan,tn|tamil nadu,ts|telangana,up|uttar pradesh,uk|uttarakhand,wb|west bengal",
  US: "al|alabama,ak|alaska,az|arizona,ar|arkansas,ca|california,co|colorado,ct|connecticut,de|delaware,dc|district of columbia,fl|florida,ga|georgia,hi|hawaii,id|idaho,il|illinois,in|indiana,ia|iowa,ks|kansas,ky|kentucky,la|louisiana,me|maine,md|maryland,ma|massachusetts,mi|michigan,mn|minnesota,ms|mississippi,mo|missouri,mt|montana,ne|nebraska,nv|nevada,nh|new hampshire,nj|new jersey,nm|new mexico,ny|new york,nc|north carolina,nd|north dakota,oh|ohio,ok|oklahoma,or|oregon,pa|pennsylvania,ri|rhode island,sc|south carolina,sd|south dakota,tn|tennessee,tx|texas,ut|utah,vt|vermont,va|virginia,wa|washington,wv|west virginia,wi|wisconsin,wy|wyoming",
};

const cache = new Map<string, ReadonlyMap<string, readonly string[]>>();

/** The words of a region as they were written, and as it is written otherwise. @param country ISO 3166-1 alpha-2, upper case */
export function regionNames(words: readonly string[], country: string): (readonly string[])[] {
  const other = words.length === 0 ? undefined : otherNames(country).get(words.join(" "));
  return other === undefined ? [words] : [words, other];
}

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
