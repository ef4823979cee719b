/**
 * Address words that libpostal's dictionaries leave out, by language, in their format: `kind:full|short,full;kind:...`.
 * Gathered from the address guides of the posts (India Post, USPS Publication 28, Royal Mail, Deutsche Post, La Poste, Poste
 * Italiane, Correos) and the way people write. A language's words here come before libpostal's of the same language. What is
 * 'dotted' ends a word, as "g" does in "Drottningg.", where the dot alone says that it is short for something.
 */
export const OWN_WORDS: { readonly [language: string]: string } = {
  en: [
    "number:number|no|nos|num|nbr",
    "landmark:near|nr|nearby,opposite|opp|oppo|oposite,behind|bhd|bh,beside|besides,adjacent|adj|adjoining,facing,landmark,above|abv,below,before|bef,after,towards,by,corner|cnr",
    "passed:paas|pas,samne|saamne,piche|peeche|pichhe",
    "block:block|blk|blck,tower|twr|twrs,wing|wg,building|bldg|bdg|bld|bulding,hostel|hstl,dormitory|dorm,hall,barrack|barracks,camp,entrance|entr",
    "house:house|hse|hno|hn,makan,door|dno,plot|plt,premises,bungalow|bunglow|bnglw,municipal",
    "box:box,pobox",
    "area:rr,sector|sec|sect|sctr,phase|ph|phs,ward|wrd,cross|crs,main|mn,pocket|pkt,stage|stg,gali|galli|gully,zone,survey|sy,khasra,gat,chak,gate,pillar,kilometre|kilometer|km|kms,milestone,uc,nh,sh,dist|district,mouza|mauza,purok|prk,barangay|brgy|bgy,marker,exit,section,sitio,mandal,tehsil,taluka",
    "level:floor|flr|fl|flor,ground|gf|grnd|gff,top,fff,basement|bsmt|bmt,attic,loft,mezzanine,barsati,penthouse",
    "side:front|frnt,rear,back,left|lhs,right|rhs,upper|uppr,lower|lowr,middle,portion,side,annexe|annex|anx,maisonette,gfl,gfr,ffl,ffr,tfl,tfr,bfl,bfr",
    "unit:flat|flt|falt|fno,suite|ste|suit,apartment|apt|appt|aptmt|apmt|apmnt,condominium|condo|cond,room|rm,shop|shp,office|off|ofc,unit|unt|ut,quarter|qtr|qrtr|quarters,lot,space|spc|spce,trailer|trlr,slip,pier,hangar|hngr,stop,studio,villa,townhouse|twnhse,bay,berth,loft,penthouse",
    "street:road|rd|rod,street|st|str,marg|maarg,lane|ln,avenue|ave|av,highway|hwy,path,salai,chowk|chauk,sarani,rasta",
    "locality:nagar|ngr|nagr,colony|cly|coly|clny,vihar|vhr,enclave|encl|enclv,layout|lyt,extension|extn|ext,puram|pura,bagh,ganj|gunj,market|mkt,bazaar|bazar|bzr,mohalla|moh|mohala,village|vill|vlg|gaon,peth,gardens|gdns|garden,estate|est,township|twp,park|pk",
    "building:apartments|apts|appartments|appts,residency|resi|residence|residences,heights|hts,towers|twrs,society|soc|socy,chs|chsl,mansion|mansions,complex|cplx|complx,plaza|plz,bhavan|bhawan|bhavans,niwas|nivas,sadan,villa|vla,homes,greens,palace,arcade",
  ].join(";"),
  de: [
    "number:nummer|nr|no,hausnummer|hausnr|hnr|hs,postnummer|postnr",
    "landmark:gegenuber|gegenueber|ggu,nahe,neben,hinter,vor,bei,beim,ecke",
    "block:haus,gebaude|gebaeude|geb,block,aufgang|aufg|aufgg,eingang|eing,stiege|stg,treppe",
    "unit:wohnung|whg|wohn|wng|whng|wohng|wohnungsnr|wohnungsnummer|wohnungnr,wohneinheit|we,apartment|apt|appartement|app,zimmer|zi,tur|tuer|turnr|tuernr,top|topnr",
    "level:dachgeschoss|dg,erdgeschoss|eg,obergeschoss|og,untergeschoss|ug,stock|stockwerk,etage|et,hochparterre|hp,parterre|part,souterrain|sout",
    "side:links|li|lks,rechts|re|rts,mitte|mi|mitt|mtl,vorderhaus|vh|vdh|vorderhs,vordergebaude|vordergebaeude|vgb,westflugel|westfluegel,ostflugel|ostfluegel,nordflugel|nordfluegel,sudflugel|suedfluegel,linker,rechter,flugel|fluegel,hinterhaus|hh|hths|hinterhs,hinterhof|hof,seitenflugel|seitenfluegel|sf|sfl,quergebaude|quergebaeude|qg,ruckgebaude|rueckgebaeude|rgb,gartenhaus|gh,vorn|vorne,hinten,hoftrakt,strassentrakt,gartentrakt,nord,sud|sued,ost,west",
    "box:postfach|pf",
    "suffix:strasse|srt",
    "dotted:weg|w,gasse|g,platz|pl",
  ].join(";"),
  fr: [
    "landmark:derriere,devant,proche,angle",
    "block:batiment|bat|batt|bt,escalier|esc,entree|entr,hall,tour,immeuble|imm",
    "unit:appartement|appt|apt|apart|app|ap,porte|pte,chambre|chb,studio,logement|logt,boite|bte,bus",
    "level:etage|et|etg,rez|rdc",
    "side:gauche|gche,droite|dte|drt,face,fond,cour,milieu,arriere,avant",
    "box:bp",
    "street:rue|r,boulevard|bd,avenue|av,chemin|chem|che|ch,faubourg|fg|fbg",
  ].join(";"),
  it: [
    "filler:snc",
    "number:numero|num|nr|n,no",
    "landmark:presso,accanto,dietro,davanti,angolo,vicino",
    "block:scala|sc|scl,palazzina|pal|palaz,edificio|ed|edif,fabbricato|fabbr,blocco",
    "unit:interno|int,appartamento|app|apt",
    "level:piano|pno|pn,terra|pt,rialzato,primo,secondo,terzo,quarto,quinto,sesto,seminterrato,ammezzato,attico",
    "side:sinistra|sx|sin|sinistro,destra|dx|des|destro,centro",
    "street:via|v",
  ].join(";"),
  es: [
    "number:numero|num|no|nro|nr|n",
    "landmark:esquina|esq,frente,entre,detras,enfrente,atras",
    "block:bloque|bl|blq|bloq,escalera|esc,portal|ptal,torre,edificio|edif|ed,manzana|mz|mza|manz,modulo|mod",
    "unit:puerta|pta|pt,apartamento|apto|apt|apart,departamento|depto|dpto|dto|dep,interior|int,oficina|of|ofi|ofic|ofna,local|lc|loc,lote|lt,consultorio|cons,bodega|bod,garaje|gj,deposito",
    "house:casa",
    "level:piso|p,planta|plta,bajo|bjo|bj|bajos|pb,entresuelo|entlo|ent,atico|atc,principal|pral|ppal",
    "side:izquierda|izda|izq|izqda,derecha|dcha|der|dcho|drcha,centro|ctro,fondo,contrafrente,exterior|ext,alta,baja",
    "box:apartado|apdo",
    "street:calle|c|cl|clle|carrer,carrera|cra|kra|kr|cr|crr,avenida calle|ac,avenida carrera|ak,plaza|pl,jiron|jr,passeig|pg,circular|cir|circ,bulevar|bvar|bv|blvr,pasaje|psje|pje|psj",
    "area:kilometro|km,poligono|pol,parcela|parc,seccion,zona",
    "locality:colonia|col,fraccionamiento|fracc,barrio,urbanizacion|urb",
  ].join(";"),
  pt: [
    "number:numero|num|no|nro|n",
    "landmark:atras,esquina,defronte,perto,proximo,junto",
    "block:bloco|bl,torre,edificio|edif|ed,quadra|qd",
    "unit:apartamento|apto|apt|ap,casa|cs,sala|sl,loja|lj,lote|lt,conjunto|conj|cj",
    "level:andar|and,piso|p,reschao|rc|rch,cave|cv,sotao,terreo,sobreloja|sl",
    "side:direito|dto|dta|drt|dir,esquerdo|esq|esqdo|esqda,frente|ft|frt,fundos|fds,centro,tras",
    "street:rua|r",
    "area:quilometro|km,br,sqn,sqs,sqnw,sqsw,cln,cls,shin,shis,scn,scs,qi,ql",
  ].join(";"),
  pl: [
    "filler:ulica|ul",
    "number:numer|nr",
    "landmark:obok,naprzeciwko|naprzeciw,kolo,za,przy,blisko",
    "block:klatka|kl,blok|bl,budynek|bud,segment|segm",
    "unit:mieszkanie|mieszk|miesz|m,lokal|lok,pokoj|pok",
    "level:pietro|ptr|p,parter|part,suterena|sut,poddasze",
    "side:lewa|lewe|lewy,prawa|prawe|prawy,oficyna,front",
    "box:skrytka",
  ].join(";"),
  nl: "dotted:laan|ln,plein|pln,plein|pl,gracht|gr;unit:bus|bte,appartement|app|apt,kamer;box:postbus;landmark:tegenover,naast,achter,vlakbij,bij,nabij",
  da: "dotted:gade|g,vej|v,plads|pl;landmark:ved,overfor,bag,naer;side:tv,th,mf,forhus|forhuset,baghus|baghuset,sidehus|sidehuset;level:sal,stuen|st,kaelder|kaelderen|kld|kl;unit:lejlighed|lejl,dor;box:postboks",
  nb: "street:gate|gata|gaten|gt,vei|veg|veien|vegen|vn,plass|plassen|pl;suffix:gate|gata|gaten,vei|veg|veien|vegen;dotted:gate|gt|g,vei|vn|v,plass|pl;landmark:ved,overfor,bak,naer;box:postboks;unit:leilighet|leil|bolig;block:oppgang|oppg,inngang;side:venstre|ve,hoyre|ho,midten;level:etasje|etg|et,sokkel,kjeller,loft",
  sv: "dotted:gatan|gt|g,vagen|v,platsen|pl,torget|torg;landmark:bredvid,nara,mittemot,bakom,framfor;side:gatuhus|gatuhuset,gardshus|gardshuset,vanster|vo,hoger|ho;block:uppgang|uppg,trapphus;unit:lagenhet|lgh|laegenhet;level:vaning|van|vaaning,tr|trappor;box:box",
  tr: [
    "street:caddesi|cadde|cad|cd,sokak|sokagi|sok|sk,bulvari|bulvar|bulv|blv",
    "side:sag,sol,orta",
    "passed:karsisi|karsi|karsisinda,yani|yaninda,arkasi|arkasinda,ustu|ustunde,alti|altinda,onu|onunde,bitisigi|bitisiginde,civari|civarinda,yakini|yakininda",
    "block:blok|bl",
    "building:apartmani|apartman|apt|ap,sitesi|site|sit,konutlari|konut,plaza",
    "locality:mahallesi|mahalle|mah|mh",
    "unit:daire|d,ic",
    "level:kat|kati|k,zemin,bodrum,giris,cati",
  ].join(";"),
  ru: "street:проспект|просп|пр,шоссе|ш;landmark:рядом,напротив,около,за,возле,перед;area:микрораион|мкр|мкрн,квартал,километр|км;side:левое|левыи|левая|лев,правое|правыи|правая|прав,крыло;level:этаж|эт,цоколь;block:общежитие|общ,корпус|корп|к,строение|стр,подъезд|под|п,korpus|korp|k;unit:квартира|кв,kvartira|kv",
  uk: "landmark:біля,навпроти,поруч,за;block:корпус|корп|к,підїзд|під;unit:квартира|кв,kvartyra|kv",
  id: "area:rt,rw,kilometer|km;block:blok|blk;unit:kavling|kav|kv;landmark:dekat|dkt,samping,sebelah,depan,belakang,seberang;locality:kompleks|komp|kmpl,desa|ds,kelurahan|kel,dusun",
  ms: "block:blok|blk;unit:unit,lot;landmark:dekat,sebelah,belakang,depan;locality:taman|tmn,kampung|kg",
  th: "street:soi|ซอย,thanon|ถนน;area:moo|mu|หมู่;unit:ห้อง",
  hu: "passed:mellett,mogott,elott,kozeleben;street:utca|u;level:emelet|em,foldszint|fsz,felemelet|fe,alagsor;unit:ajto|a;block:epulet|ep,lepcsohaz|lph",
  cs: "filler:ulice|ul;landmark:vedle,naproti,u,za,pobliz;number:cislo|c|cp|cislopopisne;unit:byt|b;level:patro,prizemi,suteren;block:vchod;side:vlevo,vpravo,uprostred",
  sk: "filler:ulica|ul;landmark:vedla,oproti,za,pri;number:cislo|c|cp;unit:byt|b;level:poschodie|posch,prizemie;block:vchod;side:vlavo,vpravo",
  hr: "side:lijevo|lijeva|lijevi,desno|desna|desni,sredina;block:ulaz;level:prizemlje",
  bs: "side:lijevo|lijeva|lijevi,desno|desna|desni;block:ulaz",
  sr: "side:levo|leva|levi,desno|desna|desni;block:ulaz;level:sprat,prizemlje",
  sl: "side:levo,desno;block:vhod;level:nadstropje,pritlicje",
  lt: "street:gatve|g;unit:butas|but|bt",
  lv: "unit:dzivoklis|dziv|dz",
  et: "unit:korter|krt|kt",
  vi: "filler:duong;number:so;area:to,ap,thon,xom,phuong|p,quan|q,ngo,ngach,hem,kiet",
  ro: "landmark:langa,vizavi,aproape;block:bloc|bl,scara|sc;unit:apartament|ap|apt;level:etaj|et",
  el: "landmark:διπλα,απεναντι,κοντα,πισω,μπροστα,εναντι;unit:διαμερισμα|διαμ,diamerisma|diam;number:αριθμος|αρ|ap,arithmos|ar;level:οροφος|οροφου|op|oρ,orofos|orofou|or",
  bg: "block:блок|бл|blok|bl,вход|вх|vhod|vh;level:етаж|ет|etazh|etaj|et;unit:апартамент|ап|apartament|ap",
  he: "street:רחוב|רח,שדרות|שד",
  fi: "dotted:katu|k,tie|t;landmark:lahella;passed:vieressa,luona,takana,vastapaata;block:porras|rappu;unit:asunto|as|huoneisto",
};

/** What is the same in every country: where parcels wait for somebody, by trade mark or by its international name. */
export const EVERYWHERE =
  "filler:the,and,of,de,la,le,les,du,des,del,der,die,das,den,dos,da,do,di,et,und,y,ltd,limited,pvt;unit:apartment|apt,unit,suite|ste,room|rm,flat|flt;block:building|bldg;box:pobox;locker:locker|lockers,packstation,postfiliale,paketshop|pakkeshop,paketbox|pakkeboks|postpakkeboks|paketboks,postlagernd,postrestant,abholstation,paczkomat,fermoposta,fermopoint,parcelshop,parcelpod,citypaq,pickup,servicepoint,collectplus,pakketautomaat|pakjesautomaat,pakketpunt|postpunt,pickpost,bpack,instabox,budbee,postombud,smartpost|pakettiautomaatti,pakiautomaat,pakomats,pastomatas,zasilkovna|packeta,balikovna|balikobox,foxpost,csomagautomata,postapont,easybox,kargomat,popstation,cacifo,ocurre,postamat|постамат|почтомат|поштомат,пвз,відділення|виддилення,fedex";

type Pair = {
  readonly full: string;
  readonly kind: "landmark" | "locker" | "box" | "unit" | "level" | "area" | "street";
};

/** Two words that are one, with what they are. */
export const PAIRS: ReadonlyMap<string, Pair> = new Map([
  ...pairs("unit", "ic kapi"),
  ...pairs("level", "planta baja", "bajo"),
  ...pairs("level", "sous sol", "soussol"),
  ...pairs("box", "case postale"),
  ...pairs("area", "union council,union parishad", "uc"),
  ...pairs("street", "avenida calle,avenida cl,av calle,av cl", "avenida calle"),
  ...pairs("street", "avenida carrera,avenida cra,avenida kr,av carrera,av cra,av kr", "avenida carrera"),
  ...pairs(
    "locker",
    "poste restante,post restante,general delivery,lista correos,fermo posta,posta restante,parcel locker,amazon locker,inpost locker,point relais,point poste,mondial relay,amazon hub,pickup point,pickup locker,access point,collection point,collect point,click collect,parcel point,parcel shop,pick point,punto pack,punto recogida,punto poste,punkt odbioru,service point,customer point,ponto pickup,fodel point,teslimat noktasi,al noktasi,пункт выдачи,до востребования,до запитання,еконт офис,box now,parcel collect,collection centre,up point,clique retire,poste restant",
  ),
  ...pairs(
    "box",
    "po box,post box,postal box,pob box,caixa postal,casella postale,boite postale,apartado postal,apartado correos",
  ),
  ...pairs(
    "landmark",
    "next to,nxt to,across from,close to,in front,infront of,en face,a cote,pres de,pres du,di fronte,vicino a,vicino al,vicino alla,accanto a,accanto al,junto a,junto al,frente a,frente al,cerca de,cerca del,al lado,proximo a,proximo ao,proximo da,perto de,perto do,em frente,ao lado,face a,un lado,un costado,al costado,perto da,perto do,junto ao,junto da,preko puta,b h",
  ),
]);

function pairs(kind: Pair["kind"], words: string, full: string = kind): [string, Pair][] {
  return words.split(",").map((pair) => [pair, { full, kind }]);
}
