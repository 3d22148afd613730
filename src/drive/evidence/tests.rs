//! What evidence is made of what was told.
