"""The colours of actor families where no style sheet reaches: printed pictures. The same as in ``tokens.css``."""

COLOURS = {
    "public_administration": "#0066cc",
    "public_body": "#5865c3",
    "foundation": "#7b2f9e",
    "cooperation": "#c0342b",
    "economic_actor": "#a86400",
    "third_sector": "#1f8040",
    "financial_body": "#0f766e",
    "civil_society": "#c2257a",
    "knowledge": "#5a4632",
}
