//! Sections and entries -> [`Resume`](crate::resume::Resume); one file per key of JSON Resume.
//! To be written.
