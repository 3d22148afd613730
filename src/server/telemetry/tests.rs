//! The service over a real plane and real streams.
