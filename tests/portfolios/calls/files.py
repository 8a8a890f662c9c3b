"""Small registers of calls with the quirks of the real ones, as their publishers write them."""

import io

PLAN = (
    "Codice Univoco Submisura;Descrizione Submisura;Numero seriale ;Titolo Bando o Avviso;CIG;Soggetto emanante;"
    "Importo complessivo gara;Importo previsto PNRR;Importo previsto altri fondi;Data apertura bando;"
    "Data chiusura effettiva bando;Fino ad esaurimento risorse;Stato del Bando;Link al bando;"
    "Destinatari del Bando o dell’Avviso"
)
HOUSING = (
    "M5C2I1.03.00;Housing temporaneo;{number};Avviso per l'abitare temporaneo;;MINISTERO DEL LAVORO;N/A;{amount};;"
    "10/02/2027;{closes};;In Corso;{link};Comuni e Unioni di Comuni"
)


def plan_row(number=1, amount="1500000,5", closes="28/04/2027", link="https://esempio.it/avviso "):
    """A call of the recovery plan."""
    return HOUSING.format(number=number, amount=amount, closes=closes, link=link)


def plan(*rows):
    """The register of the recovery plan: byte order mark, semicolons, carriage returns."""
    return named("\ufeff" + "\r\n".join([PLAN, *rows]) + "\r\n", "bandi.csv")


QUIRKS = (
    plan_row(1),
    'M4C1I1.05.00;Sistemi colturali;2;Avviso per i periti;;MINISTERO;N/A;0;;19/01/2027;01/06/2027;;"Annullato dopo '
    'sospensione TAR:\nhttp://esempio.it/comunicato.pdf";;"Comuni, imprese\ne terzo settore, esclusi i Ministeri"',
    "M1C1R1.02.01;Ufficio;3;Avviso per la ricerca di ingegneri chimici;;PCM;N/A;400000;;14/10/2027;;;In corso;"
    "www.esempio.it/posto;Individui / Liberi Professionisti",
    "M1C3I4.01.00;Hub;4;Gara a 5 lotti;9150239817;TURISMO;68196721,31;0,01;;13/05/2027;01/05/2027;;Chiuso;"
    '"https://a.it/uno; https://a.it/due";Operatori economici',
    plan_row(5, amount="molti"),
    plan_row(1),
    plan_row(6) + ";una cella di troppo",
    plan_row(1, amount="9"),
)

DIGITAL = (
    "titolo,misura,data_inizio_bando,data_fine_bando,stato,totale_importo_stanziato,soggetti_destinatari\n"
    '"1.2 Cloud - Scuole - dicembre","1.2 Abilitazione","2027-12-01","2028-01-30","TERMINATO",1000000.0,"Scuole"\n'
    '"1.2 Cloud - ASL","1.2 Abilitazione","2027-12-01","2028-01-30","TERMINATO",2000000.0,"ASL;Aziende Ospedaliere"\n'
)
PROCEDURES = (
    "codice_univoco_submisura;descrizione_submisura;amministrazione_titolare;codice_pratt;tipo_procedura;"
    "titolo_procedura;importo_procedura;data_di_estrazione\n"
    "M1C1I1.01.00;Infrastrutture;PCM;1100;Procedura a sportello;AVVISO PUBBLICO CLOUD;78842879,0;2025-03-31\n"
    "M1C1I1.02.00;Cloud;PCM;1100;Procedura a sportello;AVVISO PUBBLICO CLOUD;5,0;2025-03-31\n"
    "M5C2I1.01.00;Autonomia;LAVORO;1200;Procedura di co-progettazione con il terzo settore;;0,0;2025-03-31\n"
)


def named(text, name):
    """A binary file with a name."""
    file = io.BytesIO(text.encode("utf-8"))
    file.name = name
    return file
