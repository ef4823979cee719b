/**
 * Words of Indian addresses in Latin letters, which libpostal's dictionaries leave out, in their format. Gathered from the
 * address guides of India Post and the way people write; the first spelling of a group stands for all.
 */
export const INDIAN_WORDS = [
  "number:number|no|nos|num|nbr",
  "landmark:near|nr|nearby,opposite|opp|oppo|oposite,behind|bhd|bh,beside|besides,next|nxt,adjacent|adj|adjoining,facing,landmark,above|abv,below,infront,before|bef,after,towards",
  "block:block|blk|blck,tower|twr|twrs,wing|wg,building|bldg|bdg|bld|bulding",
  "house:house|hse|hno|hn,door|dno,plot|plt,premises,bungalow|bunglow|bnglw,municipal",
  "area:sector|sec|sect|sctr,phase|ph|phs,ward|wrd,cross|crs,main|mn,pocket|pkt,stage|stg,gali|galli|gully,zone,survey|sy|khasra",
  "level:floor|flr|fl|flor,ground|gf|grnd",
  "unit:flat|flt|fno,apartment|apt|appt|aptmt,room|rm,shop|shp,office|off|ofc,unit|unt,quarter|qtr|qrtr|quarters",
  "street:road|rd|rod,street|st|str,marg|maarg,lane|ln,avenue|ave|av,highway|hwy,path,salai,chowk|chauk,sarani,rasta",
  "locality:nagar|ngr|nagr,colony|cly|coly|clny,vihar|vhr,enclave|encl|enclv,layout|lyt,extension|extn|ext,puram|pura,bagh,ganj|gunj,market|mkt,bazaar|bazar|bzr,mohalla|moh|mohala,village|vill|vlg|gaon,peth,gardens|gdns|garden,estate|est,township|twp,park|pk",
  "building:apartments|apts|appartments|appts,residency|resi|residence|residences,heights|hts,towers|twrs,society|soc|socy,chs|chsl,mansion|mansions,complex|cplx|complx,plaza|plz,bhavan|bhawan|bhavans,niwas|nivas,sadan,villa|vla,homes,greens,palace,arcade",
].join(";");
