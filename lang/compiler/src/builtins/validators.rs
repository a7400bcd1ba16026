//! The validators that `validate:` may name. Their code lives in the engine, which holds that both lists are the same.

use crate::program::Literal;

/// A validator's signature.
#[derive(Debug)]
pub struct Validator {
    /// As written in rules.
    pub name: &'static str,
    /// Empty for most: `luhn`.
    pub params: &'static [Param],
    /// One sentence for documentation and hover.
    pub doc: &'static str,
    /// The standard or source that defines it.
    pub standard: &'static str,
}

/// A parameter.
#[derive(Debug)]
pub struct Param {
    /// Its name: `min` in `entropy(min: 3.5)`.
    pub name: &'static str,
    /// Its type.
    pub ty: ParamType,
    /// What it is when not given; required without.
    pub default: Option<Literal>,
}

/// Types of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ParamType {
    Int,
    Float,
    Text,
}

/// A validator without parameters.
const fn plain(name: &'static str, standard: &'static str, doc: &'static str) -> Validator {
    Validator { name, params: &[], doc, standard }
}

const fn required(name: &'static str, ty: ParamType) -> Param {
    Param { name, ty, default: None }
}

const fn optional(name: &'static str, ty: ParamType, default: Literal) -> Param {
    Param { name, ty, default: Some(default) }
}

/// All validators, sorted by name.
pub static VALIDATORS: &[Validator] = &[
    plain(
        "aadhaar",
        "UIDAI, A UID Numbering Scheme, 2010",
        "Aadhaar of India: twelve digits, first 2 to 9, Verhoeff digit.",
    ),
    plain(
        "aba_routing",
        "ABA, Routing Number Policy",
        "Routing transit number of a bank in the United States: nine digits, weights 3 7 1.",
    ),
    plain(
        "abn",
        "Australian Business Register, Format of the ABN",
        "Business number of Australia: eleven digits modulo 89.",
    ),
    plain(
        "afm",
        "ΑΑΔΕ, αριθμός φορολογικού μητρώου",
        "ΑΦΜ of Greece: nine digits with a check digit modulo 11.",
    ),
    plain(
        "ahv",
        "Bundesgesetz über die Alters- und Hinterlassenenversicherung, Art. 50c",
        "AHV number of Switzerland: 756, nine digits and the check digit of EAN-13.",
    ),
    plain("amka", "ΗΔΙΚΑ; Νόμος 3655/2008", "ΑΜΚΑ of Greece: birth date, serial and a Luhn digit."),
    plain(
        "aws_key_id",
        "AWS IAM, unique identifiers; the layout as AWS' account decoding shows it",
        "An AWS access key id whose base32 holds an account number of twelve digits.",
    ),
    plain(
        "base58check",
        "Bitcoin developer reference, address conversion",
        "A Base58Check address: its last four bytes are the double SHA-256 of the rest. Case matters.",
    ),
    plain(
        "base58check_key",
        "BIP 32, serialization format; Bitcoin Wiki, wallet import format",
        "A private key in Base58Check, of a wallet or extended: its last four bytes are the double SHA-256 of the rest.",
    ),
    plain("base64", "RFC 4648, sections 4 and 5", "Base64 of one or more bytes, padded or not."),
    plain("basic_auth", "RFC 7617, section 2", "The last word is base64 of `user-id:password`."),
    plain(
        "bc_health",
        "BC Ministry of Health, PHN validation",
        "Personal Health Number of British Columbia: ten digits, first 9, check digit modulo 11.",
    ),
    plain("bech32", "BIP 173", "Bech32 with its six check symbols."),
    plain("bech32m", "BIP 350", "Bech32m with its six check symbols."),
    plain(
        "belgium_register",
        "Koninklijk besluit van 3 april 1984, rijksregisternummer",
        "National register number of Belgium: birth date, serial, and a check modulo 97.",
    ),
    plain(
        "bic",
        "ISO 9362",
        "Business identifier code of a bank: eight or eleven characters with a country of ISO 3166; there is no check digit.",
    ),
    plain(
        "bsn",
        "Wet algemene bepalingen burgerservicenummer; elfproef",
        "BSN of the Netherlands: nine digits with weights 9 to 2 and -1 modulo 11.",
    ),
    plain(
        "canada_sin",
        "Service Canada, SIN code of practice; ISO/IEC 7812-1",
        "Social Insurance Number of Canada: nine digits, Luhn digit, first 1 to 7 or 9.",
    ),
    plain(
        "card_brand",
        "ISO/IEC 7812-1 and the ranges that the networks publish",
        "The issuer range and length of Amex, Dankort, Diners, Discover, Electron, JCB, Mastercard, UnionPay or Visa.",
    ),
    plain(
        "ccc",
        "Consejo Superior Bancario, Código Cuenta Cliente",
        "Account number of a bank in Spain: twenty digits, the ninth and tenth control digits.",
    ),
    plain(
        "china_resident",
        "GB 11643-1999",
        "Resident identity number of China: division, birth date, serial and an ISO 7064 MOD 11-2 check character.",
    ),
    plain(
        "cif",
        "Real Decreto 1065/2007, article 22; Orden EHA/451/2008",
        "NIF of an organisation in Spain (formerly CIF): letter, seven digits, control digit or letter.",
    ),
    plain(
        "cnp",
        "Ordonanța de urgență 97/2005",
        "CNP of Romania: sex and century, birth date, county, serial and a check digit modulo 11.",
    ),
    plain(
        "cnpj",
        "Receita Federal, Instrução Normativa 2229/2024",
        "CNPJ of Brazil: twelve digits or letters and two check digits.",
    ),
    plain(
        "codice_fiscale",
        "Decreto ministeriale 23 December 1976, n. 13813",
        "Codice fiscale of Italy, letters for digits of homonyms included.",
    ),
    plain(
        "cpf",
        "Receita Federal, Instrução Normativa 1548/2015",
        "CPF of Brazil: nine digits and two check digits.",
    ),
    plain(
        "crc32_base62",
        "GitHub, Behind GitHub's new authentication token formats, 2021",
        "A token of GitHub or npm: its last six characters are the CRC-32 of the body in base62.",
    ),
    plain("cuit", "AFIP, Resolución General 10/97", "CUIT or CUIL of Argentina: eleven digits modulo 11."),
    plain(
        "curp",
        "Instructivo Normativo para la Asignación de la CURP, DOF 18 October 2021",
        "CURP of Mexico: eighteen characters with birth date, sex, state and check digit.",
    ),
    plain("cusip", "ANSI X9.6", "CUSIP of a security: eight characters and a check digit."),
    plain("damm", "H. M. Damm, dissertation, Marburg 2004", "Damm's check digit over all digits."),
    plain(
        "dea",
        "DEA Diversion Control Division, registration number",
        "DEA registration: two letters, seven digits, the last a check digit.",
    ),
    plain(
        "discord_token",
        "Discord developer documentation, authentication",
        "A Discord bot token: its first part is base64 of the bot's number.",
    ),
    Validator {
        name: "distinct",
        params: &[required("min", ParamType::Int)],
        doc: "At least `min` different characters.",
        standard: "a measure, no standard",
    },
    plain(
        "dni",
        "Real Decreto 1553/2005",
        "DNI of Spain: seven or eight digits and the control letter modulo 23; all zeroes and all nines are refused.",
    ),
    plain(
        "ecuador_id",
        "Ley Orgánica de Gestión de la Identidad y Datos Civiles",
        "Cédula of Ecuador: province, serial and a Luhn digit.",
    ),
    plain(
        "egn",
        "Закон за гражданската регистрация",
        "ЕГН of Bulgaria: birth date with the century in its month, serial and a check digit modulo 11.",
    ),
    Validator {
        name: "entropy",
        params: &[required("min", ParamType::Float)],
        doc: "A Shannon entropy of at least `min` bits per character; random base64 has above 4, words have below 3.5.",
        standard: "Shannon, A Mathematical Theory of Communication, 1948, section 6",
    },
    plain(
        "fodselsnummer",
        "Folkeregisterforskriften, § 2-2-1",
        "Fødselsnummer of Norway, D-nummer included: birth date, serial and two check digits modulo 11.",
    ),
    plain(
        "germany_driver",
        "Fahrerlaubnis-Verordnung, annex 8",
        "Number of a driving licence of Germany: eleven characters, the tenth a check digit modulo 11.",
    ),
    plain(
        "grafana_token",
        "Grafana, pkg/components/satokengen",
        "A Grafana token: its last eight digits are the CRC-32 of what stands before them.",
    ),
    plain(
        "hetu",
        "Valtioneuvoston asetus väestötietojärjestelmästä 128/2010",
        "Henkilötunnus of Finland: birth date, sign of the century, serial and a check character modulo 31.",
    ),
    plain("hex", "RFC 4648, section 8", "Hexadecimal of whole bytes, in either case."),
    plain(
        "hkid",
        "Registration of Persons Regulations, cap. 177A",
        "Identity card of Hong Kong: one or two letters, six digits and a check character modulo 11.",
    ),
    plain(
        "hungary_tax",
        "2007. évi CXXVII. törvény; 1996. évi XX. törvény",
        "Adóazonosító jel of Hungary: ten digits that begin with 8, a check digit modulo 11.",
    ),
    plain(
        "iban",
        "ISO 13616-1:2020 and the SWIFT IBAN registry",
        "An IBAN of a known country with its length, structure and check digits (ISO/IEC 7064 MOD 97-10).",
    ),
    plain(
        "icao_9303",
        "ICAO Doc 9303, part 3, section 4.9",
        "The last digit is the 7-3-1 check digit of a travel document or identity card.",
    ),
    plain("imei", "3GPP TS 23.003, section 6.2.1", "IMEI of a device: fifteen digits with a Luhn digit."),
    plain(
        "india_pan",
        "Income-tax Department, Structure of PAN",
        "Permanent account number of India: its structure and the letter of the holder's kind; no checksum is published.",
    ),
    plain(
        "inn",
        "Приказ ФНС России ММВ-7-6/435@",
        "ИНН of Russia: ten digits of an organisation or twelve of a person, with check digits modulo 11.",
    ),
    plain(
        "iran_id",
        "سازمان ثبت احوال کشور",
        "National number of Iran: ten digits with a check digit modulo 11.",
    ),
    plain(
        "isikukood",
        "EVS 585:2007; Lietuvos Respublikos gyventojų registro įstatymas",
        "Personal code of Estonia or Lithuania: sex and century, birth date, serial and a check digit modulo 11.",
    ),
    plain("isin", "ISO 6166", "ISIN of a security: country, nine characters, Luhn digit."),
    plain(
        "italy_cin",
        "ABI, coordinate bancarie nazionali",
        "Account number of a bank in Italy or San Marino: check letter, ten digits, twelve characters.",
    ),
    plain(
        "jmbg",
        "Zakon o jedinstvenom matičnom broju građana",
        "JMBG or EMŠO of Yugoslavia’s successors: birth date, region, serial and a check digit modulo 11.",
    ),
    plain(
        "jwt",
        "RFC 7519; RFC 7515, section 3.1",
        "A JSON Web Token: a header with `alg` and a payload, both JSON objects, and a signature unless `alg` is `none`.",
    ),
    Validator {
        name: "kinds",
        params: &[required("min", ParamType::Int)],
        doc: "Characters of at least `min` of the kinds upper case, lower case, digit, other.",
        standard: "a measure, no standard",
    },
    plain(
        "korea_resident",
        "주민등록법 시행규칙",
        "Resident registration number of Korea: birth date, sex and century, serial; a check digit until 2020.",
    ),
    plain("lei", "ISO 17442-1", "Legal entity identifier: twenty characters, ISO/IEC 7064 MOD 97-10."),
    Validator {
        name: "length",
        params: &[
            optional("min", ParamType::Int, Literal::Int(0)),
            optional("max", ParamType::Int, Literal::Int(i64::MAX)),
        ],
        doc: "A length in characters from `min` to `max`.",
        standard: "a measure, no standard",
    },
    plain(
        "literal_password",
        "a measure, no standard",
        "An assignment whose right side is a chosen password: no template, expression, path, hash or filler word.",
    ),
    plain(
        "literal_token",
        "a measure, no standard",
        "An assignment whose right side is a random key of sixteen or more characters: no template, expression or path.",
    ),
    plain("luhn", "ISO/IEC 7812-1, annex B", "The Luhn check digit over all digits."),
    plain(
        "luxembourg_matricule",
        "Loi du 19 juin 2013 relative à l’identification des personnes physiques",
        "Identification number of Luxembourg: birth date, serial, a Luhn and a Verhoeff digit.",
    ),
    plain(
        "medicare",
        "Services Australia, Medicare card number format",
        "Medicare card of Australia: ten or eleven digits, the ninth a check digit.",
    ),
    plain("mod11_10", "ISO/IEC 7064:2003, MOD 11,10", "Digits with one hybrid check digit."),
    plain("mod11_2", "ISO/IEC 7064:2003, MOD 11-2", "Digits with one check character, `X` for ten."),
    plain(
        "mod37_2",
        "ISO/IEC 7064:2003, MOD 37-2",
        "Letters and digits with one check character, `*` for thirty-six.",
    ),
    plain("mod37_36", "ISO/IEC 7064:2003, MOD 37,36", "Letters and digits with one hybrid check character."),
    plain("mod97_10", "ISO/IEC 7064:2003, MOD 97-10", "Letters and digits with two check digits."),
    plain(
        "my_number",
        "行政手続における特定の個人を識別するための番号の利用等に関する法律施行規則, article 5",
        "My Number of Japan: twelve digits with a check digit modulo 11.",
    ),
    plain(
        "nhs",
        "NHS Data Model and Dictionary, NHS NUMBER",
        "NHS number of England and Wales: ten digits modulo 11.",
    ),
    plain(
        "nie",
        "Real Decreto 557/2011; Orden INT/2058/2008",
        "NIE of foreigners in Spain: X, Y or Z, seven digits, control letter.",
    ),
    plain(
        "nif",
        "Real Decreto 1065/2007, articles 19 and 20",
        "NIF of a person in Spain: DNI, NIE, or K, L, M with seven digits and the control letter.",
    ),
    plain(
        "nip",
        "Ustawa o zasadach ewidencji i identyfikacji podatników",
        "NIP of Poland: nine digits and a check digit modulo 11.",
    ),
    plain(
        "nir",
        "INSEE; décret 82-103",
        "NIR of France (INSEE, social security number): fifteen characters with its key modulo 97, Corsica included.",
    ),
    plain(
        "nit",
        "DIAN, Orden Administrativa 4 of 1989",
        "NIT of Colombia: eight to fifteen digits and a check digit modulo 11.",
    ),
    plain(
        "npi",
        "45 CFR 162.406; CMS, NPI check digit",
        "National Provider Identifier of the United States: ten digits, Luhn over 80840 and the number.",
    ),
    plain(
        "nric",
        "National Registration Act 1965",
        "NRIC or FIN of Singapore: a letter, seven digits, a check letter modulo 11.",
    ),
    plain(
        "nuss",
        "Tesorería General de la Seguridad Social",
        "Social security number of Spain: twelve digits, the last two modulo 97.",
    ),
    plain(
        "password",
        "a measure, no standard",
        "A chosen password: no template, placeholder, path, hash, filler or word of letters alone.",
    ),
    plain(
        "personas_kods",
        "Fizisko personu reģistra likums",
        "Personal code of Latvia: birth date and serial with a check digit modulo 11, or 32 and a random number.",
    ),
    plain(
        "personnummer",
        "Folkbokföringslagen 1991:481, 18 §",
        "Personnummer of Sweden, samordningsnummer included: birth date, serial, Luhn digit; ten or twelve digits.",
    ),
    plain(
        "pesel",
        "Ustawa o ewidencji ludności, article 15",
        "PESEL of Poland: birth date with the century in its month, serial, check digit.",
    ),
    plain(
        "placeholder",
        "the shapes that documentation and templates use, no standard",
        "A filler instead of a secret: `xxxx`, `EXAMPLE`, `changeme`, `<…>`, `${…}`, one character over and over.",
    ),
    plain(
        "portugal_nif",
        "Decreto-Lei 14/2013",
        "NIF of Portugal: nine digits with a check digit modulo 11.",
    ),
    plain(
        "pps",
        "Social Welfare Consolidation Act 2005, section 262",
        "PPS number of Ireland: seven digits, a check letter modulo 23, perhaps a second letter.",
    ),
    plain(
        "private_address",
        "RFC 1918; RFC 4193",
        "An IP address of version 4 or 6 from the private ranges.",
    ),
    plain(
        "public_address",
        "RFC 6890; RFC 5737; RFC 3849",
        "An IP address of version 4 or 6 on the public Internet; private, reserved and documentation addresses are refused.",
    ),
    plain(
        "published_test_card",
        "the test numbers that issuers and processors publish",
        "A card number published for testing, alone or within a magnetic stripe track.",
    ),
    plain(
        "random",
        "a measure, no standard",
        "Letters and digits mixed as random text mixes them, not as words, names and counting do.",
    ),
    plain("repeated_digit", "a measure, no standard", "One digit over and over: `0000000000`."),
    plain(
        "rfc",
        "SAT, Instructivo para la formación del RFC",
        "RFC of Mexico: three or four letters, date, homonym characters, check character; the generic codes are refused.",
    ),
    plain(
        "rib",
        "Comité français d'organisation et de normalisation bancaires, RIB",
        "Account number of a bank in France or Monaco: twenty-three characters with a key modulo 97.",
    ),
    plain(
        "rnokpp",
        "Податковий кодекс України, article 70",
        "РНОКПП of Ukraine: ten digits with a check digit modulo 11.",
    ),
    plain(
        "rodne_cislo",
        "Zákon 133/2000 Sb.; Zákon 301/1995 Z. z.",
        "Rodné číslo of Czechia and Slovakia: birth date, serial, ten digits that eleven divides.",
    ),
    plain(
        "rut",
        "Servicio de Impuestos Internos; DFL 3 of 1969",
        "RUT or RUN of Chile: digits and a check character modulo 11.",
    ),
    plain(
        "saudi_id",
        "National Information Center, الأحوال المدنية",
        "National or residence number of Saudi Arabia: ten digits, first 1 or 2, Luhn digit.",
    ),
    plain(
        "sedol",
        "London Stock Exchange, SEDOL Masterfile",
        "SEDOL of a security: six characters and a check digit.",
    ),
    plain(
        "sequential",
        "a measure, no standard",
        "Digits that count up or down by one: `1234567890`, `98765`.",
    ),
    plain("snils", "Федеральный закон 27-ФЗ", "СНИЛС of Russia: nine digits and a check modulo 101."),
    plain(
        "south_africa_id",
        "Identification Act 68 of 1997",
        "Identity number of South Africa: birth date, sex and serial, citizenship, Luhn digit.",
    ),
    plain(
        "spi",
        "DGFiP, as published in the OECD's sheets on tax identification numbers",
        "SPI, the tax number of France: thirteen digits, the last three the first ten modulo 511.",
    ),
    plain(
        "steuer_id",
        "§ 139b AO; BZSt; ISO/IEC 7064 MOD 11,10",
        "Steuer-ID of Germany: eleven digits, one of the first ten occurs twice or three times.",
    ),
    plain(
        "svnr",
        "ASVG § 31; Dachverband der Sozialversicherungsträger",
        "Social insurance number of Austria: serial, check digit modulo 11, birth date.",
    ),
    plain(
        "taiwan_id",
        "戶籍法; 內政部",
        "National identity number of Taiwan: a letter, nine digits, the last a check digit modulo 10.",
    ),
    plain(
        "tckn",
        "Nüfus Hizmetleri Kanunu 5490",
        "Kimlik numarası of Türkiye: nine digits and two check digits.",
    ),
    plain(
        "teudat_zehut",
        "Population Registry Law 5725-1965",
        "Identity number of Israel: eight or nine digits with a Luhn digit.",
    ),
    plain(
        "tfn",
        "Australian Taxation Office, TFN algorithm",
        "Tax file number of Australia: eight or nine digits, weighted modulo 11.",
    ),
    plain(
        "thailand_id",
        "พระราชบัญญัติการทะเบียนราษฎร",
        "Identity number of Thailand: thirteen digits with a check digit modulo 11.",
    ),
    plain(
        "token",
        "a measure, no standard",
        "A random key of sixteen or more characters: letters and digits mixed, no template, placeholder or path.",
    ),
    plain(
        "track_data",
        "ISO/IEC 7813",
        "Magnetic stripe track 1 or 2: an account number with a Luhn digit and an expiry month.",
    ),
    plain(
        "udi",
        "21 CFR 830; GS1, HIBCC and ICCBBA",
        "Unique device identifier of a medical device in the format of GS1, HIBCC or ICCBBA.",
    ),
    plain(
        "uk_driver",
        "DVLA, specification of the driver number",
        "Driver number of Great Britain: sixteen characters with surname, birth date and initials.",
    ),
    plain(
        "uk_nino",
        "HMRC, National Insurance Manual NIM39110",
        "National Insurance number: an allocated prefix, six digits, A to D.",
    ),
    plain(
        "uri_password",
        "RFC 3986, section 3.2.1",
        "A URI with a password that is no placeholder, template or filler word, at a host that is no example.",
    ),
    plain(
        "us_itin",
        "IRS, Internal Revenue Manual 3.21.263",
        "Individual Taxpayer Identification Number: first digit 9, fourth and fifth in the ranges of the IRS.",
    ),
    plain(
        "us_ssn",
        "SSA, Social Security Number Randomization, 2011",
        "Social Security number: area, group and serial that can be assigned; published samples are refused.",
    ),
    plain(
        "utr",
        "HMRC, UTR check",
        "Unique Taxpayer Reference of the United Kingdom: ten digits, the first a check digit modulo 11.",
    ),
    plain(
        "verhoeff",
        "J. Verhoeff, Error Detecting Decimal Codes, 1969",
        "Verhoeff's check digit over all digits.",
    ),
    plain("vin", "ISO 3779", "Vehicle identification number: seventeen characters without I, O and Q."),
    plain(
        "vin_check_digit",
        "49 CFR 565.15 (c)",
        "A VIN with the check digit of North America at the ninth place.",
    ),
    plain("yymmdd", "the calendar", "Six digits that can be a date as year, month, day."),
    plain(
        "yyyymmdd",
        "the calendar",
        "Eight digits that can be a date of the years 1900 to 2099, year first or last.",
    ),
];
