//! The binary, command by command: how the parts are wired, and what people see.

mod apply;
mod context;
mod delete;
mod diff;
mod frames;
mod diff_forms;
mod general;
mod inputs;
mod instance;
mod interrupt;
mod judgement;
mod partly;
mod plan;
mod proxy;
mod read;
mod serve;
mod trace;
mod validate;
mod weights;
