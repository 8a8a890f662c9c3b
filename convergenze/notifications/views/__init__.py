"""Pages of what people are told and follow, and of the mails on their way."""
