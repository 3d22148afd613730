//! The pages of codes that come from plans and runs.
// tidy: table

use crate::diagnostic::Code;

/// Code, title, and what is to be said about it.
pub const CODES: &[(Code, &str, &str)] = &[
    (
        Code("A014"),
        "Stored differently",
        "# A014: Stored differently

## What

The control plane answered a write with another spec than it was sent.

## Why

It fills in something of its own, or leaves out what it does not know. The next `weir diff` shows
the difference again.
",
    ),
    (
        Code("C041"),
        "The run is not remembered",
        "# C041: The run is not remembered

## What

The folder in which runs are written down cannot be written, so this one cannot be resumed or undone.
It goes on all the same.

## Why

The disk is full, or the folder belongs to somebody else. It is `runs` in `WEIR_STATE_DIR`, else in
`$XDG_STATE_HOME/weir`.
",
    ),
    (
        Code("P002"),
        "Plan for another target",
        "# P002: Plan for another target

## What

The plan was made for another control plane, or for a mesh of the same name that has been deleted since.

## Why

Versions mean something only where they come from. Plan again for this target.
",
    ),
    (
        Code("P003"),
        "Unusable plan",
        "# P003: Unusable plan

## What

The file is no plan, a plan of another version of weir, or it was changed after it was written: its
digest is not that of its content.

## Why

A plan is carried out exactly as it was reviewed. Change the documents and plan again.
",
    ),
    (
        Code("P006"),
        "Too many deletions",
        "# P006: Too many deletions

## What

A prune would delete more of the set than may be: more than 10 resources and more than 20 % of it, or
more than half of it.

## Why

Often a folder is missing, or the wrong one is named. If it is meant: `--max-deletes` with a number or a
share.
",
    ),
    (
        Code("P007"),
        "Protected",
        "# P007: Protected

## What

A resource with the tag `weir:protect=true` would be deleted, or deleted and created anew.

## Why

Somebody marked it so that this does not happen. Set the tag to another value first.
",
    ),
    (
        Code("P008"),
        "Owned by another set",
        "# P008: Owned by another set

## What

A resource that would be changed carries the tag `weir:set` with the name of another set.

## Why

Two sets that change the same resource would undo each other's work at every run.
`--take-ownership` takes it over.
",
    ),
    (
        Code("P009"),
        "Nothing left of the set",
        "# P009: Nothing left of the set

## What

There are no documents, so a prune would delete everything that belongs to the set.

## Why

Often the folder is the wrong one, or empty by mistake. If it is meant: `--allow-empty`.
",
    ),
    (
        Code("P011"),
        "Secret not known",
        "# P011: Secret not known

## What

A plan or a run needs the value of a secret variable. Neither is ever written with such values: in their
place stands the name of the variable, and a salted digest of the value.

## Why

Give the value again: `--secret-var NAME=VALUE`, a `--var-file`, or `--env-subst allow=NAME`. It has to be
the one that the plan was made with; for `weir undo` the one that was there before the run.
",
    ),
    (
        Code("W006"),
        "Weights of a rollout",
        "# W006: Weights of a rollout

## What

A rollout is under way on a route (its tag `weir:rollout` names it), and the document says other weights
than it has now; or the route is to be deleted.

## Why

While a rollout is under way the weights belong to it, not to the file. Everything else of the route is
applied. `--take-weights` sets the weights all the same.

A route is deleted as was asked. The rollout then stops where it is, and there is nothing to take back on
that route: `weir canary abort` ends it.
",
    ),
];
