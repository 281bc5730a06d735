/** Words of German, Spanish, French, Italian, Portuguese and Dutch, without accents, by the English words that they are read as. */
const TRANSLATIONS = `
first name: vorname prenom voornaam rufname
last name: nachname familienname zuname apellido cognome sobrenome achternaam
name: nombre nome naam
full name: nombrecompleto nomecompleto
salutation: anrede tratamiento civilite aanhef tratamento
birth date: geburtsdatum geburtstag geboortedatum
birth: geburt nacimiento naissance nascita nascimento geboorte
gender: geschlecht sexo sexe sesso geslacht genero
age: alter edad idade leeftijd
email: correo courriel
phone: telefon telefono telefone telefoon fon rufnummer
mobile: mobil movil celular cellulare telemovel portable mobiel mobiltelefon
fax: telefax
street: strasse str calle rue straat rua
house number: hausnummer hausnr huisnummer
address: adresse anschrift direccion domicilio indirizzo endereco morada adres
postal code: plz postleitzahl cap cep postcode
postal: postale
city: ort stadt wohnort ciudad poblacion ville citta comune cidade localidad localidade stad plaats woonplaats
state: bundesland provincia provincie comunidad
region: departement regione regiao
country: land pais pays paese nazione
company: firma unternehmen empresa entreprise societe azienda societa bedrijf organisatie betrieb
department: abteilung departamento reparto afdeling
job title: beruf puesto poste cargo functie
employee: mitarbeiter empleado employe dipendente funcionario medewerker
customer: kunde kunden cliente klant
user: benutzer nutzer usuario utilisateur utente gebruiker
member: mitglied miembro socio membre membro lid
contact: kontakt contacto contatto contato ansprechpartner
supplier: lieferant proveedor fournisseur fornitore fornecedor leverancier
language: sprache idioma langue lingua taal
website: webseite internetseite sitio sito
created: angelegt erstellt erfasst alta creado creada creacion cree creation creato creata criado criacao aangemaakt aanmaak inscription inscripcion registriert registro anmeldung
updated: geandert geaendert aktualisiert anderung aenderung actualizado modificado modificacion modifie aggiornato atualizado gewijzigd
deleted: geloscht geloescht eliminado borrado supprime eliminato excluido verwijderd
closed: geschlossen cerrado ferme chiuso fechado gesloten
paid: bezahlt pagado paye pagato pago betaald
due: fallig faellig falligkeit faelligkeit vencimiento echeance scadenza vencimento vervaldatum
shipped: versendet verschickt enviado expedie spedito verzonden
date: datum fecha am
begin: beginn inicio debut inizio anfang
end: ende fin einde
last: letzter letzte letztes letzten ultimo ultima dernier derniere laatste
first: erster erste erstes primero primer primera premier premiere primo prima eerste
purchase: kauf einkauf compra achat acquisto aankoop
visit: besuch visita visite bezoek
order: bestellung bestellungen auftrag auftrage pedido commande ordine encomenda bestelling
invoice: rechnung factura facture fattura fatura factuur
delivery: lieferung entrega livraison consegna levering
shipping: versand envio spedizione verzending
contract: vertrag contrato contrat contratto
offer: angebot oferta offre offerta offerte
quantity: menge cantidad quantite quantita quantidade
count: anzahl aantal
number: nummer numero
amount: betrag importe montant importo bedrag
total: gesamt summe gesamtbetrag totale gesamtsumme totaal
net: netto
gross: brutto bruto
tax: steuer mwst ust impuesto iva tva btw imposto
discount: rabatt descuento remise sconto desconto korting
price: preis precio prix prezzo preco prijs
revenue: umsatz ingresos ricavi facturacion omzet fatturato
balance: saldo kontostand
currency: wahrung waehrung moneda monnaie devise moeda
payment: zahlung pago paiement pagamento betaling
product: produkt artikel producto produit prodotto produto articulo articolo
color: farbe couleur colore kleur
size: grosse groesse talla taille taglia tamanho maat
weight: gewicht peso poids
stock: bestand lagerbestand existencias giacenza voorraad
description: beschreibung bezeichnung descripcion descrizione descricao omschrijving
note: bemerkung bemerkungen notiz anmerkung nota observaciones remarque opmerking
title: titel titulo titre titolo
subject: betreff asunto objet oggetto assunto onderwerp
message: nachricht mensaje messaggio mensagem
priority: prioritat prioritaet prioridad priorite priorita prioridade prioriteit
status: zustand etat statut stato situacao
state: estado
category: kategorie categoria categorie
type: art tipo
level: stufe nivel niveau livello
active: aktiv activo activa actif attivo ativo actief
source: herkunft quelle origen origine origem bron
reason: grund motivo motif raison
owner: verantwortlich verantwortlicher responsable responsabile
`;

export const TRANSLATED: ReadonlyMap<string, readonly string[]> = new Map(
  TRANSLATIONS.trim()
    .split('\n')
    .flatMap((line) => {
      const [english = '', words = ''] = line.split(': ');
      return words.split(' ').map((word): [string, string[]] => [word, english.split(' ')]);
    }),
);

/** Joins the words of a name in those languages and in English. */
export const JOINING: ReadonlySet<string> = new Set(
  'of the de del der die das des di du da la el le les van het und'.split(' '),
);
