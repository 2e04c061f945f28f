//! Résumé -> file; one file per format.

pub mod json_resume;
