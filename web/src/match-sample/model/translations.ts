/** Words of German, Spanish, French, Italian, Portuguese, Dutch and the Scandinavian languages, without accents, by the English words that they are read as. */
const TRANSLATIONS = `
first name: fornamn fornavn vorname prenom voornaam; nickname: rufname apodo surnom soprannome apelido roepnaam; last name: efternamn
efternavn etternavn nachname familienname zuname apellido cognome sobrenome achternaam; name: namn navn nombre nom nome naam; full name:
nombrecompleto nomecompleto; salutation: anrede tratamiento civilite aanhef tratamento; birth date: fodelsedatum fodselsdato geburtsdatum
geburtstag geboortedatum; birth: fodelse fodsel geburt nacimiento naissance nascita nascimento geboorte; gender: geschlecht sexo sexe sesso
geslacht genero; age: alder alter edad idade leeftijd; email: epost mejl correo courriel; phone: tlf telefon telefono telefone telefoon fon
rufnummer; mobile: mobil movil celular cellulare telemovel portable mobiel mobiltelefon; fax: telefax; street: logradouro gata gatu gade
gate vej vei strasse calle rue straat rua; house number: hausnummer hausnr huisnummer; address: adress adresse anschrift direccion domicilio
indirizzo endereco morada adres; postal code: postnummer postnr plz postleitzahl cap cep postcode; postal: postale; city: postort poststed
kommun kommune ort stadt wohnort ciudad poblacion ville citta comune cidade localidad localidade stad plaats woonplaats; state: bundesland
provincia provincie comunidad estado uf; address complement: complemento complement; region: fylke departement regione regiao; country: land
pais pays paese nazione; company: foretag bolag bedrift virksomhed firma unternehmen empresa entreprise societe azienda societa bedrijf
organisatie betrieb; location: standort sede vestiging; work: dienst dienstlich geschaftlich geschaeftlich comercial professionnel lavoro
zakelijk jobb arbete; home: privat particular personnel personale thuis prive; department: avdelning avdeling abteilung departamento reparto
afdeling; job title: befattning stilling beruf puesto poste cargo functie funktion; employee: anstalld ansatt medarbetare mitarbeiter
empleado employe dipendente funcionario medewerker; customer: kund kunde kunden cliente klant; user: anvandare bruger bruker benutzer nutzer
usuario utilisateur utente gebruiker; member: medlem mitglied miembro socio membre membro lid; contact: referente kontaktperson kontakt
contacto contatto contato ansprechpartner; supplier: leverantor leverandor lieferant proveedor fournisseur fornitore fornecedor leverancier;
language: sprak sprog sprache idioma langue lingua taal; website: hemsida hjemmeside webseite internetseite sitio sito; created: creazione
skapad opprettet oprettet angelegt erstellt erfasst alta creado creada creacion cree creation creato creata criado criacao aangemaakt
aanmaak inscription inscripcion registriert registro anmeldung; updated: modifica andrad uppdaterad oppdatert opdateret endret geandert
geaendert aktualisiert anderung aenderung actualizado modificado modificacion modifie aggiornato atualizado gewijzigd; deleted: raderad
slettet geloscht geloescht eliminado borrado supprime eliminato excluido verwijderd; closed: stangd avslutad lukket geschlossen cerrado
ferme chiuso fechado gesloten; paid: betald betalt bezahlt pagado paye pagato betaald; due: forfallodatum forfall forfald fallig faellig
falligkeit faelligkeit vencimiento echeance scadenza vencimento vervaldatum; shipped: skickad sendt versendet verschickt enviado expedie
spedito verzonden; date: datum fecha am; hire: eintritt ingreso embauche admissao indiensttreding; termination: austritt baja depart
dimissione desligamento uitdiensttreding; begin: borjan beginn inicio debut inizio anfang; end: slut ende fin einde; last: senaste sista
siste letzter letzte letztes letzten ultimo ultima dernier derniere laatste; first: forsta forste erster erste erstes primero primer primera
premier premiere primo prima eerste; sale: verkauf venta vente vendita venda verkoop; seller: verkaufer verkaeufer vendedor vendeur
venditore verkoper; purchase: kauf einkauf compra achat acquisto aankoop; visit: besok besuch visita visite bezoek; order: bestallning
bestilling ordre bestellung bestellungen auftrag auftrage pedido commande ordine encomenda bestelling; invoice: faktura rechnung factura
facture fattura fatura factuur; delivery: leverans lieferung entrega livraison consegna levering liefer; consent: consentimiento
consentement consenso consentimento einwilligung toestemming samtycke samtykke; job: profesion profession professione profissao yrke;
shipping: versand envio spedizione verzending; contract: avtal avtale aftale kontrakt vertrag contrato contrat contratto; offer: offert
tilbud angebot oferta offre offerta offerte; weekly hour: wochenstunden; quantity: menge cantidad quantite quantita quantidade; count: antal
antall anzahl aantal; number: nummer numero; amount: belopp belop belob betrag importe montant importo bedrag; total: summa gesamt summe
gesamtbetrag totale gesamtsumme totaal; net: netto; gross: brutto bruto; tax id: cnpj siret nif ustid ustidnr; cost center: kostenstelle
kostnadsstalle kostnadssted kostenplaats; tax: moms steuer mwst ust impuesto iva tva btw imposto; discount: rabat rabatt descuento remise
sconto desconto korting; price: pris preis precio prix prezzo preco prijs tarifa tarif; revenue: omsattning omsetning omsaetning umsatz
ingresos ricavi facturacion omzet fatturato; balance: saldo kontostand; currency: wahrung waehrung moneda monnaie devise moeda; payment:
betalning zahlung pago paiement pagamento betaling; product: vara vare produkt artikel producto produit prodotto produto articulo articolo;
color: farg farge farbe couleur colore kleur; size: storlek storrelse grosse groesse talla taille taglia tamanho maat; weight: vikt vekt
vaegt gewicht peso poids; stock: lager bestand lagerbestand existencias giacenza voorraad; description: beskrivning beskrivelse beschreibung
bezeichnung descripcion descrizione descricao omschrijving; note: anteckning notat bemerkung bemerkungen notiz anmerkung nota observaciones
remarque opmerking; title: tittel titel titulo titre titolo; subject: amne emne betreff asunto objet oggetto assunto onderwerp; message:
meddelande melding nachricht mensaje messaggio mensagem; priority: prioritat prioritaet prioridad priorite priorita prioridade prioriteit;
status: zustand etat statut stato situacao; category: kategori kategorie categoria categorie; type: typ art tipo; level: stufe nivel niveau
livello; active: aktiv activo activa actif attivo ativo actief; source: herkunft quelle origen origine origem bron; reason: grund motivo
motif raison; manager: vorgesetzter vorgesetzte jefe superieur leidinggevende chef; owner: verantwortlich verantwortlicher responsable
responsabile; code: kod kode codigo codice; account: konto cuenta compte conto conta; store: filiale laden tienda magasin negozio loja
winkel; channel: kanal canal canale kanaal; campaign: kampagne campana campagne campagna campanha; salary: gehalt salario salaire stipendio;
rating: bewertung valoracion valutazione avaliacao beoordeling; points: punkte puntos punti pontos punten; cost: kosten costo coste cout
custo; hired: eingestellt contratado embauche; reference: referencia referenz riferimento; issued: emision emissao emissione ausgestellt;
since: seit desde depuis sinds; unit: einheit unidad unite unita unidade eenheid; group: gruppe grupo groupe gruppo groep; event: ereignis
evento evenement; image: bild imagen immagine imagem afbeelding foto; link: enlace lien; comment: kommentar comentario commentaire commento;
answer: antwort respuesta reponse risposta resposta antwoord; question: frage pregunta domanda pergunta vraag; file: datei archivo fichier
arquivo; duration: dauer duracion duree durata duracao duur; height: hohe hoehe altura hauteur altezza hoogte; width: breite anchura largeur
larghezza largura breedte; length: lange laenge longitud longueur lunghezza comprimento lengte; rent: miete alquiler loyer affitto canone
aluguel renda huur hyra husleje husleie; tenant: mieter inquilino locataire huurder hyresgast leietaker lejer; room: zimmer habitacion
chambre camera quarto kamer rum rom; apartment: wohnung piso appartement appartamento apartamento lagenhet leilighet lejlighed; month: monat
mes mois mese maand manad maned; day: tag dia jour giorno giorni dag dagar
`;

export const TRANSLATED: ReadonlyMap<string, readonly string[]> = new Map(
  TRANSLATIONS.trim()
    .split(/;\s/)
    .flatMap((line) => {
      const [english = '', words = ''] = line.split(/:\s/);
      return words.split(/\s/).map((word): [string, string[]] => [word, english.split(/\s/)]);
    }),
);

/** Words that only join the others of a name, in these languages and in English. */
export const JOINING: ReadonlySet<string> = new Set(
  'of the de del der die das des di du da la el le les van het und'.split(' '),
);
