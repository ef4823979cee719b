import { at, type KindFamily } from "./kind-family.ts";

/** Streets that are called after a day, or counted before their name. */
export const STREETS_BY_DAY: readonly KindFamily[] = [
  {
    family: "streets-by-number-and-day",
    must: "exact",
    pairs: [
      ...at(
        "RU",
        "105077",
        "Москва",
        ["11-я Парковая ул., д. 27, кв. 4", "ул. 11-я Парковая, 27, кв. 4"],
        ["3-я ул. Строителей, 25, кв. 12", "ул. Строителей 3-я, д. 25, кв. 12"],
        ["2-ой Хорошёвский проезд, д. 7", "2-й Хорошевский пр-д, 7"],
        ["ул. 26 Бакинских Комиссаров, 4", "26-ти Бакинских Комиссаров ул., д. 4"],
        ["ул. 1905 года, д. 5", "улица 1905 года, 5"],
      ),
      ...at(
        "IT",
        "00184",
        "Roma",
        ["Via XX Settembre 12", "Via 20 Settembre 12"],
        ["Via IV Novembre 144", "Via 4 Novembre, 144"],
        ["Piazza Primo Maggio 5", "Piazza I Maggio 5"],
      ),
      ...at(
        "FR",
        "69003",
        "Lyon",
        ["5 rue du 8 mai 1945", "5 rue du 8 Mai"],
        ["5 rue du 11 Novembre 1918, appt 3", "5 rue du 11 novembre, app 3"],
        ["14 av. du 4 septembre", "14 avenue du Quatre-Septembre"],
      ),
      ...at(
        "RO",
        "010011",
        "București",
        [
          "Bd. 1 Decembrie 1918 nr. 5, bl. M2, sc. A, ap. 12",
          "Bulevardul 1 Decembrie 1918, nr 5, bloc M2, scara A, apartament 12",
        ],
        ["Calea 13 Septembrie nr. 90", "Calea 13 Septembrie, 90"],
      ),
      ...at(
        "PL",
        "00-001",
        "Warszawa",
        ["ul. 3 Maja 5 m. 2", "ul. 3-go Maja 5/2"],
        ["Al. 11 Listopada 7", "aleja 11 Listopada 7"],
      ),
      ...at("TR", "06420", "Ankara", ["19 Mayıs Cad. No:5 D:3", "19 Mayıs Caddesi No: 5 Daire: 3"]),
      ...at(
        "PT",
        "1000-001",
        "Lisboa",
        ["Rua 1º de Maio 12, 3º Dto", "Rua 1 de Maio, 12 - 3.º direito"],
        ["Av. 25 de Abril 12, 2º Esq", "Avenida 25 de Abril nº 12 2.º esq."],
      ),
      ...at(
        "NL",
        "3521 AB",
        "Utrecht",
        ["2e Daalsedijk 8", "Tweede Daalsedijk 8"],
        ["1ste Daalsedijk 8", "Eerste Daalsedijk 8"],
      ),
      ...at("MX", "06000", "Ciudad de México", ["16 de Septiembre 20", "16 de septiembre No. 20"]),
      ...at("AR", "B1900", "La Plata", ["Calle 7 N° 1234, 3° B", "calle 7 1234 piso 3 dto B"]),
    ],
  },
  {
    family: "streets-by-number-and-day-apart",
    must: "twins",
    pairs: [
      ...at(
        "RU",
        "105077",
        "Москва",
        ["11-я Парковая, 27", "13-я Парковая, 27"],
        ["11-я Парковая, 27", "Парковая, 27"],
      ),
      ...at(
        "IT",
        "00184",
        "Roma",
        ["Via XX Settembre 12", "Via XXV Aprile 12"],
        ["Via 4 Novembre 12", "Via 24 Novembre 12"],
      ),
      ...at("FR", "69003", "Lyon", ["5 rue du 8 mai", "8 rue du 5 mai"]),
      ...at("PL", "00-001", "Warszawa", ["ul. 3 Maja 5/2", "ul. 5 Maja 3/2"]),
      ...at("TR", "06420", "Ankara", ["19 Mayıs Cad. No:5", "30 Ağustos Cad. No:5"]),
      ...at("MX", "06000", "Ciudad de México", ["5 de Mayo 16", "16 de Mayo 5"]),
      ...at("AR", "B1900", "La Plata", ["Calle 7 N° 1234", "Calle 8 N° 1234"]),
    ],
  },
  {
    family: "streets-by-number-and-day-near",
    must: "near",
    pairs: [...at("MX", "06000", "Ciudad de México", ["5 de Mayo 12, int 3", "Av. 5 de Mayo #12 Int. 3"])],
  },
];
