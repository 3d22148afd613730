//! The binary, command by command: how the parts are wired, and what people see.

mod apply;
mod ask;
mod backup;
mod canary;
mod context;
mod delete;
mod diff;
mod diff_forms;
mod faults;
mod frames;
mod general;
mod inputs;
mod instance;
mod interrupt;
mod judgement;
mod partly;
mod plan;
mod proxy;
mod read;
mod rollout_kills;
mod serve;
mod serve_rollouts;
mod trace;
mod undo;
mod validate;
mod weights;
