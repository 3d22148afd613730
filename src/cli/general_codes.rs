//! The codes of errors that have no more exact one, by how the run ended.

use crate::cli::exit::Exit;
use crate::diagnostic::Code;

/// The code of a run that ended so, where its error has no code of its own.
pub fn code(exit: Exit) -> Code {
    match exit {
        Exit::Done | Exit::No => Code("C091"),
        Exit::Usage => Code("C090"),
        Exit::Credentials => Code("C092"),
        Exit::Refused => Code("C093"),
        Exit::ControlPlane | Exit::Failed | Exit::Partly | Exit::NotConverged => Code("C094"),
        Exit::BackByGate
        | Exit::BackByOperator
        | Exit::BackByTimeout
        | Exit::SplitWaiting
        | Exit::SplitNoEvidence
        | Exit::SplitDrift
        | Exit::SplitProgressing
        | Exit::RollbackFailed
        | Exit::Lost => Code("C096"),
        Exit::Interrupted | Exit::Terminated | Exit::PipeClosed => Code("C095"),
    }
}

/// Each code, its title, and what is to be said about it.
pub const CODES: &[(Code, &str, &str)] = &[
    (
        Code("C090"),
        "Wrong use",
        "# C090: Wrong use

## What

The command cannot be understood, or something that it needs on this machine is not there.

## Why

The message names it: a flag, a file, a folder, a setting. Nothing was done. Text output shows no
code for it; forms for machines have one for every message.
",
    ),
    (
        Code("C091"),
        "Not there",
        "# C091: Not there

## What

What was asked for does not exist.

## Why

The message names what was looked for, and where. Nothing was changed.
",
    ),
    (
        Code("C092"),
        "No credentials",
        "# C092: No credentials

## What

Credentials are missing or are not accepted.

## Why

The message says which were tried.
",
    ),
    (
        Code("C093"),
        "Refused",
        "# C093: Refused

## What

weir did not begin: a question was answered with no, or nobody was there to answer it.

## Why

Changes are confirmed on a terminal, or with `--yes`. Nothing was changed.
",
    ),
    (
        Code("C094"),
        "Not done",
        "# C094: Not done

## What

The control plane did not do what it was asked to do.

## Why

The message and its causes say what it was, and what was done before.
",
    ),
    (
        Code("C095"),
        "Interrupted",
        "# C095: Interrupted

## What

A signal ended the run, or the reader of its output went away.

## Why

What was under way is told in the report. Where nothing is told, nothing was changed.
",
    ),
    (
        Code("C096"),
        "A rollout did not end as it was told to be watched",
        "# C096: A rollout did not end as it was told to be watched

## What

The rollout was held, went back, or was lost from sight.

## Why

The exit code says where the traffic is: 10 to 12 on the baseline, 20 to 23 split and stable, 30
and 31 not certain. `weir canary status` shows how it stands, and its last line is the command that
takes the traffic back.
",
    ),
    (
        Code("C097"),
        "A rollout is refused",
        "# C097: A rollout is refused

## What

The rollout cannot be carried out on the routes as they are, or a hook said no before it began.

## Why

The message names everything that is in the way. Nothing was written. `weir canary plan` shows what
a rollout would write, and what is in its way.
",
    ),
];
