//! The binary, command by command: how the parts are wired, and what people see.

mod apply;
mod backup;
mod delete;
mod diff;
mod faults;
mod general;
mod inputs;
mod instance;
mod interrupt;
mod proxy;
mod read;
mod serve;
mod trace;
mod validate;
mod weights;
