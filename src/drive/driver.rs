//! The loop of a driver: events in, effects done.
