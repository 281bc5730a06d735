-- What the rows are made from; 07 drops all of it.
-- seed.pick(n, salt, of) is a number from 0 to of - 1 that depends on its arguments alone, so that every
-- machine and every run gets the same company.

CREATE SCHEMA seed;

CREATE FUNCTION seed.pick(n bigint, salt bigint, "of" bigint) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT ((pg_catalog.hashint8extended(n, salt) & 9223372036854775807) % "of")::integer $$;

CREATE FUNCTION seed.uuid(n bigint, salt bigint) RETURNS uuid
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT pg_catalog.md5(n || ' ' || salt)::uuid $$;

CREATE TABLE seed.people (locale integer PRIMARY KEY, first_names text[], last_names text[]);

INSERT INTO seed.people VALUES
  (0, '{James,Olivia,Noah,Grace,Liam,Chloe,Ethan,Ruby,Aoife,Siobhán,Declan,Maeve,Owen,Harriet,Malik,Zadie,Theo,Imogen,Callum,Beatrix}',
      '{Smith,O''Brien,Johnson,Taylor,MacDonald,O''Neill,Walker,Nguyen,Bennett,Clarke,Hughes,D''Souza,Okafor,Fitzgerald,Whitfield,St. John,Ramsey,Patel,Lewis,Ashworth}'),
  (1, '{Édith,François,Chloé,Jérôme,Zoé,Léa,Benoît,Inès,Théo,Anaïs,Hélène,Gaël,Maëlys,Loïc,Margaux,Étienne}',
      '{Lefèvre,Dubois,D''Alembert,Garçon,Béranger,Moreau,Lemaître,Châtelain,Rousseau,Noël,Prévost,Le Goff,Besnard,Faÿ,Marchand,Guérin}'),
  (2, '{Jürgen,Anneliese,Götz,Käthe,Matthias,Ute,Björn,Sören,Lieselotte,Heiko,Änne,Dörte,Lukas,Mia,Felix,Jana}',
      '{Müller,Groß,Schäfer,von der Heide,Jäger,Weiß,Köhler,Böhm,Zimmermann,Krüger,Strauß,Vogt,Lindner,Öztürk,Hoffmann,Bäcker}'),
  (3, '{Ægir,Søren,Åse,Bjørn,Freyja,Ingrid,Þóra,Håkon,Solveig,Mads,Astrid,Leif,Sigríður,Jökull,Elin,Torbjörn}',
      '{Jónsdóttir,Ødegård,Ångström,Håkonsen,Lindqvist,Guðmundsson,Bjørnstad,Kjær,Sørensen,Nygård,Bergström,Þórsson,Holm,Ahlgren,Østby,Dahl}'),
  (4, '{José,María,Íñigo,Lucía,Ángel,Begoña,Raúl,Inés,Joaquín,Sofía,Andrés,Ximena,Óscar,Noemí,Iván,Belén}',
      '{García,Núñez,Muñoz,Ibáñez,Castaño,de la Cruz,Peña,Ordóñez,Gutiérrez,Zúñiga,Vázquez,Álvarez,Piñeiro,Sáenz,Echeverría,León}'),
  (5, '{伟,芳,娜,敏,静,丽,强,磊,洋,艳,勇,军,杰,娟,涛,超}', '{张,王,李,刘,陈,杨,黄,赵,吴,周,徐,孙,马,朱,胡,欧阳}'),
  (6, '{さくら,陽菜,蓮,悠真,結衣,大翔,葵,美咲,健太,翔,花子,直樹}', '{佐藤,鈴木,髙橋,田中,渡邉,伊藤,山本,中村,小林,加藤,吉田,齋藤}'),
  (7, '{João,Conceição,Thaís,Antônio,Luís,Júlia,Caetano,Íris,Simão,Flávia,Zélia,Gonçalo}',
      '{Gonçalves,Araújo,Conceição,da Silva,Simões,Brandão,Magalhães,Leitão,dos Anjos,Assunção,Guimarães,Falcão}'),
  (8, '{Łukasz,Żaneta,Agnieszka,Paweł,Světlana,Ondřej,Gábor,Zsófia,Šimon,Čeněk,Katarzyna,Ilona}',
      '{Wiśniewski,Dvořák,Kovács,Nowak-Żak,Svobodová,Szőke,Wójcik,Černý,Łaska,Horváth,Procházka,Zając}'),
  (9, '{Aarav,Priya,Rohan,Ananya,Vikram,Lakshmi,Arjun,Meera,Nikhil,Kavya,Sanjay,Ishita}',
      '{Sharma,Iyer,Reddy,Banerjee,Chatterjee,Krishnamurthy,Rao,Mehta,Kapoor,Nair,D''Cunha,Subramanian}');

CREATE TABLE seed.places (
  locale integer, number integer, country char(2), city text, region text, street text, dialling text, currency char(3),
  latitude numeric, longitude numeric, timezone text, language text, PRIMARY KEY (locale, number)
);

INSERT INTO seed.places VALUES
  (0, 0, 'US', 'Portland', 'OR', 'Alder Street', '+1 503', 'USD', 45.5202, -122.6742, 'America/Los_Angeles', 'en-US'),
  (0, 1, 'US', 'St. Louis', 'MO', 'Delmar Blvd', '+1 314', 'USD', 38.6270, -90.1994, 'America/Chicago', 'en-US'),
  (0, 2, 'GB', 'Bristol', NULL, 'Gloucester Road', '+44 117', 'GBP', 51.4545, -2.5879, 'Europe/London', 'en-GB'),
  (0, 3, 'IE', 'Dún Laoghaire', 'Dublin', 'Marine Road', '+353 1', 'EUR', 53.2939, -6.1359, 'Europe/Dublin', 'en-IE'),
  (1, 0, 'FR', 'Orléans', 'Centre-Val de Loire', 'rue de l''Évêché', '+33 2', 'EUR', 47.9029, 1.9093, 'Europe/Paris', 'fr-FR'),
  (1, 1, 'FR', 'Nîmes', 'Occitanie', 'place aux Herbes', '+33 4', 'EUR', 43.8367, 4.3601, 'Europe/Paris', 'fr-FR'),
  (1, 2, 'BE', 'Liège', NULL, 'rue Pierreuse', '+32 4', 'EUR', 50.6326, 5.5797, 'Europe/Brussels', 'fr-BE'),
  (1, 3, 'CA', 'Québec', 'QC', 'côte de la Fabrique', '+1 418', 'CAD', 46.8139, -71.2080, 'America/Toronto', 'fr-CA'),
  (2, 0, 'DE', 'Köln', 'Nordrhein-Westfalen', 'Aachener Straße', '+49 221', 'EUR', 50.9375, 6.9603, 'Europe/Berlin', 'de-DE'),
  (2, 1, 'DE', 'München', 'Bayern', 'Türkenstraße', '+49 89', 'EUR', 48.1351, 11.5820, 'Europe/Berlin', 'de-DE'),
  (2, 2, 'AT', 'Wien', NULL, 'Währinger Straße', '+43 1', 'EUR', 48.2082, 16.3738, 'Europe/Vienna', 'de-AT'),
  (2, 3, 'CH', 'Zürich', 'ZH', 'Löwenstrasse', '+41 44', 'CHF', 47.3769, 8.5417, 'Europe/Zurich', 'de-CH'),
  (3, 0, 'NO', 'Tromsø', 'Troms', 'Storgata', '+47 77', 'NOK', 69.6492, 18.9553, 'Europe/Oslo', 'nb-NO'),
  (3, 1, 'DK', 'Ærøskøbing', NULL, 'Vestergade', '+45 62', 'DKK', 54.8883, 10.4111, 'Europe/Copenhagen', 'da-DK'),
  (3, 2, 'SE', 'Malmö', 'Skåne', 'Östra Förstadsgatan', '+46 40', 'SEK', 55.6050, 13.0038, 'Europe/Stockholm', 'sv-SE'),
  (3, 3, 'IS', 'Reykjavík', NULL, 'Laugavegur', '+354 55', 'ISK', 64.1466, -21.9426, 'Atlantic/Reykjavik', 'is-IS'),
  (4, 0, 'ES', 'A Coruña', 'Galicia', 'Calle Real', '+34 981', 'EUR', 43.3623, -8.4115, 'Europe/Madrid', 'es-ES'),
  (4, 1, 'ES', 'Logroño', 'La Rioja', 'Calle Laurel', '+34 941', 'EUR', 42.4627, -2.4450, 'Europe/Madrid', 'es-ES'),
  (4, 2, 'MX', 'Mérida', 'Yucatán', 'Calle 60', '+52 999', 'MXN', 20.9674, -89.5926, 'America/Merida', 'es-MX'),
  (4, 3, 'CO', 'Bogotá', NULL, 'Carrera Séptima', '+57 601', 'COP', 4.7110, -74.0721, 'America/Bogota', 'es-CO'),
  (5, 0, 'CN', '杭州', '浙江', '南山路', '+86 571', 'CNY', 30.2741, 120.1551, 'Asia/Shanghai', 'zh-CN'),
  (5, 1, 'CN', '成都', '四川', '人民南路', '+86 28', 'CNY', 30.5728, 104.0668, 'Asia/Shanghai', 'zh-CN'),
  (5, 2, 'TW', '臺北', NULL, '忠孝東路', '+886 2', 'TWD', 25.0330, 121.5654, 'Asia/Taipei', 'zh-TW'),
  (5, 3, 'SG', 'Singapore', NULL, 'Telok Ayer Street', '+65 6', 'SGD', 1.3521, 103.8198, 'Asia/Singapore', 'zh-SG'),
  (6, 0, 'JP', '京都市', '京都府', '四条通', '+81 75', 'JPY', 35.0116, 135.7681, 'Asia/Tokyo', 'ja-JP'),
  (6, 1, 'JP', '札幌市', '北海道', '大通西', '+81 11', 'JPY', 43.0618, 141.3545, 'Asia/Tokyo', 'ja-JP'),
  (6, 2, 'JP', '福岡市', '福岡県', '天神', '+81 92', 'JPY', 33.5904, 130.4017, 'Asia/Tokyo', 'ja-JP'),
  (6, 3, 'JP', '東京', NULL, '神保町', '+81 3', 'JPY', 35.6762, 139.6503, 'Asia/Tokyo', 'ja-JP'),
  (7, 0, 'BR', 'São Paulo', 'SP', 'Rua Augusta', '+55 11', 'BRL', -23.5505, -46.6333, 'America/Sao_Paulo', 'pt-BR'),
  (7, 1, 'BR', 'Florianópolis', 'SC', 'Rua Felipe Schmidt', '+55 48', 'BRL', -27.5954, -48.5480, 'America/Sao_Paulo', 'pt-BR'),
  (7, 2, 'PT', 'Évora', 'Alentejo', 'Rua 5 de Outubro', '+351 266', 'EUR', 38.5714, -7.9135, 'Europe/Lisbon', 'pt-PT'),
  (7, 3, 'PT', 'Guimarães', NULL, 'Largo da Oliveira', '+351 253', 'EUR', 41.4425, -8.2918, 'Europe/Lisbon', 'pt-PT'),
  (8, 0, 'PL', 'Łódź', 'łódzkie', 'ulica Piotrkowska', '+48 42', 'PLN', 51.7592, 19.4560, 'Europe/Warsaw', 'pl-PL'),
  (8, 1, 'PL', 'Gdańsk', 'pomorskie', 'ulica Długa', '+48 58', 'PLN', 54.3520, 18.6466, 'Europe/Warsaw', 'pl-PL'),
  (8, 2, 'CZ', 'Plzeň', NULL, 'Pražská', '+420 377', 'CZK', 49.7384, 13.3736, 'Europe/Prague', 'cs-CZ'),
  (8, 3, 'HU', 'Győr', NULL, 'Baross Gábor út', '+36 96', 'HUF', 47.6875, 17.6504, 'Europe/Budapest', 'hu-HU'),
  (9, 0, 'IN', 'Bengaluru', 'Karnataka', '80 Feet Road', '+91 80', 'INR', 12.9716, 77.5946, 'Asia/Kolkata', 'en-IN'),
  (9, 1, 'IN', 'Pune', 'Maharashtra', 'Fergusson College Road', '+91 20', 'INR', 18.5204, 73.8567, 'Asia/Kolkata', 'en-IN'),
  (9, 2, 'IN', 'Chennai', 'Tamil Nadu', 'Anna Salai', '+91 44', 'INR', 13.0827, 80.2707, 'Asia/Kolkata', 'en-IN'),
  (9, 3, 'AE', 'Dubai', NULL, 'Al Wasl Road', '+971 4', 'AED', 25.2048, 55.2708, 'Asia/Dubai', 'en-AE');

-- The first page of customers, which is what a newcomer sees: written by hand, everyone else is drawn.
CREATE TABLE seed.first_customers (id bigint PRIMARY KEY, first_name text, last_name text, email text, locale integer, place integer);

INSERT INTO seed.first_customers VALUES
  (1, 'Édith', 'Lefèvre', 'edith.lefevre@example.com', 1, 0),
  (2, 'Liam', 'O''Brien', 'liam.obrien@example.org', 0, 3),
  (3, '伟', '张', 'zhang.wei@example.cn', 5, 0),
  (4, 'Ægir', 'Jónsson', 'aegir@example.is', 3, 3),
  (5, 'Madonna', NULL, 'office+madonna@example.com', 0, 0),
  (6, 'Íñigo', 'de la Cruz', 'inigo.delacruz@example.es', 4, 1),
  (7, 'Priya', 'Krishnamurthy', 'priya.k@example.in', 9, 0),
  (8, 'Jürgen', 'Groß', 'juergen.gross@example.de', 2, 0),
  (9, 'Zoë "Zo"', 'Ashworth', 'zo@example.co.uk', 0, 2),
  (10, 'さくら', '髙橋', 'sakura.takahashi@example.jp', 6, 0);

INSERT INTO public.products VALUES
  ('PAN-24', 'Frying pan, 24 cm', 'pans', 59.90, 1480, '{24,24,5}'),
  ('PAN-28', 'Frying pan, 28 cm', 'pans', 74.90, 1920, '{28,28,5}'),
  ('POT-3L', 'Casserole, 3 l', 'pots', 119.00, 3650, '{26,26,14}'),
  ('POT-5L', 'Casserole, 5 l', 'pots', 149.00, 4980, '{30,30,17}'),
  ('KNF-08', 'Chef''s knife, 8″', 'knives', 89.50, 245, '{34,5,2}'),
  ('KNF-03', 'Paring knife', 'knives', 29.95, 80, '{19,3,2}'),
  ('KNF-BR', 'Bread knife', 'knives', 44.00, 190, '{33,4,2}'),
  ('BRD-OAK', 'Cutting board, oak', 'boards', 39.00, 1710, '{40,28,3}'),
  ('BRD-END', 'End-grain board', 'boards', 99.00, 4200, '{45,32,5}'),
  ('CUP-250', 'Café au lait bowl', 'tableware', 14.50, 380, '{13,13,8}'),
  ('PLT-27', 'Dinner plate, 27 cm', 'tableware', 18.00, 640, '{27,27,3}'),
  ('GLS-6', 'Tumblers, set of 6', 'tableware', 32.40, 1500, '{28,19,11}'),
  ('SCL-DIG', 'Digital scale', 'tools', 36.00, 510, '{22,16,2}'),
  ('THR-01', 'Probe thermometer', 'tools', 24.99, 95, NULL),
  ('WSK-11', 'Whisk', 'tools', 12.00, 110, NULL),
  ('GRT-MIC', 'Microplane® grater', 'tools', 21.50, 130, '{31,4,3}'),
  ('MIL-SALT', 'Salt mill', 'tools', 48.00, 420, '{21,6,6}'),
  ('BK-BREAD', 'Bread, slowly (book)', 'books', 27.00, 890, '{25,20,3}'),
  ('BK-SOUP', 'Soupe du jour (livre)', 'books', 19.90, 610, '{24,17,2}'),
  ('SUB-CARD', 'Recipe planner, gift year', 'digital', 48.00, NULL, NULL);

CREATE TABLE seed.products AS
  SELECT (row_number() OVER (ORDER BY sku) - 1)::integer AS number, sku, price FROM public.products;
