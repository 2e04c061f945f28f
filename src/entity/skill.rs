//! The dictionary of skills: canonical names, aliases, categories, and which names are ordinary words too.
//! To be written.
