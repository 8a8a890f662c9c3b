"""Titles and summaries as public projects write them, put together from parts by chance."""

WORKS = (
    "Riqualificazione energetica", "Recupero e riuso", "Messa in sicurezza", "Digitalizzazione dei servizi",
    "Adeguamento sismico", "Ampliamento", "Rigenerazione urbana", "Manutenzione straordinaria", "Censimento",
    "Realizzazione", "Apertura di uno sportello", "Gestione condivisa", "Monitoraggio", "Abilitazione al cloud",
    "Percorso partecipativo", "Formazione degli operatori",
)  # fmt: skip
OBJECTS = (
    "della scuola primaria", "delle case vuote del centro storico", "del ponte sul torrente", "della biblioteca civica",
    "dell'ambulatorio di frazione", "della rete dei sentieri", "del trasporto a chiamata", "del patrimonio abitativo",
    "della palestra comunale", "dell'ex stazione ferroviaria", "della comunità energetica", "del forno di comunità",
    "dei servizi per gli anziani", "del bosco comunale", "della piazza del mercato", "dell'archivio storico",
    "della telemedicina territoriale", "della filiera del legno", "dei versanti in frana", "dell'asilo nido",
)  # fmt: skip
PLACES = (
    "Valfiorita", "Monteverde", "Castel del Rio", "Pieve di Sopra", "Rocca San Luca", "Borgo Torre", "Serravalle",
    "Fontanaluccia", "Poggio Renale", "Acquasalata", "Campolungo", "Sassoforte", "Vigna di Mezzo", "Ponte Arso",
)  # fmt: skip
ENDS = (
    "con il coinvolgimento delle associazioni del territorio", "a favore delle famiglie e dei giovani che restano",
    "nell'ambito del piano di transizione dell'Appennino",
    "per ridurre i consumi e le emissioni degli edifici pubblici",
    "in accordo con l'unione dei comuni e l'azienda sanitaria", "con attività di formazione e lavori in economia",
    "e apertura al pubblico degli spazi recuperati", "secondo il progetto definitivo approvato dalla giunta",
)  # fmt: skip


def title(chance):
    """ "Recupero e riuso delle case vuote del centro storico, Monteverde"."""
    return f"{chance.choice(WORKS)} {chance.choice(OBJECTS)}, {chance.choice(PLACES)}"


def summary(chance):
    """Two or three sentences about the same kind of thing."""
    sentences = [
        f"{chance.choice(WORKS)} {chance.choice(OBJECTS)} di {chance.choice(PLACES)} {chance.choice(ENDS)}."
        for _ in range(chance.randint(2, 3))
    ]
    return " ".join(sentences)


def published(action):
    """A row as a public source publishes it, about ``action``."""
    return {
        "Programma": "PNRR", "Missione": "M1", "Descrizione Missione": "Digitalizzazione, innovazione, competitività",
        "CUP": f"D11F{action.pk:011}", "Codice Locale Progetto": f"PRJ_{action.pk:08}", "Stato CUP": "Attivo",
        "Titolo progetto": action.title.upper(), "Sintesi progetto": action.summary.upper(),
        "Finanziamento PNRR": f"{action.cost or 0},00", "Finanziamento Totale": f"{action.cost or 0},00",
        "Soggetto attuatore": "COMUNE", "Flag progetti in essere": "No", "Data aggiornamento": "21/02/2023",
    }  # fmt: skip
