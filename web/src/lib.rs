//! The face: routes, sessions, forms, pages, JSON
