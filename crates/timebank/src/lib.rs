//! The community: members, listings, exchanges, who may do what
