//! Words of a language: section headings, months, "present", levels. One text file per language.
//! To be written.
