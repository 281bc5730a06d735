/** Words of German, Spanish, French, Italian, Portuguese and Dutch, without accents, by the English words that they are read as. */
const TRANSLATIONS = `
first name: vorname prenom voornaam rufname; last name: nachname familienname zuname apellido cognome sobrenome achternaam; name: nombre nom nome naam; full name: nombrecompleto nomecompleto; salutation: anrede tratamiento civilite aanhef tratamento; birth date: geburtsdatum
geburtstag geboortedatum; birth: geburt nacimiento naissance nascita nascimento geboorte; gender: geschlecht sexo sexe sesso geslacht
genero; age: alter edad idade leeftijd; email: correo courriel; phone: telefon telefono telefone telefoon fon rufnummer; mobile: mobil movil
celular cellulare telemovel portable mobiel mobiltelefon; fax: telefax; street: strasse str calle rue straat rua; house number: hausnummer
hausnr huisnummer; address: adresse anschrift direccion domicilio indirizzo endereco morada adres; postal code: plz postleitzahl cap cep
postcode; postal: postale; city: ort stadt wohnort ciudad poblacion ville citta comune cidade localidad localidade stad plaats woonplaats;
state: bundesland provincia provincie comunidad estado; region: departement regione regiao; country: land pais pays paese nazione; company:
firma unternehmen empresa entreprise societe azienda societa bedrijf organisatie betrieb; department: abteilung departamento reparto
afdeling; job title: beruf puesto poste cargo functie funktion; employee: mitarbeiter empleado employe dipendente funcionario medewerker;
customer: kunde kunden cliente klant; user: benutzer nutzer usuario utilisateur utente gebruiker; member: mitglied miembro socio membre
membro lid; contact: kontakt contacto contatto contato ansprechpartner; supplier: lieferant proveedor fournisseur fornitore fornecedor
leverancier; language: sprache idioma langue lingua taal; website: webseite internetseite sitio sito; created: angelegt erstellt erfasst
alta creado creada creacion cree creation creato creata criado criacao aangemaakt aanmaak inscription inscripcion registriert registro
anmeldung; updated: geandert geaendert aktualisiert anderung aenderung actualizado modificado modificacion modifie aggiornato atualizado
gewijzigd; deleted: geloscht geloescht eliminado borrado supprime eliminato excluido verwijderd; closed: geschlossen cerrado ferme chiuso
fechado gesloten; paid: bezahlt pagado paye pagato betaald; due: fallig faellig falligkeit faelligkeit vencimiento echeance scadenza
vencimento vervaldatum; shipped: versendet verschickt enviado expedie spedito verzonden; date: datum fecha am; begin: beginn inicio debut
inizio anfang; end: ende fin einde; last: letzter letzte letztes letzten ultimo ultima dernier derniere laatste; first: erster erste erstes
primero primer primera premier premiere primo prima eerste; purchase: kauf einkauf compra achat acquisto aankoop; visit: besuch visita
visite bezoek; order: bestellung bestellungen auftrag auftrage pedido commande ordine encomenda bestelling; invoice: rechnung factura
facture fattura fatura factuur; delivery: lieferung entrega livraison consegna levering liefer; shipping: versand envio spedizione
verzending; contract: vertrag contrato contrat contratto; offer: angebot oferta offre offerta offerte; quantity: menge cantidad quantite
quantita quantidade; count: anzahl aantal; number: nummer numero; amount: betrag importe montant importo bedrag; total: gesamt summe
gesamtbetrag totale gesamtsumme totaal; net: netto; gross: brutto bruto; tax: steuer mwst ust impuesto iva tva btw imposto; discount: rabatt
descuento remise sconto desconto korting; price: preis precio prix prezzo preco prijs tarifa tarif; revenue: umsatz ingresos ricavi
facturacion omzet fatturato; balance: saldo kontostand; currency: wahrung waehrung moneda monnaie devise moeda; payment: zahlung pago
paiement pagamento betaling; product: produkt artikel producto produit prodotto produto articulo articolo; color: farbe couleur colore
kleur; size: grosse groesse talla taille taglia tamanho maat; weight: gewicht peso poids; stock: bestand lagerbestand existencias giacenza
voorraad; description: beschreibung bezeichnung descripcion descrizione descricao omschrijving; note: bemerkung bemerkungen notiz anmerkung
nota observaciones remarque opmerking; title: titel titulo titre titolo; subject: betreff asunto objet oggetto assunto onderwerp; message:
nachricht mensaje messaggio mensagem; priority: prioritat prioritaet prioridad priorite priorita prioridade prioriteit; status: zustand etat
statut stato situacao; category: kategorie categoria categorie; type: art tipo; level: stufe nivel niveau livello; active: aktiv activo
activa actif attivo ativo actief; source: herkunft quelle origen origine origem bron; reason: grund motivo motif raison; owner:
verantwortlich verantwortlicher responsable responsabile; code: codigo codice; account: konto cuenta compte conto conta; store: filiale
laden tienda magasin negozio loja winkel; channel: kanal canal canale kanaal; campaign: kampagne campana campagne campagna campanha; salary:
gehalt salario salaire stipendio; rating: bewertung valoracion valutazione avaliacao beoordeling; points: punkte puntos punti pontos punten;
cost: kosten costo coste cout custo; hired: eingestellt contratado embauche; reference: referencia referenz riferimento; issued: emision
emissao emissione ausgestellt; since: seit desde depuis sinds; unit: einheit unidad unite unita unidade eenheid; group: gruppe grupo groupe
gruppo groep; event: ereignis evento evenement; image: bild imagen immagine imagem afbeelding foto; link: enlace lien; comment: kommentar
comentario commentaire commento; answer: antwort respuesta reponse risposta resposta antwoord; question: frage pregunta domanda pergunta
vraag; file: datei archivo fichier arquivo; duration: dauer duracion duree durata duracao duur; height: hohe hoehe altura hauteur altezza
hoogte; width: breite anchura largeur larghezza largura breedte; length: lange laenge longitud longueur lunghezza comprimento lengte
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
