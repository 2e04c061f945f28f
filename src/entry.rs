//! Section -> entries: where one position, degree or project ends and the next begins.
//! To be written.
